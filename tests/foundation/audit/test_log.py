"""The log: one entry for one act, sealed after its commit, and every later change named."""

import threading
import uuid

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction

from seawall.engines.merkle import root_from_inclusion
from seawall.foundation.audit import sealing, verification
from seawall.foundation.audit.keys import signing_key, verifying_key
from seawall.foundation.audit.models import DetailKey, Entry, Seal, Waiting
from seawall.foundation.audit.recording import Outcome, details_of, disclosed, recorded
from seawall.foundation.errors import Refused
from seawall.foundation.handling.scope import unrestricted


@recorded("test.thing.done", "border.hits.decide")
def do(actor, *, thing, details=None):
    return Outcome(thing, about=(("test.thing", thing),), details=details or {})


@disclosed("test.thing.shown", "border.hits.read")
def show(actor, *, thing):
    return Outcome(thing, about=(("test.thing", thing),))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "audit"


def seal(folder):
    return sealing.seal_waiting(key=signing_key(settings.SEAWALL.keys_dir), directory=folder)


def verify(folder):
    return verification.verify(key=verifying_key(settings.SEAWALL.keys_dir), directory=folder)


def entries():
    with unrestricted("test"):
        return list(Entry.objects.order_by("at", "id"))


def fill(world, count=7):
    actor = world.actor()
    for _ in range(count):
        do(actor, thing=uuid.uuid4(), details={"note": "n"})
    return actor


def test_an_act_writes_one_entry_with_officer_purpose_and_case(world):
    actor, thing = world.actor(), uuid.uuid4()
    assert do(actor, thing=thing, details={"choice": "refer"}) == thing
    (entry,) = entries()
    assert (entry.action, entry.result) == ("test.thing.done", "written")
    assert (entry.officer_id, entry.agency_id) == (actor.officer_id, actor.agency_id)
    assert (entry.purpose, entry.case_reference) == ("border_control", "T-1")
    assert entry.about == [["test.thing", str(thing)]]
    with unrestricted("test"):
        assert details_of(entry.id) == {"choice": "refer"}


def test_a_reading_is_an_entry_too(world):
    show(world.actor(), thing=uuid.uuid4())
    assert [entry.result for entry in entries()] == ["read"]


def test_a_refusal_is_written_down(world):
    with pytest.raises(Refused):
        do(world.actor("analyst"), thing=uuid.uuid4())
    (entry,) = entries()
    assert (entry.action, entry.result) == ("test.thing.done", "refused")


def test_a_failed_act_leaves_no_entry(world):
    @recorded("test.thing.broken")
    def broken(actor):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken(world.actor())
    assert entries() == []


def test_everything_sealed_verifies_and_every_entry_has_a_proof(world, folder):
    fill(world)
    assert seal(folder) == 7
    fill(world, 4)
    assert seal(folder) == 4
    report = verify(folder)
    assert (report.whole, report.tree_size, report.unsealed, report.checkpoints) == (True, 11, 0, 2)
    for entry in entries():
        proof = verification.prove(entry.id)
        assert verification.holds(proof)
        assert root_from_inclusion(proof.leaf, proof.position, 11, proof.path) == report.root


def test_an_entry_that_commits_late_is_sealed_later_and_never_skipped(world, folder):
    actor, begun, go_on = world.actor(), threading.Event(), threading.Event()

    def late():
        try:
            with transaction.atomic():
                do(actor, thing=uuid.uuid4())
                begun.set()
                assert go_on.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=late)
    thread.start()
    assert begun.wait(10)
    do(actor, thing=uuid.uuid4())
    assert seal(folder) == 1
    go_on.set()
    thread.join()
    assert seal(folder) == 1
    report = verify(folder)
    assert (report.whole, report.tree_size) == (True, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET purpose = 'other'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry CASCADE",
        "DELETE FROM audit_seal",
        "UPDATE audit_checkpoint SET tree_size = 1",
        "DELETE FROM audit_detail",
        "UPDATE audit_subject SET kind = 'x'",
    ],
)
def test_the_nodes_role_cannot_change_the_log(world, folder, raw, statement):
    fill(world, 2)
    seal(folder)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw(f"BEGIN; SELECT set_config('seawall.unrestricted', 'x', true); {statement}; COMMIT")


def tamper(db, statement):
    with psycopg.connect(db, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(statement)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE audit_entry SET purpose = 'other' WHERE id = '{id}'", "entry_changed"),
        ("UPDATE audit_entry SET at = at + interval '1 us' WHERE id = '{id}'", "entry_changed"),
        ("UPDATE audit_entry SET about = '[]' WHERE id = '{id}'", "entry_changed"),
        ("DELETE FROM audit_entry WHERE id = '{id}'", "entry_missing"),
        ("UPDATE audit_seal SET leaf = '\\x00' WHERE entry_id = '{id}'", "seal_changed"),
        ("DELETE FROM audit_seal WHERE entry_id = '{id}'", "seal_missing"),
        ("UPDATE audit_detail SET ciphertext = '\\x00' WHERE entry_id = '{id}'", "details_changed"),
        ("DELETE FROM audit_detail WHERE entry_id = '{id}'", "details_missing"),
    ],
)
def test_a_change_by_the_superuser_is_named(world, folder, db, statement, code):
    fill(world)
    seal(folder)
    victim = entries()[3]
    with unrestricted("test"):
        position = Seal.objects.get(entry_id=victim.id).position
    tamper(db, statement.format(id=victim.id))
    faults = {(fault.code, fault.position, fault.entry_id) for fault in verify(folder).faults}
    named = {fault for fault in faults if fault[1] == position or fault[2] == victim.id}
    assert code in {fault[0] for fault in named}


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "audit_checkpoint", "audit_detail"])
def test_emptying_any_table_is_named(world, folder, db, table):
    fill(world)
    seal(folder)
    tamper(db, f"TRUNCATE {table} CASCADE")
    assert not verify(folder).whole


def test_an_entry_slipped_in_behind_the_log_is_named(world, folder, db):
    fill(world, 2)
    seal(folder)
    columns = "at, action, result, officer_id, agency_id, purpose, case_reference, about, ''"
    tamper(db, f"INSERT INTO audit_entry SELECT gen_random_uuid(), {columns} FROM audit_entry")
    assert {fault.code for fault in verify(folder).faults} == {"entry_never_sealed"}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"root": "', '"root": "00', 1),
        lambda text: text[: len(text) // 2],
        lambda text: "\n".join(text.splitlines()[1:]) + "\n",
        lambda _text: "",
        lambda text: text.replace('"at": "2', '"at": "1', 1),
    ],
)
def test_a_changed_checkpoint_file_is_named(world, folder, change):
    fill(world, 3)
    seal(folder)
    fill(world, 3)
    seal(folder)
    path = folder / sealing.FILE_NAME
    path.write_text(change(path.read_text()))
    assert not verify(folder).whole


def test_a_sealer_killed_before_it_wrote_the_file_catches_up(world, folder):
    fill(world, 3)
    seal(folder)
    fill(world, 3)
    with unrestricted("test"):
        assert Waiting.objects.count() == 3
    sealing._seal_batch(signing_key(settings.SEAWALL.keys_dir))
    path = folder / sealing.FILE_NAME
    path.write_text(path.read_text() + '{"tree_size": 6, "ro')
    seal(folder)
    report = verify(folder)
    assert (report.whole, report.tree_size) == (True, 6)


def test_destroying_a_key_erases_the_details_and_leaves_the_log_whole(world, folder):
    fill(world, 2)
    seal(folder)
    victim = entries()[0]
    with unrestricted("erasure"):
        DetailKey.objects.filter(entry_id=victim.id).delete()
        assert details_of(victim.id) is None
    assert verify(folder).whole


def test_an_agency_reads_only_its_own_entries(world, raw):
    fill(world, 2)
    other = world.actor(agency="police")
    from seawall.foundation.handling.scope import acting

    with acting(other):
        assert Entry.objects.count() == 0
    assert raw("SELECT count(*) FROM audit_entry") == [(0,)]
