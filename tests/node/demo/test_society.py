"""Somebody for every role, once, and never beside real officers."""

from typing import Any

import psycopg
import pytest

from seawall.foundation.actor import Level
from seawall.foundation.errors import Conflict
from seawall.foundation.identity.actors import node_actor
from seawall.foundation.identity.models import Compartment, Officer
from seawall.foundation.identity.roles import ROLE_LABELS
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
