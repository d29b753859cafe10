import numpy as np
import pytest
from tests.engines.tracks.population import START, at, found, offshore, world

from seawall.engines.geodesy import sphere
from seawall.engines.tracks.events import Code
from seawall.engines.tracks.fixes import make_crafts

HOUR = 3600.0
TENS = np.arange(0.0, 3 * HOUR, 600.0)


@pytest.mark.parametrize(("speed", "count"), [(1.99, 1), (2.0, 0)])
def test_loitering_is_slower_than_two_knots_on_the_hour(speed, count):
    events = found(at(TENS, speed_kn=speed), Code.LOITERING, after_s=HOUR)
    assert len(events) == count


@pytest.mark.parametrize(("miles", "count"), [(20.1, 1), (19.9, 0)])
def test_loitering_is_far_from_the_coast(miles, count):
    fixes = at(TENS, lon=offshore(miles), speed_kn=1.0)
    assert len(found(fixes, Code.LOITERING, after_s=HOUR)) == count
    assert len(found(fixes, Code.LOITERING, after_s=HOUR, inside=world(coast=None))) == 0


def test_consecutive_slow_hours_are_one_event_and_a_quick_or_empty_one_parts_them():
    day = np.arange(0.0, 9 * HOUR, 600.0)
    hour = day // HOUR
    quick = found(at(day, speed_kn=np.where(hour == 3, 5.0, 1.0)), Code.LOITERING, after_s=HOUR)
    empty = found(at(day[hour != 3], speed_kn=1.0), Code.LOITERING, after_s=HOUR)
    for events in (quick, empty):
        assert events["start_t"].tolist() == [START, START + 4 * HOUR]
        assert events["end_t"].tolist() == [START + 2 * HOUR + 3000.0, START + 8 * HOUR + 3000.0]
        assert events["fixes"].tolist() == [18, 30]


def test_an_hour_counts_once_it_is_over():
    half = at(TENS[:6], speed_kn=1.0)
    assert len(found(half, Code.LOITERING, after_s=599.0)) == 0
    assert len(found(half, Code.LOITERING, after_s=600.0)) == 1


def from_port(metres):
    return sphere.destination(14.0, -61.95, 90.0, metres)


def port_call(distances, speeds, step=600.0):
    places = np.array([from_port(metres) for metres in distances])
    return at(np.arange(len(distances)) * step, places[:, 0], places[:, 1], speed_kn=speeds)


@pytest.mark.parametrize(("nearest", "count"), [(3010.0, 0), (2990.0, 1)])
def test_a_port_is_entered_within_three_kilometres(nearest, count):
    fixes = port_call([9e3, nearest, nearest, 9e3], [8.0, 0.1, 0.1, 8.0])
    assert len(found(fixes, Code.PORT_VISIT)) == count


@pytest.mark.parametrize(("farthest", "ended"), [(3990.0, False), (4010.0, True)])
def test_a_port_is_left_beyond_four_kilometres(farthest, ended):
    fixes = port_call([9e3, 500.0, 500.0, farthest], [8.0, 0.1, 0.1, 8.0])
    (visit,) = found(fixes, Code.PORT_VISIT)
    assert np.isnan(visit["end_t"]) != ended
    assert visit["start_t"] == START + 600.0
    assert visit["measure"] == (4.0 if ended else 3.0)
    assert visit["place"] == 0


def test_a_track_that_begins_inside_was_not_seen_to_enter():
    (visit,) = found(port_call([500.0, 500.0, 9e3], [0.0, 0.0, 8.0]), Code.PORT_VISIT)
    assert visit["measure"] == 3.0


@pytest.mark.parametrize(
    ("speeds", "stops"),
    [
        ([8, 0.2, 0.49, 0.5, 8], 1),
        ([8, 0.21, 0.3, 0.4, 8], 0),
        ([8, 0.2, 0.5, 0.2, 8], 2),
        ([8, np.nan, np.nan, np.nan, 8], 0),
    ],
)
def test_a_stop_begins_at_a_fifth_of_a_knot_and_ends_at_half_a_knot(speeds, stops):
    fixes = port_call([9e3, 500.0, 500.0, 500.0, 9e3], speeds)
    assert len(found(fixes, Code.PORT_STOP)) == stops
    # Passing by without a stop is no visit.
    assert len(found(fixes, Code.PORT_VISIT)) == (stops > 0)


@pytest.mark.parametrize(("seconds", "count"), [(4 * HOUR - 1, 0), (4 * HOUR, 1)])
@pytest.mark.parametrize("ended", [True, False])
def test_a_silence_of_four_hours_in_port_is_a_port_gap(seconds, count, ended):
    place = from_port(500.0)
    inside = at([0.0], *place, speed_kn=3.0)
    fixes = [inside, at([seconds], *place, speed_kn=3.0)] if ended else [inside]
    after_s = 0.0 if ended else seconds
    assert len(found(fixes, Code.PORT_GAP, after_s=after_s)) == count
    assert len(found(fixes, Code.PORT_VISIT, after_s=after_s)) == count


def crossing(where):
    """Fixes a minute apart, outside (0) or inside (1) of the zone."""
    lon = np.where(np.array(where) == 1, -60.98, -61.02)
    return at(np.arange(len(where)) * 60.0, 13.2, lon)


@pytest.mark.parametrize(
    ("where", "stays"),
    [
        ([0, 1, 0, 1, 0], []),
        ([0, 1, 1, 0, 0], [(1, 3)]),
        ([0, 1, 1, 0, 1, 0, 1, 0, 0], [(1, 7)]),
        ([1, 0, 0], [(0, 1)]),
        ([1, 0, 1], [(0, None)]),
        ([0, 1, 1], [(1, None)]),
        ([0, 1], []),
        ([0, 1, 1, 0, 0, 1, 1], [(1, 3), (5, None)]),
    ],
)
def test_two_fixes_make_an_entry_and_two_an_exit_and_the_first_fix_counts(where, stays):
    events = found(crossing(where), Code.ZONE)
    got = [
        (
            int(event["start_t"] - START) // 60,
            None if np.isnan(event["end_t"]) else int(event["end_t"] - START) // 60,
        )
        for event in events
    ]
    assert got == stays
    assert (events["place"] == 0).all()


BOAT = world(make_crafts([7], length_m=[15.0]))
LONG = world(make_crafts([7], length_m=[15.1]))
RADAR = world(make_crafts([7], radar_only=[True]))
MINUTES = np.arange(11) * 60.0


def dash(speed, minutes=MINUTES, **others):
    lat = 13.0 + minutes / HOUR * speed / 60.0405
    return at(minutes, lat, course=0.0, **{"speed_kn": speed, **others})


@pytest.mark.parametrize(
    ("fixes", "inside", "count"),
    [
        (dash(25.0), BOAT, 1),
        (dash(24.9), BOAT, 0),
        (dash(30.0, np.append(MINUTES[:-1], 599.0)), BOAT, 0),
        (dash(30.0), LONG, 0),
        (dash(30.0), RADAR, 1),
        (dash(30.0), world(), 0),
        # Without a reported speed, the speed between fixes counts (from the second fix on).
        (dash(30.0, np.arange(13) * 60.0, speed_kn=np.nan), BOAT, 1),
        (dash(30.0, altitude_ft=50.0), BOAT, 0),
    ],
)
def test_the_go_fast_profile(fixes, inside, count):
    assert len(found(fixes, Code.FAST, inside=inside)) == count


@pytest.mark.parametrize(("pause", "count"), [(600.0, 1), (601.0, 0)])
def test_a_silence_of_more_than_ten_minutes_parts_a_dash(pause, count):
    times = np.concatenate((MINUTES[:6], MINUTES[5] + pause + MINUTES[:5]))
    assert len(found(dash(30.0, times), Code.FAST, inside=BOAT)) == count


def test_a_dash_grows_until_it_ends():
    (going,) = found(dash(30.0), Code.FAST, inside=BOAT)
    (over,) = found(dash(30.0), Code.FAST, inside=BOAT, after_s=601.0)
    assert np.isnan(going["end_t"])
    assert over["end_t"] == START + 600.0
    assert over["detail"] == 600.0
    assert over["measure"] == pytest.approx(30.0)


def aloft(registered=0, planned=0):
    return world(make_crafts([7], registered=[registered], planned=[planned]))


def flying(minutes=5, **others):
    return at(
        np.arange(minutes + 1) * 60.0,
        13.0,
        -59.0 + np.arange(minutes + 1) * 0.03,
        **{"speed_kn": 105.0, "course": 90.0, "altitude_ft": 3000.0, **others},
    )


@pytest.mark.parametrize(
    ("fixes", "inside", "count"),
    [
        (flying(), aloft(), 1),
        (flying(minutes=4), aloft(), 0),
        (flying(altitude_ft=3001.0), aloft(), 0),
        (flying(speed_kn=60.0), aloft(), 1),
        (flying(speed_kn=59.9), aloft(), 0),
        (flying(speed_kn=180.0), aloft(), 1),
        (flying(speed_kn=180.1), aloft(), 0),
        (flying(), aloft(registered=1), 0),
        (flying(), aloft(registered=-1), 0),
        (flying(), aloft(planned=1), 0),
        (flying(), aloft(planned=-1), 0),
        (flying(altitude_ft=np.nan), aloft(), 0),
    ],
)
def test_unregistered_low_and_slow_flight(fixes, inside, count):
    assert len(found(fixes, Code.LOW_FLIGHT, inside=inside)) == count


@pytest.mark.parametrize(("miles", "count"), [(5.1, 1), (4.9, 0)])
def test_a_low_flight_near_an_airfield_is_an_approach(miles, count):
    lat, lon = sphere.destination(14.0, -61.9, 90.0, miles * 1852.0)
    circling = at(np.arange(6) * 60.0, lat, lon, speed_kn=100.0, course=0.0, altitude_ft=800.0)
    assert len(found(circling, Code.LOW_FLIGHT, inside=aloft())) == count
    known = aloft()
    nowhere = world(known.crafts, airfields=None)
    assert len(found(circling, Code.LOW_FLIGHT, inside=nowhere)) == 0
