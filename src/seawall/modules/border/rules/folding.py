"""Names and numbers as they are compared: letters without marks, digits, upper case."""

import re
import unicodedata

_APART = re.compile(r"[^0-9A-Z]+")
# Letters that have no mark to take off and are spelt so in travel documents (ICAO Doc 9303-3, 6 A).
_SPELT = str.maketrans({"ß": "SS", "Æ": "AE", "Œ": "OE", "Ø": "OE", "Þ": "TH", "Ð": "D", "Ł": "L"})


def fold(text: str | None) -> str:
    """Upper case without marks, words apart by one space: ``Jean-Rony Élie`` → ``JEAN RONY ELIE``.

    A script without Latin letters is kept as it is, in upper case.
    """
    if not text:
        return ""
    plain = unicodedata.normalize("NFKD", text.upper().translate(_SPELT))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    if bare.isascii():
        return _APART.sub(" ", bare).strip()
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def squeeze(text: str | None) -> str:
    """A number of a document or a booking without spaces and punctuation, in upper case."""
    return fold(text).replace(" ", "")
