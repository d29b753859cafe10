"""Whatever comes in, nothing breaks, and what is sound is still found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.tracks.population import START, at, world

from seawall.engines.geodesy.polygons import index_polygons
from seawall.engines.geodesy.rings import rings_of
from seawall.engines.tracks.archive import detect
from seawall.engines.tracks.cleaning import Reason
from seawall.engines.tracks.events import Code
from seawall.engines.tracks.fixes import join_fixes, make_crafts, make_fixes
from seawall.engines.tracks.live import LiveTracks

NASTY = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1e300, -1e300, 5e-324, 90.0, -90.0, 180.0, -180.0]


@st.composite
def junk(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**31)))
    rows = draw(st.integers(1, 120))

    def column(low, high):
        values = rng.uniform(low, high, rows)
        nasty = rng.uniform(size=rows) < 0.3
        return np.where(nasty, rng.choice(NASTY, rows), values)

    return make_fixes(
        rng.choice([-5, 0, 1, 2, 999_999_999, 2**60], rows),
        START + column(-1e5, 1e5),
        column(-95, 95),
        column(-185, 185),
        speed_kn=column(-10, 150),
        course=column(-10, 370),
        altitude_ft=np.where(rng.uniform(size=rows) < 0.5, np.nan, column(-100, 5_000)),
        source=rng.integers(-3, 5, rows),
        message_type=rng.choice([-1, 1, 27, 2**40], rows),
        received_t=np.where(rng.uniform(size=rows) < 0.5, np.nan, START + column(-1e5, 1e5)),
    )


@settings(max_examples=60, deadline=None)
@given(junk())
def test_junk_breaks_nothing_and_is_accounted_for(fixes):
    detection = detect(fixes, world(), START + 2e5)
    counts = detection.reasons == Reason.COUNTS
    assert (detection.track[counts] >= 0).all()
    assert (detection.track[~counts] == -1).all()
    sound = np.isfinite(fixes.t) & (np.abs(fixes.lat) <= 90) & (np.abs(fixes.lon) <= 180)
    assert sound[counts].all()
    assert np.isfinite(detection.events["start_t"]).all()
    assert (np.abs(detection.events["lat"]) <= 90.0).all()
    live = LiveTracks(world(), 1e9)
    live.ingest(fixes, START + 2e5)
    live.advance(START + 2e5)
    assert live.events.tobytes() == detection.events.tobytes()


@settings(max_examples=20, deadline=None)
@given(junk())
def test_junk_of_others_does_not_change_what_is_found_of_one(fixes):
    times = np.arange(40) * 600.0
    honest = at(times, 13.2, -60.98, identity=77, speed_kn=0.0)
    alone = detect(honest, world(), START + 2e5).events
    together = detect(join_fixes([fixes, honest]), world(), START + 2e5).events
    own = (together["identity"] == 77) & (together["other"] == -1)
    assert together[own].tobytes() == alone.tobytes()


def test_every_fix_twice_is_every_fix_once():
    fixes = at(np.arange(50) * 300.0, 13.2, -60.98, speed_kn=0.5)
    once = detect(fixes, world(), START + 1e5)
    twice = detect(join_fixes([fixes, fixes]), world(), START + 1e5)
    assert twice.events.tobytes() == once.events.tobytes()
    assert np.bincount(twice.reasons)[Reason.REPEATED] == 50
    live = LiveTracks(world(), 1e9)
    for _ in range(2):
        live.ingest(fixes, START + 1e5)
    live.advance(START + 1e5)
    assert live.events.tobytes() == once.events.tobytes()


def test_nothing_at_all_is_nothing_found():
    nothing = make_fixes([], [], [], [])
    assert len(detect(nothing, world(), START).events) == 0
    live = LiveTracks(world())
    assert len(live.ingest(nothing, START).changes.raised) == 0
    assert len(live.advance(START).changes.raised) == 0


def test_fixes_from_the_future_do_not_count():
    fixes = at([0.0, 60.0, 86_400.0])
    detection = detect(fixes, world(), START + 100.0)
    assert detection.reasons.tolist() == [0, 0, Reason.CLOCK_AHEAD]
    live = LiveTracks(world())
    assert live.ingest(fixes, START + 100.0).rejected == {Reason.CLOCK_AHEAD: 1}


def test_more_zones_than_are_followed_are_counted_not_lost_silently():
    square = (np.array([12.0, 12, 14, 14]), np.array([-60.0, -58, -58, -60]))
    here = world(zones=index_polygons(rings_of([[square]] * 11)))
    live = LiveTracks(here)
    live.ingest(at(np.arange(5) * 60.0), START + 600.0)
    assert (live.events["code"] == Code.ZONE).sum() == 8
    assert live.zones_not_followed() == 15


def test_columns_must_fit():
    with pytest.raises(ValueError, match="columns_differ_in_length"):
        make_fixes([1, 2], [0.0, 1.0], [0.0], [0.0, 0.0])
    with pytest.raises(ValueError, match="identity_listed_twice"):
        make_crafts([5, 5])
