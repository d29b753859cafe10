"""The whole day: ordinary traffic, planted situations, and what should be found of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from seawall.engines.geodesy import sphere
from seawall.engines.tracks.bank import World
from seawall.engines.tracks.events import Code, Events
from seawall.engines.tracks.fixes import Fixes, Kind, join_fixes, make_crafts
from seawall.engines.tracks.parameters import Parameters
from seawall.engines.tracks.simulation import voyages
from seawall.engines.tracks.simulation.places import ISLANDS, NM, Island, Point, surroundings
from seawall.engines.tracks.simulation.voyages import DAY_S, HOUR_S, Craft, Log, Rng

FIRST_SHIP = 338_990_000
FIRST_AIRCRAFT = 0xF0_0000
NIGHT_H = 5.0  # 01:00 in the islands


@dataclass(frozen=True)
class Planted:
    """A situation put into the day.

    Attributes:
        name: what it is.
        identities: of the crafts that take part.
        expected: codes of which each must be found.
        start_t: when it begins.
        end_t: when it is over.
    """

    name: str
    identities: tuple[int, ...]
    expected: tuple[Code, ...]
    start_t: float
    end_t: float


@dataclass(frozen=True)
class Day:
    """A day of fixes in the order of time, with all that is needed to judge and mark it."""

    fixes: Fixes
    world: World
    planted: tuple[Planted, ...]
    craft_hours: float
    end_t: float


@dataclass(frozen=True)
class Score:
    """How well detectors did on a day.

    Attributes:
        missed: situation and code for each expected event that is not there.
        false_alerts: alerts that belong to no planted situation.
        craft_hours: hours of traffic.
    """

    missed: tuple[tuple[str, Code], ...]
    false_alerts: Events
    craft_hours: float

    @property
    def false_per_thousand_hours(self) -> float:
        """False alerts per 1,000 craft-hours."""
        return 1000.0 * len(self.false_alerts) / self.craft_hours


def simulate(seed: int, begin: float, crafts: int = 240) -> Day:
    """One day from a time on.

    Args:
        seed: the same gives the same day.
        begin: seconds since 1970-01-01 UTC, midnight.
        crafts: how many in ordinary traffic.
    """
    rng = np.random.default_rng(seed)
    ordinary = [_ordinary(rng, begin, number) for number in range(crafts)]
    sent = [voyages.reports(rng, craft) for craft in ordinary]
    everyone = list(ordinary)
    planted = []
    for number, plant in enumerate(PLANTS):
        situation, taking_part, fixes = plant(rng, begin, FIRST_SHIP + 9_000 + 10 * number)
        planted.append(situation)
        everyone += taking_part
        sent += fixes
    joined = join_fixes(sent)
    joined = joined.take(joined.t < begin + DAY_S)
    joined = joined.take(np.argsort(joined.t, kind="stable"))
    listed = {craft.identity: craft for craft in everyone}.values()
    register = make_crafts(
        [craft.identity for craft in listed],
        kind=[craft.kind for craft in listed],
        length_m=[craft.length_m for craft in listed],
        registered=[craft.registered for craft in listed],
        planned=[craft.planned for craft in listed],
    )
    hours = sum(min(craft.hours, 24.0) for craft in everyone)
    world = World(surroundings(), register, Parameters())
    return Day(joined, world, tuple(planted), hours, begin + DAY_S)


def mark(day: Day, alerts: Events) -> Score:
    """Compare alerts with what was planted."""
    own = np.zeros(len(alerts), np.bool_)
    missed: list[tuple[str, Code]] = []
    for situation in day.planted:
        theirs = np.isin(alerts["identity"], situation.identities) | np.isin(
            alerts["other"], situation.identities
        )
        ends = np.where(np.isnan(alerts["end_t"]), np.inf, alerts["end_t"])
        theirs &= (alerts["start_t"] <= situation.end_t) & (ends >= situation.start_t)
        own |= theirs
        found = set(alerts["code"][theirs].tolist())
        missed += [(situation.name, code) for code in situation.expected if code not in found]
    return Score(tuple(missed), alerts[~own], day.craft_hours)


def _ordinary(rng: Rng, begin: float, number: int) -> Craft:
    """One craft of ordinary traffic; kinds take turns in the proportions of `TRAFFIC`."""
    total = sum(share for share, _ in TRAFFIC)
    place = number % total
    for share, make in TRAFFIC:
        if place < share:
            return make(rng, begin, number)
        place -= share
    raise AssertionError("shares cover every number")


def _two_islands(rng: Rng) -> tuple[Island, Island]:
    """An island and one of its neighbours in the arc."""
    first = int(rng.integers(len(ISLANDS)))
    second = first + 1 if first + 1 < len(ISLANDS) else first - 1
    return ISLANDS[first], ISLANDS[second]


def _crossing(rng: Rng) -> tuple[Point, Point]:
    """Where a ship enters the region and where it leaves it."""
    west = (float(rng.uniform(10.5, 18.0)), -64.9)
    east = (float(rng.uniform(10.5, 18.0)), -57.1)
    return (west, east) if rng.uniform() < 0.5 else (east, west)


def _ferry(rng: Rng, begin: float, number: int) -> Craft:
    log = voyages.ferry(rng, begin, *_two_islands(rng))
    return log.craft(FIRST_SHIP + number, Kind.HIGH_SPEED, rng.uniform(25.0, 60.0))


def _cruise(rng: Rng, begin: float, number: int) -> Craft:
    log = voyages.cruise(rng, begin, *_two_islands(rng))
    return log.craft(FIRST_SHIP + number, Kind.PASSENGER, rng.uniform(180.0, 330.0))


def _cargo(rng: Rng, begin: float, number: int) -> Craft:
    log = voyages.transit(rng, begin, *_crossing(rng), rng.uniform(12.0, 19.0))
    return log.craft(FIRST_SHIP + number, Kind.CARGO, rng.uniform(90.0, 290.0))


def _tanker(rng: Rng, begin: float, number: int) -> Craft:
    log = voyages.transit(rng, begin, *_crossing(rng), rng.uniform(10.0, 15.0))
    return log.craft(FIRST_SHIP + number, Kind.TANKER, rng.uniform(110.0, 270.0))


def _fishing(rng: Rng, begin: float, number: int) -> Craft:
    home = ISLANDS[int(rng.integers(len(ISLANDS)))]
    ground = home.off(float(rng.choice([80.0, 250.0])), float(rng.choice([15.0, 28.0])))
    log = voyages.fishing(rng, begin, home, ground)
    return log.craft(FIRST_SHIP + number, Kind.FISHING, rng.uniform(9.0, 25.0))


def _yacht(rng: Rng, begin: float, number: int) -> Craft:
    log = voyages.yacht(rng, begin, *_two_islands(rng))
    return log.craft(FIRST_SHIP + number, Kind.PLEASURE, rng.uniform(10.0, 24.0))


def _launch(rng: Rng, begin: float, number: int) -> Craft:
    log = voyages.launch(rng, begin, ISLANDS[int(rng.integers(len(ISLANDS)))])
    return log.craft(FIRST_SHIP + number, Kind.PLEASURE, rng.uniform(8.0, 15.0))


def _flight(rng: Rng, begin: float, number: int) -> Craft:
    log = voyages.flight(rng, begin, *_two_islands(rng))
    altitude = float(rng.choice([2_500.0, 8_000.0, 15_000.0]))
    return log.craft(
        FIRST_AIRCRAFT + number,
        Kind.AIRCRAFT,
        rng.uniform(8.0, 30.0),
        altitude_ft=altitude,
        registered=1,
        planned=1,
        report_s=20.0,
    )


Maker = Callable[[Rng, float, int], Craft]

TRAFFIC: tuple[tuple[int, Maker], ...] = (
    (3, _ferry),
    (1, _cruise),
    (4, _cargo),
    (2, _tanker),
    (6, _fishing),
    (6, _yacht),
    (1, _launch),
    (1, _flight),
)


Plant = Callable[[Rng, float, int], tuple[Planted, list[Craft], list[Fixes]]]


def _out_at_sea(rng: Rng, miles: float) -> Point:
    """A place so far to the west of an island of the middle arc, with no other island near."""
    return ISLANDS[int(rng.integers(5, 8))].off(float(rng.uniform(265.0, 280.0)), miles)


def _home(rng: Rng, log: Log, begin: float, speed_kn: float) -> None:
    """To the nearest harbour, and there for the rest of the day."""
    island = min(ISLANDS, key=lambda one: sphere.distance_m(*log.here, *one.harbour))
    log.sail(island.roads(rng), speed_kn)
    log.go(island.harbour, 6.0)
    log.stay(begin + DAY_S - log.t[-1])


def _rendezvous(rng: Rng, begin: float, first: int) -> tuple[Planted, list[Craft], list[Fixes]]:
    """Two crafts meet in the night, drift side by side, and part."""
    place = _out_at_sea(rng, 30.0)
    meet = begin + NIGHT_H * HOUR_S
    drift = sphere.destination(*place, 280.0, 1.5 * NM)
    aside = rng.uniform(40.0, 120.0)
    crafts = []
    for number, (kind, bearing, offset) in enumerate(
        ((Kind.FISHING, 20.0, 0.0), (Kind.PLEASURE, 150.0, aside))
    ):
        start = sphere.destination(*place, bearing, 25.0 * NM)
        log = Log(meet - 25.0 / 9.0 * HOUR_S, start)
        log.go(sphere.destination(*place, 0.0, offset), 9.0)
        log.go(sphere.destination(*drift, 0.0, offset), 0.5)
        _home(rng, log, begin, 9.0)
        crafts.append(log.craft(first + number, kind, 18.0))
    label = Planted(
        "rendezvous_at_night",
        (first, first + 1),
        (Code.ENCOUNTER, Code.RENDEZVOUS),
        meet,
        meet + 3.0 * HOUR_S,
    )
    return label, crafts, [voyages.reports(rng, craft) for craft in crafts]


def _dark_tanker(rng: Rng, begin: float, first: int) -> tuple[Planted, list[Craft], list[Fixes]]:
    """A tanker along the arc switches off for hours."""
    log = Log(begin, ISLANDS[2].off(265.0, 20.0))
    for island in (3, 5, 6, 7, 8, 11):
        log.go(ISLANDS[island].off(265.0, 20.0), 11.0)
    craft = log.craft(first, Kind.TANKER, 180.0)
    off = begin + rng.uniform(5.0, 7.0) * HOUR_S
    on = off + rng.uniform(7.0, 9.0) * HOUR_S
    fixes = voyages.reports(rng, craft)
    fixes = fixes.take((fixes.t < off) | (fixes.t > on))
    label = Planted("dark_tanker", (first,), (Code.DARK, Code.INSHORE_DARK), off - HOUR_S, on)
    return label, [craft], [fixes]


def _spoofed(rng: Rng, begin: float, first: int) -> tuple[Planted, list[Craft], list[Fixes]]:
    """A ship says for most of an hour that it is far from where it is."""
    log = voyages.transit(
        rng, begin, ISLANDS[5].off(270.0, 40.0), ISLANDS[7].off(270.0, 40.0), 12.0
    )
    _home(rng, log, begin, 12.0)
    craft = log.craft(first, Kind.CARGO, 120.0)
    fixes = voyages.reports(rng, craft)
    start = craft.t[0] + 2.0 * HOUR_S
    end = start + rng.uniform(0.6, 0.9) * HOUR_S
    false = (fixes.t >= start) & (fixes.t < end)
    fixes = replace(fixes, lon=np.where(false, fixes.lon + 2.5, fixes.lon))
    label = Planted("spoofed_position", (first,), (Code.JUMP,), start - HOUR_S, end + HOUR_S)
    return label, [craft], [fixes]


def _one_number(rng: Rng, begin: float, first: int) -> tuple[Planted, list[Craft], list[Fixes]]:
    """Two boats far apart with one number."""
    crafts = [
        voyages.fishing(rng, begin, home, home.off(250.0, 15.0)).craft(first, Kind.FISHING, 16.0)
        for home in (ISLANDS[2], ISLANDS[10])
    ]
    label = Planted("one_number_two_ships", (first,), (Code.TWO_CRAFTS,), begin, begin + DAY_S)
    return label, crafts, [voyages.reports(rng, craft) for craft in crafts]


def _go_fast(rng: Rng, begin: float, first: int) -> tuple[Planted, list[Craft], list[Fixes]]:
    """A small fast craft runs in from the open sea by night."""
    start = _out_at_sea(rng, 55.0)
    log = Log(begin + rng.uniform(3.0, 7.0) * HOUR_S, start)
    log.go(sphere.destination(*start, 90.0, 45.0 * NM), rng.uniform(34.0, 45.0))
    _home(rng, log, begin, 20.0)
    craft = log.craft(first, Kind.PLEASURE, 12.0, report_s=30.0)
    label = Planted(
        "fast_small_craft", (first,), (Code.FAST,), craft.t[0], craft.t[0] + 2.0 * HOUR_S
    )
    return label, [craft], [voyages.reports(rng, craft)]


def _low_flight(rng: Rng, begin: float, first: int) -> tuple[Planted, list[Craft], list[Fixes]]:
    """A light aircraft that nobody registered comes in low and lands on no airfield."""
    identity = FIRST_AIRCRAFT + 90_000 + first % 1_000
    start = _out_at_sea(rng, 50.0)
    log = Log(begin + rng.uniform(2.0, 8.0) * HOUR_S, start)
    log.go(sphere.destination(*start, 75.0, 42.0 * NM), rng.uniform(100.0, 150.0))
    craft = log.craft(
        identity,
        Kind.AIRCRAFT,
        9.0,
        altitude_ft=float(rng.uniform(800.0, 2_000.0)),
        registered=0,
        planned=0,
        report_s=10.0,
    )
    label = Planted("low_flight", (identity,), (Code.LOW_FLIGHT,), craft.t[0], craft.t[-1])
    return label, [craft], [voyages.reports(rng, craft)]


PLANTS: tuple[Plant, ...] = (
    _rendezvous,
    _dark_tanker,
    _spoofed,
    _one_number,
    _go_fast,
    _low_flight,
)
