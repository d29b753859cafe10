"""Why a line, a sentence, a part or a tag block was rejected."""

from __future__ import annotations

from enum import IntEnum


class Reason(IntEnum):
    """One reject has one reason; the numbers are stable."""

    NO_SENTENCE = 1
    """The line has neither an NMEA sentence nor a comment."""
    MALFORMED = 2
    """The sentence's commas do not fall where they must."""
    NO_CHECKSUM = 3
    """There is no checksum, so the sentence cannot be trusted."""
    CHECKSUM = 4
    """The checksum disagrees with the sentence."""
    FRAGMENT = 5
    """The part's number is 0 or exceeds the count, or the count is 0 or exceeds nine."""
    CHARACTER = 6
    """The payload has a character outside the six-bit alphabet."""
    EMPTY = 7
    """The payload is empty."""
    FILL = 8
    """The number of fill bits is not 0..5."""
    TOO_LONG = 9
    """The payload exceeds the longest message there is."""
    TOO_SHORT = 10
    """The message ends before it says what it is for."""
    UNKNOWN_TYPE = 11
    """The message number is not 1..27."""
    UNKNOWN_PART = 12
    """A static data report whose part is neither A nor B."""
    INCOMPLETE = 13
    """The other parts of the message never came; the offset is that of the first part seen."""
    DUPLICATE = 14
    """The same part came twice."""
    TAG = 15
    """The tag block is malformed or its checksum disagrees: dropped, the sentence kept."""
    LINE_TOO_LONG = 16
    """The line exceeds the longest that is kept while its end has not come."""
