"""The manifest as a function of a set of messages."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.modules.border.manifests import crew, document, leg, message, person, wire, without

from seawall.engines.edifact import read_paxlst
from seawall.modules.border.rules.manifest import Statement, manifest_of
from seawall.modules.border.rules.ordering import place_of

RECEIVED = datetime(2026, 11, 24, 12, tzinfo=UTC)


def statements(*messages):
    return [
        Statement(place_of(one, digest=f"d{number}", position=0, received_at=RECEIVED), one)
        for number, one in enumerate(messages)
    ]


def manifest(*messages):
    return manifest_of(statements(*messages), alone="alone")


def states(*messages):
    return {one.known.surname: one.state for one in manifest(*messages).persons}


def test_a_list_adds_and_silence_takes_nobody_off():
    one, two, three = (person(number) for number in (1, 2, 3))
    later = message("new", [two, three], prepared="2026-11-24T08:10")
    assert states(message("new", [one, two]), later) == dict.fromkeys(
        ("BRAMBLETHORN", "OXENHOLLOW", "PICKERWICK"), "on_manifest"
    )


def test_a_change_corrects_what_it_says_and_keeps_the_rest():
    told = person(1, seat=None, nationality=None, documents=(document("Z99"),))
    made = manifest(
        message("new", [person(1)]), message("change", [told], prepared="2026-11-24T09:00")
    )
    (one,) = made.persons
    assert one.known.seat == "2C"
    assert one.known.nationality == "BRB"
    assert {paper.number for paper in one.known.documents} == {"K4829173", "Z99"}


def test_travellers_are_cancelled_by_name_and_return_with_a_newer_list():
    off = message("cancel_travellers", [person(1)], prepared="2026-11-24T09:00")
    again = message("new", [person(1)], prepared="2026-11-24T09:30")
    first = message("new", [person(1), person(2)])
    assert states(first, off) == {"BRAMBLETHORN": "removed", "OXENHOLLOW": "on_manifest"}
    assert states(first, off, again) == {"BRAMBLETHORN": "on_manifest", "OXENHOLLOW": "on_manifest"}


def test_a_close_out_says_who_is_on_board_and_leaves_crew_alone():
    first = message("new", [person(1), person(2)])
    on_duty = message("crew", [crew(9)], prepared="2026-11-24T08:05")
    close = message("close_out", [person(1)], prepared="2026-11-24T10:58")
    assert states(first, on_duty, close) == {
        "BRAMBLETHORN": "boarded",
        "OXENHOLLOW": "not_boarded",
        "DUSKMANTLE": "on_manifest",
    }


def test_a_close_out_in_parts_boards_all_its_parts():
    first = message("new", [person(1), person(2), person(3)])
    parts = [
        message("close_out", [person(number)], prepared="2026-11-24T10:58", sequence=str(number))
        for number in (1, 2)
    ]
    assert states(first, *parts) == {
        "BRAMBLETHORN": "boarded",
        "OXENHOLLOW": "boarded",
        "PICKERWICK": "not_boarded",
    }


def test_an_old_list_that_arrives_late_changes_nothing_newer():
    old = message("new", [person(1, seat="1A")], prepared="2026-11-24T07:00")
    new = message("change", [person(1, seat="2B")], prepared="2026-11-24T09:00")
    assert manifest(new, old).persons[0].known.seat == "2B"


def test_a_cancelled_voyage_keeps_its_people_and_returns_with_a_newer_message():
    first = message("new", [person(1)])
    off = message("cancel", [], prepared="2026-11-24T09:00")
    on = message("change", [person(1)], prepared="2026-11-24T09:30")
    assert manifest(first, off).cancelled
    assert states(first, off) == {"BRAMBLETHORN": "on_manifest"}
    assert not manifest(first, off, on).cancelled


@pytest.mark.parametrize(
    "second",
    [
        person(1),
        person(1, unique_reference="OTHER"),
        person(1, unique_reference="OTHER", birth_date=None),
        without(person(1), "documents"),
        without(person(1), "documents", "unique_reference"),
        without(person(1), "documents", "unique_reference", "birth_date"),
        person(1, surname="OXENHOLLOW-FINCH"),
        person(1, unique_reference=None, surname="OXENHOLLOW FINCH"),
        person(1, surname="Bramblethörn", given_names="Marlow"),
    ],
)
def test_the_same_person_told_another_way_is_one_person(second):
    later = message("change", [second], prepared="2026-11-24T09:00")
    assert len(manifest(message("new", [person(1)]), later).persons) == 1


@pytest.mark.parametrize(
    "second",
    [
        # One document number for a whole list, one reference for a family.
        person(2, documents=person(1).documents),
        person(2, unique_reference=person(1).unique_reference),
        # Namesakes with births or references of their own.
        person(1, unique_reference="OTHER", birth_date="1999-01-01", documents=()),
        person(1, unique_reference="OTHER", documents=()),
    ],
)
def test_different_people_stay_apart(second):
    later = message("change", [second], prepared="2026-11-24T09:00")
    assert len(manifest(message("new", [person(1)]), later).persons) == 2


def test_two_with_the_same_bare_name_in_one_message_are_two():
    bare = without(person(1), "documents", "unique_reference", "birth_date")
    assert len(manifest(message("new", [bare, bare])).persons) == 2


def test_one_person_named_twice_in_one_message_is_one():
    assert len(manifest(message("new", [person(1), person(1)])).persons) == 1


def test_two_documents_of_one_person_add_up():
    second = person(1, documents=(document("Y7"), document("V1", type="V")))
    later = message("change", [second], prepared="2026-11-24T09:00")
    (one,) = manifest(message("new", [person(1)]), later).persons
    assert [paper.number for paper in one.known.documents] == ["K4829173", "Y7", "V1"]


def test_messages_of_one_voyage_meet_whatever_they_leave_out():
    bare = leg("214", carrier="ZK", arrives="2026-11-24T12:40")
    assert manifest(message("new", [], legs=(bare,))).facts.key == "ZK|214|2026-11-24|BGI"
    assert manifest(message("new", [])).facts.key == "ZK|214|2026-11-24|BGI"


def test_a_message_without_a_voyage_stands_alone():
    assert manifest(message("new", [person(1)], legs=())).facts.key == "alone"


MINUTES = st.integers(0, 59)
PEOPLE = st.lists(
    st.builds(
        lambda number, forget: without(person(number), *forget),
        st.integers(0, 6),
        st.sets(st.sampled_from(("documents", "unique_reference", "birth_date", "seat"))),
    ),
    max_size=6,
)
MESSAGES = st.lists(
    st.builds(
        lambda function, people, minute: message(
            function, people, prepared=f"2026-11-24T08:{minute:02d}"
        ),
        st.sampled_from(("new", "crew", "change", "cancel_travellers", "close_out", "cancel")),
        PEOPLE,
        MINUTES,
    ),
    min_size=1,
    max_size=5,
)


def said(made):
    return (
        made.cancelled,
        [(one.known, one.state, one.mentions) for one in made.persons],
        made.facts,
    )


@given(MESSAGES, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_manifest(messages, chance: random.Random):
    in_order = statements(*messages)
    shuffled = list(in_order)
    chance.shuffle(shuffled)
    assert said(manifest_of(in_order, alone="a")) == said(manifest_of(shuffled, alone="a"))


@given(MESSAGES)
def test_nobody_named_is_lost_and_nobody_is_named_by_two(messages):
    made = manifest(*messages)
    mentions = [mention for one in made.persons for mention in one.mentions]
    every = {
        (number, entry)
        for number, statement in enumerate(made.statements)
        for entry in range(len(statement.message.travellers))
    }
    assert len(mentions) == len(every)
    assert set(mentions) == every


def test_a_real_list_keeps_all_260_though_they_share_one_document_number(shared_data):
    data = (shared_data / "border" / "paxlst" / "Test3.txt").read_bytes()
    (read,) = read_paxlst(data)
    assert len(manifest(read).persons) == 260
    assert len(manifest(read, read).persons) == 260


def test_what_is_written_reads_back_as_the_same_manifest():
    told = message("new", [person(number) for number in range(5)])
    (read,) = read_paxlst(wire(told))
    assert [one.known.surname for one in manifest(read).persons] == [
        one.known.surname for one in manifest(told).persons
    ]
