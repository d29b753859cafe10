"""What nobody has decided in time: the carrier gets 4Z, never "board"."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.modules.border.choices import TravellerState
from seawall.modules.border.models import Decision, Traveller, TravellerReply, Voyage
from seawall.modules.border.rules.decisions import (
    REPLY_BEFORE_DEPARTURE,
    when_time_is_up,
)
from seawall.modules.border.services import replying
from seawall.modules.border.services.timing import is_interactive
from seawall.modules.screening.selectors import hits_of


@recorded("border.replies.timed_out")
def apply_deadlines(actor: Actor, *, now: datetime) -> Outcome[int]:
    """Tell carriers "insufficient data" for each hit that is undecided when the reply is due.

    The record of it names the node's own account. A decision that comes later is told as well.

    Args:
        actor: the node itself.
        now: UTC.

    Returns:
        How many travellers' carriers were told.
    """
    if not is_interactive():
        return Outcome(0)
    with unrestricted("replies are due in every agency"):
        due = Voyage.objects.unrestricted().filter(
            departs_at__gt=now, departs_at__lte=now + REPLY_BEFORE_DEPARTURE, cancelled=False
        )
        voyages = list(due.order_by("id"))
    told = sum(_time_out(_in_the_name_of(actor, one), one, now) for one in voyages)
    return Outcome(told, details={"travellers": told})


def _in_the_name_of(actor: Actor, voyage: Voyage) -> Actor:
    """The node at work for the agency that owns the voyage; the account stays the node's."""
    uses = frozenset(voyage.permitted_uses)
    return replace(actor, agency_id=voyage.owner_id, state=voyage.owner_state, uses=uses)


def _time_out(actor: Actor, voyage: Voyage, now: datetime) -> int:
    """Answer "insufficient data" for whom no carrier was told anything."""
    with acting(actor):
        rows = Traveller.objects.visible_to(actor).filter(voyage_id=voyage.id, same_as=None)
        travellers = {row.id: row for row in rows.exclude(state=TravellerState.REMOVED)}
        found = hits_of(actor, "border.traveller", travellers.keys(), open_only=True)
        answered = _answered(found)
        silent = [travellers[key] for key in found if key not in answered]
        code = when_time_is_up(boarding=True)
        for row in silent:
            for hit in found[row.id]:
                Decision.objects.create(
                    hit_id=hit.id,
                    traveller=row,
                    voyage=voyage,
                    choice=code.code,
                    reason=_("Nobody decided in time."),
                    by_id=actor.officer_id,
                    at=now,
                    **hit.header.columns(),
                )
        if silent:
            lines = [(row, code.reply or "") for row in silent]
            replying.make_reply(actor, voyage, lines, unsolicited=True, now=now)
        return len(silent)


def _answered(travellers: Iterable[UUID]) -> set[UUID]:
    """Travellers whose carrier has been told something."""
    rows = TravellerReply.objects.filter(traveller_id__in=list(travellers))
    return set(rows.values_list("traveller_id", flat=True))
