"""Why bytes, a frame or a line were rejected."""

from __future__ import annotations

from enum import IntEnum


class Reason(IntEnum):
    """One reject has one reason; the numbers are stable."""

    JUNK = 1
    """Bytes, a line or a document that hold no frame of this format."""
    CUT = 2
    """A frame that ended early: another began, or an escape was broken."""
    LENGTH = 3
    """A frame whose length is not that of its downlink format."""
    PARITY = 4
    """The parity disagrees and no single wrong bit explains it."""
    UNKNOWN_ADDRESS = 5
    """The address is only in the parity, and no aircraft with it was heard before."""
    UNSUPPORTED = 6
    """A downlink format that says nothing of an aircraft, or a reserved one."""
    NO_ADDRESS = 7
    """A record without a usable 24-bit address."""
    LINE_TOO_LONG = 8
    """The line exceeds the longest that is kept while its end has not come."""
