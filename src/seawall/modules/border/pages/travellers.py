"""Search for travellers and documents; the page of one traveller with flags."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Conflict, Invalid
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web import marks, tables, words
from seawall.foundation.web.fields import blame
from seawall.modules.border.choices import FlagCode
from seawall.modules.border.forms import EndFlagForm, FlagForm, OpenInspectionForm
from seawall.modules.border.pages.manifest import FLAG_WORDS
from seawall.modules.border.pages.parts import title_of
from seawall.modules.border.selectors import possible
from seawall.modules.border.selectors.hits import READ
from seawall.modules.border.selectors.people import documents_of, open_traveller, voyages_of
from seawall.modules.border.selectors.records import (
    TravelDocument,
    Traveller,
    Voyage,
)
from seawall.modules.border.selectors.search import (
    nobody,
    require_searching,
    search_documents,
    search_travellers,
)
from seawall.modules.border.services import protecting
from seawall.reference.places import name_of


class SearchForm(tables.Filters):
    """What is looked for."""

    q = forms.CharField(
        label=gettext_lazy("Name, document or booking"),
        help_text=gettext_lazy("Three letters or more of each name, or a whole number"),
        max_length=200,
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        return rows


class DocumentForm(tables.Filters):
    """Which document is looked up."""

    q = forms.CharField(
        label=gettext_lazy("Document number"),
        help_text=gettext_lazy("Whole, spaces and case do not matter"),
        max_length=80,
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        return rows


class Found:
    """Documents and voyages of the travellers found, filled once the rows are known."""

    def __init__(self) -> None:
        self.documents: dict[UUID, list[TravelDocument]] = {}
        self.voyages: dict[UUID, Voyage] = {}

    def fill(self, actor: Actor, rows: list[Traveller]) -> None:
        self.documents = documents_of(rows)
        self.voyages = voyages_of(actor, rows)


def found_table(found: Found, name: str, form: type[tables.Filters], heading: Any) -> tables.Table:
    """The table of what a search found, newest journey first."""
    return tables.Table(
        name=name,
        caption=gettext_lazy("Travellers found, newest first"),
        heading=heading,
        columns=(
            tables.Column(
                "name",
                gettext_lazy("Name"),
                value=title_of,
                link=lambda row: reverse("border:traveller", args=[row.id]),
            ),
            tables.Column(
                "born",
                gettext_lazy("Born"),
                cell=lambda row: words.day(row.birth_date),
                value="birth_date",
            ),
            tables.Column("nationality", gettext_lazy("Nationality")),
            tables.Column(
                "documents",
                gettext_lazy("Documents"),
                value=lambda row: ", ".join(
                    " ".join(filter(None, (one.issuer, one.number)))
                    for one in found.documents.get(row.id, [])
                ),
            ),
            tables.Column(
                "voyage",
                gettext_lazy("Voyage"),
                value=lambda row: str(found.voyages.get(row.voyage_id, "")),
            ),
            tables.Column(
                "arrives",
                gettext_lazy("Arrives"),
                value="arrives_at",
                cell=lambda row: marks.when(row.arrives_at),
            ),
            tables.Column(
                "state", gettext_lazy("State"), value=lambda row: row.get_state_display()
            ),
            tables.Column(
                "newest",
                gettext_lazy("Recorded"),
                value="created_at",
                sort="id",
                cell=lambda row: marks.when(row.created_at),
            ),
        ),
        order="-newest",
        filters=form,
        exportable=False,
        empty=gettext_lazy("Nobody found"),
        empty_hint=gettext_lazy("Type the start of a surname, or a whole document number."),
    )


@require_safe
@officer_page
def travellers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Find people by the start of their names, by document or booking."""
    show = partial(_results, request, actor, "travellers", SearchForm, "border/travellers.html")
    return _searched(request, actor, search_travellers, "text", show)


@require_safe
@officer_page
def documents(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Find every journey under one document number."""
    show = partial(_results, request, actor, "documents", DocumentForm, "border/documents.html")
    return _searched(request, actor, search_documents, "number", show)


def _searched(request: HttpRequest, actor: Actor, verb: Any, name: str, show: Any) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    if not asked:
        require_searching(actor)
        with acting(actor):
            response: HttpResponse = show(nobody(actor))[0]
            return response
    answer: HttpResponse = verb(actor, **{name: asked}, show=show)
    return answer


def _results(
    request: HttpRequest,
    actor: Actor,
    name: str,
    form: type[tables.Filters],
    template: str,
    rows: QuerySet[Traveller],
) -> tuple[HttpResponse, list[UUID]]:
    found = Found()
    heading = gettext_lazy("Found") if request.GET.get("q") else gettext_lazy("Search")
    page = found_table(found, name, form, heading).page(request.GET, rows, url=request.path)
    found.fill(actor, page.rows)
    level = max((row.level for row in page.rows), default=None)
    response = tables.show(request, template, page, {"page_level": level})
    return response, [row.id for row in page.rows]


@require_safe
@officer_page
def traveller(request: HttpRequest, actor: Actor, traveller_id: UUID) -> HttpResponse:
    """Everything known of one traveller."""
    return _page(request, actor, traveller_id, {})


def _page(
    request: HttpRequest, actor: Actor, traveller_id: UUID, given: dict[str, forms.Form]
) -> HttpResponse:
    view = open_traveller(actor, traveller_id=traveller_id)
    with acting(actor):
        hits = possible.hits_of(actor, [traveller_id]) if actor.may(READ) else []
    context = {
        "view": view,
        "row": view.person.row,
        "person": view.person,
        "title": title_of(view.person.row),
        "voyage": view.voyage,
        "departs_from": name_of(view.voyage.departs_from),
        "arrives_in": name_of(view.voyage.arrives_in),
        "hits": hits,
        "may_flag": actor.may("border.flags.set"),
        "may_inspect": actor.may("border.secondary.record"),
        "flag_form": given.get("flag") or FlagForm(prefix="f"),
        "inspection_form": given.get("inspection") or OpenInspectionForm(prefix="i"),
        "flag_words": FLAG_WORDS,
        "page_level": view.person.row.level,
    }
    return render(request, "border/traveller.html", context, status=422 if given else 200)


@require_POST
@officer_page
def flag(request: HttpRequest, actor: Actor, traveller_id: UUID) -> HttpResponse:
    """Set a flag of protection."""
    form = FlagForm(request.POST, prefix="f")
    if form.is_valid():
        try:
            protecting.set_flag(actor, traveller_id=traveller_id, **form.cleaned_data)
        except (Invalid, Conflict) as error:
            blame(form, error)
        else:
            messages.success(request, _("Flag set."))
            return redirect("border:traveller", traveller_id)
    return _page(request, actor, traveller_id, {"flag": form})


@require_POST
@officer_page
def unflag(request: HttpRequest, actor: Actor, traveller_id: UUID) -> HttpResponse:
    """End a flag."""
    form = EndFlagForm(request.POST)
    if form.is_valid() and form.cleaned_data["code"] in FlagCode.values:
        protecting.end_flag(actor, traveller_id=traveller_id, **form.cleaned_data)
        messages.success(request, _("Flag ended."))
    else:
        messages.error(request, _("Say why, in a few words."))
    return redirect("border:traveller", traveller_id)
