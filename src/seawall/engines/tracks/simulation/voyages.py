"""Voyages as places at times, and the fixes that a craft on one sends."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from seawall.engines.geodesy import sphere
from seawall.engines.tracks.fixes import Fixes, Kind, make_fixes
from seawall.engines.tracks.simulation.places import (
    HEARD_NM,
    NM,
    Island,
    Point,
    offshore_nm,
    way,
)

Floats = npt.NDArray[np.float64]
Rng = np.random.Generator

HOUR_S = 3600.0
DAY_S = 24.0 * HOUR_S
LOST = 0.08
HEARD_TWICE = 0.2
GARBLED = 5e-5
SATELLITE_S = 3.0 * HOUR_S
AT_REST_KN = 0.3


@dataclass(frozen=True)
class Craft:
    """One craft of the day.

    Attributes:
        identity: the number it reports.
        kind: its kind.
        length_m: metres.
        registered: 1 or 0, aircraft.
        planned: 1 or 0, aircraft.
        t: seconds since 1970 at which it is at each place, increasing.
        lat: degrees of the places.
        lon: degrees of the places.
        altitude_ft: feet while it moves; NaN for surface craft.
        report_s: seconds between reports under way.
    """

    identity: int
    kind: Kind
    length_m: float
    t: Floats
    lat: Floats
    lon: Floats
    report_s: float = 60.0
    altitude_ft: float = np.nan
    registered: int = -1
    planned: int = -1

    @property
    def hours(self) -> float:
        """Hours between its first and last place."""
        return float(self.t[-1] - self.t[0]) / HOUR_S


class Log:
    """Places of a voyage as it is planned, one after the other."""

    def __init__(self, t: float, place: Point) -> None:
        """Begin at a place."""
        self.t, self.lat, self.lon = [t], [place[0]], [place[1]]

    @property
    def here(self) -> Point:
        """The last place."""
        return self.lat[-1], self.lon[-1]

    def stay(self, seconds: float) -> None:
        """Remain where it is."""
        if seconds > 0.0:
            self._add(self.t[-1] + seconds, self.here)

    def go(self, place: Point, speed_kn: float) -> None:
        """Go straight to a place."""
        metres = sphere.distance_m(*self.here, *place)
        if metres > 1.0:
            self._add(self.t[-1] + metres / NM / speed_kn * HOUR_S, place)

    def sail(self, place: Point, speed_kn: float, aside_nm: float = 0.0) -> None:
        """Go to a place round the islands."""
        for step in way(self.here, place, aside_nm)[1:]:
            self.go(step, speed_kn)

    def wander(self, rng: Rng, seconds: float, speeds_kn: tuple[float, float]) -> None:
        """Go to and fro, as boats that fish or drift do."""
        until = self.t[-1] + seconds
        heading = rng.uniform(0.0, 360.0)
        while self.t[-1] < until:
            heading += rng.uniform(-70.0, 70.0)
            speed = rng.uniform(*speeds_kn)
            metres = speed * rng.uniform(0.2, 0.5) * NM
            self.go(sphere.destination(*self.here, heading, metres), speed)

    def craft(self, identity: int, kind: Kind, length_m: float, **others: float) -> Craft:
        """The craft on this voyage."""
        columns = np.array(self.t), np.array(self.lat), np.array(self.lon)
        return Craft(identity, kind, length_m, *columns, **others)  # type: ignore[arg-type] # by name

    def _add(self, t: float, place: Point) -> None:
        self.t.append(t)
        self.lat.append(place[0])
        self.lon.append(place[1])


def ferry(rng: Rng, begin: float, home: Island, away: Island) -> Log:
    """To and fro between two harbours by day, at its berth by night."""
    log = Log(begin, home.harbour)
    log.stay(rng.uniform(8.0, 11.0) * HOUR_S)
    ends = [home, away]
    speed, aside = rng.uniform(18.0, 32.0), rng.uniform(0.0, 2.0)
    while log.t[-1] < begin + 22.0 * HOUR_S:
        _cross(rng, log, ends, speed, aside)
        log.stay(rng.uniform(0.5, 1.5) * HOUR_S)
        ends.reverse()
    log.stay(begin + DAY_S - log.t[-1])
    return log


def cruise(rng: Rng, begin: float, first: Island, second: Island) -> Log:
    """In one harbour by day, in the next the day after."""
    log = Log(begin, first.off(rng.uniform(240.0, 290.0), rng.uniform(40.0, 70.0)))
    log.sail(first.roads(rng), rng.uniform(14.0, 18.0))
    log.go(first.harbour, 6.0)
    log.stay(rng.uniform(7.0, 10.0) * HOUR_S)
    _cross(rng, log, [first, second], rng.uniform(15.0, 20.0), rng.uniform(2.0, 6.0))
    log.stay(begin + DAY_S - log.t[-1])
    return log


def transit(rng: Rng, begin: float, start: Point, end: Point, speed_kn: float) -> Log:
    """Through the region from one side to the other."""
    log = Log(begin + rng.uniform(0.0, 4.0) * HOUR_S, start)
    log.sail(end, speed_kn, rng.uniform(0.0, 8.0))
    return log


def fishing(rng: Rng, begin: float, home: Island, ground: Point) -> Log:
    """Out before dawn, to and fro on the ground, home in the afternoon."""
    log = Log(begin, home.harbour)
    log.stay(rng.uniform(6.0, 9.0) * HOUR_S)
    speed = rng.uniform(7.0, 11.0)
    log.go(home.roads(rng), speed)
    place = sphere.destination(*ground, rng.uniform(0.0, 360.0), rng.uniform(0.5, 8.0) * NM)
    log.sail(place, speed, rng.uniform(0.0, 3.0))
    log.wander(rng, rng.uniform(5.0, 8.0) * HOUR_S, (1.5, 5.0))
    log.sail(home.roads(rng), speed, rng.uniform(0.0, 3.0))
    log.go(home.harbour, 5.0)
    log.stay(begin + DAY_S - log.t[-1])
    return log


def yacht(rng: Rng, begin: float, home: Island, away: Island) -> Log:
    """A day's sail from one anchorage to the next."""
    berth = sphere.destination(*home.harbour, rng.uniform(0, 360), rng.uniform(50.0, 900.0))
    log = Log(begin, berth)
    log.stay(rng.uniform(9.0, 14.0) * HOUR_S)
    log.go(home.roads(rng), 5.0)
    log.sail(away.roads(rng), rng.uniform(4.5, 8.0), rng.uniform(0.0, 5.0))
    log.go(sphere.destination(*away.harbour, rng.uniform(0, 360), rng.uniform(50.0, 900.0)), 4.0)
    log.stay(begin + DAY_S - log.t[-1])
    return log


def launch(rng: Rng, begin: float, home: Island) -> Log:
    """A small boat with visitors: quick, but not a go-fast."""
    log = Log(begin, home.harbour)
    log.stay(rng.uniform(10.0, 12.0) * HOUR_S)
    for _ in range(3):
        place = home.off(rng.uniform(200.0, 330.0), rng.uniform(3.0, 9.0))
        log.go(home.roads(rng), 15.0)
        log.sail(place, rng.uniform(17.0, 22.0))
        log.wander(rng, rng.uniform(0.5, 1.5) * HOUR_S, (0.5, 3.0))
        log.sail(home.roads(rng), rng.uniform(17.0, 22.0))
        log.go(home.harbour, 6.0)
        log.stay(rng.uniform(0.3, 1.0) * HOUR_S)
    log.stay(begin + DAY_S - log.t[-1])
    return log


def flight(rng: Rng, begin: float, home: Island, away: Island) -> Log:
    """One flight from field to field."""
    log = Log(begin + rng.uniform(9.0, 22.0) * HOUR_S, (home.lat, home.lon))
    log.go((away.lat, away.lon), rng.uniform(110.0, 240.0))
    return log


def _cross(rng: Rng, log: Log, ends: list[Island], speed_kn: float, aside_nm: float) -> None:
    """From one island's harbour to another's, slowly at both ends."""
    log.go(ends[0].roads(rng), 10.0)
    log.sail(ends[1].roads(rng), speed_kn, aside_nm)
    log.go(ends[1].harbour, 10.0)


def reports(rng: Rng, craft: Craft) -> Fixes:
    """Fixes of a craft as receivers get them: some lost, some heard twice, a few garbled."""
    count = int((craft.t[-1] - craft.t[0]) / craft.report_s)
    t = craft.t[0] + (np.arange(count) + rng.uniform(0.0, 0.2, count)) * craft.report_s
    leg = np.clip(np.searchsorted(craft.t, t, side="right") - 1, 0, craft.t.size - 2)
    metres = sphere.distances_m(craft.lat[:-1], craft.lon[:-1], craft.lat[1:], craft.lon[1:])
    speed = (metres / np.diff(craft.t) * HOUR_S / NM)[leg]
    course = sphere.bearings_deg(craft.lat[:-1], craft.lon[:-1], craft.lat[1:], craft.lon[1:])[leg]
    rest = speed < AT_REST_KN
    lat = np.interp(t, craft.t, craft.lat) + rng.normal(0.0, 5e-5, count)
    lon = np.interp(t, craft.t, craft.lon) + rng.normal(0.0, 5e-5, count)
    kept = (rng.uniform(size=count) > LOST) & (~rest | (np.arange(count) % 3 == 0))
    # Beyond the horizon of the receivers ashore only a satellite hears, now and then.
    far = offshore_nm(lat, lon) > HEARD_NM
    kept &= ~far | (rng.uniform(size=count) < craft.report_s / SATELLITE_S)
    garbled = rng.uniform(size=count) < GARBLED
    lat[garbled] += rng.uniform(1.0, 3.0)
    fixes = make_fixes(
        np.full(count, craft.identity),
        np.round(t, 1),
        lat,
        lon,
        speed_kn=np.where(rest, 0.0, np.maximum(speed + rng.normal(0.0, 0.2, count), 0.0)),
        course=np.where(rest, np.nan, (course + rng.normal(0.0, 1.5, count)) % 360.0),
        altitude_ft=craft.altitude_ft,
        message_type=np.where(far, 27, 1),
    )
    again = kept & ~far & (rng.uniform(size=count) < HEARD_TWICE)
    rows = np.concatenate((np.flatnonzero(kept), np.flatnonzero(again)))
    doubled = fixes.take(rows)
    source = np.concatenate((np.zeros(kept.sum(), np.int64), np.ones(again.sum(), np.int64)))
    return replace(doubled, source=source)
