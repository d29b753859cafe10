"""What a place of a passenger message is: its name, its state, its time zone."""

from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from seawall.reference.countries import alpha3
from seawall.reference.tables import rows

_LOCODE_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Place:
    """An airport (IATA) or a port (UN/LOCODE) of the table."""

    code: str
    mode: str
    name: str
    state: str
    zone: str


@cache
def _places() -> dict[str, Place]:
    return {row["code"]: Place(**row) for row in rows("places")}


def place(code: str | None) -> Place | None:
    """The place of a code, or None where the table does not have it."""
    return _places().get(code or "")


def name_of(code: str | None) -> str | None:
    """The place's usual name; its code where the table does not have it; None for none."""
    known = place(code)
    return known.name if known else code


def state_of(code: str | None) -> str | None:
    """The state or territory that a place lies in, ISO 3166-1 alpha-3; None where unknown.

    A UN/LOCODE that is not in the table still tells its country by its first two letters.
    """
    known = place(code)
    if known is not None:
        return known.state
    if code and len(code) == _LOCODE_LENGTH:
        return alpha3(code[:2])
    return None


def zone_of(code: str) -> tzinfo | None:
    """The time zone of a place, or None where the table does not have it."""
    known = place(code.strip().upper())
    return _zone(known.zone) if known else None


@cache
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name)
