"""Reads a file of interchanges: checks every envelope and hands the segments within to a reader.

Whatever is wrong with the envelopes, the segments between them are read: a message whose header
is lost, whose trailer comes too early or never, or which is cut off in the middle.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from seawall.engines.edifact.budget import Budget
from seawall.engines.edifact.context import Context
from seawall.engines.edifact.envelope import (
    FUNCTIONAL_GROUP,
    INTERCHANGE,
    MESSAGE_HEADER,
    Envelope,
    FunctionalGroup,
    MessageHeader,
)
from seawall.engines.edifact.notices import EdifactError, Notice, NoticeLog
from seawall.engines.edifact.routes import fields_reader
from seawall.engines.edifact.service import CHARSETS
from seawall.engines.edifact.syntax import MOST_BYTES, Cutter, Segment

Made = TypeVar("Made", covariant=True)
Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when a message begins.

    Args:
        envelope: Its interchange; without the notices, which are not all known yet.
        group: Its functional group, if it is in one.
        header: Its header.
        first: Its first segment.
        decimal: The decimal mark in force.
        log: Takes the message's notices.
    """

    envelope: Envelope
    group: FunctionalGroup | None
    header: MessageHeader
    first: Segment
    decimal: str
    log: NoticeLog

    @property
    def prepared_on(self) -> date | None:
        """The day of preparation by the UNB, else by the UNG."""
        group = self.group.prepared_on if self.group else None
        return self.envelope.prepared_on or group


class MessageReader(Protocol[Made]):
    """Takes the segments of one message between its header and its trailer."""

    def feed(self, segment: Segment) -> None:
        """Take the next segment."""

    def finish(self, envelope: Envelope) -> Made | None:
        """Make the message, now that its interchange is complete; None if it is none of ours."""


MOST_ENVELOPES = 10_000
"""Interchanges and messages read from one file; carriers send a handful."""


class _Open(Generic[Message]):
    """The message being read."""

    __slots__ = ("opening", "reader", "strayed", "trailed")

    def __init__(self, reader: MessageReader[Message], opening: Opening) -> None:
        self.reader = reader
        self.opening = opening
        self.trailed = False
        self.strayed = False


class _Tally:
    """What an interchange is checked by at its end."""

    __slots__ = ("ended", "groups", "in_group", "messages", "references")

    def __init__(self) -> None:
        self.ended = False
        self.groups = 0
        self.messages = 0
        self.in_group = 0
        self.references: set[str] = set()


_read_interchange = fields_reader(INTERCHANGE.fields)
_read_group = fields_reader(FUNCTIONAL_GROUP.fields)
_read_header = fields_reader(MESSAGE_HEADER.fields)


class FileReader(Generic[Message]):
    """Reads the messages of a file.

    Args:
        data: The file.
        begin: Makes the reader of a message from what is known when it begins.
        max_bytes: Most bytes accepted.

    Raises:
        EdifactError: The file is empty, too large, holds nothing that begins an interchange, or
            (from `read`) more envelopes than any sender would make: `too_many_envelopes`.
    """

    def __init__(
        self,
        data: bytes,
        begin: Callable[[Opening], MessageReader[Message]],
        *,
        max_bytes: int = MOST_BYTES,
    ) -> None:
        self.envelopes: list[Envelope] = []
        self.messages: list[Message] = []
        self._begin = begin
        self._budget = Budget(len(data))
        self._log = NoticeLog(self._budget)
        self._cutter = Cutter(data, max_bytes=max_bytes, log=self._log)
        self._envelope: Envelope | None = None
        self._group: FunctionalGroup | None = None
        self._open: _Open[Message] | None = None
        self._waiting: list[MessageReader[Message]] = []
        self._tally = _Tally()
        self._identities: set[tuple[str | None, str | None]] = set()
        self._opened = 0
        self._feed = self._outside

    def read(self) -> None:
        """Read the whole file into `messages` and `envelopes`."""
        handlers = {
            "UNB": self._unb,
            "UNG": self._ung,
            "UNH": self._unh,
            "UNT": self._unt,
            "UNE": self._une,
            "UNZ": self._unz,
        }
        for segment in self._cutter.segments():
            handler = handlers.get(segment.tag)
            if handler:
                handler(segment)
            else:
                self._feed(segment)
        self._end_interchange()

    def _outside(self, segment: Segment) -> None:
        """Take a segment that stands outside every message; it still belongs to one."""
        now = self._open
        if now is None:
            self._envelope = self._envelope or self._unannounced(segment)
            self._note("message_header_missing", segment)
            now = self._open_message(MessageHeader(), segment)
        elif not now.strayed:
            now.strayed = True
            log = now.opening.log
            log.add("segment_after_trailer", segment.number, segment.offset, tag=segment.tag)
        now.reader.feed(segment)

    def _unannounced(self, segment: Segment) -> Envelope:
        """The envelope of what comes without a UNB."""
        self._note("interchange_header_missing", segment)
        return Envelope()

    def _count(self, segment: Segment) -> None:
        self._opened += 1
        if self._opened > MOST_ENVELOPES:
            raise EdifactError("too_many_envelopes", segment.offset)

    def _unb(self, segment: Segment) -> None:
        self._count(segment)
        if self._envelope is not None or self._open is not None:
            self._end_interchange()
        context = Context(log=self._log, segment=segment)
        self._envelope = Envelope(**_read_interchange(segment.elements, context))
        charset = CHARSETS.get(self._envelope.syntax or "")
        if charset is None:
            context.note("syntax_unknown", value=self._envelope.syntax)
        identity = (self._envelope.sender, self._envelope.reference)
        if identity in self._identities:
            context.note("interchange_reference_duplicate", reference=self._envelope.reference)
        self._identities.add(identity)
        self._cutter.begin_interchange(charset or "ascii", self._log)

    def _ung(self, segment: Segment) -> None:
        self._end_message()
        self._envelope = self._envelope or self._unannounced(segment)
        if self._group:
            self._note("group_trailer_missing", segment)
        context = Context(log=self._log, segment=segment)
        values = _read_group(segment.elements, context)
        self._group = FunctionalGroup(**values)
        self._tally.groups += 1
        self._tally.in_group = 0

    def _unh(self, segment: Segment) -> None:
        self._end_message()
        self._envelope = self._envelope or self._unannounced(segment)
        context = Context(log=self._log, segment=segment)
        header = MessageHeader(**_read_header(segment.elements, context))
        if header.reference in self._tally.references:
            self._note("message_reference_duplicate", segment, reference=header.reference)
        elif header.reference:
            self._tally.references.add(header.reference)
        self._tally.messages += 1
        self._tally.in_group += 1
        self._open_message(header, segment)

    def _unt(self, segment: Segment) -> None:
        now = self._open
        if now is None or now.trailed:
            self._note("segment_unexpected", segment, tag="UNT")
            return
        self._trail(now)
        opening = now.opening
        if opening.header.reference is None:
            return
        counted = segment.number - opening.first.number + 1
        log = opening.log
        _compare(segment, 1, counted, "segment_count_mismatch", log)
        _compare(segment, 2, opening.header.reference, "message_reference_mismatch", log)

    def _une(self, segment: Segment) -> None:
        self._note_cut_short(segment)
        group, self._group = self._group, None
        if group is None:
            self._note("segment_unexpected", segment, tag="UNE")
            return
        _compare(segment, 1, self._tally.in_group, "group_count_mismatch", self._log)
        _compare(segment, 2, group.reference, "group_reference_mismatch", self._log)

    def _unz(self, segment: Segment) -> None:
        if self._tally.ended or self._envelope is None:
            self._note("segment_unexpected", segment, tag="UNZ")
            return
        self._tally.ended = True
        self._note_cut_short(segment)
        if self._group:
            self._note("group_trailer_missing", segment)
            self._group = None
        counted = self._tally.groups or self._tally.messages
        _compare(segment, 1, counted, "interchange_count_mismatch", self._log)
        reference = self._envelope.reference
        _compare(segment, 2, reference, "interchange_reference_mismatch", self._log)
        self._cutter.end_interchange()

    def _note_cut_short(self, segment: Segment) -> None:
        """Note, at an outer trailer, that the message within lacks its own."""
        now = self._open
        if now and not now.trailed:
            self._trail(now)
            now.opening.log.add("message_trailer_missing", segment.number, segment.offset)

    def _open_message(self, header: MessageHeader, first: Segment) -> _Open[Message]:
        self._count(first)
        envelope = self._envelope or Envelope()
        decimal = self._cutter.service.decimal
        log = NoticeLog(self._budget)
        opening = Opening(envelope, self._group, header, first, decimal, log)
        self._open = now = _Open(self._begin(opening), opening)
        self._feed = now.reader.feed
        return now

    def _trail(self, now: _Open[Message]) -> None:
        """Whatever still comes for this message comes too late."""
        now.trailed = True
        self._feed = self._outside

    def _end_message(self) -> None:
        """Put the message being read with those that wait for the end of the interchange."""
        now, self._open, self._feed = self._open, None, self._outside
        if now is None:
            return
        if not now.trailed:
            now.opening.log.add("message_trailer_missing")
        self._waiting.append(now.reader)

    def _end_interchange(self) -> None:
        self._end_message()
        if not self._tally.ended:
            self._log.add("interchange_trailer_missing")
        self._cutter.note_counts()
        envelope = replace(self._envelope or Envelope(), notices=self._log.taken())
        self.envelopes.append(envelope)
        made = (reader.finish(envelope) for reader in self._waiting)
        self.messages.extend(message for message in made if message is not None)
        self._envelope, self._group, self._waiting = None, None, []
        self._tally, self._log = _Tally(), NoticeLog(self._budget)
        self._cutter.log = self._log

    def _note(self, code: str, segment: Segment, **detail: object) -> None:
        self._log.add(code, segment.number, segment.offset, **detail)


def _compare(
    segment: Segment, element: int, expected: int | str | None, code: str, log: NoticeLog
) -> None:
    """Compare what a trailer states with what was counted, or with what its header stated."""
    stated = segment.elements[element][0].strip() if element < len(segment.elements) else ""
    if isinstance(expected, int):
        alike = stated.isascii() and stated.isdigit() and int(stated[:18]) == expected
        log_detail: dict[str, object] = {"stated": stated, "counted": expected}
    else:
        alike = stated == (expected or "")
        log_detail = {"stated": stated, "expected": expected}
    if not alike:
        log.add(code, segment.number, segment.offset, **log_detail)


@dataclass(frozen=True, slots=True)
class RawMessage:
    """One message of any kind, its segments as they were cut.

    Args:
        header: What its UNH says.
        group: The functional group it is in; None where it is in none.
        envelope: The interchange it is in.
        segments: Everything between UNH and UNT.
        notices: Deviations of the message's own envelope.
    """

    header: MessageHeader
    group: FunctionalGroup | None
    envelope: Envelope
    segments: tuple[Segment, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Interchange:
    """Everything in one file.

    Args:
        envelopes: Its interchanges in their order, most often one.
        messages: The messages of all of them in their order.
    """

    envelopes: tuple[Envelope, ...]
    messages: tuple[RawMessage, ...]


class _RawReader:
    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._segments: list[Segment] = []
        self.feed = self._segments.append

    def finish(self, envelope: Envelope) -> RawMessage:
        opening = self._opening
        segments = tuple(self._segments)
        return RawMessage(opening.header, opening.group, envelope, segments, opening.log.taken())


def read_interchange(data: bytes, *, max_bytes: int = MOST_BYTES) -> Interchange:
    """Cut a file into the segments of its messages, of whatever kind, and check its envelopes.

    Args:
        data: The file, with whatever its transport put around it.
        max_bytes: Most bytes accepted.

    Raises:
        EdifactError: `empty`, `too_large`, `no_interchange`, `too_many_envelopes` or
            `too_dense`.
    """
    reader: FileReader[RawMessage] = FileReader(data, _RawReader, max_bytes=max_bytes)
    reader.read()
    return Interchange(tuple(reader.envelopes), tuple(reader.messages))
