"""The live path says what the archive path says, whatever the order in which fixes come."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.tracks.population import START, at, crafts, traffic, world

from seawall.engines.tracks.archive import detect
from seawall.engines.tracks.cleaning import Reason
from seawall.engines.tracks.events import (
    NONE,
    SILENCES,
    Code,
    compare,
    in_key_order,
    key_of,
    table_of,
)
from seawall.engines.tracks.fixes import join_fixes
from seawall.engines.tracks.live import LiveTracks, Update

HOUR = 3600.0
SEEDS = st.integers(0, 2**31)
WORLD = world(crafts())


class Reader:
    """What a reader of updates holds true: raised and grown kept, retracted dropped."""

    def __init__(self):
        self.held = {}
        self.retracted = []

    def read(self, update):
        for event in update.changes.raised:
            assert key_of(event) not in self.held
            self.held[key_of(event)] = event
        for event in update.changes.grown:
            assert key_of(event) in self.held
            self.held[key_of(event)] = event
        for event in update.changes.retracted:
            del self.held[key_of(event)]
            self.retracted.append(event)
        return update

    @property
    def events(self):
        return in_key_order(table_of(list(self.held.values())))


def play(fixes, order, *, batch, memory_s, end, inside=WORLD):
    """Feed fixes in an order, the clock being the latest time seen; what the reader then holds."""
    live, reader = LiveTracks(inside, memory_s), Reader()
    now = -np.inf
    for begin in range(0, len(order), batch):
        part = fixes.take(order[begin : begin + batch])
        now = max(now, float(part.t.max()))
        assert Reason.TOO_LATE not in reader.read(live.ingest(part, now)).rejected
        reader.read(live.advance(now))
    reader.read(live.advance(end))
    return live, reader


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.integers(1, 400))
def test_in_order_nothing_is_ever_taken_back_that_stays_true(seed, batch):
    fixes, last = traffic(seed, crafts=5, hours=20)
    order = np.argsort(fixes.t, kind="stable")
    _, reader = play(fixes, order, batch=max(batch, 20), memory_s=2 * HOUR, end=last + 99)
    assert reader.events.tobytes() == detect(fixes, WORLD, last + 99).events.tobytes()


@settings(max_examples=12, deadline=None)
@given(SEEDS)
def test_late_fixes_lead_to_what_the_archive_says(seed):
    fixes, last = traffic(seed, crafts=5, hours=20)
    late_s = np.random.default_rng(seed).uniform(0, 6_000, len(fixes))
    order = np.argsort(fixes.t + late_s)
    _, reader = play(fixes, order, batch=80, memory_s=4 * HOUR, end=last + 99)
    assert reader.events.tobytes() == detect(fixes, WORLD, last + 99).events.tobytes()


@settings(max_examples=12, deadline=None)
@given(SEEDS)
def test_any_order_at_all_leads_to_what_the_archive_says(seed):
    fixes, last = traffic(seed, crafts=5, hours=20)
    order = np.random.default_rng(seed).permutation(len(fixes))
    live, reader = play(fixes, order, batch=150, memory_s=1e9, end=last + 99)
    expected = detect(fixes, WORLD, last + 99).events
    assert reader.events.tobytes() == expected.tobytes()
    assert live.events.tobytes() == expected.tobytes()


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_the_archive_does_not_mind_the_order_of_rows(seed):
    fixes, last = traffic(seed, crafts=4, hours=15)
    order = np.random.default_rng(seed).permutation(len(fixes))
    straight, mixed = detect(fixes, WORLD, last), detect(fixes.take(order), WORLD, last)
    assert straight.events.tobytes() == mixed.events.tobytes()
    assert straight.reasons[order].tolist() == mixed.reasons.tolist()
    assert straight.track[order].tolist() == mixed.track.tolist()


BEFORE = np.arange(-20, 1) * 600.0


def test_a_silence_is_raised_by_time_alone_and_ends_with_the_next_fix():
    live, reader = LiveTracks(world()), Reader()
    reader.read(live.ingest(at(BEFORE), START))
    reader.read(live.advance(START + 6 * HOUR - 1))
    assert Code.DARK not in reader.events["code"]
    raised = reader.read(live.advance(START + 6 * HOUR)).changes.raised
    assert raised["code"].tolist() == [Code.DARK]
    assert len(reader.read(live.advance(START + 7 * HOUR)).changes.grown) == 0
    update = reader.read(live.ingest(at([8 * HOUR]), START + 8 * HOUR))
    dark = update.changes.grown[update.changes.grown["code"] == Code.DARK]
    assert dark["end_t"].tolist() == [START + 8 * HOUR]
    assert reader.retracted == []


def test_late_data_take_a_dark_period_back():
    live, reader = LiveTracks(world(), memory_s=10 * HOUR), Reader()
    reader.read(live.ingest(at(BEFORE), START))
    reader.read(live.advance(START + 7 * HOUR))
    assert Code.DARK in reader.events["code"]
    late = at(np.arange(1, 40) * 600.0)
    update = reader.read(live.ingest(late, START + 7 * HOUR))
    assert Code.DARK in update.changes.retracted["code"]
    assert not set(reader.events["code"].tolist()) & set(SILENCES)


def test_a_day_old_file_takes_a_gap_back():
    """Far beyond the memory: the caller gives the whole history of the craft."""
    live, reader = LiveTracks(world()), Reader()
    heard = [at(BEFORE), at(26 * HOUR + np.arange(6) * 600.0)]
    reader.read(live.ingest(heard[0], START))
    reader.read(live.advance(START + 25 * HOUR))
    now = START + 27 * HOUR
    reader.read(live.ingest(heard[1], now))
    assert Code.GAP in reader.events["code"]
    late = at(np.arange(1, 156) * 600.0)
    assert live.ingest(late, now).rejected[Reason.TOO_LATE] > 100
    history = live.rebuild(join_fixes([*heard, late]), now)
    changes = compare(reader.events, history)
    assert Code.GAP in changes.retracted["code"]
    reader.read(Update("", changes, {}))
    reader.read(live.advance(now))
    everything = detect(join_fixes([*heard, late]), world(), now)
    assert reader.events.tobytes() == everything.events.tobytes()


def test_rebuilding_from_all_there_is_changes_nothing():
    fixes, last = traffic(5, crafts=5, hours=20)
    order = np.argsort(fixes.t, kind="stable")
    live, reader = play(fixes, order, batch=100, memory_s=3 * HOUR, end=last)
    alone = reader.events[reader.events["other"] == NONE]
    assert live.rebuild(fixes, last).tobytes() == alone.tobytes()
    update = live.advance(last)
    assert [len(getattr(update.changes, name)) for name in ("raised", "grown", "retracted")] == [
        0,
        0,
        0,
    ]


def test_a_meeting_is_taken_back_when_late_data_part_the_two():
    times = np.arange(300.0, 4 * HOUR, 600.0)
    near = [at(times, 13.0, identity=1, speed_kn=0.0), at(times, 13.001, identity=2, speed_kn=0.0)]
    live, reader = LiveTracks(world(), memory_s=8 * HOUR), Reader()
    now = START + 4 * HOUR
    reader.read(live.ingest(join_fixes(near), now))
    reader.read(live.advance(now))
    assert set(reader.events["code"].tolist()) >= {Code.ENCOUNTER, Code.RENDEZVOUS}
    apart = at(times + 240.0, 13.05, identity=2, speed_kn=0.0)
    reader.read(live.ingest(apart, now))
    reader.read(live.advance(now))
    assert {int(event["code"]) for event in reader.retracted} >= {Code.ENCOUNTER, Code.RENDEZVOUS}
    assert Code.ENCOUNTER not in reader.events["code"]


def test_one_feed_with_a_clock_two_days_wrong_does_not_spoil_the_others():
    good = at(BEFORE, received_t=START + BEFORE)
    wrong = [
        at(BEFORE + days * 86_400.0, 16.0, source=1, received_t=START + BEFORE)
        for days in (-2.0, 2.0)
    ]
    alone, together = LiveTracks(world()), LiveTracks(world())
    alone.ingest(good, START)
    update = together.ingest(join_fixes([good, *wrong]), START)
    assert update.rejected == {
        Reason.CLOCK_AHEAD: BEFORE.size,
        Reason.CLOCK_BEHIND: BEFORE.size,
    }
    for live in (alone, together):
        live.advance(START + 7 * HOUR)
    assert together.events.tobytes() == alone.events.tobytes()


def test_the_last_known_place_is_the_latest_of_the_craft():
    live = LiveTracks(world())
    live.ingest(at([60.0, 0.0], [13.5, 13.0]), START + 60.0)
    known = live.last_known()
    assert (known.identity.tolist(), known.t.tolist()) == ([7], [START + 60.0])
    assert (known.lat.tolist(), known.lon.tolist()) == ([13.5], [-59.0])


def test_what_is_remembered_does_not_grow_with_time():
    live = LiveTracks(world(), memory_s=HOUR)
    sizes = []
    for hour in range(30):
        live.ingest(at(hour * HOUR + np.arange(60) * 60.0, speed_kn=5.0), START + (hour + 1) * HOUR)
        live.advance(START + (hour + 1) * HOUR)
        watches = live._watches.values()
        sizes.append(
            sum(len(part) for part in live._remembered)
            + sum(len(watch._settled) + len(watch._all_found()) for watch in watches)
        )
    assert max(sizes[15:]) <= max(sizes[:15])


@pytest.mark.parametrize("memory_s", [0.0, HOUR - 1])
def test_a_memory_shorter_than_the_rules_reach_is_refused(memory_s):
    with pytest.raises(ValueError, match="memory_too_short"):
        LiveTracks(world(), memory_s)
