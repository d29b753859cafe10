"""One voyage with its manifest."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web import marks, tables, words
from seawall.modules.border.choices import FlagCode, TravellerState
from seawall.modules.border.pages.board import FUNCTIONS, carrier_of
from seawall.modules.border.pages.parts import title_of
from seawall.modules.border.rules.manifest import CREW
from seawall.modules.border.selectors import possible
from seawall.modules.border.selectors.hits import READ
from seawall.modules.border.selectors.manifest import VoyageView, export_manifest, show_manifest
from seawall.modules.border.selectors.people import documents_of, flags_of, is_child
from seawall.modules.border.selectors.records import Hit, TravelDocument, Traveller
from seawall.modules.screening.choices import HitState
from seawall.reference.places import name_of

FLAG_WORDS = dict(FlagCode.choices)
STATES = {"boarded": "board", "not_boarded": "no-board", "removed": "no-board"}


class TravellerFilters(tables.Filters):
    """Who: passengers or crew, those on board, those with hits."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Who"),
        choices=[
            ("", gettext_lazy("Everybody")),
            ("passengers", gettext_lazy("Passengers")),
            ("crew", gettext_lazy("Crew")),
        ],
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("Any")), *TravellerState.choices],
        required=False,
    )
    hits = forms.BooleanField(label=gettext_lazy("With hits"), required=False)

    def narrow(self, rows: Any) -> Any:
        kind, state = self.cleaned_data.get("kind"), self.cleaned_data.get("state")
        if kind == "crew":
            rows = rows.filter(kind__in=CREW)
        elif kind == "passengers":
            rows = rows.exclude(kind__in=CREW)
        return rows.filter(state=state) if state else rows


class Marks:
    """What the manifest shows beside its own columns, filled once its rows are known."""

    def __init__(self) -> None:
        self.documents: dict[UUID, list[TravelDocument]] = {}
        self.flags: dict[UUID, list[str]] = {}
        self.hits: dict[UUID, list[Hit]] = {}

    def fill(self, actor: Actor, rows: list[Traveller]) -> None:
        self.documents = documents_of(rows)
        self.flags = flags_of(actor, rows)
        if actor.may(READ):
            for hit in possible.hits_of(actor, [row.id for row in rows]):
                self.hits.setdefault(hit.subject_id, []).append(hit)

    def tags(self, row: Traveller) -> list[str]:
        """The protections of a traveller in words; a child is one by birth date as well."""
        codes = dict.fromkeys(self.flags.get(row.id, []))
        if is_child(row):
            codes.setdefault("child")
        return [str(FLAG_WORDS[code]) for code in codes]


def manifest_table(given: Marks) -> tables.Table:
    """The manifest's columns."""
    return tables.Table(
        name="manifest",
        caption=gettext_lazy("Travellers on this voyage"),
        heading=gettext_lazy("Manifest"),
        columns=(
            tables.Column(
                "name",
                gettext_lazy("Name"),
                value=title_of,
                sort="surname",
                nullable=True,
                head=True,
                cell=lambda row: _name(row, given),
            ),
            tables.Column(
                "documents",
                gettext_lazy("Documents"),
                value=lambda row: _documents(given.documents.get(row.id, [])),
                shown=False,
            ),
            tables.Column(
                "flags",
                gettext_lazy("Flags"),
                value=lambda row: ", ".join(given.tags(row)),
                shown=False,
            ),
            tables.Column(
                "born",
                gettext_lazy("Born"),
                value="birth_date",
                css="nw",
                cell=lambda row: words.day(row.birth_date),
            ),
            tables.Column("nationality", gettext_lazy("Nationality")),
            tables.Column(
                "seat",
                gettext_lazy("Seat, booking"),
                sort="seat",
                nullable=True,
                cell=lambda row: _two(row.seat, row.booking_reference),
            ),
            tables.Column(
                "booking", gettext_lazy("Booking"), value="booking_reference", shown=False
            ),
            tables.Column(
                "state",
                gettext_lazy("State"),
                value=lambda row: row.get_state_display(),
                css="nw",
                cell=lambda row: _two(row.get_state_display(), row.get_kind_display()),
            ),
            tables.Column(
                "kind",
                gettext_lazy("Kind"),
                value=lambda row: row.get_kind_display(),
                shown=False,
            ),
            tables.Column(
                "hits",
                gettext_lazy("Hits"),
                value=lambda row: sum(hit.state == "open" for hit in given.hits.get(row.id, [])),
                cell=lambda row: _hits(given.hits.get(row.id, [])),
                css="flags",
            ),
            tables.Column(
                "position", gettext_lazy("Place"), sort="position", css="n", value=_place
            ),
        ),
        order="position",
        filters=TravellerFilters,
        empty=gettext_lazy("Nobody fits"),
        empty_hint=gettext_lazy("Choose other filters."),
    )


def _name(row: Traveller, given: Marks) -> SafeString:
    tags = format_html_join("", " {}", ((marks.tag(one),) for one in given.tags(row)))
    return format_html(
        '<a href="{}">{}</a>{}<small>{}</small>',
        reverse("border:traveller", args=[row.id]),
        title_of(row),
        tags,
        _documents(given.documents.get(row.id, [])) or _("no document reported"),
    )


def _two(first: str | None, second: str | None) -> SafeString:
    return format_html("{}<small>{}</small>", first or words.UNKNOWN, second or words.UNKNOWN)


def _place(row: Traveller) -> int:
    return row.position + 1


def _documents(documents: list[TravelDocument]) -> str:
    return ", ".join(
        " ".join(filter(None, (one.type, one.issuer, one.number))) for one in documents
    )


def _hits(hits: list[Hit]) -> SafeString:
    if not hits:
        return format_html('<span class="muted">–<span class="vh"> {}</span></span>', _("none"))
    return format_html_join("", "{}", ((_hit(hit),) for hit in hits))


def _hit(hit: Hit) -> SafeString:
    url = reverse("border:hit", args=[hit.id])
    if hit.state != HitState.OPEN:
        return format_html('<a class="muted" href="{}">{}</a>', url, hit.get_state_display())
    return format_html('<a href="{}">{}</a>', url, marks.sev(hit.severity))


@require_safe
@officer_page
def voyage(request: HttpRequest, actor: Actor, voyage_id: UUID) -> HttpResponseBase:
    """The voyage, its messages and everybody on it; with ``export`` a file."""
    verb = export_manifest if request.GET.get("export") else show_manifest
    return verb(actor, voyage_id=voyage_id, show=partial(_show, request, actor))


def _show(
    request: HttpRequest, actor: Actor, view: VoyageView, rows: QuerySet[Traveller]
) -> tuple[HttpResponseBase, list[UUID]]:
    given = Marks()
    if request.GET.get("hits") and actor.may(READ):
        rows = rows.filter(id__in={hit.subject_id for hit in possible.open_hits(actor)})
    page = manifest_table(given).page(
        request.GET, rows, live="border.voyages border.hits", url=request.path
    )
    if page.export:
        every = list(rows)
        given.fill(actor, every)
        return page.download(f"manifest-{view.voyage.designator or 'voyage'}"), []
    given.fill(actor, page.rows)
    voyage = view.voyage
    context = {
        "view": view,
        "voyage": voyage,
        "carrier": carrier_of(voyage),
        "departs_from": name_of(voyage.departs_from),
        "arrives_in": name_of(voyage.arrives_in),
        "sections": [
            (section, view.messages[section.message_id], FUNCTIONS.get(section.function, _("List")))
            for section in view.sections
        ],
        "page_level": voyage.level,
    }
    response = tables.show(request, "border/voyage.html", page, context)
    return response, [row.id for row in page.rows]
