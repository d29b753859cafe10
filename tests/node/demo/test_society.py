"""Somebody for every role, once, and never beside real officers."""

from typing import Any

import psycopg
import pytest

from seawall.foundation.actor import Actor, Level
from seawall.foundation.errors import Conflict
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.actors import node_actor
from seawall.foundation.identity.models import Compartment, Officer
from seawall.foundation.identity.roles import ROLE_LABELS
from seawall.modules.screening.models import Watchlist
from seawall.node.demo.day import demo_lists
from seawall.node.demo.loading import load
from seawall.node.demo.society import COMPARTMENT, at_work, make_society, refuse_real_people


def test_there_is_somebody_for_every_role_of_people(db: str) -> None:
    signs = make_society(node_actor())
    assert {sign.role for sign in signs} == set(ROLE_LABELS) - {"service_account"}
    for sign in signs:
        assert Officer.objects.get(email=sign.email).check_password(sign.password)
    assert len({sign.password for sign in signs}) == len(signs)


def test_making_it_again_makes_nobody(db: str) -> None:
    made = make_society(node_actor())
    assert make_society(node_actor()) == ()
    assert Officer.objects.filter(is_demo=True).count() == len(made)


def test_everybody_can_go_to_work(db: str) -> None:
    make_society(node_actor())
    officer = at_work("immigration", "border_officer")
    assert officer.purpose == "border_control"
    assert officer.state == "LCA"
    assert officer.may("border.hits.decide")
    assert at_work("processor", "analyst").state is None


def test_the_sealed_matter_holds_those_of_special_branch(db: str) -> None:
    make_society(node_actor())
    within = Compartment.objects.get(name=COMPARTMENT).officers.all()
    assert {officer.agency.code for officer in within} == {"special-branch"}
    assert all(officer.clearance == Level.RED for officer in within)


def test_it_is_recorded(db: str) -> None:
    make_society(node_actor())
    with psycopg.connect(db) as everything:
        found = everything.execute(
            "SELECT jsonb_array_length(about) FROM audit_entry WHERE action = 'demo.society.made'"
        ).fetchall()
    assert found == [(Officer.objects.filter(is_demo=True).count(),)]


def test_it_keeps_off_a_node_with_officers_of_its_own(db: str, world: Any) -> None:
    make_society(node_actor())
    refuse_real_people()
    world.officer("border_officer")
    with pytest.raises(Conflict):
        refuse_real_people()


def test_its_lists_are_loaded_by_one_and_applied_by_another(db: str) -> None:
    make_society(node_actor())
    counts = {made.about.code: load(made) for made in demo_lists(7, 2026)}
    assert counts == {made.about.code: len(made.about.entries) for made in demo_lists(7, 2026)}
    with psycopg.connect(db) as everything:
        effective = everything.execute(
            "SELECT w.code, v.loaded_by_id = v.applied_by_id FROM screening_listversion v "
            "JOIN screening_watchlist w ON w.id = v.watchlist_id WHERE v.state = 'effective'"
        ).fetchall()
    assert sorted(effective) == [
        ("lantern", False),
        ("national", False),
        ("partner-lookouts", False),
    ]


def test_the_sealed_list_does_not_exist_for_those_outside(db: str) -> None:
    make_society(node_actor())
    for made in demo_lists(7, 2026):
        load(made)
    seen = {
        agency: {one.code for one in _lists(at_work(agency, role))}
        for agency, role in (("special-branch", "analyst"), ("immigration", "border_officer"))
    }
    assert seen["special-branch"] >= {"national", "lantern"}
    assert seen["immigration"] == {"national"}


def _lists(actor: Actor) -> list[Watchlist]:
    with acting(actor):
        return list(Watchlist.objects.visible_to(actor))
