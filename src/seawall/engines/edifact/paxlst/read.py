"""Reads PAXLST messages."""

from datetime import date

from seawall.engines.edifact.context import Context, ZoneOf
from seawall.engines.edifact.envelope import Envelope
from seawall.engines.edifact.interchange import FileReader, Opening
from seawall.engines.edifact.paxlst.records import PaxlstMessage
from seawall.engines.edifact.paxlst.table import PAXLST
from seawall.engines.edifact.reader import TableReader
from seawall.engines.edifact.routes import Routes
from seawall.engines.edifact.syntax import MOST_BYTES, Segment

_ROUTES = Routes(PAXLST)
_OTHER_KINDS = frozenset({"APERAK", "CONTRL", "CUSCAR", "CUSREP", "CUSRES", "PNRGOV"})
_DOCUMENTS = frozenset({"745", "250", "336", "266"})


class _PaxlstReader:
    """Reads one message as a PAXLST."""

    def __init__(self, opening: Opening, context: Context) -> None:
        self._opening = opening
        self._context = context
        self._table = TableReader(_ROUTES, opening.first, context)
        self.feed = self._table.feed

    def finish(self, envelope: Envelope) -> PaxlstMessage | None:
        """Make the message; None if nothing in it belongs to a passenger or crew list."""
        opening = self._opening
        values = self._table.finish()
        kind = opening.header.kind
        if kind != "PAXLST":
            if "travellers" not in values and values.get("document_code") not in _DOCUMENTS:
                return None
            first = opening.first
            opening.log.add("message_type_unexpected", first.number, first.offset, type=kind)
        return PaxlstMessage(
            header=opening.header,
            group=opening.group,
            envelope=envelope,
            notices=opening.log.taken(),
            **values,
        )


class _Ignored:
    """Takes the segments of a message of another kind and makes nothing of them."""

    def feed(self, segment: Segment) -> None:
        """Take the next segment."""

    def finish(self, envelope: Envelope) -> None:
        """Make nothing."""


def read_paxlst(
    data: bytes,
    *,
    reference_date: date | None = None,
    zone_of: ZoneOf | None = None,
    max_bytes: int = MOST_BYTES,
) -> list[PaxlstMessage]:
    """Read every passenger and crew list in a file; nobody on board is dropped.

    Args:
        data: The file: one or more interchanges, with whatever their transport put around them.
        reference_date: The day the message is judged by, for the century of two-digit years;
            the day in its UNB where None.
        zone_of: Time zone of a place as the message writes it (IATA airport or UN/LOCODE), to
            bring its local times to UTC; None where it cannot tell.
        max_bytes: Most bytes accepted.

    Returns:
        The messages in their order, each with its notices; those of its interchange are in its
        envelope. Messages of other kinds are left out.

    Raises:
        EdifactError: `empty`, `too_large`, or `no_interchange`.
    """

    def begin(opening: Opening) -> _PaxlstReader | _Ignored:
        if opening.header.kind in _OTHER_KINDS:
            return _Ignored()
        day = reference_date or opening.envelope.prepared_on
        context = Context(day, zone_of, opening.decimal, opening.log)
        return _PaxlstReader(opening, context)

    reader: FileReader[PaxlstMessage] = FileReader(data, begin, max_bytes=max_bytes)
    reader.read()
    return reader.messages
