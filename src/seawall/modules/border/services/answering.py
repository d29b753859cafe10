"""The first answer to a passenger message: board, but for those whose hit nobody has decided."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from seawall.foundation.actor import Actor
from seawall.modules.border.models import Traveller, Voyage
from seawall.modules.border.rules.decisions import CHOICES, CLEAR, reply_for
from seawall.modules.border.selectors import possible
from seawall.modules.border.selectors.decisions import decisions_about, newest
from seawall.modules.border.services import replying
from seawall.modules.border.services.timing import is_boarding


def answer(actor: Actor, voyage: Voyage, named: Collection[UUID], now: datetime) -> None:
    """Answer the carrier about those whom its message names, where the law has replies.

    An undecided hit is not answered yet; what is silent changes nothing. Nothing is sent once the
    voyage is on its way.
    """
    if not is_boarding(voyage, now) or voyage.cancelled:
        return
    rows = Traveller.objects.visible_to(actor).filter(id__in=named)
    told = _codes(actor, named)
    lines = [
        (row, code)
        for row in rows.order_by("position")
        if (code := told.get(row.id, CHOICES[CLEAR].reply)) is not None
    ]
    if lines:
        replying.make_reply(actor, voyage, lines, unsolicited=False, now=now)


def _codes(actor: Actor, named: Iterable[UUID]) -> dict[UUID, str | None]:
    """What is to be said of each traveller with a hit; None where nobody has decided."""
    hits = possible.hits_of(actor, list(named))
    decided = decisions_about(actor, [hit.id for hit in hits])
    said: dict[UUID, list[str | None]] = {}
    for hit in hits:
        current = newest(decided.get(hit.id, []))
        in_force = current is not None and current.standing == "in_force"
        choice = current.choice.reply if current is not None and in_force else None
        is_open = hit.state == "open"
        said.setdefault(hit.subject_id, []).append(
            choice if choice or is_open else CHOICES[CLEAR].reply
        )
    return {key: reply_for(codes) for key, codes in said.items()}
