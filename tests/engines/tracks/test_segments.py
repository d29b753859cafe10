import numpy as np
import pytest
from tests.engines.tracks.population import START, at, found, world

from seawall.engines.tracks.archive import detect
from seawall.engines.tracks.cleaning import Reason
from seawall.engines.tracks.events import Code
from seawall.engines.tracks.fixes import FASTEST_KN, Kind, join_fixes, make_crafts

MINUTES = np.arange(10) * 60.0
HOUR = 3600.0


def seen(fixes, inside=None):
    return detect(fixes, inside or world(), float(np.nanmax(fixes.t)))


def north(miles):
    """Latitude so many nautical miles north of 13 degrees, on the sphere of the engine."""
    return 13.0 + miles / 60.0405


KINDS = (Kind.CARGO, Kind.TANKER, Kind.UNKNOWN)


@pytest.mark.parametrize(
    ("kind", "elapsed"),
    [
        *((kind, seconds) for kind in KINDS for seconds in (60.0, HOUR, 7.9 * HOUR)),
        (Kind.AIRCRAFT, 60.0),
        (Kind.AIRCRAFT, HOUR),
    ],
)
@pytest.mark.parametrize(("share", "jumps"), [(0.99, 0), (1.01, 1)])
def test_a_jump_is_more_than_the_kind_of_craft_can_have_covered(kind, elapsed, share, jumps):
    reach = FASTEST_KN[kind] * np.hypot(elapsed / HOUR, 0.25)
    away = at(MINUTES[-1] + elapsed + MINUTES, north(share * reach))
    here = world(make_crafts([7], kind=[kind]))
    events = found([at(MINUTES), away], Code.JUMP, inside=here)
    assert len(events) == jumps
    for event in events:
        assert event["threshold"] == pytest.approx(reach, rel=1e-9)
        assert event["measure"] == pytest.approx(share * reach, rel=1e-3)
        assert event["start_t"] == START + MINUTES[-1] + elapsed
        assert event["detail"] == START + MINUTES[-1]
        assert (event["lat"], event["end_lat"]) == (13.0, north(share * reach))


def test_a_place_that_speed_and_course_lead_to_is_no_contradiction():
    """A tanker at 40 kn is too fast for its kind, but does not contradict itself."""
    here = world(make_crafts([7], kind=[Kind.TANKER]))
    seconds = np.arange(10) * HOUR
    moving = at(seconds, north(40.0 * np.arange(10.0)), speed_kn=40.0, course=0.0)
    silent = at(seconds, north(40.0 * np.arange(10.0)))
    assert len(found(moving, Code.JUMP, inside=here)) == 0
    assert seen(moving, here).track.max() == 0
    assert seen(silent, here).track.max() > 0


def test_one_garbled_position_is_set_apart_and_is_no_jump():
    detection = seen(join_fixes([at(MINUTES), at([330.0], 15.0)]))
    assert len(detection.events[detection.events["code"] == Code.JUMP]) == 0
    assert detection.believed.tolist() == [True] * 10 + [False]
    assert detection.track.tolist() == [0] * 10 + [1]


@pytest.mark.parametrize(("silence", "segments"), [(8 * HOUR, 1), (8 * HOUR + 1, 2)])
def test_a_segment_breaks_after_more_than_eight_hours(silence, segments):
    detection = seen(at(np.append(MINUTES, MINUTES[-1] + silence)))
    assert np.unique(detection.segment).size == segments
    assert np.unique(detection.track).tolist() == [0]


def test_after_a_long_silence_nothing_is_contradicted():
    away = at(30 * HOUR + MINUTES, 60.0, -20.0)
    assert len(found([at(MINUTES), away], Code.JUMP, inside=world(make_crafts([7], kind=[1])))) == 0


def test_two_ships_with_one_number_are_two_tracks_and_a_conflict():
    one, two = at(MINUTES, 13.0), at(MINUTES + 30.0, 16.0)
    detection = seen(join_fixes([one, two]))
    assert detection.track.tolist() == [0] * 10 + [1] * 10
    (event,) = detection.events[detection.events["code"] == Code.TWO_CRAFTS]
    assert event["start_t"] == START + 30.0
    assert event["measure"] == pytest.approx(180.1, abs=0.5)
    assert np.isnan(event["end_t"])


@pytest.mark.parametrize(("fixes", "conflicts"), [(4, 0), (5, 1)])
def test_a_conflict_needs_three_turns_of_believed_tracks(fixes, conflicts):
    """The second track is believed from its third fix; each further pair is two turns."""
    one, two = at(MINUTES[:fixes], 13.0), at(MINUTES[:fixes] + 30.0, 16.0)
    assert len(found([one, two.take(slice(0, fixes - 1))], Code.TWO_CRAFTS)) == conflicts


def test_a_position_false_for_a_while_is_a_jump_but_not_two_crafts():
    minutes = np.arange(60) * 60.0
    lat = np.where((minutes > 1_200) & (minutes < 2_400), 16.0, 13.0)
    assert len(found(at(minutes, lat), Code.JUMP)) == 1
    assert len(found(at(minutes, lat), Code.TWO_CRAFTS)) == 0


def test_the_conflict_ends_with_the_last_turn():
    both = [at(MINUTES, 13.0), at(MINUTES + 30.0, 16.0)]
    (event,) = found(both, Code.TWO_CRAFTS, after_s=9 * HOUR)
    assert event["end_t"] == START + MINUTES[-1] + 30.0


@pytest.mark.parametrize("lon", [179.9995, -180.0])
def test_the_antimeridian_is_no_jump(lon):
    seconds = np.arange(20) * 600.0
    east = (lon + np.arange(20) * 0.05 + 180.0) % 360.0 - 180.0
    detection = seen(at(seconds, 0.0, east, speed_kn=18.0, course=90.0))
    assert detection.track.max() == 0
    assert len(detection.events[detection.events["code"] == Code.JUMP]) == 0


@pytest.mark.parametrize("code", [51.2, 63.0, 102.3])
def test_codes_for_no_speed_are_not_speeds(code):
    """As speeds they would lead the track far off; as unknown the craft just lies there."""
    fixes = at(np.arange(8) * HOUR, speed_kn=code, course=0.0)
    here = world(make_crafts([7], kind=[Kind.PLEASURE], length_m=[9.0]))
    assert len(found(fixes, Code.FAST, inside=here)) == 0
    assert seen(fixes, here).track.max() == 0


@pytest.mark.parametrize(
    ("seconds", "types", "reasons"),
    [
        ([0, 3600], [1, 27], [0, Reason.LONG_RANGE]),
        ([0, 3601], [1, 27], [0, 0]),
        ([0, 3600], [27, 1], [Reason.LONG_RANGE, 0]),
        ([0, 3601], [27, 1], [0, 0]),
        ([0, 1800, 3601], [27, 27, 27], [0, Reason.LONG_RANGE, 0]),
        ([0, 1800, 3600], [27, 27, 1], [Reason.LONG_RANGE, Reason.LONG_RANGE, 0]),
    ],
)
def test_a_long_range_fix_within_an_hour_of_another_does_not_count(seconds, types, reasons):
    assert seen(at(seconds, message_type=types)).reasons.tolist() == reasons


def test_several_sources_make_one_track_and_the_lower_number_is_preferred():
    ours, theirs = at(MINUTES, source=0), at(MINUTES + 0.4, lat=13.0001, source=1)
    same = at(MINUTES, source=2)
    detection = seen(join_fixes([theirs, same, ours]))
    assert detection.track[20:].tolist() == [0] * 10
    assert detection.reasons.tolist() == [Reason.REPEATED] * 20 + [Reason.COUNTS] * 10


def test_two_ships_in_the_same_seconds_both_count():
    detection = seen(join_fixes([at(MINUTES, 13.0), at(MINUTES, 16.0, source=1)]))
    assert (detection.reasons == Reason.COUNTS).all()


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("t", np.nan, Reason.NO_TIME),
        ("t", np.inf, Reason.NO_TIME),
        ("lat", np.nan, Reason.NO_POSITION),
        ("lat", 91.0, Reason.NO_POSITION),
        ("lon", 181.0, Reason.NO_POSITION),
        ("lon", -np.inf, Reason.NO_POSITION),
    ],
)
def test_what_has_no_place_or_time_does_not_count_and_says_why(column, value, reason):
    fixes = at(MINUTES)
    getattr(fixes, column)[4] = value
    detection = seen(fixes)
    assert detection.reasons.tolist() == [0] * 4 + [reason] + [0] * 5
    assert detection.track[4] == -1


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        (3600.0, Reason.COUNTS),
        (3601.0, Reason.CLOCK_BEHIND),
        (-3600.0, Reason.COUNTS),
        (-3601.0, Reason.CLOCK_AHEAD),
        (np.nan, Reason.COUNTS),
    ],
)
def test_a_feed_with_a_wrong_clock_does_not_count(received, reason):
    fixes = at(MINUTES, received_t=START + MINUTES + received)
    assert (seen(fixes).reasons == reason).all()


def test_many_places_on_one_number_take_no_more_than_their_tracks():
    rng = np.random.default_rng(4)
    fixes = at(np.arange(400) * 60.0, rng.uniform(-80, 80, 400), rng.uniform(-180, 180, 400))
    detection = seen(fixes)
    assert set(detection.track.tolist()) <= {0, 1, 2, 3}
