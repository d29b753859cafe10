"""Bounds the work that a file may ask for by its size, so that junk cannot keep a node busy.

A list has about one segment in fifteen bytes and one person in two hundred; ten megabytes of
apostrophes and single letters would have five million segments, each with something to note.
"""

SEGMENT = 1
ODD = 1
"""A segment that is not plainly a tag and elements of printable ASCII, on top; also one with a
released character in it."""
RECORD = 1
"""A record that is a segment of its own, such as a reference, on top."""
NOTICE = 3
GROUP = 4
EXTRA = 3

_ALWAYS = 300_000
"""With what its bytes earn, enough for ten thousand people with a dozen notices about each."""

_BYTES = 8
"""Bytes that earn one unit of work more. A flawless list asks for one in seven to ten, so it has
more than enough from both up to the most bytes that a file may have."""


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


class Budget:
    """The units of work left for a file; a unit is about a microsecond.

    Args:
        size: Bytes of the file.
    """

    __slots__ = ("_left",)

    def __init__(self, size: int) -> None:
        self._left = _ALWAYS + size // _BYTES

    def spend(self, units: int) -> None:
        """Take units of work off.

        Raises:
            EdifactError: `too_dense` where none are left.
        """
        self._left -= units
        if self._left < 0:
            raise EdifactError("too_dense")
