import numpy as np
import pytest
from tests.engines.tracks.population import START, at, found, offshore, world

from seawall.engines.geodesy.cells import CellGrid
from seawall.engines.tracks.events import Code, alerting

HOUR = 3600.0
BEFORE = np.arange(-13, 1) * 600.0  # 14 fixes, the last at 0


def silent(seconds, before=BEFORE, **others):
    return at(np.append(before, seconds), **others)


@pytest.mark.parametrize(
    ("code", "seconds", "count"),
    [
        (Code.GAP, 12 * HOUR, 0),
        (Code.GAP, 12 * HOUR + 1, 1),
        (Code.DARK, 6 * HOUR - 1, 0),
        (Code.DARK, 6 * HOUR, 1),
        (Code.DISABLING, 12 * HOUR - 1, 0),
        (Code.DISABLING, 12 * HOUR, 1),
        (Code.INSHORE_DARK, 6_000, 0),
        (Code.INSHORE_DARK, 6_001, 1),
    ],
)
@pytest.mark.parametrize("ended", [True, False])
def test_a_silence_is_one_from_its_threshold_on(code, seconds, count, ended):
    events = found(silent(seconds), code) if ended else found(at(BEFORE), code, after_s=seconds)
    assert len(events) == count
    for event in events:
        assert event["start_t"] == START
        assert (event["end_t"] == START + seconds) if ended else np.isnan(event["end_t"])
        assert (event["measure"] == seconds) if ended else np.isnan(event["measure"])
        assert event["fixes"] == BEFORE.size


@pytest.mark.parametrize(
    ("others", "count"),
    [
        ({"lon": offshore(50.5)}, 1),
        ({"lon": offshore(49.5)}, 0),
        ({"before": BEFORE}, 1),
        ({"before": BEFORE[1:]}, 0),
        # The fourteenth fix before may be just within 12 hours, or just beyond.
        ({"before": np.append(-12 * HOUR, BEFORE[1:])}, 1),
        ({"before": np.append(-12 * HOUR - 1, BEFORE[1:])}, 0),
    ],
)
def test_disabling_needs_open_sea_and_enough_fixes_before(others, count):
    assert len(found(silent(13 * HOUR, **others), Code.DISABLING)) == count


@pytest.mark.parametrize(("received", "count"), [(10.0, 0), (10.1, 1), (np.nan, 0)])
def test_disabling_needs_measured_good_reception(received, count):
    here = world(reception=CellGrid(0.0, -80.0, 30.0, np.full((1, 2), received)))
    assert len(found(silent(13 * HOUR), Code.DISABLING, inside=here)) == count


def test_what_is_not_known_disables_nothing():
    for absent in ("coast", "reception"):
        here = world(**{absent: None})
        assert len(found(silent(13 * HOUR), Code.DISABLING, inside=here)) == 0
    assert len(found(silent(13 * HOUR), Code.INSHORE_DARK, inside=world(coverage=None))) == 0


@pytest.mark.parametrize(
    ("interval", "silence", "count"),
    [(10.0, 900.0, 0), (10.0, 901.0, 1), (120.0, 1_200.0, 0), (120.0, 1_201.0, 1)],
)
def test_inshore_dark_is_ten_intervals_but_at_least_a_quarter_of_an_hour(interval, silence, count):
    before = np.arange(-40, 1) * interval
    (events) = found(silent(silence, before), Code.INSHORE_DARK)
    assert len(events) == count
    assert all(event["threshold"] == max(10 * interval, 900.0) for event in events)


def test_too_few_intervals_tell_no_median():
    assert len(found(silent(7 * HOUR, BEFORE[-5:]), Code.INSHORE_DARK)) == 0
    assert len(found(silent(7 * HOUR, BEFORE[-6:]), Code.INSHORE_DARK)) == 1


def test_a_craft_that_sails_out_of_coverage_is_not_dark():
    grid = np.zeros((40, 80))
    grid[:, 40:] = 1.0  # covered from 60 degrees west on
    here = world(coverage=CellGrid(0.0, -64.0, 0.1, grid))
    lon = -59.9 - np.arange(14) * 0.001
    out = at(BEFORE, lon=lon, lat=2.0, speed_kn=12.0, course=270.0)
    back = at(BEFORE, lon=lon, lat=2.0, speed_kn=12.0, course=90.0)
    assert len(found(out, Code.INSHORE_DARK, after_s=3 * HOUR, inside=here)) == 0
    assert len(found(back, Code.INSHORE_DARK, after_s=3 * HOUR, inside=here)) == 1


def test_a_silence_at_berth_or_out_of_reach_is_no_alert():
    at_sea = found(at(BEFORE), Code.DARK, after_s=7 * HOUR)
    at_berth = found(at(BEFORE, lat=14.0, lon=-61.95), Code.DARK, after_s=7 * HOUR)
    unheard = found(at(BEFORE), Code.DARK, after_s=7 * HOUR, inside=world(reception=None))
    assert [len(events) for events in (at_sea, at_berth, unheard)] == [1, 1, 1]
    assert [len(alerting(events)) for events in (at_sea, at_berth, unheard)] == [1, 0, 0]


def test_an_aircraft_that_has_landed_is_not_dark():
    assert len(found(at(BEFORE, altitude_ft=900.0), Code.DARK, after_s=20 * HOUR)) == 0
