"""How the border's records end."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from tests.modules.border.desk import Desk, everything
from tests.modules.border.manifests import message, person, wire

from seawall.foundation.files import store
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.models import DataClass
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.identity.actors import node_actor
from seawall.foundation.retention.services import apply_retention
from seawall.modules.border import services
from seawall.modules.border.models import (
    Decision,
    Mention,
    Message,
    SearchToken,
    TravelDocument,
    Traveller,
    Voyage,
)

LIST = message("new", [person(1), person(2)])


def pass_time(days):
    return apply_retention(node_actor(), now=timezone.now() + timedelta(days=days))


def test_names_and_numbers_go_first(world):
    desk = Desk.of(world)
    desk.send(LIST)
    counts = pass_time(184)
    rows = everything(Traveller)
    assert [(row.surname, row.birth_date, row.seat, row.nationality) for row in rows] == [
        (None, None, None, "BRB")
    ] * 2
    assert all(row.masked_at for row in rows)
    with unrestricted("test"):
        assert TravelDocument.objects.count() == SearchToken.objects.count() == 0
    assert counts["border.mask"] == 3
    assert pass_time(185) == {}


def test_the_raw_bytes_go_with_them(world):
    desk = Desk.of(world)
    kept = desk.send(LIST)
    path = store.path_of(Path(settings.SEAWALL.files_dir), kept.digest)
    assert path.exists()
    pass_time(184)
    (after,) = everything(Message)
    assert (after.file_id, after.sender, after.digest) == (None, "", kept.digest)
    assert not path.exists()
    assert everything(StoredFile) == []


def test_bytes_that_another_agency_still_holds_stay(world):
    here, there = Desk.of(world), Desk.of(world, "harbour")
    kept = here.send(LIST)
    there.send(LIST)
    with unrestricted("test"):
        StoredFile.objects.unrestricted().filter(owner_id=there.officer.agency_id).update(
            legal_hold="case 1"
        )
        Message.objects.unrestricted().filter(owner_id=there.officer.agency_id).update(
            legal_hold="case 1"
        )
    pass_time(184)
    assert store.path_of(Path(settings.SEAWALL.files_dir), kept.digest).exists()
    assert [one.owner_id for one in everything(StoredFile)] == [there.officer.agency_id]


def test_what_is_due_is_deleted_whole(world):
    desk = Desk.of(world)
    desk.lists("one")
    desk.send(LIST)
    (hit,) = desk.hits()
    made = services.decide_hit(desk.officer, hit_id=hit.id, choice="clear_arrival", reason="x")
    services.undo_decision(desk.officer, decision_id=made.id, reason="y")
    pass_time(2000)
    for model in (Traveller, Voyage, Decision, Message):
        assert everything(model) == []
    with unrestricted("test"):
        assert Mention.objects.count() == 0


def test_a_legal_hold_keeps_a_person_whole(world):
    desk = Desk.of(world)
    desk.send(LIST)
    with unrestricted("test"):
        Traveller.objects.unrestricted().filter(surname="BRAMBLETHORN").update(legal_hold="case 1")
    pass_time(184)
    assert sorted(filter(None, (row.surname for row in everything(Traveller)))) == ["BRAMBLETHORN"]
    pass_time(2000)
    assert [row.surname for row in everything(Traveller)] == ["BRAMBLETHORN"]
    assert len(everything(Voyage)) == 1
    with acting(desk.officer):
        assert TravelDocument.objects.get().number == "K4829173"


def test_a_message_too_late_for_its_voyage_is_kept_and_said(world):
    """The earlier messages were erased: nothing can be joined, and nobody is taken off."""
    desk = Desk.of(world)
    desk.send(LIST)
    with unrestricted("test"):
        DataClass.objects.filter(code="raw_message").update(delete_after_days=1)
    pass_time(184)
    late = desk.send(message("change", [person(1)], prepared="2026-11-24T09:00"))
    assert (late.state, late.fault["code"]) == ("unreadable", "voyage_erased")
    assert [row.state for row in everything(Traveller)] == ["on_manifest"] * 2


def test_the_same_bytes_again_after_the_end_are_known_and_not_kept_twice(world):
    desk = Desk.of(world)
    kept = desk.send(LIST)
    pass_time(184)
    again = services.accept_message(desk.officer, data=wire(LIST), origin="api")
    assert again.id == kept.id
    assert everything(StoredFile) == []
