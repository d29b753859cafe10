"""In which order messages about one voyage were meant, whatever order they arrived in."""

from dataclasses import dataclass
from datetime import datetime

from seawall.engines.edifact import PaxlstMessage

# Of messages of one minute: who is booked comes before what changed and who flew after all.
FUNCTIONS = (
    "new",
    "change",
    "cancel_travellers",
    "close_out",
    "close_out_not_boarded",
    "cancel",
)
_NO_FUNCTION = "new"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a message stands among those about one voyage; the greatest is the newest.

    Args:
        prepared: when the sender prepared it (UNB), by its own clock, to the minute; the time it
            was received where it does not say.
        rank: of its function, among messages of one minute.
        sequence: its number in a list that was sent in parts.
        reference: control reference of its interchange, numbers filled up with zeros.
        digest: of the bytes it came in, so that no two messages ever tie.
        position: within those bytes, from 0.
    """

    prepared: str
    rank: int
    sequence: str
    reference: str
    digest: str
    position: int


def place_of(message: PaxlstMessage, *, digest: str, position: int, received_at: datetime) -> Place:
    """The place of a message; it depends on nothing that arrives later.

    Args:
        message: as it was read.
        digest: of its interchange's bytes.
        position: of the message in them, from 0.
        received_at: UTC, used only where the sender gives no time.
    """
    prepared = message.envelope.prepared or received_at.strftime("%Y-%m-%dT%H:%M")
    function = message.function or _NO_FUNCTION
    return Place(
        prepared=prepared[:16],
        rank=FUNCTIONS.index(function),
        sequence=_number(message.header.sequence),
        reference=_number(message.envelope.reference),
        digest=digest,
        position=position,
    )


def _number(text: str | None) -> str:
    return (text or "").rjust(14, "0")
