"""Which craft a fix belongs to, when several use one identity or a position is false.

Each identity has up to `TRACKS` tracks. A fix goes to the track it fits best: the one with the
least discrepancy in proportion to what the craft can have covered (gpsdio-segment). The
discrepancy is the mean of how far the fix lies from where the track's last speed and course
lead, and the track from where the fix's lead back; or the plain distance, if that is less.
"""

import math

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.geodesy.sphere import METRES_PER_NM, destination, distance_m
from seawall.engines.tracks.events import NONE, TRACKS, Code, Events, put
from seawall.engines.tracks.parameters import HOUR_S, TrackRule

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.void]

JUMP, TWO_CRAFTS = int(Code.JUMP), int(Code.TWO_CRAFTS)
MPS_PER_KN = METRES_PER_NM / HOUR_S

# One a track. `fixes` 0 is a track not in use; `from_*` is the believed fix that its first fix
# contradicts, with `discrepancy_nm` and `possible_nm` of that contradiction.
TRACK_STATE = np.dtype(
    [
        ("fixes", "i8"),
        ("believed", "?"),
        ("segment", "i8"),
        ("first_t", "f8"),
        ("first_lat", "f8"),
        ("first_lon", "f8"),
        ("t", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
        ("speed_kn", "f8"),
        ("course", "f8"),
        ("from_t", "f8"),
        ("from_lat", "f8"),
        ("from_lon", "f8"),
        ("discrepancy_nm", "f8"),
        ("possible_nm", "f8"),
    ]
)

# One an identity: whose turn it was, and the meeting of two crafts on it, if any.
TURN_STATE = np.dtype(
    [
        ("track", "i8"),
        ("segments", "i8"),
        ("turns", "i8"),
        ("start_t", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
        ("last_t", "f8"),
        ("last_lat", "f8"),
        ("last_lon", "f8"),
        ("apart_nm", "f8"),
    ]
)


def fresh_tracks(count: int) -> States:
    """States of `count` tracks not in use."""
    return np.zeros(count, TRACK_STATE)


def fresh_turns(count: int) -> States:
    """States of `count` identities never seen."""
    states = np.zeros(count, TURN_STATE)
    states["track"] = NONE
    return states


@njit(cache=True)
def split(
    slot: Ints,
    columns: tuple[Floats, Floats, Floats, Floats, Floats],
    fastest_kn: Floats,
    tracks: States,
    turns: States,
    rule: TrackRule,
    out: Events,
) -> tuple[Ints, Ints, Flags, Flags, Floats, Events]:
    """Track, segment and speed of each fix, with the jumps and double identities found.

    Args:
        slot: state of each row's identity; rows of one identity together, in time order.
        columns: time, latitude, longitude, speed (kn) and course.
        fastest_kn: what each row's craft cannot exceed.
        tracks: `TRACKS` states an identity; changed.
        turns: one state an identity; changed.
        rule: see `TrackRule`.
        out: table of raw events to write to.

    Returns:
        Per row: track of the identity, segment of the identity, whether it is the track's first
        believed fix, whether the track is believed, speed since the track's last fix (kn; NaN
        for none). And the raw events, their slot being the identity's.
    """
    t, lat, lon, speed, course = columns
    track = np.empty(t.size, np.int64)
    segment = np.empty(t.size, np.int64)
    begins = np.zeros(t.size, np.bool_)
    believed = np.empty(t.size, np.bool_)
    implied = np.full(t.size, np.nan)
    n = 0
    for i in range(t.size):
        s = slot[i]
        fix = (t[i], lat[i], lon[i], speed[i], course[i])
        k, fits = _best(tracks, s, fix, fastest_kn[i], rule)
        was_believed = fits and tracks["believed"][k]
        if fits:
            elapsed = t[i] - tracks["t"][k]
            if elapsed > 0.0:
                moved = distance_m(tracks["lat"][k], tracks["lon"][k], lat[i], lon[i])
                implied[i] = moved / elapsed / MPS_PER_KN
            if elapsed > rule.break_s:
                tracks["segment"][k] = turns["segments"][s]
                turns["segments"][s] += 1
        else:
            k = _begin(tracks, turns, s, fix, fastest_kn[i], rule)
        out, n = _follow(tracks, k, s, fix, rule, out, n)
        if tracks["believed"][k]:
            begins[i] = not was_believed
            out, n = _take_turn(tracks, turns, s, k, t[i], rule, out, n)
        track[i] = k - s * TRACKS
        segment[i] = tracks["segment"][k]
        believed[i] = tracks["believed"][k]
    return track, segment, begins, believed, implied, out[:n]


@njit(cache=True)
def _led(
    lat: float, lon: float, speed_kn: float, course: float, hours: float
) -> tuple[float, float]:
    """Where a speed and a course lead in a time, which may be negative; NaN if unknown."""
    if speed_kn == 0.0:
        return lat, lon
    turn = 0.0 if hours >= 0.0 else 180.0
    return destination(lat, lon, course + turn, speed_kn * abs(hours) * METRES_PER_NM)


@njit(cache=True)
def _discrepancy_nm(tracks: States, k: int, fix: tuple[float, float, float, float, float]) -> float:
    """How far a fix contradicts a track's last one, in nautical miles."""
    hours = (fix[0] - tracks["t"][k]) / HOUR_S
    lat, lon = tracks["lat"][k], tracks["lon"][k]
    plain = distance_m(lat, lon, fix[1], fix[2])
    ahead_lat, ahead_lon = _led(lat, lon, tracks["speed_kn"][k], tracks["course"][k], hours)
    back_lat, back_lon = _led(fix[1], fix[2], fix[3], fix[4], -hours)
    ahead = distance_m(ahead_lat, ahead_lon, fix[1], fix[2])
    back = distance_m(back_lat, back_lon, lat, lon)
    if math.isnan(ahead):
        ahead = back
    if math.isnan(back):
        back = ahead
    mean = 0.5 * (ahead + back)
    # NaN (neither speed nor course known on either side) leaves the plain distance.
    return (min(plain, mean)) / METRES_PER_NM


@njit(cache=True)
def _possible_nm(elapsed_s: float, fastest_kn: float, slack_h: float) -> float:
    hours = elapsed_s / HOUR_S
    return fastest_kn * math.sqrt(hours * hours + slack_h * slack_h)


@njit(cache=True)
def _best(
    tracks: States,
    s: int,
    fix: tuple[float, float, float, float, float],
    fastest_kn: float,
    rule: TrackRule,
) -> tuple[int, bool]:
    """The track that a fix belongs to, and whether there is one.

    Tracks within `break_s` come first; then one silent for longer that the craft can have come
    from; and if all have been silent for longer, the latest: after such a break nothing is
    contradicted.
    """
    best = -1
    best_class = 3
    best_ratio = np.inf
    latest = -1
    alive = False
    for k in range(s * TRACKS, (s + 1) * TRACKS):
        if tracks["fixes"][k] == 0:
            continue
        elapsed = fix[0] - tracks["t"][k]
        broken = elapsed > rule.break_s
        alive = alive or not broken
        if latest < 0 or tracks["t"][k] > tracks["t"][latest]:
            latest = k
        possible = _possible_nm(elapsed, fastest_kn, rule.slack_h)
        ratio = _discrepancy_nm(tracks, k, fix) / possible
        rank = 2 if broken else 1
        if ratio <= 1.0 and (rank < best_class or (rank == best_class and ratio < best_ratio)):
            best, best_class, best_ratio = k, rank, ratio
    if best < 0 and not alive and latest >= 0:
        best = latest
    return best, best >= 0


@njit(cache=True)
def _free(tracks: States, s: int) -> int:
    """Place for a new track: one not in use, else one not believed, else the longest silent."""
    chosen = s * TRACKS
    for k in range(s * TRACKS, (s + 1) * TRACKS):
        if tracks["fixes"][k] == 0:
            return k
        doubt, chosen_doubt = not tracks["believed"][k], not tracks["believed"][chosen]
        older = tracks["t"][k] < tracks["t"][chosen]
        if (doubt and not chosen_doubt) or (doubt == chosen_doubt and older):
            chosen = k
    return chosen


@njit(cache=True)
def _latest_believed(tracks: States, s: int) -> int:
    latest = -1
    for k in range(s * TRACKS, (s + 1) * TRACKS):
        known = tracks["fixes"][k] and tracks["believed"][k]
        if known and (latest < 0 or tracks["t"][k] > tracks["t"][latest]):
            latest = k
    return latest


@njit(cache=True)
def _begin(
    tracks: States,
    turns: States,
    s: int,
    fix: tuple[float, float, float, float, float],
    fastest_kn: float,
    rule: TrackRule,
) -> int:
    """Begin a track with a fix, remembering which believed fix it contradicts."""
    origin = _latest_believed(tracks, s)
    k = _free(tracks, s)
    if origin >= 0:
        from_t, from_lat, from_lon = (
            tracks["t"][origin],
            tracks["lat"][origin],
            tracks["lon"][origin],
        )
        apart = _discrepancy_nm(tracks, origin, fix)
        known = tracks["fixes"][origin] >= rule.confirm_fixes
    else:
        from_t, from_lat, from_lon, apart, known = np.nan, np.nan, np.nan, np.nan, False
    tracks["fixes"][k] = 0
    tracks["believed"][k] = origin < 0
    tracks["segment"][k] = turns["segments"][s]
    turns["segments"][s] += 1
    tracks["first_t"][k], tracks["first_lat"][k], tracks["first_lon"][k] = fix[0], fix[1], fix[2]
    # An origin of too few fixes is no evidence against the newcomer.
    tracks["from_t"][k] = from_t if known else np.nan
    tracks["from_lat"][k], tracks["from_lon"][k] = from_lat, from_lon
    tracks["discrepancy_nm"][k] = apart
    tracks["possible_nm"][k] = _possible_nm(fix[0] - from_t, fastest_kn, rule.slack_h)
    return k


@njit(cache=True)
def _follow(
    tracks: States,
    k: int,
    s: int,
    fix: tuple[float, float, float, float, float],
    rule: TrackRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """Add a fix to a track; its last needed one makes it believed, and the jump an event."""
    tracks["fixes"][k] += 1
    tracks["t"][k], tracks["lat"][k], tracks["lon"][k] = fix[0], fix[1], fix[2]
    tracks["speed_kn"][k], tracks["course"][k] = fix[3], fix[4]
    if tracks["fixes"][k] == rule.confirm_fixes and not tracks["believed"][k]:
        tracks["believed"][k] = True
        if not math.isnan(tracks["from_t"][k]):
            first = (tracks["first_t"][k], tracks["first_lat"][k], tracks["first_lon"][k])
            facts = (tracks["discrepancy_nm"][k], tracks["possible_nm"][k], tracks["from_t"][k])
            here = (tracks["first_t"][k], tracks["from_lat"][k], tracks["from_lon"][k])
            # Begins where the craft was believed to be, ends where it then said it was.
            out, n = put(out, n, (JUMP, s, NONE), here, first, facts, rule.confirm_fixes)
    return out, n


@njit(cache=True)
def _take_turn(
    tracks: States,
    turns: States,
    s: int,
    k: int,
    t: float,
    rule: TrackRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """Count turns between believed tracks; a long pause ends what they showed."""
    # Kept as one of the identity's tracks: a state may move to another slot.
    before = turns["track"][s] + s * TRACKS if turns["track"][s] >= 0 else -1
    turns["track"][s] = k - s * TRACKS
    if turns["turns"][s] > 0 and t - turns["last_t"][s] > rule.break_s:
        if turns["turns"][s] >= rule.turns:
            out, n = _two_crafts(turns, s, rule, turns["last_t"][s], out, n)
        turns["turns"][s] = 0
    if before < 0 or before == k or tracks["fixes"][before] == 0 or not tracks["believed"][before]:
        return out, n
    if t - tracks["t"][before] > rule.break_s:
        return out, n
    if turns["turns"][s] == 0:
        younger = k if tracks["first_t"][k] > tracks["first_t"][before] else before
        turns["start_t"][s] = tracks["first_t"][younger]
        turns["lat"][s], turns["lon"][s] = (
            tracks["first_lat"][younger],
            tracks["first_lon"][younger],
        )
    turns["turns"][s] += 1
    turns["last_t"][s] = t
    turns["last_lat"][s], turns["last_lon"][s] = tracks["lat"][k], tracks["lon"][k]
    apart = distance_m(
        tracks["lat"][k], tracks["lon"][k], tracks["lat"][before], tracks["lon"][before]
    )
    turns["apart_nm"][s] = apart / METRES_PER_NM
    return out, n


@njit(cache=True)
def _two_crafts(
    turns: States, s: int, rule: TrackRule, end_t: float, out: Events, n: int
) -> tuple[Events, int]:
    start = (turns["start_t"][s], turns["lat"][s], turns["lon"][s])
    end = (end_t, turns["last_lat"][s], turns["last_lon"][s])
    facts = (turns["apart_nm"][s], float(rule.turns), float(turns["turns"][s]))
    return put(out, n, (TWO_CRAFTS, s, NONE), start, end, facts, turns["turns"][s] + 1)


@njit(cache=True)
def still_two(slots: Ints, turns: States, as_of: float, rule: TrackRule, out: Events) -> Events:
    """Double identities not yet ended at a time, as raw events."""
    n = 0
    for s in slots:
        if turns["turns"][s] >= rule.turns:
            over = as_of - turns["last_t"][s] > rule.break_s
            out, n = _two_crafts(turns, s, rule, turns["last_t"][s] if over else np.nan, out, n)
    return out[:n]
