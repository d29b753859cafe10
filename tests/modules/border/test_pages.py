"""The border's pages, as officers use them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.modules.border.desk import Desk, everything
from tests.modules.border.manifests import crew, leg, message, person, wire

from seawall.foundation.audit.models import Entry as AuditEntry
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.border import services
from seawall.modules.border.models import Decision, SecondaryInspection


@pytest.fixture
def officer(world):
    return world.officer("border_officer")


@pytest.fixture
def browser(client_of, officer):
    return client_of(officer, "border_control")


@pytest.fixture
def supervisor(client_of, world):
    return client_of(world.officer("border_supervisor"), "border_control")


def soon(number="ZK214", *, hours=1):
    """A leg that arrives in so many hours, by clocks that are UTC here."""
    arrives = timezone.now() + timedelta(hours=hours)
    departs = arrives - timedelta(hours=3)
    return leg(
        number,
        places=("LHR", "LHR"),
        departs=departs.strftime("%Y-%m-%dT%H:%M"),
        arrives=arrives.strftime("%Y-%m-%dT%H:%M"),
    )


@pytest.fixture
def desk(world):
    desk = Desk.of(world)
    desk.lists("one")
    desk.send(message("new", [person(1), person(2)], legs=(soon(),)))
    desk.send(message("crew", [crew(9)], legs=(soon("ZK500", hours=5),)))
    return desk


def page(browser, name, *args, status=200, **more):
    response = browser.get(reverse(f"border:{name}", args=args), more)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def entries(action):
    with unrestricted("test"):
        return list(AuditEntry.objects.filter(action=action).order_by("at"))


def test_the_board_shows_voyages_by_time_and_who_waits(browser, desk):
    text = page(browser, "arrivals")
    assert text.index("ZK 214") < text.index("ZK 500")
    assert "Next two hours" in text
    assert "Later today" in text or "Tomorrow and later" in text
    assert "BRAMBLETHORN" in text
    assert "OXENHOLLOW" not in text
    assert "Expected today" in text
    assert [entry.action for entry in entries("border.hits.listed")]


def test_the_board_can_be_narrowed(browser, desk):
    assert "ZK 500" not in page(browser, "arrivals", hits="on")
    assert "ZK 214" not in page(browser, "arrivals", mode="sea").split("Waiting for a decision")[0]
    assert "No voyage is expected" in page(browser, "arrivals", show="landed")


def test_the_panel_alone_answers_htmx(browser, desk):
    response = browser.get(
        reverse("border:arrivals"), headers={"HX-Request": "true", "HX-Target": "voyages"}
    )
    text = response.content.decode()
    assert "ZK 214" in text
    assert "<html" not in text
    assert "BRAMBLETHORN" in page(browser, "queue")


def test_the_number_of_queries_does_not_grow_with_voyages(browser, desk):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(browser, "arrivals")
        return len(captured)

    queries()
    few = queries()
    desk.lists("two", code="other")
    for number in range(12):
        desk.send(
            message("new", [person(number), person(number + 20)], legs=(soon(f"ZK6{number:02d}"),))
        )
    assert queries() <= few + 1


def test_the_manifest_shows_flags_hits_and_whom(browser, desk):
    (voyage, _other) = desk.voyages()
    row = desk.travellers(surname="OXENHOLLOW")[0]
    services.set_flag(desk.officer, traveller_id=row.id, code="victim", reason="Indicators")
    text = page(browser, "voyage", voyage.id)
    assert "BRAMBLETHORN" in text
    assert "Victim" in text
    assert "K4829173" in text
    (entry,) = entries("border.manifest.opened")
    assert ["border.traveller", str(row.id)] in entry.about
    assert "OXENHOLLOW" not in page(browser, "voyage", voyage.id, hits="on")
    assert "Nobody fits" in page(browser, "voyage", voyage.id, kind="crew")


def test_the_manifests_queries_do_not_grow_with_people(browser, world):
    desk = Desk.of(world)

    def queries(count):
        desk.send(message("new", [person(n) for n in range(count)], legs=(soon(f"ZK{count:03d}"),)))
        voyage = next(one for one in desk.voyages() if one.number == str(count))
        with CaptureQueriesContext(connection) as captured:
            page(browser, "voyage", voyage.id)
        return len(captured)

    queries(2)
    assert queries(40) <= queries(3) + 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_a_disclosure_of_its_own(browser, desk, kind):
    voyage = desk.voyages()[0]
    response = browser.get(reverse("border:voyage", args=[voyage.id]), {"export": kind})
    data = b"".join(response.streaming_content)
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert kind == "xlsx" or b"BRAMBLETHORN" in data
    assert len(entries("border.manifest.exported")) == 1


def test_a_hit_is_shown_with_its_reasons_and_decided(browser, desk):
    (hit,) = desk.hits()
    text = page(browser, "hit", hit.id)
    for part in ("Is this the same person?", "BRAMBLETHORN", "Bramblethorn", "NAD+FL", "Sum"):
        assert part in text
    address = reverse("border:hit", args=[hit.id])
    wrong = browser.post(address, {"choice": "clear_arrival", "reason": " "})
    assert wrong.status_code == 422
    done = browser.post(address, {"choice": "clear_arrival", "reason": "Looked at both"})
    assert done.status_code == 302
    assert "Looked at both" in page(browser, "hit", hit.id)
    (made,) = everything(Decision)
    undo = reverse("border:undo", args=[made.id])
    assert page(browser, "undo", made.id)
    assert browser.post(undo, {"reason": "Wrong person"}).status_code == 302
    assert "Wrong person" in page(browser, "hit", hit.id)
    assert desk.hits()[0].state == "open"


def test_a_hit_of_another_agency_is_not_there(client_of, world, desk):
    stranger = client_of(world.officer("border_officer", "harbour"), "border_control")
    (hit,) = desk.hits()
    there = stranger.get(reverse("border:hit", args=[hit.id]))
    nowhere = stranger.get(reverse("border:hit", args=[desk.officer.officer_id]))
    assert there.status_code == nowhere.status_code == 404
    for name in ("arrivals", "hits", "messages"):
        assert "BRAMBLE" not in page(stranger, name)
        assert "ZK 214" not in page(stranger, name)


def test_two_signatures_on_the_pages(browser, supervisor, desk, monkeypatch):
    from dataclasses import replace

    from django.conf import settings

    monkeypatch.setattr(settings, "SEAWALL", replace(settings.SEAWALL, interactive_api=True))
    later = timezone.now() + timedelta(hours=6)
    flight = leg(
        "ZK900",
        places=("LHR", "LHR"),
        departs=later.strftime("%Y-%m-%dT%H:%M"),
        arrives=(later + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
    )
    told = person(1, nationality="VEN", documents=())
    desk.send(message("new", [told], legs=(flight,)))
    hit = next(one for one in desk.hits() if "ZK 900" in page(browser, "hit", one.id))
    address = reverse("border:hit", args=[hit.id])
    assert browser.post(address, {"choice": "no_board", "reason": "As asked"}).status_code == 302
    (made,) = everything(Decision)
    sign = reverse("border:sign", args=[made.id])
    assert "As asked" in page(supervisor, "signatures")
    assert browser.post(sign, {"agrees": "yes", "reason": "me"}).status_code == 403
    assert supervisor.post(sign, {"agrees": "yes", "reason": "Seen"}).status_code == 302
    assert "No decision waits" in page(supervisor, "signatures")
    assert "Seen" in page(browser, "hit", hit.id)


def test_secondary_inspection_on_the_pages(browser, desk):
    (hit,) = desk.hits()
    address = reverse("border:hit", args=[hit.id])
    browser.post(
        address, {"choice": "refer_arrival", "reason": "Secret source", "referral": "Look at bags"}
    )
    (made,) = everything(SecondaryInspection)
    text = page(browser, "inspection", made.id)
    assert "Look at bags" in text
    assert "Secret source" not in text
    assert "BRAMBLETHORN" in page(browser, "inspections")
    act = reverse("border:close", args=[made.id])
    wrong = {"c-outcome": "admit", "c-same_person": "different", "c-reasons": "Fine"}
    assert browser.post(act, wrong).status_code == 422
    for kind in ("interview", "trafficking"):
        step = reverse("border:step", args=[made.id])
        assert browser.post(step, {"s-kind": kind, "s-note": "asked"}).status_code == 302
    assert browser.post(act, wrong).status_code == 302
    assert "Fine" in page(browser, "inspection", made.id)
    assert desk.hits()[0].state == "closed"


def test_people_and_documents_are_found_and_the_search_is_written_down(browser, desk):
    assert "BRAMBLETHORN" in page(browser, "travellers", q="bramble marl")
    assert "BRAMBLETHORN" not in page(browser, "travellers", q="bramblex")
    assert "BRAMBLETHORN" in page(browser, "travellers", q="K482 9173")
    assert "BRAMBLETHORN" in page(browser, "documents", q="k4829173")
    assert "Nobody found" in page(browser, "documents", q="K482917")
    assert "BRAMBLE" not in page(browser, "travellers")
    assert len(entries("border.travellers.searched")) == 3
    assert "BRAMBLE" not in str([entry.about for entry in entries("border.travellers.searched")])


def test_a_traveller_and_the_flags(browser, desk):
    row = desk.travellers(surname="BRAMBLETHORN")[0]
    assert "K4829173" in page(browser, "traveller", row.id)
    act = reverse("border:flag", args=[row.id])
    assert browser.post(act, {"f-code": "asylum", "f-reason": ""}).status_code == 422
    assert browser.post(act, {"f-code": "asylum", "f-reason": "Asked"}).status_code == 302
    assert "Asylum" in page(browser, "traveller", row.id)
    end = reverse("border:unflag", args=[row.id])
    assert browser.post(end, {"code": "asylum", "reason": "Withdrawn"}).status_code == 302
    referred = browser.post(reverse("border:inspect", args=[row.id]), {"i-referral": "Nervous"})
    assert "inspections" in referred["Location"]


def test_a_message_is_uploaded_read_and_shown(browser, world):
    desk = Desk.of(world)
    data = wire(message("new", [person(1)])).replace(b"UNT+", b"UNT+9")
    address = reverse("border:receive")
    assert page(browser, "receive")
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"file": SimpleUploadedFile("e.edi", b"")}).status_code == 422
    done = browser.post(address, {"file": SimpleUploadedFile("zk.edi", data), "sender": "ZK ops"})
    assert done.status_code == 302
    text = browser.get(done["Location"]).content.decode()
    for part in ("ZK ops", "UNT says", "NAD+FL", "BRAMBLETHORN"):
        assert part in text
    assert "ZK ops" in page(browser, "messages")
    junk = browser.post(address, {"file": SimpleUploadedFile("j.bin", b"\x00\xff" * 500)})
    assert "could not be read" in browser.get(junk["Location"]).content.decode()
    assert len(desk.travellers()) == 1


@pytest.mark.parametrize("role", ["analyst", "auditor", "agency_administrator", "watch_officer"])
def test_doors_stay_shut_to_other_roles(client_of, world, desk, role):
    from seawall.foundation.identity.roles import permissions_of, purposes_of

    browser = client_of(world.officer(role), purposes_of([role])[0].code)
    may = permissions_of([role])
    doors = {
        "arrivals": "border.arrivals.read",
        "hits": "border.hits.read",
        "travellers": "border.travellers.read",
        "messages": "border.manifests.receive",
        "receive": "border.manifests.receive",
        "inspections": "border.secondary.record",
    }
    for name, permission in doors.items():
        response = browser.get(reverse(f"border:{name}"))
        assert response.status_code == (200 if permission in may else 403), name
        assert "BRAMBLE" not in response.content.decode()
