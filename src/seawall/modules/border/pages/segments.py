"""A message cut where its segments begin, each with its byte and what deviates in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seawall.modules.border.reasons import notice_words
from seawall.modules.border.selectors.raw import ADVICE_LENGTH, readable, terminator_of

MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """One segment as received.

    Args:
        offset: byte of the message at which it begins.
        text: the segment with its terminator.
        notices: what deviates in it, in words.
    """

    offset: int
    text: str
    notices: tuple[str, ...]


def segments_of(data: bytes, notices: Sequence[Mapping[str, Any]]) -> list[SegmentLine]:
    """The first ``MOST_LINES`` segments of a message for people to look at.

    This cuts at the terminator that the message's own UNA names and knows nothing more of the
    syntax; offsets of notices come from the reader and fall on the line that holds them.
    """
    said: dict[int, list[str]] = defaultdict(list)
    for one in notices:
        if one.get("offset") is not None:
            said[int(one["offset"])].append(notice_words(one))
    terminator = terminator_of(data)
    lines: list[SegmentLine] = []
    start = 0
    while start < len(data) and len(lines) < MOST_LINES:
        found = data.find(terminator, start + (ADVICE_LENGTH if _is_advice(data, start) else 0))
        end = len(data) if found < 0 else found + 1
        if _is_advice(data, start):
            end = start + ADVICE_LENGTH
        inside = [words for at in sorted(said) if start <= at < end for words in said[at]]
        lines.append(SegmentLine(start, readable(data[start:end]).strip("\r\n"), tuple(inside)))
        start = end
    return lines


def _is_advice(data: bytes, start: int) -> bool:
    return data[start : start + 3] == b"UNA" and start + ADVICE_LENGTH <= len(data)
