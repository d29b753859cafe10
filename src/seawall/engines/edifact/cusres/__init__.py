"""CUSRES: what a state answers to a passenger list, read and written."""

from datetime import date

from seawall.engines.edifact.cusres.message import CusresMessage
from seawall.engines.edifact.cusres.table import CUSRES
from seawall.engines.edifact.formats import Format, read_messages, write_messages
from seawall.engines.edifact.routes import Routes
from seawall.engines.edifact.service import DEFAULT, ServiceCharacters
from seawall.engines.edifact.syntax import MOST_BYTES

_DOCUMENTS = frozenset({"962", "132", "312"})
_FORMAT: Format[CusresMessage] = Format("CUSRES", CUSRES, Routes(CUSRES), _DOCUMENTS, "results")


def read_cusres(
    data: bytes, *, reference_date: date | None = None, max_bytes: int = MOST_BYTES
) -> list[CusresMessage]:
    """Read every reply in a file; no answer is dropped.

    Args:
        data: The file: one or more interchanges, with whatever their transport put around them.
        reference_date: The day the message is judged by, for the century of two-digit years;
            the day in its UNB, or in its UNG, where None.
        max_bytes: Most bytes accepted.

    Raises:
        EdifactError: `empty`, `too_large`, `no_interchange`, `too_many_envelopes` or
            `too_dense`.
    """
    return read_messages(
        _FORMAT, data, reference_date=reference_date, zone_of=None, max_bytes=max_bytes
    )


def write_cusres(*messages: CusresMessage, service: ServiceCharacters = DEFAULT) -> bytes:
    """Write replies as one interchange, which reads back as the same messages.

    Args:
        messages: One or more messages of one envelope.
        service: The service characters; the UNA is always written.

    Raises:
        EdifactError: `envelopes_differ`, or what `write_interchange` raises.
    """
    return write_messages(_FORMAT, messages, service)
