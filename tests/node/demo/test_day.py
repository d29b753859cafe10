"""A day of the demonstration repeats, decodes, and holds what it says was planted."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from seawall.engines.edifact import PaxlstMessage, read_paxlst
from seawall.engines.lists import csv_template
from seawall.node.demo.day import DemoDay, TimedMessage, demo_lists, generate_day, messages_between
from seawall.node.demo.people import CUSTOMS
from seawall.node.demo.places import carriers, clock, routes
from seawall.node.demo.planting import KINDS
from seawall.node.demo.voyages import draw_voyage
from seawall.node.demo.wire import NOTICES, written
from seawall.reference.places import place, zone_of

DAY = date(2026, 11, 24)


def decoded(message: TimedMessage) -> PaxlstMessage:
    (found,) = read_paxlst(message.data, zone_of=zone_of)
    return found


@pytest.fixture(scope="module")
def day() -> DemoDay:
    return generate_day(7, DAY)


@pytest.fixture(scope="module")
def read(day: DemoDay) -> list[tuple[TimedMessage, PaxlstMessage]]:
    return [(message, decoded(message)) for message in day.messages]


def test_the_same_seed_gives_the_same_bytes(day: DemoDay) -> None:
    assert generate_day(7, DAY) == day


def test_another_seed_gives_other_bytes(day: DemoDay) -> None:
    other = generate_day(8, DAY, "TTO")
    assert not {m.data for m in other.messages} & {m.data for m in day.messages}


def test_bytes_do_not_hang_on_the_process() -> None:
    program = (
        "import datetime, hashlib; from seawall.node.demo.day import messages_between as m;"
        "a = datetime.datetime(2026, 1, 15, 13, tzinfo=datetime.UTC);"
        "b = a + datetime.timedelta(hours=2);"
        "print(hashlib.sha256(b''.join(x.data for x in m(1, a, b, 'BRB'))).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": salt},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for salt in ("1", "2")
    }
    assert len(said) == 1
    assert said != {hashlib.sha256().hexdigest() + "\n"}


def test_every_message_decodes_without_an_unexpected_notice(
    read: list[tuple[TimedMessage, PaxlstMessage]],
) -> None:
    for message, found in read:
        expected = {NOTICES[quirk] for quirk in message.quirks if quirk in NOTICES}
        notices = {notice.code for notice in (*found.notices, *found.envelope.notices)}
        assert notices == expected, (message.voyage, message.stage)


def test_a_stage_is_what_its_message_says(
    read: list[tuple[TimedMessage, PaxlstMessage]],
) -> None:
    functions = {
        "list": "new",
        "crew": "new",
        "change": "change",
        "removal": "cancel_travellers",
        "close_out": "close_out",
        "cancel": "cancel",
    }
    assert {message.stage for message, _ in read} == set(functions)
    for message, found in read:
        assert found.function == functions[message.stage]
        if message.stage != "cancel":
            assert found.list_kind == ("crew" if message.stage == "crew" else "passenger")


def test_times_on_the_wire_are_those_of_the_timetable(
    read: list[tuple[TimedMessage, PaxlstMessage]],
) -> None:
    for message, found in read:
        (leg,) = found.legs
        assert leg.departs is not None
        assert leg.arrives is not None
        assert leg.departs.utc is not None
        assert leg.arrives.utc is not None
        there = place(leg.arrival.place) if leg.arrival else None
        assert there is not None
        assert leg.arrives.utc.astimezone(clock(there)).date() == DAY
        if message.stage == "list" and "late" not in message.quirks:
            assert message.at < leg.departs.utc
        if message.stage == "close_out":
            assert leg.departs.utc < message.at < leg.departs.utc + timedelta(minutes=15)


def test_air_and_sea_are_told_apart(read: list[tuple[TimedMessage, PaxlstMessage]]) -> None:
    for message, found in read:
        route_mode = carriers()[message.voyage[:3].rstrip("0123456789")].mode
        assert found.legs[0].mode == route_mode


def test_a_day_holds_every_kind_of_traffic() -> None:
    quirks, stages, separators = Counter[str](), Counter[str](), set()
    for state in ("LCA", "BRB", "TTO"):
        for message in generate_day(3, DAY, state).messages:
            quirks.update(message.quirks)
            stages.update([message.stage])
            separators.add(message.data[:9] if message.data.startswith(b"UNA") else b"")
    assert set(quirks) == {"late", "resent", "wrong_unt", "trailing_junk"}
    assert set(stages) == {"list", "crew", "change", "removal", "close_out", "cancel"}
    assert len(separators) == 4


def test_a_resent_message_is_the_same_bytes_again(day: DemoDay) -> None:
    last: dict[str, bytes] = {}
    resent = 0
    for message in day.messages:
        if message.stage == "crew":
            continue
        if "resent" in message.quirks:
            assert last[message.voyage] == message.data
            resent += 1
        last[message.voyage] = message.data
    assert resent


def test_bookings_come_together_to_those_who_boarded(
    read: list[tuple[TimedMessage, PaxlstMessage]],
) -> None:
    booked: dict[str, set[str | None]] = {}
    added = removed = missed = 0
    for message, found in read:
        named = {traveller.unique_reference for traveller in found.travellers}
        known = booked.setdefault(message.voyage, set())
        if message.stage in {"list", "change"}:
            added += len(named - known) if message.stage == "change" else 0
            known |= named
        if message.stage == "removal":
            assert named <= known
            known -= named
            removed += len(named)
        if message.stage == "close_out":
            assert named <= known
            missed += len(known - named)
    assert added
    assert removed
    assert missed


def test_a_document_given_wrong_is_put_right_by_a_change(
    read: list[tuple[TimedMessage, PaxlstMessage]],
) -> None:
    given: dict[tuple[str, str | None], set[str | None]] = {}
    corrected = 0
    for message, found in read:
        for traveller in found.travellers:
            numbers = {document.number for document in traveller.documents}
            before = given.get((message.voyage, traveller.unique_reference), numbers)
            corrected += message.stage == "change" and numbers != before
            given[message.voyage, traveller.unique_reference] = numbers
    assert corrected


@pytest.mark.parametrize("state", ["LCA", "BRB", "TTO"])
def test_what_was_planted_stands_in_the_traffic(state: str) -> None:
    day = generate_day(3, DAY, state)
    keys = set()
    for made in day.lists:
        reading = csv_template.read({"list.csv": made.data}, max_bytes=1_000_000)
        keys |= {entry.key for entry in reading.entries}
    last = {m.voyage: m for m in day.messages if m.stage in {"list", "close_out"}}
    assert day.planted
    for planted in day.planted:
        assert planted.entry_key in keys
        on_board = {t.unique_reference for t in decoded(last[planted.voyage]).travellers}
        assert planted.traveller in on_board, planted


def test_every_kind_is_planted_on_a_day(day: DemoDay) -> None:
    assert {planted.kind for planted in day.planted} == set(KINDS)
    assert any(planted.is_match for planted in day.planted)
    assert not all(planted.is_match for planted in day.planted)


def test_planted_documents_reach_the_wire_whole(
    day: DemoDay, read: list[tuple[TimedMessage, PaxlstMessage]]
) -> None:
    listed = {}
    for made in day.lists:
        for entry in csv_template.read({"list.csv": made.data}, max_bytes=1_000_000).entries:
            listed[entry.key] = {number.value for number in entry.identifiers}
    people = {
        (message.voyage, traveller.unique_reference): traveller
        for message, found in read
        for traveller in found.travellers
    }
    seen = 0
    for planted in day.planted:
        if planted.kind in {"stolen_document", "second_document"}:
            shown = {d.number for d in people[planted.voyage, planted.traveller].documents}
            assert shown & listed[planted.entry_key]
            seen += 1
    assert seen


def test_a_list_is_read_whole(day: DemoDay) -> None:
    for made in day.lists:
        reading = csv_template.read({"list.csv": made.data}, max_bytes=1_000_000)
        for what in ("line", "cell"):
            assert not reading.account.tally("list.csv", what).unused
        assert len(reading.entries) == made.data.count(b"\r\n") - 1


def test_every_culture_is_on_board_of_a_day() -> None:
    met = {
        traveller.person.culture
        for route in routes("LCA")
        for traveller in draw_voyage(
            7, route, datetime(2026, 11, 24, 12, tzinfo=UTC), home="LCA"
        ).people.values()
    }
    assert met == set(CUSTOMS)


def test_messages_between_are_those_of_the_days(day: DemoDay) -> None:
    start = datetime(2026, 11, 24, 11, tzinfo=UTC)
    end = start + timedelta(hours=3)
    found = list(messages_between(7, start, end))
    assert [m.at for m in found] == sorted(m.at for m in found)
    assert {m for m in day.messages if start <= m.at < end} <= set(found)
    assert all(start <= m.at < end for m in found)


@pytest.mark.parametrize(
    ("name", "carrier", "expected"),
    [
        ("O'Garro", "LV", "O'GARRO"),
        ("Élodie", "LV", "ÉLODIE"),
        ("Élodie", "ZK", "ELODIE"),
        ("Rößler", "QN", "ROESSLER"),
        ("Muñoz", "QN", "MUNOZ"),
        ("O'Garro", "QN", "OGARRO"),
        ("O'Garro", "ZK", "O'GARRO"),
        ("St. Omer", "ZK", "ST OMER"),
        ("Jean-Rony", "ZK", "JEAN-RONY"),
    ],
)
def test_names_are_written_as_the_carrier_can(name: str, carrier: str, expected: str) -> None:
    assert written(name, carriers()[carrier]) == expected


def test_a_small_voyage_carries_as_many_planted_as_travel_alone() -> None:
    made = demo_lists(7, DAY.year)[0]
    small = next(route for route in routes("LCA") if route.seats < 20)
    for seed in range(40):
        voyage = draw_voyage(
            seed,
            small,
            datetime(2026, 11, 24, 12, tzinfo=UTC),
            home="LCA",
            kinds=tuple(KINDS),
            entries=made.about.entries,
        )
        assert len(voyage.planted) <= len(voyage.people)
        assert len({one.traveller for one in voyage.planted}) == len(voyage.planted)
