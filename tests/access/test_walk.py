"""Nobody let in: every door, as every role, from every place."""

from uuid import uuid4

import pytest
from tests.access.kit import (
    MARKER,
    PLACES,
    ROLES,
    declarations,
    doors,
    lists,
    marker,
    operations,
    patterns,
    places,
    undone,
)

DOORS = doors()
HANDLINGS = sorted({place.record for place in PLACES.values()})
API_MACHINERY = {"api:openapi-json", "api:api-root"}


def test_every_door_is_declared():
    declared = {door.name for door in DOORS}
    addresses = {name for name, address in patterns() if not address.startswith("/api/")}
    assert addresses | API_MACHINERY | set(operations()) == declared


def test_every_kind_that_a_door_names_can_be_made():
    every = [kind for each in declarations() for kind in each.records]
    kinds = set(every)
    assert len(every) == len(kinds), "two modules give a kind the same name"
    named = {door.record for door in DOORS if door.record} | {k for d in DOORS for k in d.shows}
    assert named <= kinds


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.label)
def test_the_table_and_the_rule_decide(scene, sample, door):
    always = [(role, "own agency") for role in ROLES]
    for role, where in sample(places(door), keep=always):
        place = PLACES[where]
        officer = scene.officer(role, place)
        identity = scene.records[place.record, door.record] if door.record else None
        expected = scene.expected(door, officer, scene.header(place.record))
        got = scene.ask(door, officer, identity)
        assert got.status in expected, f"{role}, {where}: {got.status}, not {expected}"
        if door.record and expected != door.done:
            absent = scene.ask(door, officer, uuid4())
            assert (got.status, got.body) == (absent.status, absent.body), f"{role}, {where}"
            assert got.headers == absent.headers, f"{role}, {where}"
            assert got.statements == absent.statements, f"{role}, {where}"


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.label)
def test_nobody_and_a_closed_account_come_nowhere(scene, door):
    identity = scene.records["shared", door.record] if door.record else None
    nobody = scene.ask(door, None, identity)
    expected = door.signed_out or ((401,) if door.is_api else (302,))
    assert nobody.status in expected
    if nobody.status == 302 and not door.anyone:
        assert nobody.headers["location"].startswith("/account/login/")
    if door.record:
        absent = scene.ask(door, None, uuid4())
        assert (nobody.status, nobody.body, nobody.headers) == (
            absent.status,
            absent.body,
            absent.headers,
        )
        assert nobody.statements == absent.statements
    officer = scene.officer("border_supervisor", PLACES["own agency"])
    scene.prepare(officer)
    with undone():
        type(officer).objects.filter(id=officer.id).update(is_active=False)
        closed = scene.ask(door, officer, identity)
        assert closed.status in expected
        assert closed.body == nobody.body or closed.status == 302 or door.anyone


@pytest.mark.parametrize(
    "door", [door for door in lists() if door.shows], ids=lambda door: door.label
)
def test_what_may_be_seen_is_shown_and_nothing_else(scene, sample, door):
    shown = 0
    for role in ROLES:
        for name, place in PLACES.items():
            officer = scene.officer(role, place)
            actor = scene.actor(officer)
            if not set(door.permission) <= actor.permissions:
                continue
            text = scene.ask(door, officer).raw
            for kind in door.shows:
                for record in HANDLINGS:
                    may = door.sees(actor, scene.header(record))
                    there = marker(record, kind) in text
                    shown += there
                    assert there <= may, f"{door.label} shows {record} to {role} at {name}"
    assert shown, "a list that shows nothing proves nothing"


@pytest.mark.parametrize("door", [d for d in lists() if d.exempt], ids=lambda door: door.label)
def test_doors_that_tell_of_work_name_no_record(scene, door):
    for role in ROLES:
        officer = scene.officer(role, PLACES["outside the audience"])
        assert MARKER not in scene.ask(door, officer).raw
