"""PAXLST: passenger and crew lists, read and written."""

from dataclasses import replace
from datetime import date

from seawall.engines.edifact.context import ZoneOf
from seawall.engines.edifact.formats import Format, read_messages, write_messages
from seawall.engines.edifact.paxlst.checks import totals
from seawall.engines.edifact.paxlst.message import PaxlstMessage
from seawall.engines.edifact.paxlst.table import PAXLST
from seawall.engines.edifact.routes import Routes
from seawall.engines.edifact.service import DEFAULT, ServiceCharacters
from seawall.engines.edifact.syntax import MOST_BYTES

_DOCUMENTS = frozenset({"745", "250", "336", "266"})
_FORMAT: Format[PaxlstMessage] = Format("PAXLST", PAXLST, Routes(PAXLST), _DOCUMENTS, "travellers")


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
            the day in its UNB, or in its UNG, where None.
        zone_of: Time zone of a place as the message writes it (IATA airport or UN/LOCODE), to
            bring its local times to UTC; None where it cannot tell.
        max_bytes: Most bytes accepted.

    Returns:
        The messages in their order, each with its notices; those of its interchange are in its
        envelope. Messages of other formats are left out.

    Raises:
        EdifactError: `empty`, `too_large`, `no_interchange`, `too_many_envelopes` or
            `too_dense`.
    """
    return read_messages(
        _FORMAT, data, reference_date=reference_date, zone_of=zone_of, max_bytes=max_bytes
    )


def write_paxlst(*messages: PaxlstMessage, service: ServiceCharacters = DEFAULT) -> bytes:
    """Write lists as one interchange, which reads back as the same messages.

    Args:
        messages: One or more messages of one envelope; neighbours of one functional group share
            it. Totals are counted anew.
        service: The service characters; the UNA is always written.

    Raises:
        EdifactError: `envelopes_differ`, or what `write_interchange` raises.
    """
    counted = [replace(message, counts=totals(message)) for message in messages]
    return write_messages(_FORMAT, counted, service)
