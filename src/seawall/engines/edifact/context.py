"""What a converter may know beyond the segment it reads: dates, zones, and where to complain."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import TypeAlias

from seawall.engines.edifact.notices import NoticeLog
from seawall.engines.edifact.syntax import Segment

ZoneOf: TypeAlias = Callable[[str], tzinfo | None]


@dataclass(slots=True)
class Context:
    """The surroundings of the segment being read.

    Args:
        reference_date: The day the message is judged by; None where nobody said.
        zone_of: Time zone of a place as the message writes it; None where nobody can tell.
        decimal: The decimal mark in force.
        log: Where deviations go.
        segment: The segment being read.
    """

    reference_date: date | None = None
    zone_of: ZoneOf | None = None
    decimal: str = "."
    log: NoticeLog = field(default_factory=NoticeLog)
    segment: Segment | None = None

    def note(self, code: str, **detail: object) -> None:
        """Add a notice about the segment being read."""
        at = self.segment
        if at is None:
            self.log.add(code, **detail)
        else:
            self.log.add(code, at.number, at.offset, **detail)
