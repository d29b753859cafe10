"""What a reader tells of a message that is not as it should be: one error, many notices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_NOTICES = 1000
"""Notices kept for one message; those beyond are counted, so that hostile input stays small."""


class EdifactError(Exception):
    """The input cannot be read, or the message cannot be written, at all.

    Args:
        code: What is wrong, a stable word.
        offset: The byte of the input where it is wrong; None where no byte is to blame.
    """

    def __init__(self, code: str, offset: int | None = None) -> None:
        super().__init__(code, offset)
        self.code = code
        self.offset = offset

    def __str__(self) -> str:
        return self.code if self.offset is None else f"{self.code} at byte {self.offset}"


@dataclass(frozen=True, slots=True)
class Notice:
    """One deviation of a message from its format; nobody and nothing was dropped for it.

    Args:
        code: What deviates, a stable word.
        segment: The segment's number, from 1 within its interchange; None for the whole.
        offset: The byte of the input where that segment starts; None for the whole.
        detail: The values concerned, as the message gives them and as they were counted.
    """

    code: str
    segment: int | None = None
    offset: int | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


class NoticeLog:
    """Gathers the notices of one message or one interchange, the first thousand of them.

    Its `count` is the number of notices so far, those suppressed included.
    """

    __slots__ = ("_kept", "count")

    def __init__(self) -> None:
        self._kept: list[Notice] = []
        self.count = 0

    def add(
        self,
        code: str,
        segment: int | None = None,
        offset: int | None = None,
        /,
        **detail: object,
    ) -> None:
        """Add a notice; the arguments are those of Notice."""
        self.count += 1
        if self.count <= MOST_NOTICES:
            self._kept.append(Notice(code, segment, offset, detail))

    def taken(self) -> tuple[Notice, ...]:
        """The notices so far; a last one tells how many more there were."""
        if self.count <= MOST_NOTICES:
            return tuple(self._kept)
        rest = Notice("notices_suppressed", detail={"count": self.count - MOST_NOTICES})
        return (*self._kept, rest)
