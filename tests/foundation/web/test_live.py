"""Live news: sent on commit, heard only by those who may see, with no gap that goes unnoticed."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from seawall.foundation.actor import Actor, Level
from seawall.foundation.handling.header import Header
from seawall.foundation.web import listener, live, stream
from seawall.foundation.web.hub import RESET, STALE, Hub
from seawall.foundation.web.live import Event, decode, encode, may_hear

OWN, OTHER, AUDIENCE, SEALED = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)

ACTOR = Actor(
    officer_id=UUID(int=9),
    display="Officer",
    agency_id=OWN,
    organisation_id=UUID(int=8),
    state="LCA",
    roles=frozenset({"border_officer"}),
    permissions=frozenset({"border.hits.read"}),
    clearance=Level.AMBER_STRICT,
    audiences=frozenset({AUDIENCE}),
    compartments=frozenset(),
    purpose="border_control",
    uses=frozenset({"admission"}),
)
HEADER = Header(
    owner_id=OWN,
    owner_state="LCA",
    level=Level.GREEN,
    permitted_uses=("admission",),
    data_class="test",
    retain_until=datetime(2027, 1, 1, tzinfo=UTC),
)


def news(topic: str = "border.hits", **changes: Any) -> Event:
    return Event(topic, replace(HEADER, **changes), "border.hits.read", {"hit": "7"})


HEARD = [
    ({}, True),
    ({"owner_id": OTHER}, False),
    ({"owner_id": OTHER, "audience_id": AUDIENCE}, True),
    ({"owner_id": OTHER, "audience_id": UUID(int=77)}, False),
    ({"level": Level.AMBER_STRICT}, True),
    ({"level": Level.AMBER_STRICT, "owner_state": "BRB"}, False),
    ({"level": Level.RED}, False),
    ({"level": Level.RED, "named": (ACTOR.officer_id,)}, False),
    ({"compartment_id": SEALED}, False),
    ({"permitted_uses": ("statistics",)}, False),
]


@pytest.mark.parametrize(("changes", "heard"), HEARD, ids=str)
def test_only_those_who_may_see_a_record_hear_of_it(changes: dict[str, Any], heard: bool) -> None:
    event = news(**changes)
    assert may_hear(ACTOR, event) is heard
    hub = Hub()
    with hub.open(ACTOR) as open_stream:
        hub.take(event)
        assert (open_stream.waiting.qsize() == 1) is heard


def test_a_reader_named_and_cleared_hears_of_red() -> None:
    cleared = replace(ACTOR, clearance=Level.RED)
    assert may_hear(cleared, news(level=Level.RED, named=(ACTOR.officer_id,)))
    assert not may_hear(cleared, news(level=Level.RED))


def test_who_may_not_open_the_page_does_not_hear_of_it() -> None:
    assert not may_hear(replace(ACTOR, permissions=frozenset()), news())


@pytest.mark.parametrize("changes", [changes for changes, _heard in HEARD], ids=str)
def test_what_is_sent_between_processes_comes_back_the_same(changes: dict[str, Any]) -> None:
    event = news(**changes)
    back = decode(encode(event))
    assert encode(back) == encode(event)
    assert may_hear(ACTOR, back) == may_hear(ACTOR, event)


@pytest.mark.parametrize("payload", ["", "x", "[]", "{}", "null", '{"topic": 1, "owner": "x"}'])
def test_what_is_not_ours_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(payload)


def listening_hub(kept: int = 10) -> Hub:
    hub = Hub(kept)
    hub.found()
    return hub


def test_who_comes_back_gets_what_was_missed_and_no_more() -> None:
    hub = listening_hub()
    hub.take(news("a"))
    place = hub.place()
    hub.take(news("b"))
    hub.take(news("hidden", owner_id=OTHER))
    hub.take(news("c"))
    missed = hub.since(ACTOR, place)
    assert missed is not None
    assert [event.topic for _position, event in missed] == ["b", "c"]


def test_who_comes_back_too_late_must_ask_for_everything() -> None:
    hub = listening_hub(kept=2)
    place = hub.place()
    for _ in range(3):
        hub.take(news())
    assert hub.since(ACTOR, place) is None


def test_a_place_just_before_the_oldest_kept_is_still_known() -> None:
    hub = listening_hub(kept=2)
    hub.take(news("a"))
    place = hub.place()
    hub.take(news("b"))
    hub.take(news("c"))
    missed = hub.since(ACTOR, place)
    assert missed is not None
    assert [event.topic for _position, event in missed] == ["b", "c"]


@pytest.mark.parametrize("place", ["", "x", "7", "gAAAAAB"])
def test_a_place_of_another_process_is_not_known(place: str) -> None:
    assert listening_hub().since(ACTOR, place) is None
    assert listening_hub().since(ACTOR, listening_hub().place()) is None


def test_a_loss_of_the_database_is_told_and_then_everything_is_asked_for() -> None:
    hub = listening_hub()
    place = hub.place()
    with hub.open(ACTOR) as open_stream:
        hub.lost()
        hub.found()
        assert [open_stream.waiting.get_nowait() for _ in range(2)] == [STALE, RESET]
    assert hub.since(ACTOR, place) is None


def test_a_stream_that_cannot_keep_up_is_told_to_ask_for_everything() -> None:
    hub = listening_hub()
    with hub.open(ACTOR) as open_stream:
        for _ in range(open_stream.waiting.maxsize + 1):
            hub.take(news())
        assert open_stream.waiting.get_nowait() == RESET
        assert open_stream.waiting.empty()


def test_places_do_not_tell_how_much_goes_on_unseen() -> None:
    hub = listening_hub()
    same = {hub.place() for _ in range(5)}
    hub.take(news(owner_id=OTHER))
    assert len(same) == 5
    assert hub.place() not in same
    assert {len(place) for place in same} == {len(hub.place())}


def parsed(frames: list[str]) -> list[tuple[str, dict[str, Any]]]:
    events = []
    for frame in frames:
        fields = dict(line.split(": ", 1) for line in frame.strip().splitlines() if ": " in line)
        if "event" in fields:
            events.append((fields["event"], json.loads(fields["data"])))
    return events


async def _gather(frames: AsyncIterator[str]) -> list[str]:
    return [frame async for frame in frames]


def run(work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(asyncio.wait_for(work(), 30))


def test_a_stream_counts_what_it_tells_so_that_a_gap_is_noticed() -> None:
    async def work() -> list[str]:
        hub = listening_hub()
        place = hub.place()
        hub.take(news("missed"))
        told = asyncio.create_task(_gather(stream.frames(hub, ACTOR, place, lasts_s=0.3)))
        await asyncio.sleep(0.05)
        hub.take(news("hidden", owner_id=OTHER))
        hub.take(news("now"))
        return await told

    events = parsed(run(work))
    assert [(kind, data["n"], data.get("topic")) for kind, data in events] == [
        ("hello", 0, None),
        ("news", 1, "missed"),
        ("news", 2, "now"),
    ]
    assert events[1][1]["ids"] == {"hit": "7"}
    assert "owner" not in json.dumps(events)


def test_a_stream_without_a_known_place_begins_with_a_reset() -> None:
    async def work() -> list[str]:
        return await _gather(stream.frames(listening_hub(), ACTOR, "", lasts_s=0.05))

    assert [kind for kind, _data in parsed(run(work))] == ["reset"]


def test_silence_is_filled_so_that_the_line_stays_open() -> None:
    async def work() -> list[str]:
        return await _gather(stream.frames(listening_hub(), ACTOR, "", beat_s=0.02, lasts_s=0.15))

    assert len([frame for frame in run(work) if frame.startswith(":")]) >= 2


def test_news_leaves_with_the_commit_and_not_otherwise(db: str) -> None:
    from django.db import transaction

    with psycopg.connect(db, autocommit=True) as ear:
        ear.execute(f"LISTEN {live.CHANNEL}")
        with transaction.atomic():
            live.publish("undone", header=HEADER)
            transaction.set_rollback(True)
        with transaction.atomic():
            live.publish("done", header=HEADER, hit=UUID(int=7))
            assert list(ear.notifies(timeout=0.1)) == []
        heard = list(ear.notifies(timeout=5, stop_after=1))
    assert [decode(notify.payload).topic for notify in heard] == ["done"]


def test_news_that_does_not_fit_is_refused_before_it_is_sent(db: str) -> None:
    with pytest.raises(ValueError, match="too long"):
        live.publish("x" * live.PAYLOAD_BYTES, header=HEADER)


def test_the_listener_hears_passes_on_and_comes_back_after_a_loss(db: str) -> None:
    from django.db import connections

    connections["default"].ensure_connection()
    name = connections["default"].settings_dict["NAME"]

    async def work() -> list[Any]:
        hub = Hub()
        task = asyncio.create_task(listener.listen(hub))
        await hub.listening.wait()
        got: list[Any] = []
        with hub.open(ACTOR) as open_stream:
            async with await psycopg.AsyncConnection.connect(db, autocommit=True) as admin:
                for payload in ("not ours", encode(news("first"))):
                    await admin.execute("SELECT pg_notify(%s, %s)", [live.CHANNEL, payload])
                got.append(await open_stream.waiting.get())
                await admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE query LIKE 'LISTEN%%' AND datname = %s",
                    [name],
                )
                got += [await open_stream.waiting.get() for _ in range(2)]
                await admin.execute(
                    "SELECT pg_notify(%s, %s)", [live.CHANNEL, encode(news("second"))]
                )
                got.append(await open_stream.waiting.get())
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return got

    first, stale, reset, second = run(work)
    assert (first[1].topic, stale, reset, second[1].topic) == ("first", STALE, RESET, "second")
