"""The queue of hits, the page of one hit, signatures and taking back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Conflict, DomainError, Invalid
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web import words
from seawall.foundation.web.fields import blame
from seawall.modules.border.forms import DecisionForm, SignForm, UndoForm
from seawall.modules.border.pages.parts import (
    choices_of,
    filled,
    queue_item,
    signatures_of,
    title_of,
)
from seawall.modules.border.reasons import CHOICES, STANDINGS
from seawall.modules.border.selectors import hits as selectors
from seawall.modules.border.selectors.decisions import DecisionView, require_decision
from seawall.modules.border.services import deciding
from seawall.modules.border.services.timing import is_interactive
from seawall.modules.screening.wording import comparison_of
from seawall.reference.places import name_of

ANSWERABLE = (Invalid, Conflict)


@require_safe
@officer_page
def hits(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for a decision, by deadline."""
    waiting = selectors.waiting_hits(actor)
    context = {
        "queue": [queue_item(one) for one in waiting],
        "waiting": len(waiting),
        "interactive": is_interactive(),
        "page_level": max((one.hit.level for one in waiting), default=None),
    }
    return render(request, "border/hits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page
def hit(request: HttpRequest, actor: Actor, hit_id: UUID) -> HttpResponse:
    """Is this the same person? Both sides, the reasons, and the decision."""
    form = filled(DecisionForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            made = deciding.decide_hit(actor, hit_id=hit_id, **form.cleaned_data)
        except ANSWERABLE as error:
            blame(form, error)
        else:
            messages.success(request, _said(made.signatures_needed, list(made.review)))
            return redirect("border:hit", hit_id)
    return _hit_page(request, actor, hit_id, form)


def _said(signatures: int, review: list[str]) -> str:
    if review:
        return _("Signed. A lawyer is asked first, then the second signature.")
    if signatures > 1:
        return _("Signed. The second signature is asked for.")
    return _("Decided.")


def _hit_page(request: HttpRequest, actor: Actor, hit_id: UUID, form: forms.Form) -> HttpResponse:
    view = selectors.open_hit(actor, hit_id=hit_id)
    order = [one.id for one in view.others]
    place = order.index(view.hit.id)
    row = view.person.row
    context: dict[str, Any] = {
        "view": view,
        "hit": view.hit,
        "row": row,
        "title": title_of(row),
        "voyage": view.voyage,
        "departs_from": name_of(view.voyage.departs_from),
        "arrives_in": name_of(view.voyage.arrives_in),
        "comparison": comparison_of(view.hit.reasons, score=view.hit.score),
        "entry": view.entry,
        "message_source": _message_source(view),
        "entry_source": _entry_source(view),
        "may_compare": actor.may("screening.lists.read"),
        "place": place + 1,
        "count": len(order),
        "previous": order[place - 1] if place > 0 else None,
        "next": order[place + 1] if place + 1 < len(order) else None,
        "history": [_shown(actor, one) for one in view.decisions],
        "current": _shown(actor, view.current) if view.current else None,
        "may_decide": actor.may("border.hits.decide") and _undecided(view),
        "choices": choices_of(view.choices),
        "chosen": form.data.get("choice", "") if form.is_bound else "",
        "needs_two": any(limits.signatures > 1 for _rule, limits in view.choices),
        "interactive": is_interactive(),
        "form": form,
        "page_level": view.hit.level,
    }
    return render(request, "border/hit.html", context, status=422 if form.errors else 200)


def _message_source(view: selectors.HitView) -> str:
    """Which message the traveller's side was read from."""
    if not view.excerpts:
        return _("PAXLST, erased")
    at = words.moment(view.excerpts[0].message.received_at, timezone.now())
    return _("PAXLST,\N{NO-BREAK SPACE}%(at)s") % {"at": at}


def _entry_source(view: selectors.HitView) -> str:
    """Which entry of which list the other side is, its key a link where it may be opened."""
    if view.entry is None:
        return view.hit.list_title
    url = reverse("screening:entry", args=[view.hit.entry_id])
    return format_html('<a href="{}">{}</a>, {}', url, view.entry.entry.key, view.hit.list_title)


def _undecided(view: selectors.HitView) -> bool:
    if view.hit.state == "closed":
        return False
    now = view.current
    return now is None or (now.standing == "in_force" and not now.choice.closes)


def _shown(actor: Actor, view: DecisionView) -> dict[str, Any]:
    """One decision as the pages show it."""
    return {
        "view": view,
        "decision": view.decision,
        "label": CHOICES[view.decision.choice][0],
        "look": CHOICES[view.decision.choice][2],
        "standing": STANDINGS[view.standing],
        "signatures": signatures_of(view),
        "may_undo": actor.may("border.hits.decide")
        and view.standing in ("in_force", "second", "review"),
        "may_sign": selectors.may_sign(actor, view),
        "sign_url": reverse(
            f"border:{'review' if view.standing == 'review' else 'sign'}", args=[view.decision.id]
        ),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page
def undo(request: HttpRequest, actor: Actor, decision_id: UUID) -> HttpResponse:
    """Take a decision back, with a reason."""
    require_decision(actor, decision_id=decision_id)
    form = filled(UndoForm, request)
    if request.method == "POST" and form.is_valid():
        try:
            made = deciding.undo_decision(actor, decision_id=decision_id, **form.cleaned_data)
        except ANSWERABLE as error:
            blame(form, error)
        else:
            messages.success(request, _("Taken back. The hit waits again."))
            return redirect("border:hit", made.hit_id)
    context = {"form": form, "decision_id": decision_id}
    return render(request, "border/undo.html", context, status=422 if form.errors else 200)


@require_safe
@officer_page
def signatures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Decisions that wait for a second signature or a legal review."""
    waiting = selectors.waiting_signatures(actor)
    items = [
        {
            "item": queue_item(one),
            "one": one,
            "title": title_of(one.traveller),
            **_shown(actor, one.decision),
        }
        for one in waiting
        if one.decision is not None
    ]
    context = {
        "items": items,
        "form": SignForm(),
        "page_level": max((one.hit.level for one in waiting), default=None),
    }
    return render(request, "border/signatures.html", context)


@require_POST
@officer_page
def sign(request: HttpRequest, actor: Actor, decision_id: UUID) -> HttpResponse:
    """Give the second signature, or return the decision."""
    return _sign(request, actor, decision_id, deciding.countersign_decision)


@require_POST
@officer_page
def review(request: HttpRequest, actor: Actor, decision_id: UUID) -> HttpResponse:
    """Give the legal review, or return the decision."""
    return _sign(request, actor, decision_id, deciding.review_decision)


def _sign(
    request: HttpRequest, actor: Actor, decision_id: UUID, verb: Callable[..., Any]
) -> HttpResponse:
    form = SignForm(request.POST)
    agrees = request.POST.get("agrees") == "yes"
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        made = verb(actor, decision_id=decision_id, agrees=agrees, reason=reason)
    except (Invalid, Conflict) as error:
        messages.error(request, _answer(error))
        return redirect("border:signatures")
    messages.success(request, _("Signed.") if agrees else _("Returned with your reason."))
    return redirect("border:hit", made.hit_id)


def _answer(error: DomainError) -> str:
    return next(iter(error.fields.values()), error.message)
