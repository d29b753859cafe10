"""Messages as received: the list, one message with what deviates in it, receiving by hand."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Invalid, TooLarge
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web import marks, tables
from seawall.foundation.web.fields import blame
from seawall.modules.border.choices import MessageState, Origin
from seawall.modules.border.forms import UploadForm
from seawall.modules.border.pages.board import FUNCTIONS
from seawall.modules.border.pages.parts import filled
from seawall.modules.border.pages.segments import segments_of
from seawall.modules.border.reasons import fault_words, notice_words
from seawall.modules.border.selectors import messages as selectors
from seawall.modules.border.services.receiving import receive_message

LOOKS = {"received": "waiting", "processed": "done", "unreadable": "failed"}


class MessageFilters(tables.Filters):
    """Which messages."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("All")), *MessageState.choices],
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows


MESSAGES = tables.Table(
    name="messages",
    caption=gettext_lazy("Messages, newest first"),
    heading=gettext_lazy("Messages"),
    columns=(
        tables.Column(
            "received",
            gettext_lazy("Received"),
            value="received_at",
            sort="received_at",
            cell=lambda one: marks.when(one.received_at),
            link=lambda one: reverse("border:message", args=[one.id]),
        ),
        tables.Column(
            "origin", gettext_lazy("Came by"), value=lambda one: one.get_origin_display()
        ),
        tables.Column("sender", gettext_lazy("From")),
        tables.Column("travellers", gettext_lazy("Travellers"), css="n"),
        tables.Column("size", gettext_lazy("Bytes"), value="size_bytes", css="n"),
        tables.Column(
            "state",
            gettext_lazy("State"),
            value=lambda one: one.get_state_display(),
            cell=lambda one: marks.state(LOOKS[one.state], one.get_state_display(), pill=False),
        ),
        tables.Column(
            "digest", gettext_lazy("Digest"), value=lambda one: one.digest[:12], css="mono"
        ),
    ),
    order="-received",
    filters=MessageFilters,
    exportable=False,
    empty=gettext_lazy("No message has come yet"),
    empty_hint=gettext_lazy(
        "Messages come by the watched folder, the API, the console or by hand."
    ),
)


@require_safe
@officer_page
def messages(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every message, newest first."""
    selectors.require_reading(actor)
    with acting(actor):
        page = MESSAGES.page(request.GET, selectors.messages(actor), live="border.messages")
        return tables.show(request, "border/messages.html", page, {"form": UploadForm()})


@require_safe
@officer_page
def message(request: HttpRequest, actor: Actor, message_id: UUID) -> HttpResponse:
    """One message with what deviates in it, where, and its bytes."""
    view = selectors.open_message(actor, message_id=message_id)
    notices = view.message.notices
    context = {
        "view": view,
        "message": view.message,
        "look": LOOKS[view.message.state],
        "fault": fault_words(view.message.fault),
        "notices": [(one, notice_words(one)) for one in notices],
        "sections": [
            (section, voyage, FUNCTIONS.get(section.function, _("List")))
            for section, voyage in view.sections
        ],
        "segments": segments_of(view.data, notices) if view.data is not None else None,
        "page_level": view.message.level,
    }
    return render(request, "border/message.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page
def receive(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Receive a message that came by another way."""
    selectors.require_reading(actor)
    form = filled(UploadForm, request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept = receive_message(
                actor,
                data=given["file"].read(),
                origin=Origin.UPLOAD,
                sender=given["sender"] or given["file"].name,
            )
        except (Invalid, TooLarge) as error:
            blame(form, error)
        else:
            toasts.success(request, _("Message received."))
            return redirect("border:message", kept.id)
    return render(
        request, "border/receive.html", {"form": form}, status=422 if form.errors else 200
    )
