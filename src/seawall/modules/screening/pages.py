"""Pages of lists, their versions and entries, and of hits on them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.engines.lists import csv_template
from seawall.foundation.actor import Actor
from seawall.foundation.errors import DomainError
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web import tables as web
from seawall.foundation.web import words
from seawall.foundation.web.fields import blame
from seawall.foundation.web.parts import Happening, Tile
from seawall.modules.screening import selectors, services, tables, wording
from seawall.modules.screening.choices import Act, Role
from seawall.modules.screening.comparing import compared
from seawall.modules.screening.drafting import draft_of
from seawall.modules.screening.forms import (
    ApplyForm,
    CloseForm,
    CompareForm,
    ExceptionForm,
    ListDetailsForm,
    LoadForm,
    NewListForm,
    NominateForm,
    ReasonForm,
)
from seawall.modules.screening.news import TOPIC
from seawall.modules.screening.services.lists import (
    ListDetails,
    is_mass_removal,
    needs_second_person,
)

LOAD, NOMINATE = "screening.lists.load", "screening.entries.nominate"
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@officer_page
def lists(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Every list that the officer may see, with its age."""
    with acting(actor):
        page = tables.LISTS.page(request.GET, selectors.lists(actor), live=TOPIC)
        if page.export:
            return page.download("lists")
        context = {"may_load": actor.may("screening.lists.load")}
        return web.show(request, "screening/lists.html", page, context)


@both
@officer_page
def new_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a list."""
    selectors.require(actor, LOAD)
    form = NewListForm(actor, _sent(request))

    def make() -> HttpResponse:
        given = form.cleaned_data
        handling = {name: given[name] for name in ("level", "audience_id")}
        made = services.create_list(
            actor, code=given["code"], loader=given["loader"], details=_details(form), **handling
        )
        messages.success(request, _("The list is made. Load its first version."))
        return redirect("screening:load", made.id)

    context = {"title": _("New list"), "verb": _("Make the list")}
    return _filled(request, form, make, "screening/form.html", context)


@both
@officer_page
def change_list(request: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponse:
    """Change what is said of a list."""
    watchlist = selectors.own_list(actor, list_id=list_id, permission=LOAD)
    initial = {name: getattr(watchlist, name) for name in ListDetailsForm.base_fields}
    form = ListDetailsForm(_sent(request), initial=initial)

    def change() -> HttpResponse:
        uses = tuple(watchlist.permitted_uses)
        services.change_list(actor, list_id=list_id, details=_details(form, uses))
        messages.success(request, _("The list is changed."))
        return redirect("screening:list", list_id)

    context = {"title": _("Change the list"), "verb": _("Change the list"), "watchlist": watchlist}
    return _filled(request, form, change, "screening/form.html", context)


@require_safe
@officer_page
def one_list(request: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponseBase:
    """One list: what it is, its versions, and its entries for those who may read them."""
    view = selectors.open_list(actor, list_id=list_id)
    may_load = view.is_own and actor.may("screening.lists.load")
    context = {
        "view": view,
        "page_level": view.watchlist.level,
        "happenings": _versions(view, linked=may_load),
        "may_load": may_load,
        "may_nominate": view.is_own and actor.may("screening.entries.nominate"),
        "undo_form": ReasonForm(prefix="u"),
    }
    if not actor.may("screening.entries.read"):
        return render(request, "screening/list.html", context)

    def show(watchlist: Any, rows: Any) -> HttpResponseBase:
        page = tables.ENTRIES.page(request.GET, rows)
        if page.export:
            return page.download(f"entries-{watchlist.code}")
        return web.show(request, "screening/list.html", page, context)

    return selectors.show_entries(actor, list_id=list_id, show=show)


def _versions(view: selectors.ListView, *, linked: bool) -> list[Happening]:
    """The versions of a list: what each changed, who loaded it and who let it take effect."""
    happenings = []
    for one in view.versions:
        what = one.get_state_display()
        if linked:
            what = format_html(
                '<a href="{}">{}</a>', reverse("screening:version", args=[one.id]), what
            )
        counts = ("+", one.added), ("~", one.changed), ("−", one.removed)
        changed = " ".join(f"{sign}{words.number(count)}" for sign, count in counts)
        who = dict.fromkeys(officer.name for officer in (one.loaded_by, one.applied_by) if officer)
        happenings.append(Happening(one.loaded_at, what, f"{changed} · {', '.join(who)}"))
    return happenings


@both
@officer_page
def load(request: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponse:
    """Upload the files of a new version; what it would change is shown next."""
    watchlist = selectors.own_list(actor, list_id=list_id, permission=LOAD)
    form = LoadForm(_sent(request), request.FILES or None)

    def preview() -> HttpResponse:
        files = {one.name: one.read() for one in form.cleaned_data["uploads"]}
        version = services.load_list(actor, list_id=list_id, files=files)
        return redirect("screening:version", version.id)

    return _filled(request, form, preview, "screening/load.html", {"watchlist": watchlist})


@both
@officer_page
def version(request: HttpRequest, actor: Actor, version_id: UUID) -> HttpResponse:
    """What a version would change or has changed, and, where it waits, its taking effect."""
    found, watchlist = selectors.open_version(actor, version_id=version_id)
    form = ApplyForm(_sent(request))

    def apply() -> HttpResponse:
        meant = form.cleaned_data["accept_removals"]
        services.apply_version(actor, version_id=version_id, accept_removals=meant)
        messages.success(request, _("Effective. Everyone expected is screened again."))
        return redirect("screening:list", watchlist.id)

    context = {
        "version": found,
        "watchlist": watchlist,
        "tiles": [
            Tile(label, words.number(getattr(found, name)), why) for name, label, why in _FIGURES
        ],
        "account": [_accounted(row) for row in found.account],
        "removes_many": is_mass_removal(found.removed, watchlist.entry_count),
        "second_person": needs_second_person(watchlist),
        "page_level": watchlist.level,
    }
    return _filled(request, form, apply, "screening/version.html", context)


_FIGURES = (
    ("added", gettext_lazy("Added"), gettext_lazy("not on the list before")),
    ("changed", gettext_lazy("Changed"), gettext_lazy("say something else")),
    ("removed", gettext_lazy("Removed"), gettext_lazy("no longer in the files")),
    ("unchanged", gettext_lazy("Unchanged"), gettext_lazy("not touched")),
    ("unused", gettext_lazy("Not used"), gettext_lazy("each accounted for below")),
)


def _accounted(row: dict[str, Any]) -> dict[str, Any]:
    reason = row["reason"]
    why = _("used") if reason is None else wording.UNUSED.get(reason, reason)
    return {**row, "what": wording.WHAT.get(row["what"], row["what"]), "why": why}


@require_POST
@officer_page
def undo(request: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponse:
    """Undo the last version."""
    form = ReasonForm(request.POST, prefix="u")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.undo_version(actor, list_id=list_id, reason=reason)
    messages.success(request, _("The version is undone: every entry says again what it said."))
    return redirect("screening:list", list_id)


@both
@officer_page
def nominate(request: HttpRequest, actor: Actor, list_id: UUID) -> HttpResponse:
    """Propose an entry."""
    watchlist = selectors.own_list(actor, list_id=list_id, permission=NOMINATE)
    form = NominateForm(_sent(request))

    def propose() -> HttpResponse:
        made = services.nominate_entry(actor, list_id=list_id, draft=draft_of(form.cleaned_data))
        messages.success(request, _("The entry waits for a second person."))
        return redirect("screening:entry", made.id)

    context = {"title": _("Nominate an entry"), "verb": _("Nominate it"), "watchlist": watchlist}
    return _filled(request, form, propose, "screening/form.html", context)


@require_safe
@officer_page
def entry(request: HttpRequest, actor: Actor, entry_id: UUID) -> HttpResponse:
    """One entry, whole, with what it said before."""
    return _entry_page(request, actor, entry_id)


def _revisions(view: selectors.EntryView) -> list[Happening]:
    """What an entry went through, by whom and why."""
    happenings = []
    for one in view.revisions:
        act = Act(one.act).label
        what = _("%(act)s (undone)") % {"act": act} if one.undone_at else act
        source = " · ".join(filter(None, (one.officer.name, one.reason)))
        happenings.append(Happening(one.at, what, source))
    return happenings


def _entry_page(request: HttpRequest, actor: Actor, entry_id: UUID) -> HttpResponse:
    view = selectors.open_entry(actor, entry_id=entry_id)
    may_approve = view.is_own and actor.may("screening.entries.approve")
    waits = view.entry.approved_at is None and view.entry.withdrawn_at is None
    context = {
        "view": view,
        "happenings": _revisions(view),
        "said": wording.said_of(view.entry.said),
        "may_approve": may_approve and waits and view.entry.nominated_by_id != actor.officer_id,
        "may_withdraw": may_approve and view.entry.withdrawn_at is None,
        "waits": waits,
        "withdraw_form": ReasonForm(prefix="w"),
        "page_level": view.entry.level,
    }
    return render(request, "screening/entry.html", context)


@require_POST
@officer_page
def approve(request: HttpRequest, actor: Actor, entry_id: UUID) -> HttpResponse:
    """Approve it as a second person."""
    services.approve_entry(actor, entry_id=entry_id)
    messages.success(request, _("The entry counts from now on."))
    return redirect("screening:entry", entry_id)


@require_POST
@officer_page
def withdraw(request: HttpRequest, actor: Actor, entry_id: UUID) -> HttpResponse:
    """Withdraw it."""
    form = ReasonForm(request.POST, prefix="w")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.withdraw_entry(actor, entry_id=entry_id, reason=reason)
    messages.success(request, _("The entry is withdrawn, and its open hits are closed."))
    return redirect("screening:entry", entry_id)


@require_safe
@officer_page
def hits(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Possible matches of the officer's agency."""

    def show(rows: Any) -> HttpResponseBase:
        page = tables.HITS.page(request.GET, rows)
        return web.show(request, "screening/hits.html", page, {})

    return selectors.show_hits(actor, show=show)


@require_safe
@officer_page
def hit(request: HttpRequest, actor: Actor, hit_id: UUID) -> HttpResponse:
    """Is this the one listed? Both sides, the reasons, and what can be said to it."""
    return _hit_page(request, actor, hit_id, CloseForm(prefix="c"))


def _hit_page(request: HttpRequest, actor: Actor, hit_id: UUID, form: CloseForm) -> HttpResponse:
    view = selectors.open_hit(actor, hit_id=hit_id)
    context = {
        "view": view,
        "comparison": wording.comparison_of(view.hit.reasons, score=view.hit.score),
        "may_close": view.is_own and view.is_open and view.hit.role == Role.OWNER,
        "may_except": view.is_own and actor.may("screening.exceptions.grant"),
        "form": form,
        "exception_form": ExceptionForm(prefix="e"),
        "page_level": view.hit.level,
    }
    return render(request, "screening/hit.html", context, status=422 if form.errors else 200)


@require_POST
@officer_page
def close(request: HttpRequest, actor: Actor, hit_id: UUID) -> HttpResponse:
    """Close what is kept for the owner of the entry; what the border has is decided there."""
    selectors.require(actor, "screening.entries.read")
    form = CloseForm(request.POST, prefix="c")
    if not form.is_valid():
        return _hit_page(request, actor, hit_id, form)
    services.close_hit(actor, hit_id=hit_id, role=Role.OWNER, **form.cleaned_data)
    messages.success(request, _("The possible match is closed."))
    return redirect("screening:hit", hit_id)


@require_POST
@officer_page
def grant(request: HttpRequest, actor: Actor, hit_id: UUID) -> HttpResponse:
    """Remember that this is not the one listed."""
    form = ExceptionForm(request.POST, prefix="e")
    given = form.cleaned_data if form.is_valid() else {"reason": "", "days": 0}
    services.grant_exception(actor, hit_id=hit_id, **given)
    messages.success(request, _("Remembered until the entry changes."))
    return redirect("screening:hit", hit_id)


@require_safe
@officer_page
def template(_request: HttpRequest, _actor: Actor) -> HttpResponse:
    """The template for spreadsheets."""
    response = HttpResponse(csv_template.template(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="seawall-list.csv"'
    return response


@require_safe
@officer_page
def compare(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Why two names are or are not taken for one; nothing is looked up and nothing kept."""
    selectors.require(actor, "screening.subjects.screen")
    form = CompareForm(request.GET or None)
    result = None
    if form.is_valid():
        try:
            result = compared(**form.cleaned_data)
        except DomainError as error:
            blame(form, error)
    return render(request, "screening/compare.html", {"form": form, "comparison": result})


def _sent(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, even if empty, or nothing where nothing was."""
    return request.POST if request.method == "POST" else None


def _details(form: forms.Form, uses: tuple[str, ...] | None = None) -> ListDetails:
    names = ("title", "effect", "publisher", "legal_basis", "redress", "stale_after_days")
    given = {name: form.cleaned_data[name] for name in names}
    return ListDetails(**given, uses=uses or tuple(form.cleaned_data["uses"]))


def _filled(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    template_name: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Act on a form that was sent, or show it with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            return act()
        except DomainError as error:
            if error.status in {403, 404}:
                raise
            blame(form, error)
    status = 422 if form.errors else 200
    return render(request, template_name, {**context, "form": form}, status=status)
