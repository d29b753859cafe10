"""Traffic that arrives while one watches."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from seawall.engines.edifact import read_paxlst
from seawall.node.demo.day import TimedMessage
from seawall.node.demo.feed import FIRST_VOYAGES, Feed
from seawall.node.demo.wire import NOTICES
from seawall.reference.places import zone_of

START = datetime(2026, 11, 24, 6, 17, 5, tzinfo=UTC)


def watched(seed: int, messages: int) -> tuple[Feed, list[TimedMessage], list[TimedMessage]]:
    feed = Feed(seed, START)
    first = list(feed.first_batch())
    now, then = START, []
    for _ in range(messages):
        now += feed.pause()
        then.append(feed.next_message(now))
    return feed, first, then


def test_the_same_seed_and_moments_give_the_same_bytes() -> None:
    assert watched(5, 40)[1:] == watched(5, 40)[1:]


def test_the_first_batch_is_the_morning_so_far() -> None:
    _, first, _ = watched(5, 0)
    voyages = {message.voyage for message in first}
    assert FIRST_VOYAGES - 3 <= len(voyages) <= FIRST_VOYAGES
    assert all(message.at <= START for message in first)
    assert [message.at for message in first] == sorted(message.at for message in first)
    assert {"list", "crew", "close_out"} <= {message.stage for message in first}


def test_a_message_arrives_every_half_minute_for_ever() -> None:
    feed, _, then = watched(5, 200)
    gaps = [(b.at - a.at).total_seconds() for a, b in pairwise(then)]
    assert all(20 <= gap <= 40 for gap in gaps)
    assert all(20 <= feed.pause().total_seconds() <= 40 for _ in range(100))


def test_there_is_soon_something_of_everything() -> None:
    _, _, then = watched(5, 200)
    assert {"list", "crew", "change", "removal", "close_out"} <= {message.stage for message in then}
    assert len({message.voyage for message in then[:30]}) > 8


def test_messages_about_a_voyage_come_in_their_order() -> None:
    _, first, then = watched(6, 300)
    closed: set[str] = set()
    for message in (*first, *then):
        assert message.voyage not in closed
        if message.stage in {"close_out", "cancel"}:
            closed.add(message.voyage)
    assert closed


def test_voyages_are_near_in_time_and_read_without_an_unexpected_notice() -> None:
    _, first, then = watched(5, 120)
    for message in (*first, *then):
        (found,) = read_paxlst(message.data, zone_of=zone_of)
        notices = {notice.code for notice in (*found.notices, *found.envelope.notices)}
        assert notices == {NOTICES[q] for q in message.quirks if q in NOTICES}
        departs = found.legs[0].departs
        assert departs is not None
        assert departs.utc is not None
        assert abs(departs.utc - message.at) < timedelta(hours=3, minutes=30)
        if message.stage == "close_out":
            assert departs.utc < message.at


def test_somebody_is_planted_from_the_first() -> None:
    feed, first, then = watched(5, 120)
    voyages = {message.voyage for message in (*first, *then)}
    assert len(feed.planted) > 10
    assert len(voyages & {planted.voyage for planted in feed.planted}) > 10


def test_a_pause_of_hours_is_survived() -> None:
    feed, _, _ = watched(5, 10)
    later = START + timedelta(hours=9)
    assert feed.next_message(later).at == later
