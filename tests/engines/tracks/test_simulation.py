"""Precision and recall on made-up days, and the same days played live."""

import numpy as np
import pytest

from seawall.engines.tracks.archive import detect
from seawall.engines.tracks.events import EVENT, alerting
from seawall.engines.tracks.live import LiveTracks
from seawall.engines.tracks.simulation.day import mark, simulate
from seawall.engines.tracks.simulation.places import ISLANDS, offshore_nm

BEGIN = 1_750_032_000.0  # midnight


@pytest.mark.parametrize("seed", [2026, 90210])
def test_all_that_was_planted_is_found_and_hardly_anything_else(seed):
    day = simulate(seed, BEGIN)
    score = mark(day, alerting(detect(day.fixes, day.world, day.end_t).events))
    assert score.missed == ()
    assert score.false_per_thousand_hours <= 1.0
    assert score.craft_hours > 4_000


def test_without_detectors_everything_planted_is_missed():
    day = simulate(1, BEGIN, crafts=24)
    score = mark(day, np.empty(0, EVENT))
    assert len(score.missed) == sum(len(one.expected) for one in day.planted) == 8


def test_a_seed_is_a_day():
    one, same, other = (simulate(seed, BEGIN, crafts=24) for seed in (3, 3, 4))
    assert one.fixes.lat.tobytes() == same.fixes.lat.tobytes()
    assert len(one.fixes) != len(other.fixes)


def test_a_day_is_plausible():
    day = simulate(5, BEGIN, crafts=72)
    fixes = day.fixes
    assert (np.diff(fixes.t) >= 0).all()
    assert fixes.t.min() >= BEGIN
    assert fixes.t.max() < day.end_t
    afloat = np.isnan(fixes.altitude_ft)
    # Apart from garbled places, ships keep off the land.
    ashore = offshore_nm(fixes.lat[afloat], fixes.lon[afloat]) < -0.5
    assert ashore.mean() < 1e-3
    assert len(ISLANDS) == 12


def test_the_day_played_live_gives_the_archive_s_events():
    day = simulate(6, BEGIN, crafts=48)
    live = LiveTracks(day.world, memory_s=1e9)
    for hour in range(0, 24, 2):
        begin, end = BEGIN + hour * 3600.0, BEGIN + (hour + 2) * 3600.0
        live.ingest(day.fixes.take((day.fixes.t >= begin) & (day.fixes.t < end)), end)
        live.advance(end)
    expected = detect(day.fixes, day.world, day.end_t).events
    assert live.events.tobytes() == expected.tobytes()
