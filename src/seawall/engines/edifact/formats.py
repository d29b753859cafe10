"""Reads and writes the messages of one format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from seawall.engines.edifact.context import Context, ZoneOf
from seawall.engines.edifact.envelope import Envelope, FunctionalGroup, MessageHeader
from seawall.engines.edifact.interchange import FileReader, Opening
from seawall.engines.edifact.notices import EdifactError
from seawall.engines.edifact.reader import TableReader
from seawall.engines.edifact.routes import Routes
from seawall.engines.edifact.service import ServiceCharacters
from seawall.engines.edifact.syntax import Segment
from seawall.engines.edifact.tables import Group
from seawall.engines.edifact.writer import Written, body_of, write_interchange


class Enveloped(Protocol):
    """A message of any format."""

    @property
    def header(self) -> MessageHeader:
        """What its UNH says."""

    @property
    def group(self) -> FunctionalGroup | None:
        """The functional group it is in."""

    @property
    def envelope(self) -> Envelope:
        """The interchange it is in."""


Message = TypeVar("Message", bound=Enveloped)

_KNOWN = frozenset({"APERAK", "CONTRL", "CUSCAR", "CUSREP", "CUSRES", "PAXLST", "PNRGOV"})
"""Message types that a garbled name is never taken for another of."""


@dataclass(frozen=True, slots=True)
class Format(Generic[Message]):
    """A message format.

    Args:
        kind: Message type in the UNH.
        root: Its table; the record makes the message from header, group, envelope, notices and
            what the table reads.
        routes: The table, compiled.
        documents: BGM codes that only this format has: they tell a message of it whose type
            was lost.
        people: Attribute with those the message is about: they tell the same.
    """

    kind: str
    root: Group
    routes: Routes
    documents: frozenset[str]
    people: str

    def claims(self, kind: str | None, values: dict[str, Any]) -> bool:
        """Whether a message belongs to this format by its type or, that lost, by its content."""
        if kind == self.kind:
            return True
        return self.people in values or values.get("document_code") in self.documents


class _Reader(Generic[Message]):
    """Reads one message by the table of its format."""

    def __init__(self, form: Format[Message], opening: Opening, context: Context) -> None:
        self._form = form
        self._opening = opening
        self._table = TableReader(form.routes, opening.first, context)
        self.feed = self._table.feed

    def finish(self, envelope: Envelope) -> Message | None:
        """Make the message; None if it is of another format."""
        form, opening = self._form, self._opening
        values = self._table.finish()
        kind = opening.header.kind
        if not form.claims(kind, values):
            return None
        if kind != form.kind:
            first = opening.first
            opening.log.add("message_type_unexpected", first.number, first.offset, type=kind)
        message: Message = form.root.record(
            header=opening.header,
            group=opening.group,
            envelope=envelope,
            notices=opening.log.taken(),
            **values,
        )
        return message


class _Ignored:
    """Takes the segments of a message of another format and makes nothing of them."""

    def feed(self, segment: Segment) -> None:
        """Take the next segment."""

    def finish(self, envelope: Envelope) -> None:
        """Make nothing."""


def read_messages(
    form: Format[Message],
    data: bytes,
    *,
    reference_date: date | None,
    zone_of: ZoneOf | None,
    max_bytes: int,
) -> list[Message]:
    """Read every message of one format in a file; the arguments are those of `read_paxlst`."""

    def begin(opening: Opening) -> _Reader[Message] | _Ignored:
        kind = opening.header.kind
        if kind != form.kind and kind in _KNOWN:
            return _Ignored()
        day = reference_date or opening.prepared_on
        context = Context(day, zone_of, opening.decimal, opening.log)
        return _Reader(form, opening, context)

    reader: FileReader[Message] = FileReader(data, begin, max_bytes=max_bytes)
    reader.read()
    return reader.messages


def write_messages(
    form: Format[Message], messages: Sequence[Message], service: ServiceCharacters
) -> bytes:
    """Write messages of one format as one interchange.

    Raises:
        EdifactError: `envelopes_differ`, or what `write_interchange` raises.
    """
    envelope = messages[0].envelope
    if any(message.envelope != envelope for message in messages):
        raise EdifactError("envelopes_differ")
    context = Context(envelope.prepared_on, decimal=service.decimal)
    written = [
        Written(message.header, message.group, list(body_of(form.root, message, context)))
        for message in messages
    ]
    return write_interchange(envelope, written, service)
