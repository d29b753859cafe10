"""Secondary inspection: who waits, the steps, the outcome."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Conflict, Invalid
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web.fields import blame
from seawall.foundation.web.parts import Happening, QueueItem, Step
from seawall.modules.border.choices import StepKind
from seawall.modules.border.forms import CloseInspectionForm, OpenInspectionForm, StepForm
from seawall.modules.border.pages.manifest import FLAG_WORDS
from seawall.modules.border.pages.parts import title_of, where_of
from seawall.modules.border.selectors import inspections as selectors
from seawall.modules.border.selectors.records import InspectionStep
from seawall.modules.border.services import inspecting

# The steps that an inspection always goes through, in their order.
ALWAYS = (
    StepKind.INTERVIEW,
    StepKind.DOCUMENTS,
    StepKind.TRAFFICKING,
)


@require_safe
@officer_page
def inspections(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who is in secondary inspection, the longest waiting first."""
    found = selectors.open_inspections(actor)
    items = [
        QueueItem(
            sev="medium",
            title=title_of(one.traveller),
            url=reverse("border:inspection", args=[one.inspection.id]),
            where=where_of(one.voyage, one.traveller),
            deadline=None,
            reason=one.inspection.referral or "",
        )
        for one in found
    ]
    level = max((one.inspection.level for one in found), default=None)
    return render(request, "border/inspections.html", {"items": items, "page_level": level})


@require_safe
@officer_page
def inspection(request: HttpRequest, actor: Actor, inspection_id: UUID) -> HttpResponse:
    """One inspection with its steps and its outcome."""
    return _page(request, actor, inspection_id, {})


def _page(
    request: HttpRequest, actor: Actor, inspection_id: UUID, given: dict[str, forms.Form]
) -> HttpResponse:
    view = selectors.see_inspection(actor, inspection_id=inspection_id)
    context = {
        "view": view,
        "inspection": view.inspection,
        "row": view.person.row,
        "person": view.person,
        "title": title_of(view.person.row),
        "voyage": view.voyage,
        "steps": _steps(view),
        "happenings": [_happening(one) for one in view.steps],
        "open": view.inspection.closed_at is None,
        "step_form": given.get("step") or StepForm(prefix="s"),
        "close_form": given.get("close") or CloseInspectionForm(prefix="c"),
        "flag_words": FLAG_WORDS,
        "form": next(iter(given.values()), None),
        "page_level": view.inspection.level,
    }
    return render(request, "border/inspection.html", context, status=422 if given else 200)


def _steps(view: selectors.InspectionView) -> list[Step]:
    done = {one.kind for one in view.steps}
    steps = [Step(_("Referred"), "done")]
    waiting = [kind for kind in ALWAYS if kind not in done]
    for kind in ALWAYS:
        ahead = "current" if waiting and kind == waiting[0] else "ahead"
        steps.append(Step(kind.label, "done" if kind in done else ahead))
    closed = view.inspection.closed_at is not None
    last = "done" if closed else "ahead" if waiting else "current"
    steps.append(Step(_("Outcome"), last, view.inspection.get_outcome_display()))
    return steps


def _happening(step: InspectionStep) -> Happening:
    allowed = (
        _("Allowed by %(authority)s") % {"authority": step.authority} if step.authority else ""
    )
    said = ". ".join(filter(None, (f"{step.get_kind_display()}: {step.note or ''}", allowed)))
    return Happening(at=step.at, what=said, source=step.by.name)


@require_POST
@officer_page
def inspect(request: HttpRequest, actor: Actor, traveller_id: UUID) -> HttpResponse:
    """Open an inspection from the desk."""
    form = OpenInspectionForm(request.POST, prefix="i")
    referral = form.cleaned_data["referral"] if form.is_valid() else ""
    try:
        made = inspecting.open_inspection(actor, traveller_id=traveller_id, referral=referral)
    except (Invalid, Conflict) as error:
        messages.error(request, next(iter(error.fields.values()), error.message))
        return redirect("border:traveller", traveller_id)
    return redirect("border:inspection", made.id)


@require_POST
@officer_page
def step(request: HttpRequest, actor: Actor, inspection_id: UUID) -> HttpResponse:
    """Record one step."""
    form = StepForm(request.POST, prefix="s")
    said = _("Step recorded.")
    return _act(request, actor, inspection_id, form, "step", inspecting.record_step, said)


@require_POST
@officer_page
def close(request: HttpRequest, actor: Actor, inspection_id: UUID) -> HttpResponse:
    """Close it with its outcome."""
    form = CloseInspectionForm(request.POST, prefix="c")
    said = _("Closed with its outcome.")
    return _act(request, actor, inspection_id, form, "close", inspecting.close_inspection, said)


def _act(
    request: HttpRequest,
    actor: Actor,
    inspection_id: UUID,
    form: forms.Form,
    name: str,
    verb: Callable[..., Any],
    said: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            verb(actor, inspection_id=inspection_id, **form.cleaned_data)
        except (Invalid, Conflict) as error:
            blame(form, error)
        else:
            messages.success(request, said)
            return redirect("border:inspection", inspection_id)
    return _page(request, actor, inspection_id, {name: form})
