"""Where voyages of the demonstration go, who carries them, and when."""

import csv
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from seawall.reference.places import Place, place


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the demonstration's tables, such as ``tables/routes``."""
    path = resources.files("seawall.node.demo").joinpath(f"{name}.csv")
    return tuple(csv.DictReader(path.read_text("utf-8").splitlines()))


@dataclass(frozen=True, slots=True)
class Carrier:
    """An invented carrier and its way of writing messages (``tables/SOURCE.md``)."""

    code: str
    name: str
    mode: str
    separators: str
    group: bool
    directory: str
    latin: bool
    splits_given_names: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A voyage of the timetable.

    Args:
        number: flight or voyage number without the carrier.
        departs: local time at the origin.
        duration: from departure to arrival.
        seats: how many passengers fit.
        crew: how many work on board.
        began: where the voyage began, if before the origin; some embarked there.
        onward: where it goes on to, if anywhere; some stay on board.
        ship: its name, at sea.
    """

    carrier: Carrier
    number: str
    origin: Place
    destination: Place
    departs: time
    duration: timedelta
    seats: int
    crew: int
    began: Place | None
    onward: Place | None
    ship: str | None


def clock(of: Place) -> ZoneInfo:
    """The clock that hangs at a place."""
    return ZoneInfo(of.zone)


def _place(code: str) -> Place:
    known = place(code)
    if known is None:
        raise LookupError(f"reference/places does not have {code}")
    return known


@cache
def carriers() -> dict[str, Carrier]:
    return {
        row["code"]: Carrier(
            code=row["code"],
            name=row["name"],
            mode=row["mode"],
            separators=row["separators"],
            group=bool(row["group"]),
            directory=row["directory"],
            latin=row["letters"] == "latin",
            splits_given_names=row["given"] == "split",
        )
        for row in table("tables/carriers")
    }


@cache
def routes(state: str) -> tuple[Route, ...]:
    """The timetable's voyages that end in a state.

    Args:
        state: ISO 3166-1 alpha-3; those with voyages are BRB, LCA and TTO.

    Raises:
        LookupError: the timetable has no voyage to that state.
    """
    found = tuple(
        Route(
            carrier=carriers()[row["carrier"]],
            number=row["number"],
            origin=_place(row["origin"]),
            destination=_place(row["destination"]),
            departs=time.fromisoformat(row["departs"]),
            duration=timedelta(minutes=int(row["minutes"])),
            seats=int(row["seats"]),
            crew=int(row["crew"]),
            began=_place(row["began"]) if row["began"] else None,
            onward=_place(row["onward"]) if row["onward"] else None,
            ship=row["ship"] or None,
        )
        for row in table("tables/routes")
        if _place(row["destination"]).state == state
    )
    if not found:
        raise LookupError(f"the demonstration has no voyage to {state}")
    return found
