"""What a decision brings about once it is in force, and how that is taken back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Conflict
from seawall.foundation.web.live import publish
from seawall.modules.alerts.services import settle_situation
from seawall.modules.border.models import Decision, InspectionStep, SecondaryInspection
from seawall.modules.border.rules.decisions import (
    CHOICES,
    MORE_DATA,
    REFER,
    REFER_ARRIVAL,
    Choice,
)
from seawall.modules.border.services import alarms, replying
from seawall.modules.border.services.timing import is_interactive
from seawall.modules.screening.services.hits import close_hit
from seawall.modules.screening.services.reopening import reopen_hit

REFERRALS = frozenset({REFER, REFER_ARRIVAL})
OUTCOMES = {True: "same", False: "different", None: "undetermined"}
ALERT_OUTCOMES = {True: "confirmed", False: "unfounded", None: "passed_on"}


def put_in_force(actor: Actor, decision: Decision, *, referral: str = "") -> None:
    """Close the hit where the choice does, refer, and tell the carrier where one waits."""
    choice = CHOICES[decision.choice]
    if choice.closes:
        outcome = OUTCOMES[choice.same_person]
        close_hit(actor, hit_id=decision.hit_id, outcome=outcome, reason=decision.reason or "")
        settle(actor, decision, choice)
    if decision.choice in REFERRALS:
        _refer(actor, decision, referral)
    if choice.reply is not None and is_interactive():
        replying.tell_carrier(actor, decision, choice.reply)


def settle(actor: Actor, decision: Decision, choice: Choice) -> None:
    """Close the alert of a hit that a decision has closed."""
    settle_situation(
        actor,
        owner_id=decision.owner_id,
        situation=alarms.situation(decision.hit_id),
        outcome=ALERT_OUTCOMES[choice.same_person],
    )


def _refer(actor: Actor, decision: Decision, referral: str) -> None:
    """Open a secondary inspection, or join the one that is open; the hit itself is not told."""
    rows = SecondaryInspection.objects.visible_to(actor)
    if rows.filter(traveller_id=decision.traveller_id, closed_at=None).exists():
        return
    SecondaryInspection.objects.create(
        traveller_id=decision.traveller_id,
        voyage_id=decision.voyage_id,
        decision=decision,
        referral=referral.strip() or _("Check identity, documents and the purpose of the journey."),
        opened_by_id=actor.officer_id,
        opened_at=timezone.now(),
        **decision.header.columns(),
    )


def take_back(actor: Actor, decision: Decision, reason: str) -> None:
    """Undo what a decision brought about: the hit waits, the referral ends, the carrier holds.

    Raises:
        Conflict: the traveller has been inspected; that cannot be made not to have happened.
    """
    choice = CHOICES[decision.choice]
    if decision.choice in REFERRALS:
        _end_referral(actor, decision, reason)
    if choice.closes:
        reopen_hit(actor, hit_id=decision.hit_id, reason=reason)
    if choice.reply is not None and is_interactive():
        replying.tell_carrier(actor, decision, CHOICES[MORE_DATA].reply or "")


def _end_referral(actor: Actor, decision: Decision, reason: str) -> None:
    rows = SecondaryInspection.objects.visible_to(actor).select_for_update()
    inspection = rows.filter(decision_id=decision.id, closed_at=None).first()
    if inspection is None:
        return
    if InspectionStep.objects.filter(inspection=inspection).exists():
        raise Conflict(
            "border.inspection.begun",
            _("Secondary inspection has begun. Close it with its outcome instead."),
        )
    inspection.closed_at, inspection.closed_by_id = timezone.now(), actor.officer_id
    inspection.reasons = reason
    inspection.save()


def tell(decision: Decision) -> None:
    """Let open pages ask again about hits and signatures."""
    publish(
        alarms.HITS,
        header=decision.header,
        permission=alarms.READ,
        hit=decision.hit_id,
        voyage=decision.voyage_id,
    )
