"""The queue of alerts and the page of one alert."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Invalid
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web import marks, tables
from seawall.foundation.web.parts import Happening
from seawall.modules.alerts import selectors, services
from seawall.modules.alerts.choices import State
from seawall.modules.alerts.forms import CloseForm, CommentForm, HandOverForm
from seawall.modules.alerts.wording import kind_words, reason_words


class AlertFilters(tables.Filters):
    """Which alerts: open or all, of which severity."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("Open")), ("closed", gettext_lazy("Closed"))],
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        closed = self.cleaned_data.get("state") == "closed"
        return rows.filter(state="closed") if closed else rows.exclude(state="closed")


def _what(alert: Any) -> SafeString:
    """What an alert is about, and under it why."""
    return format_html(
        '<a href="{}">{}</a><small>{}</small>',
        reverse("alerts:alert", args=[alert.id]),
        kind_words(alert.kind),
        " · ".join(reason_words(reason) for reason in alert.reasons),
    )


ALERTS = tables.Table(
    name="alerts",
    caption=gettext_lazy("Alerts, newest first"),
    heading=gettext_lazy("Alerts"),
    columns=(
        tables.Column(
            "last_at",
            gettext_lazy("Last news"),
            sort="last_at",
            cell=lambda a: marks.when(a.last_at),
        ),
        tables.Column(
            "kind",
            gettext_lazy("What"),
            value=lambda a: kind_words(a.kind),
            cell=_what,
            head=True,
        ),
        tables.Column("severity", gettext_lazy("Severity"), cell=lambda a: marks.sev(a.severity)),
        tables.Column("times", gettext_lazy("Times"), css="n"),
        tables.Column("state", gettext_lazy("State"), value=lambda a: a.get_state_display()),
        tables.Column(
            "holder", gettext_lazy("Who has it"), value=lambda a: a.holder and a.holder.name
        ),
    ),
    order="-last_at",
    filters=AlertFilters,
    exportable=False,
    empty=gettext_lazy("No alert waits"),
    empty_hint=gettext_lazy("New ones appear here by themselves."),
)


@require_safe
@officer_page
def alerts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The alerts of the officer's agency."""
    selectors.require_reading(actor)
    with acting(actor):
        rows = selectors.alerts(actor).select_related("holder")
        page = ALERTS.page(request.GET, rows, live=services.TOPIC)
        return tables.show(request, "alerts/list.html", page, {})


@require_safe
@officer_page
def alert(request: HttpRequest, actor: Actor, alert_id: UUID) -> HttpResponse:
    """One alert with its reasons, what happened to it and what can be done."""
    return _page(request, actor, alert_id, {})


def _page(
    request: HttpRequest, actor: Actor, alert_id: UUID, forms_given: dict[str, forms.Form]
) -> HttpResponse:
    view = selectors.open_alert(actor, alert_id=alert_id)
    context = {
        "view": view,
        "kind": kind_words(view.alert.kind),
        "reasons": [reason_words(reason) for reason in view.alert.reasons],
        "happenings": _happenings(view),
        "open": view.alert.state != State.CLOSED,
        "comment_form": forms_given.get("comment") or CommentForm(prefix="c"),
        "hand_over_form": forms_given.get("hand_over") or HandOverForm(actor, prefix="h"),
        "close_form": forms_given.get("close") or CloseForm(prefix="e"),
        "page_level": view.alert.level,
    }
    status = 422 if forms_given else 200
    return render(request, "alerts/alert.html", context, status=status)


def _happenings(view: selectors.AlertView) -> list[Happening]:
    return [
        Happening(
            at=event.at,
            what=": ".join(filter(None, (event.get_act_display(), event.text))),
            source=event.officer.name,
        )
        for event in view.events
    ]


@require_POST
@officer_page
def take(request: HttpRequest, actor: Actor, alert_id: UUID) -> HttpResponse:
    """Take it."""
    services.take_alert(actor, alert_id=alert_id)
    messages.success(request, _("The alert is yours."))
    return redirect("alerts:alert", alert_id)


def _act(
    request: HttpRequest,
    actor: Actor,
    alert_id: UUID,
    form: forms.Form,
    name: str,
    verb: Callable[..., Any],
    said: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            verb(actor, alert_id=alert_id, **form.cleaned_data)
        except Invalid as error:
            for field, text in (error.fields or {"text": error.message}).items():
                form.add_error(field, text)
        else:
            messages.success(request, said)
            return redirect("alerts:alert", alert_id)
    return _page(request, actor, alert_id, {name: form})


@require_POST
@officer_page
def comment(request: HttpRequest, actor: Actor, alert_id: UUID) -> HttpResponse:
    """Add a comment."""
    form = CommentForm(request.POST, prefix="c")
    said = _("Comment added.")
    return _act(request, actor, alert_id, form, "comment", services.comment_alert, said)


@require_POST
@officer_page
def hand_over(request: HttpRequest, actor: Actor, alert_id: UUID) -> HttpResponse:
    """Hand it over."""
    form = HandOverForm(actor, request.POST, prefix="h")
    said = _("Handed over.")
    return _act(request, actor, alert_id, form, "hand_over", services.hand_over_alert, said)


@require_POST
@officer_page
def close(request: HttpRequest, actor: Actor, alert_id: UUID) -> HttpResponse:
    """Close it."""
    form = CloseForm(request.POST, prefix="e")
    return _act(request, actor, alert_id, form, "close", services.close_alert, _("Alert closed."))
