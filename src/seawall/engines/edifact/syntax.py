"""Cuts an EDIFACT file into segments, whatever its service characters and what surrounds it.

The input is cut as single bytes: every service character is ASCII, so no multi-byte character
is ever cut in two, and every position is a byte position of the input. Only a segment with bytes
beyond ASCII is then read in the character set of its interchange.

Source: ISO 9735-1:2002, clauses 5 to 8.
"""

from collections.abc import Generator, Iterator
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from seawall.engines.edifact.budget import ODD, SEGMENT
from seawall.engines.edifact.notices import EdifactError, NoticeLog
from seawall.engines.edifact.recall import Recall
from seawall.engines.edifact.service import (
    CHARSETS,
    DEFAULT,
    Header,
    decoded,
    find_header,
    header_at,
)

MOST_BYTES = 16 * 1024 * 1024
MOST_ELEMENTS = 99
"""Elements cut from one segment; no directory has a segment of more than twenty-odd."""

REPEATING = frozenset({"COM"})
"""Segments whose last element may repeat (C076, three times); the repetitions become elements."""

_ADVICE_ROOM = 48
"""Bytes behind a terminator in which the header that a UNA announces is looked for."""

_FIRST_WINDOW, _LAST_WINDOW = 256, 65536
"""Bytes cut at once, at the start of an interchange and at most."""

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)))
_BLANK = "".join(map(chr, range(0x21)))
_BYTE_ORDER_MARK = "\xef\xbb\xbf"
_HELD_RELEASE = "\udc00"


class _Step(Enum):
    """What the cutter does with a piece of text between two terminators."""

    ORDINARY = auto()
    FIRST = auto()
    SKIP = auto()
    RESTART = auto()


class Segment(NamedTuple):
    """One segment, cut into elements and components, released and decoded.

    Args:
        tag: Its name, "NAD".
        elements: Components of each element; element 0 is the tag itself, so that element
            numbers are those of the directories (components count from 0). Segments of equal
            text share them: nobody changes them.
        number: From 1 within the interchange.
        offset: Byte of the input where it starts.
        end: Byte of the input behind its terminator.
        text: Where the same text was met before, that text: what was made of it can be made of
            this segment. Empty where not.
    """

    tag: str
    elements: list[list[str]]
    number: int
    offset: int
    end: int
    text: str


_Cut: TypeAlias = tuple[_Step, int, str, list[list[str]]]
"""A piece of text that was looked at: what to do with it, the blank bytes before its first
character, and the tag and the elements of the segment in it, if there is one."""


class Cutter:
    """Cuts one file into segments, from interchange to interchange.

    Args:
        data: The file.
        max_bytes: Most bytes accepted.
        log: Takes what deviates in the syntax itself; the reader gives each interchange its own.

    Raises:
        EdifactError: `empty`, `too_large`, or `no_interchange` where nothing in the file looks
            like an interchange, a group or a message.
    """

    def __init__(self, data: bytes, *, max_bytes: int, log: NoticeLog) -> None:
        if not data:
            raise EdifactError("empty", 0)
        if len(data) > max_bytes:
            raise EdifactError("too_large", max_bytes)
        self._text = data.decode("latin-1")
        header = find_header(self._text, 0, len(self._text))
        if header is None:
            raise EdifactError("no_interchange", 0)
        self.log = log
        self._budget = log.budget
        self.service = header.service
        self._next: Header | None = header
        self._charset = "ascii"
        self._removed: dict[int, None] = {}
        self._ended = False
        self._recall: Recall[_Cut] = Recall()
        self._counts = {"line_breaks_in_segments": 0, "empty_segments": 0}

    def segments(self) -> Iterator[Segment]:
        """Every segment of the file in its order, UNB and UNZ included, UNA not."""
        position = 0
        while (header := self._next) is not None:
            self._note_surplus(position, header.start)
            if header.advice_ignored:
                self.log.add("service_string_ignored", None, header.start)
            self.service = header.service
            kept = {ord(character) for character in header.service if character}
            self._removed = {code: None for code in _CONTROLS if code not in kept}
            self._next = None
            self._recall.clear()
            position = yield from self._interchange(header.body)
        self._note_surplus(position, len(self._text))

    def begin_interchange(self, charset: str, log: NoticeLog) -> None:
        """Told by the reader at a UNB: its character set, and where its notices go."""
        self._charset, self.log, self._ended = charset, log, False

    def end_interchange(self) -> None:
        """Told by the reader at a UNZ: what follows without looking like a segment is surplus."""
        self._ended = True
        self._recall.clear()

    def note_counts(self) -> None:
        """Note, once for an interchange, the small irregularities that come in great numbers."""
        for code, count in self._counts.items():
            if count:
                self.log.add(code, count=count)
                self._counts[code] = 0

    def _note_surplus(self, start: int, end: int) -> None:
        """Note the text around interchanges that is neither blank nor a transport control."""
        surplus = self._text[start:end].removeprefix(_BYTE_ORDER_MARK).strip(_BLANK)
        if surplus:
            self.log.add("surplus_text", None, start, bytes=len(surplus))

    def _interchange(self, position: int) -> Generator[Segment, None, int]:
        """Cut until another header takes over; returns the byte where its surplus begins."""
        new = tuple.__new__  # a fifth of the time goes into Segment's own constructor
        recalled, ordinary = self._recall.get, _Step.ORDINARY
        number = 0
        room = _FIRST_WINDOW
        while pieces := self._window(position, room):
            room = min(2 * room, _LAST_WINDOW)
            self._budget.spend(SEGMENT * (len(pieces) - pieces.count("")))
            for raw in pieces:
                start, position = position, position + len(raw) + 1
                if not raw:
                    self._counts["empty_segments"] += 1
                    continue
                known = recalled(raw)
                step, blank, tag, elements = known or self._cut(raw, start, number)
                if step is not ordinary:
                    if step is _Step.RESTART:
                        return start + blank
                    if step is _Step.SKIP:
                        continue
                    number = 0
                number += 1
                text = raw if known else ""
                yield new(Segment, (tag, elements, number, start + blank, position, text))
        return (yield from self._tail(position, number))

    def _cut(self, raw: str, start: int, number: int) -> _Cut:
        """Cut a piece that is not remembered."""
        component, element, _, release, repetition, _ = self.service
        text = raw.lstrip()
        plain = text[3:4] == element and raw.isascii() and text.isprintable()
        if not plain or text[:2] == "UN" or self._ended:
            return self._cut_odd(raw, start, number)
        if (release and release in text) or (repetition and repetition in text):
            self._budget.spend(ODD)
            elements = self._carefully_cut(text)
        else:
            elements = [part.split(component) for part in text.split(element, MOST_ELEMENTS)]
        cut = (_Step.ORDINARY, len(raw) - len(text), elements[0][0], elements)
        self._recall.meet(raw, cut)
        return cut

    def _cut_odd(self, raw: str, start: int, number: int) -> _Cut:
        """Cut a piece that may be blank, untidy, surplus or another interchange."""
        self._budget.spend(ODD)
        blank, text, step = self._odd(raw, start, start + len(raw), number)
        if step is _Step.RESTART or step is _Step.SKIP:
            return step, blank, "", []
        elements = self._carefully_cut(text)
        return step, blank, elements[0][0], elements

    def _window(self, position: int, room: int) -> list[str]:
        """The next pieces between terminators, about as many bytes of them as there is room for.

        Windows grow with the interchange, so that a file of nothing but headers stays linear.
        """
        text, service = self._text, self.service
        stop = self._stop(position, position + room)
        chunk = text[position:] if stop < 0 else text[position:stop]
        pieces = _split(chunk, service.terminator, service.release)
        if stop < 0:
            pieces.pop()
        return pieces

    def _stop(self, position: int, first: int) -> int:
        """The first terminator from a byte on that is not released; -1 if there is none."""
        text, release, terminator = self._text, self.service.release, self.service.terminator
        stop = text.find(terminator, first)
        while release and stop > position and text[stop - 1] == release:
            run = stop - 1
            while run > position and text[run - 1] == release:
                run -= 1
            if (stop - run) % 2 == 0:
                break
            stop = text.find(terminator, stop + 1)
        return stop

    def _odd(self, raw: str, start: int, stop: int, number: int) -> tuple[int, str, _Step]:
        """Look closer at a piece that may be blank, untidy, surplus or another interchange.

        Returns:
            The blank bytes before its first character, what remains of it, what to do with it.
        """
        bare = raw.lstrip(_BLANK)
        blank = len(raw) - len(bare)
        if not bare:
            self._counts["empty_segments"] += 1
            return blank, bare, _Step.SKIP
        step = self._step(bare, start + blank, stop, number)
        if step is _Step.RESTART or step is _Step.SKIP:
            return blank, bare, step
        text = self._tidied(bare, start + blank, number + 1)
        return blank, text, step if text else _Step.SKIP

    def _tail(self, position: int, number: int) -> Generator[Segment, None, int]:
        """The text behind the last terminator: nothing, surplus, a header, or a cut segment."""
        end = len(self._text)
        tail = self._text[position:]
        if not tail.strip(_BLANK):
            return end
        blank, text, step = self._odd(tail, position, end, number)
        start = position + blank
        if step is _Step.RESTART:
            return start
        if step is not _Step.SKIP:
            number = 1 if step is _Step.FIRST else number + 1
            self.log.add("segment_unterminated", number, start)
            elements = self._carefully_cut(text)
            yield Segment(elements[0][0], elements, number, start, end, "")
        return end

    def _step(self, raw: str, start: int, stop: int, number: int) -> _Step:
        """What to do with a piece that may not be an ordinary segment."""
        tag, separator = raw[:3], raw[3:4]
        if number and tag in ("UNA", "UNB"):
            if tag == "UNB" and separator == self.service.element and not self._foreign(raw):
                return _Step.FIRST
            self._next = header_at(self._text, start)
            if self._next:
                return _Step.RESTART
        if tag.isalpha() and tag.isupper() and separator in ("", *self.service[:2]):
            return _Step.ORDINARY
        header = find_header(self._text, start, min(stop + _ADVICE_ROOM, len(self._text)))
        if header and header.start < stop:
            self._next = header
            return _Step.RESTART
        if self._ended:
            self.log.add("surplus_text", None, start, bytes=len(raw))
            return _Step.SKIP
        return _Step.ORDINARY

    def _foreign(self, raw: str) -> bool:
        """Whether a UNB without UNA goes back to the default characters after custom ones."""
        default = DEFAULT.terminator
        return self.service.terminator != default and default in raw

    def _tidied(self, raw: str, start: int, number: int) -> str:
        """Drop controls and broken lines within a segment, and decode it."""
        text = raw.rstrip(_BLANK)
        if not text.isascii():
            # A UNB is written in the character set that it announces itself.
            stated = CHARSETS.get(text[4:8]) if text.startswith("UNB") else None
            expected = stated or self._charset
            text, charset = decoded(text.encode("latin-1"), expected)
            if charset != expected:
                detail = {"charset": expected, "read_as": charset}
                self.log.add("bytes_undecodable", number, start, **detail)
        if not text.isprintable():
            text = self._without_controls(text, number, start)
        return text

    def _without_controls(self, text: str, number: int, start: int) -> str:
        """Drop control characters: no repertoire has them, and telegrams break lines anywhere."""
        whole = text.replace("\r", "").replace("\n", "")
        self._counts["line_breaks_in_segments"] += len(whole) != len(text)
        clean = whole.translate(self._removed)
        if len(clean) != len(whole):
            count = len(whole) - len(clean)
            self.log.add("control_characters", number, start, count=count)
        return clean

    def _carefully_cut(self, raw: str) -> list[list[str]]:
        """Cut a segment in which characters may be released or elements repeated."""
        component, element, _, release, repetition, _ = self.service
        parts = _split(raw, element, release, MOST_ELEMENTS)
        if repetition and raw[:3] in REPEATING:
            parts = [one for part in parts for one in _split(part, repetition, release)]
        return [
            [_released(value, release) for value in _split(part, component, release)]
            for part in parts
        ]


def _split(text: str, separator: str, release: str, most: int = -1) -> list[str]:
    """Split at separators that are not released; linear in the text whatever it holds."""
    pieces = text.split(separator, most)
    if not release or release not in text:
        return pieces
    whole: list[str] = []
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if (len(piece) - len(piece.rstrip(release))) % 2 == 0:
            whole.append(separator.join(held))
            held = []
    if held:
        whole.append(separator.join(held))
    return whole


def _released(value: str, release: str) -> str:
    """Take the release characters off: each stands before the one character that it releases."""
    if not release or release not in value:
        return value
    # A lone surrogate never comes out of a decoder, so it can stand for a released release.
    held = value.replace(release * 2, _HELD_RELEASE)
    return held.replace(release, "").replace(_HELD_RELEASE, release)
