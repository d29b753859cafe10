"""The border's other doors: API, watched folder, console, search box."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.modules.border.desk import Desk, everything
from tests.modules.border.manifests import leg, message, person, wire
from typer.testing import CliRunner

from seawall.engines.edifact import read_cusres
from seawall.foundation.identity.models import Officer, Organisation
from seawall.foundation.jobs import services as jobs
from seawall.foundation.people.services import make_token
from seawall.modules.border import commands, folder
from seawall.modules.border.models import Decision, Message
from seawall.modules.border.selectors.subjects import find
from seawall.modules.border.services.receivers import receiver

SCOPES = [
    "border.manifests.receive",
    "border.arrivals.read",
    "border.travellers.read",
    "border.hits.read",
    "border.hits.decide",
]
LATER = leg(departs="2099-11-24T10:55", arrives="2099-11-24T11:40")
LIST = message("new", [person(1), person(2)], legs=(LATER,))


class Machine:
    """A client of the API with a token of its own."""

    def __init__(self, world, agency="border", scopes=SCOPES):
        actor = world.actor("border_officer", agency)
        made = make_token(actor, name="feed", scopes=scopes, purpose="border_control", days=1)
        self.client = Client(HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {made.secret}")

    def send(self, data, **headers):
        return self.client.post(
            "/api/border/manifests", data, content_type="application/edifact", headers=headers
        )

    def get(self, address, **asked):
        return self.client.get(f"/api/border/{address}", asked)

    def post(self, address, body, **headers):
        return self.client.post(
            f"/api/border/{address}", json.dumps(body), "application/json", headers=headers
        )


@pytest.fixture
def machine(world):
    return Machine(world)


def work():
    while jobs.run_due():
        pass


def test_a_message_is_accepted_and_read_by_the_worker(machine, world):
    desk = Desk.of(world)
    answer = machine.send(wire(LIST))
    assert answer.status_code == 202
    kept = answer.json()
    assert kept["state"] == "received"
    work()
    assert machine.get(f"messages/{kept['id']}").json()["state"] == "processed"
    assert len(desk.travellers()) == 2
    again = machine.send(wire(LIST))
    assert (again.status_code, again.json()["id"]) == (202, kept["id"])


def test_a_form_with_a_file_is_a_message_too(machine):
    file = SimpleUploadedFile("zk.edi", wire(LIST))
    answer = machine.client.post("/api/border/manifests", {"file": file})
    assert answer.status_code == 202
    empty = machine.client.post("/api/border/manifests", {"other": "x"})
    assert (empty.status_code, empty["Content-Type"]) == (422, "application/problem+json")


def test_a_key_stands_for_one_request(machine):
    first = machine.send(wire(LIST), **{"Idempotency-Key": "k1"})
    again = machine.send(wire(LIST), **{"Idempotency-Key": "k1"})
    other = machine.send(wire(LIST, LIST), **{"Idempotency-Key": "k1"})
    assert first.json() == again.json()
    assert other.status_code == 409
    assert other.json()["code"] == "request.key.used"
    assert machine.send(wire(LIST), **{"Idempotency-Key": "k" * 300}).status_code == 422
    assert len(everything(Message)) == 1


def test_what_cannot_be_accepted_is_one_problem(machine):
    empty = machine.send(b"")
    assert (empty.status_code, empty["Content-Type"]) == (422, "application/problem+json")
    assert machine.send(b"x" * (settings.SEAWALL.max_message_bytes + 1)).status_code == 413
    assert everything(Message) == []


def test_junk_is_kept_and_says_so(machine):
    kept = machine.send(b"\x00\xff junk").json()
    work()
    read = machine.get(f"messages/{kept['id']}").json()
    assert (read["state"], read["fault"]["code"]) == ("unreadable", "no_interchange")


def test_reading_back(machine, world):
    desk = Desk.of(world)
    desk.lists("one")
    machine.send(wire(LIST))
    work()
    (voyage,) = machine.get("voyages").json()["items"]
    assert (voyage["designator"], voyage["passengers"]) == ("ZK 214", 2)
    page = machine.get(f"voyages/{voyage['id']}/travellers").json()
    assert [one["surname"] for one in page["items"]] == ["BRAMBLETHORN", "OXENHOLLOW"]
    assert page["items"][0]["documents"][0]["number"] == "K4829173"
    assert page["next"] is None
    found = machine.get("travellers", q="bramble").json()["items"]
    assert [one["surname"] for one in found] == ["BRAMBLETHORN"]
    (hit,) = machine.get("hits").json()["items"]
    assert hit["traveller_id"] == found[0]["id"]
    assert sum(reason["points"] for reason in hit["reasons"]) == pytest.approx(hit["points"])
    assert machine.get("replies").json() == {"items": [], "next": None}


def test_pages_follow_each_other_without_a_gap(machine, monkeypatch):
    from seawall.modules.screening import paging

    monkeypatch.setattr(paging, "SIZE", 3)
    machine.send(wire(message("new", [person(n) for n in range(8)], legs=(LATER,))))
    work()
    (voyage,) = machine.get("voyages").json()["items"]
    seen, after = [], ""
    while after is not None:
        page = machine.get(f"voyages/{voyage['id']}/travellers", after=after).json()
        seen += [one["surname"] for one in page["items"]]
        after = page["next"]
    assert seen == [person(n).surname for n in range(8)]
    assert len(machine.get("messages", after="nonsense").json()["items"]) == 1


def test_a_decision_by_key_is_made_once(machine, world):
    desk = Desk.of(world)
    desk.lists("one")
    machine.send(wire(LIST))
    work()
    (hit,) = machine.get("hits").json()["items"]
    body = {"choice": "clear_arrival", "reason": "Looked at both"}
    address = f"hits/{hit['id']}/decision"
    first = machine.post(address, body, **{"Idempotency-Key": "d1"})
    again = machine.post(address, body, **{"Idempotency-Key": "d1"})
    assert (first.status_code, first.json()) == (201, again.json())
    assert len(everything(Decision)) == 1
    assert machine.post(address, body).status_code == 409
    assert machine.post(address, {"choice": "x"}).status_code == 422
    assert machine.get("hits").json()["items"] == []


def test_a_token_without_the_scope_and_no_token_are_refused(world):
    narrow = Machine(world, scopes=["border.arrivals.read"])
    assert narrow.send(wire(LIST)).status_code == 403
    assert narrow.get("hits").status_code == 403
    nobody = Client(HTTP_HOST="localhost").get("/api/border/voyages")
    assert nobody.status_code == 401


def test_what_is_hidden_and_what_is_not_there_answer_alike(machine, world):
    machine.send(wire(LIST))
    work()
    (voyage,) = machine.get("voyages").json()["items"]
    other = Machine(world, "harbour")
    for address in (f"voyages/{voyage['id']}/travellers", f"messages/{everything(Message)[0].id}"):
        hidden = other.get(address)
        missing = other.get(address.replace(address.split("/")[1], str(Officer.objects.first().id)))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content
    assert other.get("voyages").json()["items"] == []


def test_replies_are_fetched_as_they_are(machine, world, monkeypatch):
    from dataclasses import replace

    monkeypatch.setattr(settings, "SEAWALL", replace(settings.SEAWALL, interactive_api=True))
    machine.send(wire(message("new", [person(1)], legs=(replace(LATER),))))
    work()
    (reply,) = machine.get("replies").json()["items"]
    assert reply["codes"] == {"0Z": 1}
    (said,) = read_cusres(machine.get(f"replies/{reply['id']}").content)
    assert said.voyage_number == "ZK214"


# The watched folder


@pytest.fixture
def inbox(world, tmp_path, monkeypatch):
    from dataclasses import replace

    monkeypatch.setattr(settings, "SEAWALL", replace(settings.SEAWALL, data_dir=tmp_path))
    monkeypatch.setattr(folder, "_seen", {})
    path = Path(settings.SEAWALL.inbox_dir)
    path.mkdir()
    return path


def names(path):
    return sorted(one.name.partition("-")[2] for one in path.iterdir()) if path.is_dir() else []


def test_a_file_is_taken_once_it_has_come_to_rest(inbox):
    file = inbox / "zk.edi"
    file.write_bytes(wire(LIST)[:200])
    folder.look()
    file.write_bytes(wire(LIST))
    os.utime(file, ns=(1, 1))
    folder.look()
    assert file.exists()
    folder.look()
    assert names(inbox / "accepted") == ["zk.edi"]
    assert not file.exists()
    (kept,) = everything(Message)
    assert (kept.state, kept.sender, kept.origin) == ("processed", "zk.edi", "folder")


def test_what_cannot_be_read_is_moved_with_its_reason(inbox):
    (inbox / "letter.txt").write_bytes(b"Dear Sirs,")
    (inbox / "empty.edi").write_bytes(b"")
    folder.look()
    folder.look()
    refused = inbox / "refused"
    assert names(refused) == ["empty.edi", "empty.edi.reason", "letter.txt", "letter.txt.reason"]
    reasons = "".join(one.read_text() for one in sorted(refused.glob("*.reason")))
    assert "no_interchange" in reasons
    assert "border.message.empty" in reasons


def test_half_files_folders_and_links_are_left(inbox, tmp_path):
    (inbox / "half.edi.part").write_bytes(wire(LIST))
    (inbox / ".hidden").write_bytes(wire(LIST))
    (inbox / "folder").mkdir()
    secret = tmp_path / "secret"
    secret.write_bytes(wire(LIST))
    (inbox / "link").symlink_to(secret)
    folder.look()
    folder.look()
    assert everything(Message) == []
    assert secret.exists()


def test_a_kill_between_receiving_and_moving_takes_the_file_once(inbox, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(*_args):
        raise Killed

    (inbox / "zk.edi").write_bytes(wire(LIST))
    folder.look()
    with monkeypatch.context() as patch:
        patch.setattr(folder, "_move", kill)
        with pytest.raises(Killed):
            folder.look()
    folder._seen.clear()
    folder.look()
    folder.look()
    assert len(everything(Message)) == 1
    assert names(inbox / "accepted") == ["zk.edi"]


def test_the_operating_agencys_account_receives(world):
    assert receiver().display == "Saint Lucia node"
    agency = world.agency("border")
    Organisation.objects.filter(id=agency.organisation_id).update(operates_node=True)
    account = world.officer("service_account", kind=Officer.Kind.SERVICE)
    assert receiver().officer_id == account.id
    assert receiver().agency_id == agency.id


# The console


def test_the_console_receives_and_shows(world, tmp_path):
    good, bad = tmp_path / "zk.edi", tmp_path / "bad.edi"
    good.write_bytes(wire(LIST))
    bad.write_bytes(b"nothing")
    run = CliRunner()
    done = run.invoke(commands.app, ["receive", str(good), "--json"])
    assert done.exit_code == 0
    (told,) = json.loads(done.stdout)
    assert (told["state"], told["travellers"]) == ("processed", 2)
    failed = run.invoke(commands.app, ["receive", str(good), str(bad)])
    assert failed.exit_code == 1
    assert "no UN/EDIFACT message" in failed.stderr
    shown = run.invoke(commands.app, ["arrivals", "--json"])
    (voyage,) = json.loads(shown.stdout)
    assert (voyage["designator"], voyage["passengers"]) == ("ZK 214", 2)
    assert "ZK 214" in run.invoke(commands.app, ["arrivals"]).stdout


def test_the_search_box_finds_people(world):
    desk = Desk.of(world)
    desk.send(LIST)
    assert [one.title for one in find(desk.officer, "bramb", limit=5)] == ["BRAMBLETHORN, MARLOW"]
    assert find(desk.officer, "br", limit=5) == []
    assert find(world.actor("auditor"), "bramb", limit=5) == []
