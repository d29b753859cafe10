"""The state of every identity under every rule, and one pass of fixes through all of them.

This is the one place where fixes meet the rules. The archive sends all fixes through a fresh
bank at once; the live path sends each batch through a bank it keeps. Since a kernel goes over
fixes one by one and keeps all it knows in its state, both come to the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from seawall.engines.tracks import (
    bursts,
    cleaning,
    loitering,
    ports,
    samples,
    segments,
    silence,
    zones,
)
from seawall.engines.tracks.events import EVENT, NONE, RAW, TRACKS, Code, Events, from_raw
from seawall.engines.tracks.fixes import FASTEST_KN, UNKNOWN, Crafts, Fixes, Kind
from seawall.engines.tracks.parameters import MeetingRule, Parameters
from seawall.engines.tracks.surroundings import Surroundings, distance, heard, offshore_nm

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.void]
Samples = npt.NDArray[np.void]

# How each rule's states begin, and how many an identity has.
FRESH: dict[str, tuple[Callable[[int], States], int]] = {
    "cleaning": (cleaning.fresh_states, 1),
    "tracks": (segments.fresh_tracks, TRACKS),
    "turns": (segments.fresh_turns, 1),
    "silence": (silence.fresh_states, 1),
    "loitering": (loitering.fresh_states, TRACKS),
    "ports": (ports.fresh_states, TRACKS),
    "zones": (zones.fresh_states, TRACKS),
    "fast": (bursts.fresh_states, TRACKS),
    "flight": (bursts.fresh_states, TRACKS),
    "encounter": (samples.fresh_states, TRACKS),
    "rendezvous": (samples.fresh_states, TRACKS),
}
FIRST_ROOM = 64


@dataclass(frozen=True)
class World:
    """What all fixes are judged against."""

    surroundings: Surroundings
    crafts: Crafts
    parameters: Parameters

    @property
    def meetings(self) -> dict[str, tuple[MeetingRule, Code]]:
        """The rules about two crafts, by the name of their states."""
        return {
            "encounter": (self.parameters.encounter, Code.ENCOUNTER),
            "rendezvous": (self.parameters.rendezvous, Code.RENDEZVOUS),
        }

    @property
    def bursts(self) -> dict[str, tuple[int, float, float, float]]:
        """Limits of `bursts.find`, by the name of the states."""
        fast, flight = self.parameters.fast, self.parameters.flight
        return {
            "fast": (int(Code.FAST), fast.speed_kn, fast.duration_s, fast.silence_s),
            "flight": (int(Code.LOW_FLIGHT), flight.slow_kn, flight.duration_s, flight.silence_s),
        }


@dataclass(frozen=True)
class Pass:
    """What one pass gave.

    Attributes:
        reasons: a `cleaning.Reason` for each fix.
        track: track of the identity for each fix; -1 for those that do not count.
        segment: segment of the identity, likewise.
        believed: whether the track was believed at the fix.
        events: those that ended; the others are `Bank.going_on`.
        samples: by rule, positions at steps that nothing later changes.
    """

    reasons: npt.NDArray[np.int8]
    track: Ints
    segment: Ints
    believed: Flags
    events: Events
    samples: dict[str, Samples]


@dataclass
class Bank:
    """States of all identities seen; `identities[slot]` is the identity of a slot."""

    identities: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    states: dict[str, States] = field(
        default_factory=lambda: {name: fresh(0) for name, (fresh, _) in FRESH.items()}
    )
    _sorted: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    _slot_of_sorted: Ints = field(default_factory=lambda: np.empty(0, np.int64))

    def slots_of(self, identity: Ints) -> Ints:
        """Slot of each identity; one never seen gets the next."""
        wanted = np.unique(identity)
        new = np.setdiff1d(wanted, self._sorted, assume_unique=True)
        if new.size:
            self._add(new)
        return self._slot_of_sorted[np.searchsorted(self._sorted, identity)]

    def _add(self, new: Ints) -> None:
        begin = self.identities.size
        self.identities = np.concatenate((self.identities, new))
        order = np.argsort(self.identities, kind="stable")
        self._sorted, self._slot_of_sorted = self.identities[order], order.astype(np.int64)
        room = self.states["cleaning"].size
        if begin + new.size > room:
            more = max(begin + new.size - room, room, FIRST_ROOM)
            for name, (fresh, each) in FRESH.items():
                self.states[name] = np.concatenate((self.states[name], fresh(more * each)))

    def copy_from(self, other: "Bank", identity: Ints) -> None:
        """Take over another bank's states of some identities, fresh ones where it has none."""
        mine, theirs = self.slots_of(identity), other.slots_of(identity)
        for name, (_, each) in FRESH.items():
            part = np.arange(each)
            target = (mine[:, None] * each + part).ravel()
            self.states[name][target] = other.states[name][(theirs[:, None] * each + part).ravel()]

    def run(self, fixes: Fixes, world: World) -> Pass:
        """Send fixes through every rule.

        Args:
            fixes: in the order of `Fixes.in_order`, none earlier than what the bank has seen of
                its identity, each with `Reason.COUNTS` from `cleaning.judge`.
            world: what they are judged against.
        """
        slot = self.slots_of(fixes.identity)
        reasons = cleaning.drop_repeated(
            slot,
            fixes.t,
            fixes.lat,
            fixes.lon,
            fixes.message_type,
            self.states["cleaning"],
            world.parameters.cleaning,
        )
        counted = np.flatnonzero(reasons == cleaning.Reason.COUNTS)
        rows = Rows.of(fixes.take(counted), slot[counted], world)
        track, segment, begins, believed, implied, raw = segments.split(
            rows.slot,
            (rows.t, rows.lat, rows.lon, rows.speed_kn, rows.course),
            rows.fastest_kn,
            self.states["tracks"],
            self.states["turns"],
            world.parameters.tracks,
            np.empty(FIRST_ROOM, RAW),
        )
        found = [from_raw(raw, self.identities, per_track=False), self._silences(rows, world)]
        tracked = np.flatnonzero(believed)
        followed = rows.followed(tracked, track, begins, implied)
        found += self._behaviours(followed, world)
        taken = {
            name: self._as_crafts(
                samples.take(
                    followed.slot,
                    (followed.t, followed.lat, followed.lon, followed.speed_kn, followed.course),
                    followed.begins,
                    self.states[name],
                    rule,
                    np.empty(FIRST_ROOM, samples.SAMPLE),
                )
            )
            for name, (rule, _) in world.meetings.items()
        }
        return Pass(
            reasons,
            _spread(track, counted, len(fixes), NONE),
            _spread(segment, counted, len(fixes), NONE),
            _spread(believed, counted, len(fixes), 0).astype(np.bool_),
            np.concatenate(found),
            taken,
        )

    def _silences(self, rows: "Rows", world: World) -> Events:
        # The rules are about ships: an aircraft that has landed is silent too.
        afloat = np.flatnonzero(np.isnan(rows.altitude_ft))
        lat, lon = rows.lat[afloat], rows.lon[afloat]
        berthed = rows.anchorage_m[afloat] <= world.parameters.ports.enter_m
        around = world.surroundings
        raw = silence.find(
            rows.slot[afloat],
            (rows.t[afloat], lat, lon),
            (
                rows.offshore_nm[afloat],
                heard(around.reception, lat, lon, rows.speed_kn[afloat], rows.course[afloat]),
                heard(around.coverage, lat, lon, rows.speed_kn[afloat], rows.course[afloat]),
                np.where(berthed, rows.anchorage[afloat], NONE),
            ),
            self.states["silence"],
            world.parameters.silence,
            np.empty(FIRST_ROOM, RAW),
        )
        return from_raw(raw, self.identities, per_track=False)

    def _behaviours(self, rows: "Rows", world: World) -> list[Events]:
        """Events of the rules that follow one track."""
        rules = world.parameters
        columns = (rows.t, rows.lat, rows.lon, rows.speed_kn)
        # Speed between fixes stands in where none is reported.
        moving = (rows.t, rows.lat, rows.lon, rows.any_speed_kn)
        out = np.empty(FIRST_ROOM, RAW)
        raw = [
            loitering.find(
                rows.slot,
                moving,
                rows.begins,
                rows.offshore_nm,
                self.states["loitering"],
                rules.loitering,
                out.copy(),
            ),
            ports.find(
                rows.slot,
                columns,
                rows.begins,
                (rows.anchorage_m, rows.anchorage),
                self.states["ports"],
                rules.ports,
                out.copy(),
            ),
        ]
        if world.surroundings.zones is not None:
            inside = world.surroundings.zones.locate(rows.lat, rows.lon)
            raw.append(
                zones.find(
                    rows.slot, columns[:3], rows.begins, inside, self.states["zones"], out.copy()
                )
            )
        signs = {"fast": rows.fast(rules), "flight": rows.low(world)}
        raw += [
            bursts.find(
                rows.slot,
                moving,
                rows.begins,
                signs[name],
                self.states[name],
                limits,
                out.copy(),
            )
            for name, limits in world.bursts.items()
        ]
        return [from_raw(part, self.identities, per_track=True) for part in raw]

    def going_on(
        self, identity: Ints, as_of: float, world: World
    ) -> tuple[Events, dict[str, Samples]]:
        """Events of some identities that have not ended, and samples after their last fixes.

        Args:
            identity: each once.
            as_of: the time at which to ask; not before the last fix.
            world: as in `run`.
        """
        slot = self.slots_of(identity)
        track = (slot[:, None] * TRACKS + np.arange(TRACKS)).ravel()
        rules, states = world.parameters, self.states
        out = np.empty(FIRST_ROOM, RAW)
        whole = [
            segments.still_two(slot, states["turns"], as_of, rules.tracks, out.copy()),
            silence.still_silent(slot, states["silence"], as_of, rules.silence, out.copy()),
        ]
        single = [
            loitering.still_loitering(
                track, states["loitering"], as_of, rules.loitering, out.copy()
            ),
            ports.still_in_port(track, states["ports"], as_of, rules.ports, out.copy()),
            zones.still_inside(track, states["zones"], out.copy()),
        ]
        single += [
            bursts.still_going(track, states[name], as_of, limits, out.copy())
            for name, limits in world.bursts.items()
        ]
        events = [from_raw(part, self.identities, per_track=False) for part in whole]
        events += [from_raw(part, self.identities, per_track=True) for part in single]
        carried = {
            name: self._as_crafts(
                samples.carry_on(
                    track, states[name], as_of, rule, np.empty(FIRST_ROOM, samples.SAMPLE)
                )
            )
            for name, (rule, _) in world.meetings.items()
        }
        return np.concatenate([np.empty(0, EVENT), *events]), carried

    def _as_crafts(self, table: Samples) -> Samples:
        """Samples with the slot turned into identity x TRACKS + track."""
        slot = table["craft"]
        table["craft"] = self.identities[slot // TRACKS] * TRACKS + slot % TRACKS
        return table


def _spread(values: npt.NDArray[np.generic], rows: Ints, size: int, rest: int) -> Ints:
    """Values at their rows, and the rest elsewhere."""
    whole = np.full(size, rest, np.int64)
    whole[rows] = values
    return whole


@dataclass(frozen=True)
class Rows:
    """Fixes that count, with what is known of each; slots of identities, later of tracks."""

    slot: Ints
    t: Floats
    lat: Floats
    lon: Floats
    speed_kn: Floats
    any_speed_kn: Floats
    course: Floats
    altitude_ft: Floats
    begins: Flags
    fastest_kn: Floats
    offshore_nm: Floats
    anchorage_m: Floats
    anchorage: Ints
    craft: Ints
    world: World

    @staticmethod
    def of(fixes: Fixes, slot: Ints, world: World) -> "Rows":
        """Columns of fixes with their surroundings."""
        around, rules, crafts = world.surroundings, world.parameters, world.crafts
        farthest = max(rules.silence.disabling_offshore_nm, rules.loitering.offshore_nm)
        metres, anchorage = distance(around.anchorages, fixes.lat, fixes.lon, rules.ports.exit_m)
        craft = crafts.rows_of(fixes.identity)
        kind = crafts.column(crafts.kind, Kind.UNKNOWN, craft).astype(np.int64)
        kind[(kind == Kind.UNKNOWN) & ~np.isnan(fixes.altitude_ft)] = Kind.AIRCRAFT
        speed = cleaning.known_speed(fixes)
        return Rows(
            slot=slot,
            t=fixes.t,
            lat=fixes.lat,
            lon=fixes.lon,
            speed_kn=speed,
            any_speed_kn=speed,
            course=cleaning.known_course(fixes),
            altitude_ft=fixes.altitude_ft,
            begins=np.zeros(len(fixes), np.bool_),
            fastest_kn=FASTEST_KN[kind],
            offshore_nm=offshore_nm(around.coast, fixes.lat, fixes.lon, farthest * 1.01),
            anchorage_m=metres,
            anchorage=anchorage,
            craft=craft,
            world=world,
        )

    def followed(self, rows: Ints, track: Ints, begins: Flags, implied_kn: Floats) -> "Rows":
        """The believed fixes, by the slots of their tracks."""
        speed = self.speed_kn[rows]
        return Rows(
            slot=self.slot[rows] * TRACKS + track[rows],
            t=self.t[rows],
            lat=self.lat[rows],
            lon=self.lon[rows],
            speed_kn=speed,
            any_speed_kn=np.where(np.isnan(speed), implied_kn[rows], speed),
            course=self.course[rows],
            altitude_ft=self.altitude_ft[rows],
            begins=begins[rows],
            fastest_kn=self.fastest_kn[rows],
            offshore_nm=self.offshore_nm[rows],
            anchorage_m=self.anchorage_m[rows],
            anchorage=self.anchorage[rows],
            craft=self.craft[rows],
            world=self.world,
        )

    def fast(self, rules: Parameters) -> npt.NDArray[np.int8]:
        """Signs of the go-fast profile."""
        crafts = self.world.crafts
        return bursts.goes_fast(
            self.any_speed_kn,
            self.altitude_ft,
            crafts.column(crafts.length_m, np.nan, self.craft),
            crafts.column(crafts.radar_only, 0.0, self.craft) > 0.0,
            rules.fast,
        )

    def low(self, world: World) -> npt.NDArray[np.int8]:
        """Signs of unregistered low and slow flight."""
        crafts, rule = self.world.crafts, world.parameters.flight
        airborne = np.flatnonzero(~np.isnan(self.altitude_ft))
        metres = np.full(self.t.size, np.nan)
        metres[airborne], _ = distance(
            world.surroundings.airfields,
            self.lat[airborne],
            self.lon[airborne],
            rule.airfield_nm * 1852.0 * 1.01,
        )
        return bursts.flies_low(
            self.any_speed_kn,
            self.altitude_ft,
            metres,
            crafts.column(crafts.registered, UNKNOWN, self.craft),
            crafts.column(crafts.planned, UNKNOWN, self.craft),
            rule,
        )
