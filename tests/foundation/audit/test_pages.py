"""The auditor's page, an entry, an officer's own list."""

import csv
import io
from uuid import uuid4

from tests.foundation.audit.test_log import entries, fill


def test_the_auditor_reads_filters_and_exports(world, client_of):
    fill(world, 3)
    client = client_of(world.officer("auditor"))
    page = client.get("/audit/").content.decode()
    assert page.count("test.thing.done") >= 3
    none = client.get("/audit/", {"action": "nothing."}).content.decode()
    assert "No entry fits" in none
    file = client.get("/audit/", {"export": "csv", "action": "test."})
    rows = list(csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 4
    assert "audit.log.exported" in {entry.action for entry in entries()}


def test_reading_the_log_is_in_the_log(world, client_of):
    client_of(world.officer("auditor")).get("/audit/")
    assert [entry.action for entry in entries()] == ["audit.log.read"]


def test_an_officer_reads_their_own_list_and_no_other(world, client_of):
    fill(world, 2)
    officer = world.officer("border_officer")
    client = client_of(officer)
    assert "test.thing.done" not in client.get("/audit/own").content.decode()
    assert client.get("/audit/").status_code == 403
    stranger = entries()[0]
    assert client.get(f"/audit/{stranger.id}/").status_code == 404
    assert client.get(f"/audit/{uuid4()}/").status_code == 404
    own = next(entry for entry in entries() if entry.officer_id == officer.id)
    assert client.get(f"/audit/{own.id}/").status_code == 200


def test_oversight_reads_every_agency(world, client_of):
    fill(world, 1)
    client = client_of(world.officer("oversight", "ombudsman"))
    assert "test.thing.done" in client.get("/audit/").content.decode()
    auditor = client_of(world.officer("auditor", "ombudsman"))
    assert "test.thing.done" not in auditor.get("/audit/").content.decode()


def test_verify_from_the_page(world, client_of):
    client = client_of(world.officer("auditor"))
    assert "The log is whole" in client.post("/audit/verify").content.decode()
