"""The auditor's page, one entry, and every officer's own list."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.audit import selectors
from seawall.foundation.audit.choices import Result
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.identity.roles import PURPOSE_LABELS
from seawall.foundation.web import marks, tables, words
from seawall.foundation.web.parts import Tile


class EntryFilters(tables.Filters):
    """Who, what, about which record, why, since when."""

    who = forms.CharField(label=_("Who"), required=False)
    action = forms.CharField(label=_("Action"), required=False)
    about = forms.UUIDField(label=_("About, identifier"), required=False)
    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=[("", _("All")), *PURPOSE_LABELS.items()], required=False
    )
    result = forms.ChoiceField(
        label=_("Result"), choices=[("", _("All")), *Result.choices], required=False
    )
    since = forms.DateTimeField(label=_("From"), required=False)

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data
        simple = {
            "who": "officer_name__icontains",
            "action": "action__startswith",
            "about": "subjects__subject_id",
            "purpose": "purpose",
            "result": "result",
            "since": "at__gte",
        }
        wanted = {path: asked[name] for name, path in simple.items() if asked.get(name)}
        return (
            rows.filter(**wanted).distinct()
            if "subjects__subject_id" in wanted
            else rows.filter(**wanted)
        )


def _when(entry: Any) -> Any:
    place = _("not sealed yet") if entry.position is None else words.number(entry.position)
    return marks.two_lines(words.zulu(entry.at), place)


ENTRIES = tables.Table(
    name="entries",
    caption=_("Audit entries, newest first"),
    heading=_("Entries"),
    columns=(
        tables.Column("at", _("Time, UTC"), sort="at", cell=_when),
        tables.Column("position", _("Position"), shown=False),
        tables.Column("officer", _("Who"), value="officer_name"),
        tables.Column("agency", _("Agency"), value="agency_name"),
        tables.Column(
            "action", _("Action"), link=lambda e: reverse("audit:entry", args=[e.id]), css="mono"
        ),
        tables.Column(
            "purpose",
            _("Purpose"),
            value=lambda e: PURPOSE_LABELS.get(e.purpose, e.purpose),
            export=lambda e: e.purpose,
        ),
        tables.Column("case", _("Case"), value="case_reference"),
        tables.Column("result", _("Result"), value=lambda e: e.get_result_display()),
    ),
    order="-at",
    filters=EntryFilters,
    css="entries",
    empty=_("No entry fits"),
    empty_hint=_("Change the filter."),
)


# An officer's own list has no places: they would count what goes on in other agencies.
OWN = replace(
    ENTRIES,
    name="own",
    columns=tuple(
        replace(column, cell=lambda entry: words.zulu(entry.at)) if column.key == "at" else column
        for column in ENTRIES.columns
        if column.key != "position"
    ),
    exportable=False,
)


def _tiles(log: selectors.LogView) -> list[Tile]:
    at = log.head.at if log.head else None
    return [
        Tile(_("Sealed entries"), words.number(log.sealed), _("in the signed tree")),
        Tile(_("Sealed up to"), words.clock(at), words.age(at, timezone.now())),
        Tile(_("Waiting for a seal"), words.number(log.waiting), _("sealed each second")),
    ]


@require_safe
@officer_page
def log(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The log with filters and export."""
    filters = {key: str(value) for key, value in request.GET.items() if value}
    view = selectors.open_log(actor, filters=filters)
    with selectors.reading(actor):
        page = ENTRIES.page(request.GET, selectors.entries())
        if page.export:
            selectors.export_log(actor, filters=filters, kind=page.export)
            return page.download("audit")
        return tables.show(request, "audit/log.html", page, {"tiles": _tiles(view)})


@require_safe
@officer_page
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the node wrote down about the officer's own work."""
    selectors.open_own(actor)
    with selectors.reading(actor):
        page = OWN.page(request.GET, selectors.entries().filter(officer_id=actor.officer_id))
        return tables.show(request, "audit/own.html", page, {})


@require_safe
@officer_page
def entry(request: HttpRequest, actor: Actor, entry_id: UUID) -> HttpResponse:
    """One entry, whole, with its proof."""
    view = selectors.open_entry(actor, entry_id=entry_id)
    context = {
        "view": view,
        "purpose": PURPOSE_LABELS.get(view.entry.purpose, view.entry.purpose),
        "reads_all": actor.may("audit.entries.read"),
    }
    return render(request, "audit/entry.html", context)


@require_POST
@officer_page
def verify(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Verify the whole log now and show what was found."""
    return render(request, "audit/verified.html", {"report": selectors.verify_log(actor)})
