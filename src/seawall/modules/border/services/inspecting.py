"""Secondary inspection: from the referral over its steps to the outcome, which closes the hit."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound
from seawall.modules.alerts.services import settle_situation
from seawall.modules.border.choices import InspectionOutcome, StepKind
from seawall.modules.border.models import (
    Decision,
    InspectionStep,
    SecondaryInspection,
    Traveller,
)
from seawall.modules.border.services import alarms, effects
from seawall.modules.border.services.records import decision_header, said, traveller_of
from seawall.modules.screening.services.hits import close_hit

PERMISSION = "border.secondary.record"
# Steps that only a named authority allows.
NEED_AUTHORITY = frozenset({"bags", "custody"})
# What must have been asked, said or done before an outcome, and what the outcome must say.
NEED_REASONS = frozenset({"refuse", "conditions"})


@recorded("border.inspection.opened", PERMISSION)
def open_inspection(
    actor: Actor, *, traveller_id: UUID, referral: str
) -> Outcome[SecondaryInspection]:
    """Open a secondary inspection of a traveller without a hit, such as by an officer at the desk.

    Raises:
        NotFound: no such traveller, or not the actor's to see.
        Invalid: no reason for the referral.
        Conflict: one is open already.
    """
    row = traveller_of(actor, traveller_id, lock=True)
    rows = SecondaryInspection.objects.visible_to(actor)
    if rows.filter(traveller_id=row.id, closed_at=None).exists():
        raise Conflict("border.inspection.open", _("This traveller is in secondary inspection."))
    inspection = SecondaryInspection.objects.create(
        traveller=row,
        voyage_id=row.voyage_id,
        referral=said(referral, "referral"),
        opened_by_id=actor.officer_id,
        opened_at=timezone.now(),
        **decision_header(actor, row, row.header.level).columns(),
    )
    return _done(inspection, {})


@recorded("border.inspection.step_recorded", PERMISSION)
def record_step(
    actor: Actor, *, inspection_id: UUID, kind: str, note: str, authority: str = ""
) -> Outcome[SecondaryInspection]:
    """Write down one thing done; a correction is another step, nothing is edited.

    Args:
        actor: who did it.
        inspection_id: an open inspection.
        kind: one of ``StepKind``.
        note: what was asked, found or said.
        authority: who allowed it, for a search of bags and for holding someone.

    Raises:
        NotFound: no such inspection, or not the actor's to see.
        Invalid: no such step, no note, or no authority where one is needed.
        Conflict: it is closed.
    """
    inspection = _open(actor, inspection_id)
    if kind not in StepKind.values:
        message = _("Choose one of the steps.")
        raise Invalid("border.inspection.no_step", message, {"kind": message})
    if kind in NEED_AUTHORITY and not authority.strip():
        message = _("Name who allowed it.")
        raise Invalid("border.inspection.no_authority", message, {"authority": message})
    now = timezone.now()
    InspectionStep.objects.create(
        inspection=inspection,
        kind=kind,
        note=said(note, "note"),
        authority=authority.strip()[:200],
        by_id=actor.officer_id,
        at=now,
    )
    _start_custody(inspection, kind, now)
    return _done(inspection, {"step": kind})


def _start_custody(inspection: SecondaryInspection, kind: str, now: datetime) -> None:
    if kind == StepKind.CUSTODY and inspection.custody_since is None:
        inspection.custody_since = now
        inspection.save(update_fields=["custody_since", "updated_at"])


@recorded("border.inspection.closed", PERMISSION)
def close_inspection(
    actor: Actor, *, inspection_id: UUID, outcome: str, reasons: str, same_person: str
) -> Outcome[SecondaryInspection]:
    """Close an inspection with its outcome, and with it the hits that led to it.

    Args:
        actor: who decides.
        inspection_id: an open inspection.
        outcome: one of ``InspectionOutcome``.
        reasons: why, in writing; the traveller gets them where entry is refused (*Myrie v
            Barbados* [2013] CCJ 3 (OJ)).
        same_person: what it showed of the comparison: ``same``, ``different``, ``undetermined``.

    Raises:
        NotFound: no such inspection, or not the actor's to see.
        Invalid: no such outcome or no reasons, signs of trafficking were not asked about, or nobody
            was called for a child.
        Conflict: it is closed.
    """
    inspection = _open(actor, inspection_id)
    if outcome not in InspectionOutcome.values:
        message = _("Choose the outcome.")
        raise Invalid("border.inspection.no_outcome", message, {"outcome": message})
    if same_person not in effects.OUTCOMES.values():
        message = _("Say what the inspection showed of the comparison.")
        raise Invalid("border.inspection.no_finding", message, {"same_person": message})
    _refuse_shortcuts(actor, inspection)
    inspection.outcome, inspection.reasons = outcome, said(reasons, "reasons")
    inspection.closed_by_id, inspection.closed_at = actor.officer_id, timezone.now()
    inspection.save()
    closed = _close_hits(actor, inspection, same_person)
    return _done(inspection, {"outcome": outcome, "hits": closed})


def _refuse_shortcuts(actor: Actor, inspection: SecondaryInspection) -> None:
    """Some questions are always asked; a child is never alone."""
    done = set(inspection.steps.values_list("kind", flat=True))
    if StepKind.INTERVIEW not in done:
        message = _("Record the interview first.")
        raise Invalid("border.inspection.no_interview", message)
    if StepKind.TRAFFICKING not in done:
        message = _("Ask about signs of trafficking first, and record the answer.")
        raise Invalid("border.inspection.trafficking", message)
    row = Traveller.objects.visible_to(actor).get(id=inspection.traveller_id)
    is_child = row.flags.filter(code="child", ended_at=None).exists()
    if is_child and StepKind.GUARDIAN not in done:
        message = _("Call a guardian for the child first, and record it.")
        raise Invalid("border.inspection.guardian", message)


def _close_hits(actor: Actor, inspection: SecondaryInspection, same_person: str) -> int:
    """Close the open hits that were referred to this inspection, with their alerts."""
    referrals = Decision.objects.visible_to(actor).filter(
        traveller_id=inspection.traveller_id, choice__in=effects.REFERRALS
    )
    undone = Decision.objects.visible_to(actor).filter(
        traveller_id=inspection.traveller_id, undoes__isnull=False
    )
    hits = set(
        referrals.exclude(id__in=undone.values_list("undoes_id", flat=True)).values_list(
            "hit_id", flat=True
        )
    )
    meaning = {value: key for key, value in effects.OUTCOMES.items()}[same_person]
    closed = 0
    for hit_id in sorted(hits):
        try:
            close_hit(actor, hit_id=hit_id, outcome=same_person, reason=inspection.reasons or "")
        except Conflict:
            continue  # closed meanwhile by a decision of its own
        closed += 1
        settle_situation(
            actor,
            owner_id=inspection.owner_id,
            situation=alarms.situation(hit_id),
            outcome=effects.ALERT_OUTCOMES[meaning],
        )
    return closed


def _open(actor: Actor, inspection_id: UUID) -> SecondaryInspection:
    rows = SecondaryInspection.objects.visible_to(actor).select_for_update()
    inspection = rows.filter(id=inspection_id, owner_id=actor.agency_id).first()
    if inspection is None:
        raise NotFound("border.inspection.missing", _("There is no such inspection."))
    if inspection.closed_at is not None:
        raise Conflict("border.inspection.closed", _("This inspection is closed."))
    return inspection


def _done(
    inspection: SecondaryInspection, details: dict[str, object]
) -> Outcome[SecondaryInspection]:
    about = (
        ("border.inspection", inspection.id),
        ("border.traveller", inspection.traveller_id),
    )
    return Outcome(inspection, about=about, details=details)
