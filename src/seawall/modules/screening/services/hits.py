"""Close a hit with what it turned out to be, and remember why somebody is not the one listed."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.handling.selectors import header_for
from seawall.modules.screening.choices import HitOutcome, HitState
from seawall.modules.screening.models import Hit, JustifiedException
from seawall.modules.screening.services.matching import HIT

LONGEST_EXCEPTION_DAYS = 1826


@recorded("screening.hit.closed")
def close_hit(
    actor: Actor, *, hit_id: UUID, outcome: str, reason: str, role: str = ""
) -> Outcome[Hit]:
    """Close a hit of the actor's agency with what it turned out to be, and why.

    A module that decides about a person calls this in the same transaction; its own permission
    decides who may. What is kept for the owner of an entry is closed by that owner's own desk.

    Args:
        actor: who closes it.
        hit_id: the hit.
        outcome: same, different or undetermined.
        reason: why.
        role: close it only if it is kept for this role; any by default.

    Raises:
        NotFound: no such hit, or not the actor's to see.
        Invalid: no such outcome, or no reason.
        Conflict: it is closed already.
    """
    hit = own_hit(actor, hit_id, role)
    if hit.state == HitState.CLOSED:
        raise Conflict("screening.hit.closed", _("This hit is closed already."))
    if outcome not in HitOutcome.values:
        message = _("Choose what it turned out to be.")
        raise Invalid("screening.hit.no_outcome", message, {"outcome": message})
    hit.state, hit.outcome = HitState.CLOSED, outcome
    hit.closing_reason = said(reason)
    hit.closed_by_id, hit.closed_at = actor.officer_id, timezone.now()
    hit.save()
    return Outcome(hit, about=((HIT, hit.id),), details={"outcome": outcome})


@recorded("screening.exception.granted", "screening.exceptions.grant")
def grant_exception(
    actor: Actor, *, hit_id: UUID, reason: str, days: int
) -> Outcome[list[JustifiedException]]:
    """Remember that this person is not the one listed, until the entry changes.

    Args:
        actor: who answers for it.
        hit_id: the hit that was looked into.
        reason: why the two are not one.
        days: for how long at most, 1 to 1,826.

    Raises:
        NotFound: no such hit, or not the actor's to see.
        Invalid: no reason, a wrong number of days, or nothing that tells this person from others.
    """
    hit = own_hit(actor, hit_id)
    if not 1 <= days <= LONGEST_EXCEPTION_DAYS:
        message = _("Give a number of days from 1 to %(most)s.") % {"most": LONGEST_EXCEPTION_DAYS}
        raise Invalid("screening.exception.days", message, {"days": message})
    if not hit.subject_prints:
        message = _(
            "Without a document or a whole birth date nothing tells this person from others."
        )
        raise Invalid("screening.exception.no_print", message)
    why, now = said(reason), timezone.now()
    header = header_for(
        actor, data_class="hit", uses=tuple(hit.permitted_uses), level=hit.header.level,
        compartment_id=hit.compartment_id, named=tuple(hit.named),
    )  # fmt: skip
    granted = [
        JustifiedException.objects.create(
            entry_id=hit.entry_id,
            entry_digest=hit.entry_digest,
            subject_print=one,
            reason=why,
            granted_by_id=actor.officer_id,
            granted_at=now,
            expires_at=now + timedelta(days=days),
            **header.columns(),
        )
        for one in hit.subject_prints
    ]
    hit.state, hit.exception_id, hit.outcome = HitState.EXCEPTED, granted[0].id, "different"
    hit.closing_reason, hit.closed_by_id, hit.closed_at = why, actor.officer_id, now
    hit.save()
    about = ((HIT, hit.id), *(("screening.exception", one.id) for one in granted))
    return Outcome(granted, about=about, details={"days": days})


@recorded("screening.exception.ended", "screening.exceptions.grant")
def end_exception(actor: Actor, *, exception_id: UUID, reason: str) -> Outcome[JustifiedException]:
    """End an exception before its time: from the next screening on, its person is a hit again.

    Raises:
        NotFound: no such exception, or not the actor's to see.
        Invalid: no reason.
        Conflict: it has ended.
    """
    rows = JustifiedException.objects.visible_to(actor).select_for_update()
    one = rows.filter(id=exception_id, owner_id=actor.agency_id).first()
    if one is None:
        raise NotFound("screening.exception.missing", _("There is no such exception."))
    if one.ended_at is not None:
        raise Conflict("screening.exception.ended", _("This exception has ended."))
    why = said(reason)
    one.ended_at = timezone.now()
    one.save(update_fields=["ended_at", "updated_at"])
    return Outcome(one, about=(("screening.exception", one.id),), details={"reason": why})


def close_hits_of(actor: Actor, entry_ids: Collection[UUID], *, reason: str) -> int:
    """Close every open hit on entries that no longer count, whoever owns it; how many there were.

    Called within the verb that took the entries off their list.
    """
    with unrestricted("an entry that no longer counts holds nobody"):
        rows = Hit.objects.unrestricted().filter(entry_id__in=entry_ids, state=HitState.OPEN)
        return rows.update(
            state=HitState.CLOSED,
            outcome=HitOutcome.UNDETERMINED,
            closing_reason=reason,
            closed_by_id=actor.officer_id,
            closed_at=timezone.now(),
        )


def own_hit(actor: Actor, hit_id: UUID, role: str = "") -> Hit:
    """A hit of the actor's agency, locked; of one role alone where that is given.

    Raises:
        NotFound: no such hit, or not the actor's to see.
    """
    rows = Hit.objects.visible_to(actor).select_for_update()
    kept = {"role": role} if role else {}
    hit = rows.filter(id=hit_id, owner_id=actor.agency_id, **kept).first()
    if hit is None:
        raise NotFound("screening.hit.missing", _("There is no such hit."))
    return hit


def said(reason: str) -> str:
    """The reason, without space round it.

    Raises:
        Invalid: there is none.
    """
    if not reason.strip():
        message = _("Say why, in a few words.")
        raise Invalid("screening.no_reason", message, {"reason": message})
    return reason.strip()
