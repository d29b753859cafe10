"""A message from its bytes to a screened manifest, in the database."""

import itertools

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.modules.border.desk import ROWS, Desk, everything
from tests.modules.border.manifests import crew, document, leg, message, person, wire
from tests.modules.screening import acts

from seawall.foundation.audit.models import Entry as AuditEntry
from seawall.foundation.errors import Invalid, NotFound, Refused, TooLarge
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.jobs import services as jobs
from seawall.foundation.jobs.models import Job
from seawall.modules.border.models import Mention, Message, SearchToken, TravelDocument
from seawall.modules.border.services import receiving, screening
from seawall.modules.border.services.receiving import accept_message, process_message

LIST = message("new", [person(number) for number in range(1, 6)])


def test_a_message_is_kept_read_and_screened(world):
    desk = Desk.of(world)
    desk.lists("one")
    kept = desk.send(LIST)
    assert (kept.state, kept.travellers, kept.notices) == ("processed", 5, [])
    (voyage,) = desk.voyages()
    assert (voyage.designator, voyage.passengers, voyage.screened) == ("ZK 214", 5, 5)
    assert voyage.departs_at.isoformat() == "2026-11-24T14:55:00+00:00"
    assert [row.surname for row in desk.travellers()][:2] == ["BRAMBLETHORN", "OXENHOLLOW"]
    (hit,) = desk.hits()
    assert hit.subject_id == desk.travellers()[0].id
    (alert,) = desk.alerts()
    assert (alert.kind, alert.subject_id) == ("border.hit", hit.id)
    with unrestricted("test"):
        entry = AuditEntry.objects.get(action="border.message.processed")
    assert entry.about == [["border.message", str(kept.id)], ["border.voyage", str(voyage.id)]]


def test_the_same_bytes_are_one_message(world):
    desk = Desk.of(world)
    first, again = desk.send(LIST), desk.send(LIST)
    assert first.id == again.id
    assert len(desk.travellers()) == 5
    assert desk.voyages()[0].messages == 1


def test_two_agencies_with_the_same_bytes_have_a_message_each(world):
    here, there = Desk.of(world), Desk.of(world, "harbour")
    assert here.send(LIST).id != there.send(LIST).id
    assert len(here.travellers()) == len(there.travellers()) == 5


def test_a_message_that_cannot_be_read_stays_and_somebody_is_told(world):
    desk = Desk.of(world)
    kept = receiving.receive_message(desk.officer, data=b"Dear Sirs,", origin="api")
    assert (kept.state, kept.fault["code"]) == ("unreadable", "no_interchange")
    (alert,) = desk.alerts()
    assert (alert.kind, alert.subject_id) == ("border.message.unreadable", kept.id)
    assert kept.file_id is not None


def test_what_nobody_can_accept_is_refused(world, monkeypatch):
    desk = Desk.of(world)
    with pytest.raises(Invalid):
        accept_message(desk.officer, data=b"", origin="api")
    with pytest.raises(TooLarge):
        accept_message(
            desk.officer, data=b"x" * (settings.SEAWALL.max_message_bytes + 1), origin="api"
        )
    with pytest.raises(Refused):
        accept_message(world.actor("analyst"), data=b"x", origin="api")
    assert everything(Message) == []


def test_a_worker_reads_what_was_accepted(world):
    desk = Desk.of(world)
    kept = accept_message(desk.officer, data=wire(LIST), origin="folder", sender="carrier.txt")
    assert kept.state == "received"
    while jobs.run_due():
        pass
    assert Job.objects.get(kind=receiving.JOB).state == "done"
    assert len(desk.travellers()) == 5


def test_reading_again_changes_nothing(world):
    desk = Desk.of(world)
    desk.lists("one")
    kept = desk.send(LIST)
    before = [row.updated_at for row in desk.travellers()]
    process_message(desk.officer, message_id=kept.id)
    assert [row.updated_at for row in desk.travellers()] == before
    assert len(desk.hits()) == len(desk.alerts()) == 1


@pytest.mark.parametrize("where", ["screen_subjects", "raise_alert", "save"])
def test_a_kill_at_any_point_leaves_the_message_to_be_read_once(world, monkeypatch, where):
    class Killed(BaseException):
        pass

    def kill(*_args, **_named):
        raise Killed

    desk = Desk.of(world)
    desk.lists("one")
    kept = accept_message(desk.officer, data=wire(LIST), origin="folder")
    target = {
        "screen_subjects": (screening, "screen_subjects"),
        "raise_alert": (screening.alarms, "raise_alert"),
        "save": (Message, "save"),
    }[where]
    with monkeypatch.context() as patch:
        patch.setattr(*target, kill)
        with pytest.raises(Killed):
            process_message(desk.officer, message_id=kept.id)
    assert desk.travellers() == desk.hits() == desk.voyages() == []
    process_message(desk.officer, message_id=kept.id)
    assert (len(desk.travellers()), len(desk.hits()), len(desk.alerts())) == (5, 1, 1)


def test_a_later_message_never_clears_a_hit(world):
    desk = Desk.of(world)
    desk.lists("one")
    desk.send(LIST)
    (hit,) = desk.hits()
    for later in (
        message("change", [person(1, surname="OTHERWISE")], prepared="2026-11-24T09:00"),
        message("cancel_travellers", [person(1)], prepared="2026-11-24T09:10"),
        message("close_out", [person(2)], prepared="2026-11-24T11:00"),
        message("cancel", [], prepared="2026-11-24T11:30"),
    ):
        desk.send(later)
    (after,) = desk.hits()
    assert (after.id, after.state) == (hit.id, "open")


def test_a_corrected_name_does_not_hide_what_was_first_stated(world):
    """The list is loaded after the carrier has corrected the name and the document."""
    desk = Desk.of(world)
    desk.send(LIST)
    changed = person(1, surname="OTHERWISE", documents=(document("N7654321"),))
    desk.send(message("change", [changed], prepared="2026-11-24T09:00"))
    (row,) = desk.travellers(surname="OTHERWISE")
    assert row.earlier_names == [["BRAMBLETHORN", "MARLOW"]]
    with acting(desk.officer):
        (asked,) = screening.candidates([row])
    assert {str(name) for name in asked.subject.names} >= {"MARLOW BRAMBLETHORN"}
    assert {one.value for one in asked.subject.identifiers} == {"K4829173", "N7654321"}


def test_both_documents_of_one_person_are_screened(world):
    desk = Desk.of(world)
    desk.lists("two")
    stranger = person(7, documents=(document("H1"), document("M7750926")))
    desk.send(message("new", [stranger]))
    (hit,) = desk.hits()
    assert "identifier_equal" in {reason["code"] for reason in hit.reasons}


def test_a_changed_list_reaches_everybody_still_to_arrive(world):
    desk = Desk.of(world)
    soon = leg(departs="2099-11-24T10:55", arrives="2099-11-24T11:40")
    desk.send(message("new", [person(1)], legs=(soon,)))
    past = leg("ZK9", departs="2020-11-24T10:55", arrives="2020-11-24T11:40")
    desk.send(message("new", [person(1)], legs=(past,)))
    desk.lists("one")
    while jobs.run_due():
        pass
    (hit,) = desk.hits()
    assert hit.subject_id in {row.id for row in desk.travellers(arrives_at__year=2099)}
    assert len(desk.alerts()) == 1


def test_a_silent_hit_is_the_owners_alone(world):
    desk = Desk.of(world)
    world.agency("police")
    analyst = world.actor("analyst", "police", purpose="intelligence_analysis")
    approver = world.actor("border_supervisor", "police")
    watchlist = acts.a_list(analyst, code="quiet", effect="tell_owner_only")
    acts.load(world, watchlist, acts.sheet(ROWS["one"]), loader=analyst, approver=approver)
    kept = desk.send(LIST)
    assert desk.hits() == desk.alerts() == []
    (row,) = desk.travellers(position=0)
    (clear,) = desk.travellers(position=1)
    volatile = {"id", "position", "screened_digest", "_state", "created_at", "updated_at"}
    assert {name for name, value in vars(row).items() if value != vars(clear)[name]} - volatile <= {
        "surname", "given_names", "birth_date", "sex", "seat", "unique_reference",
    }  # fmt: skip
    with unrestricted("test"):
        entries = list(AuditEntry.objects.filter(agency_id=desk.officer.agency_id))
    assert not any("screening.hit" in str(entry.about) for entry in entries)
    assert kept.state == "processed"
    assert len(acts.hits_seen(approver)) == 1


def test_every_order_of_arrival_ends_in_the_same_rows(world):
    people = [person(number) for number in range(6)]
    messages = [
        message("new", people[:4], prepared="2026-11-24T08:00"),
        message("crew", [crew(9)], prepared="2026-11-24T08:05"),
        message("change", [person(1, seat="9Z"), people[4]], prepared="2026-11-24T08:30"),
        message("cancel_travellers", [people[2]], prepared="2026-11-24T08:40"),
        message("close_out", [people[0], people[1], people[4]], prepared="2026-11-24T10:58"),
    ]
    seen = set()
    orders = list(itertools.permutations(messages))
    for number, shuffled in enumerate(orders[::29]):
        desk = Desk.of(world, f"port{number}")
        for one in shuffled:
            desk.send(one)
        with acting(desk.officer):
            rows = [
                (row.surname, row.seat, row.state, row.kind, row.position, row.same_as,
                 tuple(row.documents.values_list("number", flat=True)),
                 tuple(row.tokens.order_by("kind", "token").values_list("token", flat=True)),
                 row.mentions.count())
                for row in desk.travellers()
            ]  # fmt: skip
        (voyage,) = desk.voyages()
        seen.add((tuple(rows), voyage.passengers, voyage.crew, voyage.newest_code))
    assert len(seen) == 1
    states = {row[0]: row[2] for row in next(iter(seen))[0]}
    assert states == {
        "ALDERMOOT": "boarded", "BRAMBLETHORN": "boarded", "OXENHOLLOW": "removed",
        "PICKERWICK": "not_boarded", "TARNISHGATE": "boarded", "DUSKMANTLE": "on_manifest",
    }  # fmt: skip


def test_rows_that_turn_out_to_be_one_person_become_one_and_keep_their_hit(world):
    """A late message joins two entries: the reference of one, the document of the other."""
    desk = Desk.of(world)
    desk.lists("one")
    by_reference = person(1, documents=(), birth_date=None)
    by_document = person(1, unique_reference=None, surname="BRAMBLE-THORN")
    desk.send(message("change", [by_reference], prepared="2026-11-24T09:00"))
    desk.send(message("change", [by_document], prepared="2026-11-24T09:30"))
    assert len(desk.travellers(same_as=None)) == 2
    before = {hit.id for hit in desk.hits()}
    desk.send(message("new", [person(1)], prepared="2026-11-24T08:00"))
    (kept,) = desk.travellers(same_as=None)
    (gone,) = desk.travellers(same_as=kept.id)
    assert (kept.state, gone.state) == ("on_manifest", "removed")
    assert before <= {hit.id for hit in desk.hits() if hit.state == "open"}
    assert desk.voyages()[0].passengers == 1


def test_several_lists_in_one_file_meet_their_own_voyages(world):
    desk = Desk.of(world)
    other = leg("ZK500", departs="2026-11-25T10:55", arrives="2026-11-25T11:40")
    kept = desk.send(LIST, message("crew", [crew(8)], legs=(other,)))
    assert kept.travellers == 6
    assert [(one.designator, one.passengers, one.crew) for one in desk.voyages()] == [
        ("ZK 214", 5, 0),
        ("ZK 500", 0, 1),
    ]


def test_hostile_text_is_stored_and_nobody_is_lost(world):
    desk = Desk.of(world)
    strange = person(
        1,
        surname="Q" * 400,
        given_names="=cmd()\u202e",
        nationality="<script>",
        bag_count=10**15,
        seat="S" * 60,
    )
    kept = desk.send(message("new", [strange, person(2)], syntax="UNOW"))
    assert kept.state == "processed"
    rows = desk.travellers()
    assert [len(row.surname) for row in rows] == [200, 10]
    assert rows[0].bag_count is None


def test_another_agency_sees_nothing_and_cannot_tell(world):
    desk, other = Desk.of(world), Desk.of(world, "elsewhere", state="BRB")
    kept = desk.send(LIST)
    assert other.travellers() == other.voyages() == []
    with pytest.raises(NotFound):
        process_message(other.officer, message_id=kept.id)


@pytest.mark.parametrize(
    "table",
    [
        *("message", "messagesection", "messagekey", "voyage", "leg", "traveller", "bag"),
        *("traveldocument", "contact", "flag", "mention", "searchtoken", "decision", "signature"),
        *("secondaryinspection", "inspectionstep", "carrierreply", "travellerreply"),
    ],
)
def test_every_table_stands_behind_the_wall(world, raw, table):
    rows = raw("SELECT relrowsecurity FROM pg_class WHERE relname = %s", f"border_{table}")
    assert rows == [(True,)]


def test_raw_sql_without_an_actor_sees_nothing(world, raw):
    Desk.of(world).send(LIST)
    for table in ("message", "voyage", "traveller", "traveldocument", "searchtoken", "mention"):
        assert raw(f"SELECT count(*) FROM border_{table}") == [(0,)]


def test_the_number_of_queries_does_not_grow_with_the_people(world):
    def queries(people):
        desk = Desk.of(world, f"port{len(people)}")
        data = wire(message("new", people))
        with CaptureQueriesContext(connection) as captured:
            receiving.receive_message(desk.officer, data=data, origin="console")
        return len(captured)

    few, many = queries([person(1)]), queries([person(number) for number in range(150)])
    assert many <= few + 3


def test_the_real_list_of_260(world, shared_data):
    desk = Desk.of(world)
    data = (shared_data / "border" / "paxlst" / "Test3.txt").read_bytes()
    kept = receiving.receive_message(desk.officer, data=data, origin="console")
    assert kept.travellers == 260
    codes = {notice["code"] for notice in kept.notices}
    assert "segment_count_mismatch" in codes
    assert len(desk.travellers()) == 260
    with acting(desk.officer):
        assert Mention.objects.count() == TravelDocument.objects.count() == 260
        assert SearchToken.objects.filter(kind="d").count() == 260
