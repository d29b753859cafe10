"""Service characters and character sets: how the bytes of an interchange are to be cut and read.

Source: ISO 9735-1:2002, clauses 5 and 6 and annex B (service string advice); the level B
separators are those of ISO 9735:1988, annex A.
"""

import re
from typing import NamedTuple


class ServiceCharacters(NamedTuple):
    """The six characters of a service string advice; release and repetition are "" when unused."""

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = "*"
    terminator: str = "'"

    @property
    def advice(self) -> str:
        """The UNA segment that announces these characters."""
        return "UNA" + "".join(character or " " for character in self)


DEFAULT = ServiceCharacters()
LEVEL_B = ServiceCharacters("\x1f", "\x1d", ",", "", "", "\x1c")

_BY_ELEMENT_SEPARATOR = {known.element: known for known in (DEFAULT, LEVEL_B)}

_HEADER = re.compile(
    r"UN(?:A(?P<advice>.{6})[\x00-\x20]*(?P<advised>UN[BGH])(?P<separator>.)"
    r"|(?<![A-Za-z0-9]UN)[BGH](?P<bare>[+\x1d]))",
    re.DOTALL,
)
"""Both ways begin with the same two letters, which the search for them then leaps to."""


class Header(NamedTuple):
    """Where an interchange starts and how it is cut.

    Args:
        start: Byte of its UNA, or of its first segment where there is none.
        body: Byte of its first segment.
        service: The characters that cut it.
        advice_ignored: Its UNA contradicts the segments behind it and was not believed.
    """

    start: int
    body: int
    service: ServiceCharacters
    advice_ignored: bool


def find_header(text: str, position: int, end: int) -> Header | None:
    """Find the first UNA, UNB, UNG or UNH in a stretch of the input; None where there is none.

    Args:
        text: The input, one character a byte.
        position: Where to start looking.
        end: Where to stop looking.
    """
    while found := _HEADER.search(text, position, end):
        header = _understood(found)
        if header is not None:
            return header
        position = found.start() + 3
    return None


def header_at(text: str, position: int) -> Header | None:
    """The interchange header that starts exactly here, if one does."""
    found = _HEADER.match(text, position)
    return _understood(found) if found else None


def _understood(found: re.Match[str]) -> Header | None:
    bare = found["bare"]
    if bare is not None:
        return Header(found.start(), found.start(), _BY_ELEMENT_SEPARATOR[bare], False)
    advised = _advised(found["advice"], found["separator"])
    if advised is not None:
        return Header(found.start(), found.start("advised"), advised, False)
    known = _BY_ELEMENT_SEPARATOR.get(found["separator"])
    if known is None:
        return None
    return Header(found.start(), found.start("advised"), known, True)


def _advised(advice: str, separator: str) -> ServiceCharacters | None:
    """The characters of a UNA that can be believed: distinct, no letters, used by what follows."""
    component, element, decimal, release, repetition, terminator = tuple(advice)
    release, repetition = release.strip(), repetition.strip()
    cutting = [character for character in (component, element, release, terminator) if character]
    sound = (
        element == separator
        and len(set(cutting)) == len(cutting)
        and all(c.isascii() and not c.isalnum() and c != " " for c in cutting)
    )
    if not sound:
        return None
    if repetition in cutting or repetition.isalnum() or not repetition.isascii():
        repetition = ""
    return ServiceCharacters(component, element, decimal, release, repetition, terminator)


_UPPER_CONTROLS = re.compile("[\x80-\x9f]")

CHARSETS = {
    "UNOA": "ascii",
    "UNOB": "ascii",
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOL": "iso8859-15",
    "UNOW": "utf-8",
    "UNOY": "utf-8",
}
"""Syntax identifier (data element 0001) to character set."""


def decoded(raw: bytes, charset: str) -> tuple[str, str]:
    """Read bytes in a character set, or in the likeliest other one; never fails.

    A reading with control characters of the upper half is no reading: such bytes are letters of
    Windows code page 1252, whatever the sender calls its character set.

    Returns:
        The text and the name of the character set it was read in.
    """
    for candidate in (charset, "utf-8", "cp1252"):
        try:
            text = raw.decode(candidate)
        except UnicodeDecodeError:
            continue
        if not _UPPER_CONTROLS.search(text):
            return text, candidate
    return raw.decode("iso8859-1"), "iso8859-1"
