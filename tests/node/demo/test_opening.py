"""A demonstration opens once, and its traffic reaches the node as a carrier's would."""

import json
import threading
from typing import Any

import psycopg
import pytest

from seawall.foundation.errors import Conflict
from seawall.foundation.identity.models import Officer
from seawall.foundation.jobs.services import run_due
from seawall.node.demo.live import play
from seawall.node.demo.opening import FILE_NAME, Demonstration, known, open_demonstration


def opened(node: Any) -> Demonstration:
    return open_demonstration(node, seed=7, year=2026, tell=lambda _step: None)


def test_a_second_start_finds_the_same_people(node: Any, db: str) -> None:
    assert known(node) is None
    first = opened(node)
    assert opened(node) == known(node) == first
    for sign_in in first.sign_ins:
        assert Officer.objects.get(email=sign_in.email).check_password(sign_in.password)


def test_passwords_are_readable_for_the_nodes_account_alone(node: Any, db: str) -> None:
    opened(node)
    file = node.keys_dir / FILE_NAME
    assert json.loads(file.read_text("utf-8"))["sign_ins"]
    assert file.stat().st_mode & 0o077 == 0


def test_it_tells_each_step(node: Any, db: str) -> None:
    steps: list[str] = []
    open_demonstration(node, seed=7, year=2026, tell=steps.append)
    assert len(steps) == len(set(steps)) == 5


def test_it_makes_nobody_beside_real_officers(node: Any, db: str, world: Any) -> None:
    world.officer("border_officer")
    with pytest.raises(Conflict):
        opened(node)
    assert not Officer.objects.filter(is_demo=True).exists()


def test_the_first_voyages_arrive_and_are_screened(node: Any, db: str) -> None:
    opened(node)
    stop = threading.Event()
    stop.set()
    play(stop)
    while run_due():
        pass
    with psycopg.connect(db) as everything:

        def one(query: str) -> Any:
            found = everything.execute(query).fetchone()
            assert found is not None
            return found[0]

        assert one("SELECT count(*) FROM jobs_job WHERE state <> 'done'") == 0
        assert one("SELECT count(*) FROM border_message WHERE state <> 'processed'") == 0
        assert one("SELECT count(*) FROM border_voyage") >= 9
        assert one("SELECT count(*) FROM border_traveller") > 300
        assert one("SELECT count(*) FROM screening_hit") > 0


def test_a_node_without_a_demonstration_gets_no_traffic(node: Any, db: str) -> None:
    stop = threading.Event()
    stop.set()
    play(stop)
    with psycopg.connect(db) as everything:
        assert everything.execute("SELECT count(*) FROM border_message").fetchone() == (0,)
