"""The pages of lists, as officers use them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.modules.screening import acts

from seawall.foundation.handling.scope import unrestricted
from seawall.modules.screening import services
from seawall.modules.screening.choices import HitState, VersionState
from seawall.modules.screening.models import Entry, Hit, ListVersion, Watchlist

ENTRY = {
    "kind": "person",
    "surname": "Cobblepot",
    "given_names": "Nadir",
    "birth_dates": "1980-05",
    "nationalities": "Jamaica",
    "documents": "passport:JAM:N0001",
    "reason": "Made up",
    "criterion": "Criterion 1",
    "legal_basis": "Act 1, section 2",
    "expires_on": "2099-01-01",
}


@pytest.fixture
def analyst(world):
    return world.officer("analyst")


@pytest.fixture
def supervisor(world):
    return world.officer("border_supervisor")


@pytest.fixture
def browser(client_of, analyst):
    return client_of(analyst, "intelligence_analysis")


@pytest.fixture
def desk(client_of, supervisor):
    return client_of(supervisor, "border_control")


@pytest.fixture
def watchlist(world, analyst):
    return acts.a_list(world.actor("analyst", officer=analyst, purpose="intelligence_analysis"))


def upload(*rows, name="list.csv"):
    return {"uploads": SimpleUploadedFile(name, acts.sheet(*rows)["list.csv"])}


def the(model):
    with unrestricted("test"):
        return model.objects.unrestricted().latest("created_at")


def told(page):
    """The part of a page that people read."""
    return re.sub(r"<[^>]*>", "", page.content.decode().partition("<main")[2])


def version():
    with unrestricted("test"):
        return ListVersion.objects.latest("loaded_at")


def test_make_load_apply_and_undo_a_list(browser, desk):
    made = browser.post(
        "/lists/new",
        {
            "title": "National list",
            "code": "national",
            "loader": "csv",
            "effect": "refer",
            "level": "2",
            "uses": ["admission", "intelligence"],
            "stale_after_days": "30",
        },
    )
    watchlist = the(Watchlist)
    assert made.headers["Location"] == f"/lists/{watchlist.id}/load"
    assert "stale" in browser.get(f"/lists/{watchlist.id}/").content.decode()
    loaded = browser.post(f"/lists/{watchlist.id}/load", upload(*acts.ROWS.values(), "x;y"))
    assert loaded.headers["Location"] == f"/lists/versions/{version().id}/"
    preview = browser.get(loaded.headers["Location"]).content.decode()
    assert "Aurelio Quillfeather" in preview
    assert "cannot be read as what its column holds" in preview
    refused = browser.post(loaded.headers["Location"])
    assert refused.status_code == 403
    applied = desk.post(loaded.headers["Location"])
    assert applied.headers["Location"] == f"/lists/{watchlist.id}/"
    assert version().state == VersionState.EFFECTIVE
    page = desk.get(f"/lists/{watchlist.id}/").content.decode()
    assert "Zenobia Marrowstone" in page
    assert "Aurelio" not in desk.get(f"/lists/{watchlist.id}/?q=marrow").content.decode()
    undone = browser.post(f"/lists/{watchlist.id}/undo", {"u-reason": "wrong file"})
    assert undone.status_code == 302
    assert acts.effective(watchlist) == {}


def test_an_unreadable_file_says_where_and_keeps_the_form(browser, watchlist):
    page = browser.post(f"/lists/{watchlist.id}/load", upload('1,person,"never closed'))
    assert page.status_code == 422
    assert "Nothing was changed" in page.content.decode()
    assert browser.post(f"/lists/{watchlist.id}/load", {}).status_code == 422


def test_nominate_approve_withdraw(browser, desk, watchlist):
    bad = browser.post(f"/lists/{watchlist.id}/nominate", {**ENTRY, "documents": "nonsense"})
    assert bad.status_code == 422
    alone = {**ENTRY, "documents": "", "birth_dates": ""}
    assert "too little" in browser.post(f"/lists/{watchlist.id}/nominate", alone).content.decode()
    made = browser.post(f"/lists/{watchlist.id}/nominate", ENTRY)
    entry = the(Entry)
    assert made.headers["Location"] == f"/lists/entries/{entry.id}/"
    assert "Approve the entry" not in browser.get(f"/lists/entries/{entry.id}/").content.decode()
    assert browser.post(f"/lists/entries/{entry.id}/approve").status_code == 403
    assert acts.effective(watchlist) == {}
    assert "Approve the entry" in desk.get(f"/lists/entries/{entry.id}/").content.decode()
    desk.post(f"/lists/entries/{entry.id}/approve")
    (said,) = acts.effective(watchlist).values()
    assert said[2] == "Nadir Cobblepot"
    assert said[1]["birth_dates"] == [{"note": None, "value": "1980-05"}]
    desk.post(f"/lists/entries/{entry.id}/withdraw", {"w-reason": "delisted"})
    assert acts.effective(watchlist) == {}


def test_who_nominated_does_not_approve(desk, watchlist):
    desk.post(f"/lists/{watchlist.id}/nominate", ENTRY)
    entry = the(Entry)
    assert desk.post(f"/lists/entries/{entry.id}/approve").status_code == 409


def test_the_hit_page_and_its_exception(world, desk, supervisor, watchlist, analyst):
    actor = world.actor("analyst", officer=analyst, purpose="intelligence_analysis")
    approver = world.actor("border_supervisor", officer=supervisor)
    acts.load(world, watchlist, acts.sheet(*acts.ROWS.values()), loader=actor, approver=approver)
    services.screen_subjects(approver, candidates=[acts.traveller(world.agency("border"))])
    hit = the(Hit)
    assert "QUILLFEATHER" in desk.get("/lists/hits/").content.decode()
    page = desk.get(f"/lists/hits/{hit.id}/").content.decode()
    assert "Is this the same person?" in page
    assert "Close the possible match" not in page  # what the border asked is decided at the border
    closing = {"c-outcome": "different", "c-reason": "x"}
    assert desk.post(f"/lists/hits/{hit.id}/close", closing).status_code == 404
    desk.post(f"/lists/hits/{hit.id}/exception", {"e-reason": "namesake", "e-days": "30"})
    assert the(Hit).state == HitState.EXCEPTED
    assert "namesake" in desk.get(f"/lists/entries/{hit.entry_id}/").content.decode()


def test_the_owner_of_the_entry_closes_its_own_hit(world, client_of):
    police = {"agency": "police"}
    analyst = world.officer("analyst", **police)
    actor = world.actor("analyst", officer=analyst, purpose="intelligence_analysis")
    watchlist = acts.a_list(actor, effect="information")
    files = acts.sheet(*acts.ROWS.values())
    acts.load(world, watchlist, files, loader=actor, approver=actor)
    services.screen_subjects(world.actor(), candidates=[acts.traveller(world.agency("border"))])
    hit, browser = the(Hit), client_of(analyst, "intelligence_analysis")
    assert "Only your agency is told" in browser.get(f"/lists/hits/{hit.id}/").content.decode()
    assert browser.post(f"/lists/hits/{hit.id}/close", {}).status_code == 422
    browser.post(f"/lists/hits/{hit.id}/close", {"c-outcome": "same", "c-reason": "known"})
    assert the(Hit).state == HitState.CLOSED


def test_others_see_neither_list_nor_entry_nor_hit(
    world, client_of, watchlist, analyst, supervisor
):
    actor = world.actor("analyst", officer=analyst, purpose="intelligence_analysis")
    approver = world.actor("border_supervisor", officer=supervisor)
    acts.load(world, watchlist, acts.sheet(*acts.ROWS.values()), loader=actor, approver=approver)
    services.screen_subjects(approver, candidates=[acts.traveller(world.agency("border"))])
    stranger = client_of(world.officer("border_supervisor", "police"), "border_control")
    with unrestricted("test"):
        entry = Entry.objects.unrestricted().first()
        hit = Hit.objects.unrestricted().get()
    assert "List national" not in stranger.get("/lists/").content.decode()
    for path, identity in (
        ("{}/", watchlist.id),
        ("{}/load", watchlist.id),
        ("entries/{}/", entry.id),
        ("hits/{}/", hit.id),
        ("versions/{}/", version().id),
    ):
        there = stranger.get("/lists/" + path.format(identity))
        nowhere = stranger.get("/lists/" + path.format(MISSING))
        assert there.status_code == nowhere.status_code == 404
        assert told(there) == told(nowhere)
    assert "Quillfeather" not in stranger.get("/search?q=quillfeather").content.decode()


MISSING = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("role", ["watch_officer", "statistician", "case_lawyer"])
def test_roles_that_do_not_read_lists(world, client_of, watchlist, role):
    browser = client_of(world.officer(role))
    for path in ("", f"{watchlist.id}/", "hits/", "new", "compare?left=a&right=b"):
        assert browser.get(f"/lists/{path}").status_code in {403, 404}


def test_export_template_and_comparison(browser, watchlist):
    for path, kind in (
        ("?export=csv", "text/csv"),
        (f"{watchlist.id}/?export=xlsx", "application"),
    ):
        response = browser.get(f"/lists/{path}")
        assert response.headers["Content-Type"].startswith(kind)
        response.close()
    assert b"key,kind,name" in browser.get("/lists/template.csv").content
    two = "/lists/compare?left=Ana Quill&right=Anna Quill"
    page = browser.get(f"{two}&left_born=1980&right_born=80")
    assert "YYYY-MM-DD" in page.content.decode()
    page = browser.get(two).content.decode()
    assert "log-odds" in page


def test_change_what_is_said_of_a_list(browser, watchlist):
    given = {"title": "New title", "effect": "information", "stale_after_days": "5"}
    assert browser.post(f"/lists/{watchlist.id}/change", given).status_code == 302
    assert the(Watchlist).title == "New title"


def test_formulas_leave_the_house_harmless(world, browser, watchlist, analyst, supervisor):
    actor = world.actor("analyst", officer=analyst, purpose="intelligence_analysis")
    approver = world.actor("border_supervisor", officer=supervisor)
    files = acts.sheet("1,vessel,=HYPERLINK(1),,,imo::9074729,")
    acts.load(world, watchlist, files, loader=actor, approver=approver)
    response = browser.get(f"/lists/{watchlist.id}/?export=csv")
    assert b"'=HYPERLINK(1)" in b"".join(response.streaming_content)
    response.close()


def test_the_number_of_queries_does_not_grow_with_the_entries(world, browser, analyst):
    actor = world.actor("analyst", officer=analyst, purpose="intelligence_analysis")
    counts = []
    for number in (2, 45):
        watchlist = acts.a_list(actor, code=f"l{number}", effect="information")
        rows = [f"{n},person,Example Person {n},1980,,," for n in range(number)]
        acts.load(world, watchlist, acts.sheet(*rows), loader=actor, approver=actor)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(f"/lists/{watchlist.id}/").content.decode()
        assert f"Example Person {number - 1}" in page
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 30
