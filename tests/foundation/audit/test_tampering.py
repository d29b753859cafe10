"""Whatever a superuser changes of the log, in the database or its file, is seen and named."""

import uuid

import psycopg
import pytest
from django.conf import settings as node_settings
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.foundation.audit.test_log import entries, fill, seal, verify

from seawall.foundation.audit import sealing
from seawall.foundation.audit.keys import signing_key
from seawall.foundation.audit.models import Entry
from seawall.foundation.audit.recording import details_of
from seawall.foundation.errors import Unavailable
from seawall.foundation.handling.scope import unrestricted

TABLES = {
    "audit_entry": "id",
    "audit_subject": "id",
    "audit_detail": "entry_id",
    "audit_detailkey": "entry_id",
    "audit_seal": "position",
    "audit_checkpoint": "tree_size",
}
ANOTHER = {
    "uuid": "gen_random_uuid()",
    "timestamptz": "{c} + interval '1 microsecond'",
    "varchar": "{c} || 'x'",
    "text": "{c} || 'x'",
    "jsonb": '\'[["test.thing", "x"]]\'',
    "bytea": "set_byte({c}, 0, get_byte({c}, 0) # 1)",
    "int8": "{c} + 1000",
    "int4": "{c} + 1000",
}


@pytest.fixture
def log(world, db, tmp_path):
    """Nine entries with details, sealed in two checkpoints, and two that wait."""
    folder = tmp_path / "audit"
    for count in (5, 4):
        fill(world, count)
        seal(folder)
    fill(world, 2)
    with psycopg.connect(db) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.commit()
        yield folder, admin


def columns(admin, table):
    found = admin.execute(
        "SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = %s",
        [table],
    ).fetchall()
    admin.rollback()
    return found


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_any_row_is_seen(log, data):
    folder, admin = log
    assert verify(folder).whole
    table = data.draw(st.sampled_from(sorted(TABLES)))
    key = TABLES[table]
    rows = [row[0] for row in admin.execute(f"SELECT {key} FROM {table} ORDER BY {key}").fetchall()]
    admin.rollback()
    chosen = data.draw(st.sampled_from(rows))
    column, kind = data.draw(st.sampled_from(columns(admin, table)))
    act = data.draw(st.sampled_from(["change", "delete"]))
    # To destroy a key is how details are erased, and the surrogate number of an index says nothing.
    assume((table, act) != ("audit_detailkey", "delete"))
    assume((table, column, act) != ("audit_subject", "id", "change"))
    assume((table, column, act) != ("audit_detailkey", "entry_id", "change"))
    where = f"WHERE {key} = %s"
    entry = entry_of(admin, table, chosen)
    assume(entry is None or entry[1] >= 0)  # what waits for its seal is not signed yet
    try:
        backup(admin, table)
        if act == "delete":
            admin.execute(f"DELETE FROM {table} {where}", [chosen])
        else:
            value = ANOTHER[kind].format(c=column)
            admin.execute(f"UPDATE {table} SET {column} = {value} {where}", [chosen])
        admin.commit()
        report = verify(folder)
        assert not report.whole, (table, column, act)
        if entry is not None:
            named = {fault.entry_id for fault in report.faults}
            places = {fault.position for fault in report.faults}
            assert entry[0] in named or entry[1] in places, (table, column, act, report.faults)
    finally:
        restore(admin, table)
    assert verify(folder).whole


def entry_of(admin, table, key):
    """Entry and place that a row belongs to; None for a checkpoint, which covers many."""
    owner = {
        "audit_entry": "SELECT id FROM audit_entry WHERE id = %s",
        "audit_subject": "SELECT entry_id FROM audit_subject WHERE id = %s",
        "audit_detail": "SELECT entry_id FROM audit_detail WHERE entry_id = %s",
        "audit_detailkey": "SELECT entry_id FROM audit_detailkey WHERE entry_id = %s",
        "audit_seal": "SELECT entry_id FROM audit_seal WHERE position = %s",
    }.get(table)
    if owner is None:
        return None
    (identity,) = admin.execute(owner, [key]).fetchone()
    place = admin.execute("SELECT position FROM audit_seal WHERE entry_id = %s", [identity])
    found = place.fetchone()
    admin.rollback()
    return identity, found[0] if found else -1


def backup(admin, table):
    admin.execute(f"CREATE TABLE kept AS TABLE {table}")
    admin.commit()


def restore(admin, table):
    admin.rollback()
    admin.execute(f"DELETE FROM {table}")
    admin.execute(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM kept")
    admin.execute("DROP TABLE kept")
    admin.commit()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_any_byte_of_the_file_is_seen(log, data):
    folder, _admin = log
    path = folder / sealing.FILE_NAME
    before = path.read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    act = data.draw(st.sampled_from(["change", "drop", "add", "cut"]))
    byte = bytes([data.draw(st.integers(0, 255))])
    after = {
        "change": before[:place] + byte + before[place + 1 :],
        "drop": before[:place] + before[place + 1 :],
        "add": before[:place] + byte + before[place:],
        "cut": before[:place],
    }[act]
    # The end of the last line is no part of what it says.
    assume(after.rstrip(b"\n") != before.rstrip(b"\n"))
    try:
        path.write_bytes(after)
        assert not verify(folder).whole
    finally:
        path.write_bytes(before)


def test_lines_in_another_order_or_twice_are_seen(log):
    folder, _admin = log
    path = folder / sealing.FILE_NAME
    first, second = path.read_text().splitlines(keepends=True)
    for text in (second + first, first + first + second, first + second + second):
        path.write_text(text)
        assert not verify(folder).whole


@pytest.mark.parametrize("statement", [
    "INSERT INTO audit_waiting VALUES (gen_random_uuid())",
    "INSERT INTO audit_waiting SELECT entry_id FROM audit_seal LIMIT 1",
    "DELETE FROM audit_waiting",
    "INSERT INTO audit_subject (entry_id, kind, subject_id) "
    "SELECT id, 'x', id FROM audit_entry LIMIT 1",
    "INSERT INTO audit_seal SELECT position + 100, gen_random_uuid(), leaf FROM audit_seal LIMIT 1",
    "INSERT INTO audit_seal SELECT -1, gen_random_uuid(), leaf FROM audit_seal LIMIT 1",
    "INSERT INTO audit_checkpoint SELECT tree_size + 100, root, peaks, at, signature "
    "FROM audit_checkpoint LIMIT 1",
    "UPDATE audit_entry SET detail_digest = ''",
])  # fmt: skip
def test_what_is_slipped_in_is_seen(log, statement):
    folder, admin = log
    admin.execute(statement)
    admin.commit()
    assert not verify(folder).whole


def test_nothing_is_sealed_on_top_of_a_changed_checkpoint(log):
    folder, admin = log
    admin.execute("UPDATE audit_checkpoint SET peaks = '[]'")
    admin.commit()
    with pytest.raises(sealing.LogBroken):
        seal(folder)
    assert {fault.code for fault in verify(folder).faults} == {"checkpoint_changed"}


def test_another_key_signs_nothing_of_ours(log, tmp_path):
    from seawall.foundation.audit.keys import ensure_signing_key, verifying_key
    from seawall.foundation.audit.verification import verify as verified

    folder, _admin = log
    ensure_signing_key(tmp_path / "other")
    report = verified(key=verifying_key(tmp_path / "other"), directory=folder)
    assert {fault.code for fault in report.faults} == {"checkpoint_signature_wrong"}
    assert signing_key(node_settings.SEAWALL.keys_dir).public_key()


def test_changed_details_are_told_and_not_shown(log, client_of, world):
    _folder, admin = log
    victim = entries()[0]
    admin.execute("UPDATE audit_detailkey SET key = set_byte(key, 0, get_byte(key, 0) # 1)")
    admin.commit()
    with unrestricted("test"), pytest.raises(Unavailable):
        details_of(victim.id)
    page = client_of(world.officer("auditor")).get(f"/audit/{victim.id}/")
    assert page.status_code == 503
    assert b"Verify the log" in page.content


def test_an_entry_cannot_be_moved_to_another_place(log):
    folder, admin = log
    first, second = (entry.id for entry in entries()[:2])
    spare = uuid.uuid4()
    for old, new in ((first, spare), (second, first), (spare, second)):
        admin.execute("UPDATE audit_seal SET entry_id = %s WHERE entry_id = %s", [new, old])
    admin.commit()
    assert {fault.entry_id for fault in verify(folder).faults} == {first, second}
    assert Entry._meta.db_table == "audit_entry"
