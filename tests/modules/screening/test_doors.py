"""The API and the console, which do what the pages do."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.engines.lists import samples
from tests.modules.screening import acts
from typer.testing import CliRunner

from seawall.foundation.errors import Invalid
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.identity.models import Officer
from seawall.foundation.people.services import make_token
from seawall.modules.screening import commands, services
from seawall.modules.screening.models import Entry, Watchlist

SCOPES = [
    "screening.lists.read",
    "screening.lists.load",
    "screening.entries.read",
    "screening.subjects.screen",
]


class Caller:
    """A machine with a token."""

    def __init__(self, actor, scopes=SCOPES):
        made = make_token(actor, name="t", scopes=scopes, purpose=actor.purpose, days=1)
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {made.secret}"}
        self._client = Client(HTTP_HOST="localhost", **bearer)

    def get(self, path):
        return self._client.get(f"/api/screening{path}")

    def post(self, path, body=None, **more):
        if more:
            return self._client.post(f"/api/screening{path}", more)
        kind = "application/json"
        return self._client.post(f"/api/screening{path}", json.dumps(body), content_type=kind)


NEW = {"code": "made", "title": "Made", "loader": "csv", "effect": "information"}
PERSON = {
    "surname": "QUILLFEATHER",
    "given_names": "AURELIO",
    "birth_date": "1961-12-12",
    "nationality": "Jamaica",
    "identifiers": [{"kind": "passport", "value": "A1234567", "issuer": "JAM"}],
}


def test_a_list_by_api(world):
    caller = Caller(world.actor("analyst", purpose="intelligence_analysis"))
    made = caller.post("/lists", NEW)
    assert made.status_code == 201
    list_id = made.json()["id"]
    file = SimpleUploadedFile("list.csv", acts.sheet(*acts.ROWS.values())["list.csv"])
    version = caller.post(f"/lists/{list_id}/versions", files=file)
    assert version.status_code == 201
    assert (version.json()["added"], version.json()["state"]) == (3, "previewed")
    applied = caller.post(f"/versions/{version.json()['id']}/apply", {})
    assert applied.json()["state"] == "effective"
    (one,) = caller.get("/lists").json()["items"]
    assert one["entry_count"] == 3
    entries = caller.get(f"/lists/{list_id}/entries").json()
    assert [e["key"] for e in entries["items"]] == ["1", "3", "2"]
    assert entries["next"] is None
    found = caller.get(f"/lists/{list_id}/entries?q=zenob").json()["items"]
    assert [e["key"] for e in found] == ["2"]
    whole = caller.get(f"/entries/{found[0]['id']}").json()
    assert whole["said"]["birth_dates"] == [{"value": "1975", "note": None}]
    assert caller.post(f"/lists/{list_id}/undo", {"reason": "x"}).json()["state"] == "undone"
    assert caller.get(f"/lists/{list_id}/entries").json()["items"] == []


def test_looking_somebody_up_by_api(world):
    actor = world.actor("analyst", purpose="intelligence_analysis")
    watchlist = acts.a_list(actor, effect="information")
    files = acts.sheet(*acts.ROWS.values())
    acts.load(world, watchlist, files, loader=actor, approver=actor)
    caller = Caller(actor)
    other = {"name": "Orlando Elsewhere"}
    found, none = caller.post("/screen", {"subjects": [PERSON, other]}).json()
    (match,) = found["matches"]
    assert (match["key"], match["list_title"]) == ("1", "List national")
    assert match["points"] == pytest.approx(sum(r["points"] for r in match["reasons"]))
    assert none == {"matches": []}
    stranger = Caller(world.actor("analyst", "police", purpose="intelligence_analysis"))
    assert stranger.post("/screen", {"subjects": [PERSON]}).json() == [{"matches": []}]
    assert acts.all_hits() == []


def test_errors_of_the_api_are_problems(world):
    caller = Caller(world.actor("analyst", purpose="intelligence_analysis"))
    list_id = caller.post("/lists", NEW).json()["id"]
    bad = SimpleUploadedFile("list.csv", b"\x00\x01")
    missing = "00000000-0000-7000-8000-000000000000"
    for response, status in (
        (caller.post("/lists", NEW), 409),
        (caller.post("/lists", {**NEW, "loader": "pdf"}), 422),
        (caller.post(f"/lists/{list_id}/versions", files=bad), 422),
        (caller.get(f"/entries/{missing}"), 404),
        (caller.post("/screen", {"subjects": [{"name": "A", "birth_date": "12/12/61"}]}), 422),
        (caller.post("/screen", {"subjects": [{"name": "A" * 600}]}), 422),
        (Client(HTTP_HOST="localhost").get("/api/screening/lists"), 401),
    ):
        assert response.status_code == status, response.content
        assert status == 401 or response.headers["Content-Type"] == "application/problem+json"


def test_a_token_does_no_more_than_its_scopes(world):
    caller = Caller(
        world.actor("analyst", purpose="intelligence_analysis"), ["screening.lists.read"]
    )
    assert caller.get("/lists").status_code == 200
    assert caller.post("/lists", NEW).status_code == 403
    assert caller.post("/screen", {"subjects": [PERSON]}).status_code == 403


@pytest.fixture
def service_account(world):
    return world.officer("service_account", kind=Officer.Kind.SERVICE)


def console(*arguments):
    return CliRunner().invoke(commands.app, [str(one) for one in arguments])


def test_lists_from_the_console(world, service_account, tmp_path):
    for name, data in samples.ofac().items():
        (tmp_path / name).write_bytes(data)
    files = [tmp_path / name for name in samples.OFAC]
    loaded = console("load", "ofac-sdn", *files, "--as", service_account.email, "--json")
    assert loaded.exit_code == 0, loaded.output
    told = json.loads(loaded.stdout)
    assert (told["state"], told["added"]) == ("effective", 4)
    again = console("load", "ofac-sdn", *files, "--as", service_account.email)
    assert "0 added, 0 changed, 0 removed, 4 unchanged" in again.output
    shown = console("show", "--as", service_account.email, "--json")
    (one,) = json.loads(shown.stdout)
    assert (one["code"], one["entries"], one["effect"]) == ("ofac-sdn", 4, "information")
    mail = service_account.email
    undone = console("undo", "ofac-sdn", "--reason", "wrong file", "--as", mail)
    assert undone.exit_code == 0
    assert "key,kind,name" in console("template").output


def test_a_preview_from_the_console_changes_nothing(world, service_account, tmp_path):
    path = tmp_path / "un.xml"
    path.write_bytes(samples.un()["un.xml"])
    mail = service_account.email
    shown = console("load", "un-consolidated", path, "--preview", "--as", mail, "--json")
    assert json.loads(shown.stdout)["state"] == "previewed"
    with unrestricted("test"):
        assert not Entry.objects.unrestricted().exists()


def test_no_person_acts_from_the_console(world, tmp_path):
    path = tmp_path / "un.xml"
    path.write_bytes(samples.un()["un.xml"])
    person = world.officer("border_supervisor")
    refused = console("load", "un-consolidated", path, "--as", person.email)
    assert isinstance(refused.exception, Invalid)


def test_people_of_a_file_are_looked_up(world, service_account, tmp_path):
    actor = world.actor(officer=service_account, role="service_account")
    watchlist = acts.a_list(actor, effect="information")
    files = acts.sheet(*acts.ROWS.values())
    acts.load(world, watchlist, files, loader=actor, approver=actor)
    path = tmp_path / "people.csv"
    path.write_text(
        "surname,given_names,birth_date,passport,passport_issuer\n"
        "QUILLFEATHER,AURELIO,1961-12-12,A1234567,JAM\nELSEWHERE,ORLANDO,1999,,\n"
    )
    app = commands.typer.Typer()
    app.command("screen")(commands.screen)
    told = CliRunner().invoke(app, [str(path), "--as", service_account.email, "--json"])
    assert told.exit_code == 4, told.output
    first, second = json.loads(told.stdout)
    assert first["matches"][0]["key"] == "1"
    assert second["matches"] == []
    shown = CliRunner().invoke(app, [str(path), "--as", service_account.email])
    assert "QUILLFEATHER" in shown.output


def test_retention_ends_hits_then_withdrawn_entries_and_never_what_is_listed(world):
    from seawall.modules.screening.retention import Ending

    actor = world.actor("analyst", purpose="intelligence_analysis")
    approver = world.actor("border_supervisor")
    watchlist = acts.a_list(actor)
    files = acts.sheet(*acts.ROWS.values())
    acts.load(world, watchlist, files, loader=actor, approver=approver)
    services.screen_subjects(approver, candidates=[acts.traveller(world.agency("border"))])
    (hit,) = acts.all_hits()
    services.withdraw_entry(approver, entry_id=hit.entry_id, reason="delisted")
    late = timezone.now() + timedelta(days=20_000)
    ending = Ending()
    assert ending.mask(actor, now=late, limit=100) == 0
    assert ending.delete(actor, now=timezone.now(), limit=100) == 0
    steps = []
    while done := ending.delete(actor, now=late, limit=100):
        steps.append(done)
    assert steps == [1, 1]
    assert acts.all_hits() == []
    assert set(acts.effective(watchlist)) == {"2", "3"}
    with unrestricted("test"):
        assert Watchlist.objects.unrestricted().count() == 1
