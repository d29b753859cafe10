import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.tracks.population import START, at, found

from seawall.engines.geodesy import sphere
from seawall.engines.tracks.events import Code
from seawall.engines.tracks.meetings import near_pairs
from seawall.engines.tracks.parameters import ENCOUNTER, RENDEZVOUS
from seawall.engines.tracks.samples import SAMPLE

HOUR = 3600.0
METRE = 1.0 / (np.radians(1.0) * sphere.EARTH_RADIUS_M)


def pair(seconds, metres, step=300.0, speed_kn=0.0, start=0.0, **others):
    """Two crafts side by side, so many metres apart, for some seconds."""
    times = start + np.arange(0.0, seconds + 1.0, step)
    north = np.nan_to_num(times * speed_kn) * 1852.0 / HOUR * METRE
    kept = {"speed_kn": speed_kn, "course": 0.0, **others}
    return [
        at(times, 13.0 + north, identity=1, **kept),
        at(times, 13.0 + north + metres * METRE, identity=2, **kept),
    ]


@pytest.mark.parametrize(("metres", "count"), [(499.0, 1), (501.0, 0)])
def test_an_encounter_is_within_half_a_kilometre(metres, count):
    assert len(found(pair(3 * HOUR, metres), Code.ENCOUNTER)) == count


@pytest.mark.parametrize(("seconds", "count"), [(2 * HOUR, 0), (2 * HOUR + 600.0, 1)])
def test_an_encounter_is_longer_than_two_hours(seconds, count):
    """On the ten-minute steps, the next longer than two hours is two hours and ten minutes.

    No speed is reported, so that nothing is carried on beyond the fixes.
    """
    fixes = pair(seconds + 300.0, 200.0, speed_kn=np.nan, start=-150.0)
    assert len(found(fixes, Code.ENCOUNTER)) == count


@pytest.mark.parametrize(("speed", "count"), [(1.95, 1), (2.05, 0)])
def test_an_encounter_is_slower_than_two_knots(speed, count):
    assert len(found(pair(4 * HOUR, 100.0, speed_kn=speed), Code.ENCOUNTER)) == count


@pytest.mark.parametrize(("km", "count"), [(9.9, 0), (10.1, 1)])
def test_an_encounter_is_away_from_anchorages(km, count):
    lat, lon = sphere.destination(14.0, -61.95, 90.0, km * 1000.0)
    fixes = [at(np.arange(0, 4 * HOUR, 300.0), lat, lon, identity=i, speed_kn=0.0) for i in (1, 2)]
    assert len(found(fixes, Code.ENCOUNTER)) == count


@pytest.mark.parametrize(("between", "count"), [(4 * HOUR - 1200.0, 1), (4 * HOUR, 2)])
def test_encounters_less_than_four_hours_apart_are_one(between, count):
    times = np.arange(0.0, 16 * HOUR + 1, 600.0)
    end = 5 * HOUR
    away = (times > end) & (times < end + between)
    one = at(times, 13.0, identity=1, speed_kn=0.0)
    two = at(times, np.where(away, 13.03, 13.001), identity=2, speed_kn=0.0)
    events = found([one, two], Code.ENCOUNTER)
    assert len(events) == count
    assert events["end_t"][0] == (START + 16 * HOUR if count == 1 else START + end)


@pytest.mark.parametrize(("gap", "count"), [(HOUR, 1), (HOUR + 1, 0)])
def test_positions_are_interpolated_between_fixes_an_hour_apart_at_most(gap, count):
    """One craft always heard, the other at intervals: without its steps there is no encounter."""
    times = np.arange(0.0, 5 * HOUR, 300.0)
    rare = np.arange(4) * gap
    one = at(times, identity=1, speed_kn=0.0)
    two = at(rare, identity=2)  # no speed known: nothing is carried beyond its fixes
    assert len(found([one, two], Code.ENCOUNTER)) == count


def test_positions_are_carried_an_hour_beyond_the_ends_along_the_course():
    one = pair(40 * 60.0, 100.0)
    (event,) = found(one, Code.ENCOUNTER, after_s=5 * HOUR)
    assert event["start_t"] == START - HOUR
    assert event["end_t"] == START + 40 * 60.0 + HOUR


@pytest.mark.parametrize(("metres", "count"), [(249.0, 1), (251.0, 0)])
def test_a_rendezvous_is_within_250_metres_at_any_speed(metres, count):
    assert len(found(pair(HOUR, metres, 60.0, 12.0), Code.RENDEZVOUS)) == count


@pytest.mark.parametrize(("minutes", "count"), [(30, 0), (32, 1)])
def test_a_rendezvous_is_longer_than_half_an_hour(minutes, count):
    assert len(found(pair(minutes * 60.0, 100.0, 60.0), Code.RENDEZVOUS)) == count


def test_two_tracks_of_one_number_do_not_meet():
    times = np.arange(0.0, 4 * HOUR, 60.0)
    far = at(times[:30], 16.0, identity=1)
    both = [at(times, 13.0, identity=1, speed_kn=0.0), far]
    assert len(found(both, Code.ENCOUNTER)) == 0


def samples_of(step, craft, lat, lon):
    table = np.empty(len(lat), SAMPLE)
    table["step"], table["craft"], table["lat"], table["lon"] = step, craft, lat, lon
    return table


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([0.0, 13.0, -60.0, 89.98, -89.99]),
    st.sampled_from([0.0, -61.0, 179.999, -180.0]),
    st.integers(0, 2**31),
)
def test_near_pairs_equal_looking_at_all(lat, lon, seed):
    rng = np.random.default_rng(seed)
    count = 60
    wide = min(0.01 / max(np.cos(np.radians(lat)), 1e-3), 180.0)
    lats = np.clip(lat + rng.uniform(-0.01, 0.01, count), -90.0, 90.0)
    lons = (lon + rng.uniform(-wide, wide, count) + 180.0) % 360.0 - 180.0
    steps = rng.integers(0, 3, count)
    crafts = np.arange(count) * 4
    rule = ENCOUNTER if seed % 2 else RENDEZVOUS
    pairs = near_pairs(samples_of(steps, crafts, lats, lons), rule)
    metres = sphere.distances_m(lats[:, None], lons[:, None], lats, lons)
    a, b = np.nonzero(np.triu(metres <= rule.distance_m, 1) & (steps[:, None] == steps))
    assert {
        *zip(pairs["a"].tolist(), pairs["b"].tolist(), pairs["step"].tolist(), strict=True)
    } == {*zip((4 * a).tolist(), (4 * b).tolist(), steps[a].tolist(), strict=True)}
    assert len(pairs) == len(a)
