"""``seawall audit``: what it prints and how it ends."""

import json
import shutil
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from tests.foundation.audit.test_log import entries, fill, seal
from typer.testing import CliRunner

from seawall.node.commands import audit


@pytest.fixture
def sealed(world, monkeypatch, tmp_path):
    """A log of seven entries, sealed; two more wait."""
    folder = tmp_path / "audit"
    node = SimpleNamespace(keys_dir=settings.SEAWALL.keys_dir, audit_dir=folder)
    monkeypatch.setattr(settings, "SEAWALL", node)
    fill(world)
    seal(folder)
    fill(world, 2)
    yield folder
    shutil.rmtree(folder)


def run(*words):
    return CliRunner().invoke(audit.app, words)


def test_a_whole_log_says_so_and_ends_with_0(sealed):
    done = run("verify")
    assert done.exit_code == 0
    lines = dict(line.rsplit(maxsplit=1) for line in done.stdout.splitlines() if " " in line)
    assert (lines["tree size"], lines["checkpoints"], lines["unsealed"]) == ("7", "1", "2")
    assert len(lines["root"]) == 64
    assert done.stdout.splitlines()[-1] == "whole"


def test_a_changed_entry_is_named_and_ends_with_1(sealed, db):
    victim = entries()[2]
    with psycopg.connect(db, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("UPDATE audit_entry SET action = 'nothing' WHERE id = %s", [victim.id])
    done = run("verify")
    assert done.exit_code == 1
    assert f"entry_changed position 2 entry {victim.id}" in done.stdout
    assert done.stdout.splitlines()[-1] == "not whole"
    told = json.loads(run("verify", "--json").stdout)
    assert told["whole"] is False
    assert told["faults"] == [{"code": "entry_changed", "position": 2, "entry": str(victim.id)}]


def test_an_entry_is_proved_or_said_not_to_be(sealed):
    known, waiting = entries()[0], entries()[-1]
    proved = run("prove", str(known.id))
    assert proved.exit_code == 0
    assert json.loads(proved.stdout)["holds"] is True
    assert run("prove", str(waiting.id)).exit_code == 1
