"""What a reader tells of a message that is not as it should be: one error, many notices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from seawall.engines.edifact.budget import NOTICE, Budget, EdifactError

__all__ = ["MOST_NOTICES", "EdifactError", "Notice", "NoticeLog"]

MOST_NOTICES = 1000
"""Notices kept for one message; those beyond are counted, so that hostile input stays small."""


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

    Args:
        budget: What notices are paid from; one of its own where None.
    """

    __slots__ = ("_kept", "budget", "count")

    def __init__(self, budget: Budget | None = None) -> None:
        self._kept: list[Notice] = []
        self.budget = budget or Budget(0)
        self.count = 0

    def add(
        self,
        code: str,
        segment: int | None = None,
        offset: int | None = None,
        /,
        **detail: object,
    ) -> None:
        """Add a notice; the arguments are those of Notice.

        Raises:
            EdifactError: `too_dense`.
        """
        self.count += 1
        self.budget.spend(NOTICE)
        if self.count <= MOST_NOTICES:
            self._kept.append(Notice(code, segment, offset, detail))

    def taken(self) -> tuple[Notice, ...]:
        """The notices so far; a last one tells how many more there were."""
        if self.count <= MOST_NOTICES:
            return tuple(self._kept)
        rest = Notice("notices_suppressed", detail={"count": self.count - MOST_NOTICES})
        return (*self._kept, rest)
