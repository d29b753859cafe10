"""Decisions, signatures, taking back, inspection, flags, replies."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from tests.modules.border.desk import Desk, everything
from tests.modules.border.manifests import document, leg, message, person

from seawall.engines.edifact import read_cusres
from seawall.foundation.errors import Conflict, Invalid, NotFound, Refused
from seawall.foundation.files import services as files
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.actors import node_actor
from seawall.modules.border import services
from seawall.modules.border.models import CarrierReply, Decision, SecondaryInspection, Traveller
from seawall.modules.border.selectors import hits as selectors
from seawall.modules.border.selectors.people import open_traveller
from seawall.modules.border.selectors.search import search_travellers
from seawall.modules.border.selectors.subjects import traveller_view

FOREIGN = {"nationality": "VEN", "documents": (document("K4829173", issuer="VEN"),)}


@pytest.fixture
def interactive(monkeypatch):
    """The state's law has board / no-board replies."""
    monkeypatch.setattr(settings, "SEAWALL", replace(settings.SEAWALL, interactive_api=True))


def case(world, *, minutes=90, **more):
    """A desk with one hit on a voyage that departs in so many minutes."""
    desk = Desk.of(world)
    desk.lists("one")
    departs = timezone.now() + timedelta(minutes=minutes)
    when = leg(
        departs=departs.strftime("%Y-%m-%dT%H:%M"),
        arrives=(departs + timedelta(minutes=45)).strftime("%Y-%m-%dT%H:%M"),
        places=("LHR", "UVF"),
    )
    desk.send(message("new", [person(1, **more), person(2)], legs=(when,)))
    (hit,) = desk.hits()
    return desk, hit


def decide(desk, hit, choice, **more):
    given = {"reason": "Looked at both", **more}
    return services.decide_hit(desk.officer, hit_id=hit.id, choice=choice, **given)


def replies(desk):
    with acting(desk.officer):
        found = []
        rows = CarrierReply.objects.visible_to(desk.officer).order_by("made_at", "id")
        for row in rows:
            data = files.read(StoredFile.objects.visible_to(desk.officer).get(id=row.file_id))
            (said,) = read_cusres(data)
            found.append(
                (said.kind, {r.unique_reference: r.responses[0].code for r in said.results})
            )
        return found


def test_clearing_closes_the_hit_and_its_alert(world):
    desk, hit = case(world)
    made = decide(desk, hit, "clear_arrival")
    (hit,) = desk.hits()
    assert (hit.state, hit.outcome, hit.closing_reason) == ("closed", "different", "Looked at both")
    assert (made.by_id, made.reason) == (desk.officer.officer_id, "Looked at both")
    (alert,) = desk.alerts()
    assert alert.state == "closed"
    with pytest.raises(Conflict):
        decide(desk, hit, "admit")


def test_a_decision_needs_a_reason_an_open_choice_and_a_permission(world):
    desk, hit = case(world)
    for choice, reason in (("clear_arrival", "  "), ("no_board", "x"), ("nonsense", "x")):
        with pytest.raises(Invalid):
            decide(desk, hit, choice, reason=reason)
    with pytest.raises(Refused):
        services.decide_hit(
            world.actor("analyst"), hit_id=hit.id, choice="clear_arrival", reason="x"
        )
    with pytest.raises(NotFound):
        services.decide_hit(
            Desk.of(world, "harbour").officer, hit_id=hit.id, choice="clear_arrival", reason="x"
        )
    assert everything(Decision) == []


def test_undoing_is_a_record_of_its_own_and_the_hit_waits_again(world):
    desk, hit = case(world)
    made = decide(desk, hit, "clear_arrival")
    undo = services.undo_decision(desk.supervisor, decision_id=made.id, reason="Wrong person")
    (again,) = desk.hits()
    assert again.state == "open"
    assert (undo.undoes_id, undo.by_id) == (made.id, desk.supervisor.officer_id)
    kept = everything(Decision)
    assert [(one.choice, one.reason) for one in kept] == [
        ("clear_arrival", "Looked at both"),
        ("undo", "Wrong person"),
    ]
    with pytest.raises(Conflict):
        services.undo_decision(desk.officer, decision_id=made.id, reason="again")
    with pytest.raises(Conflict):
        services.undo_decision(desk.officer, decision_id=undo.id, reason="again")
    decide(desk, hit, "admit")


def test_a_referral_tells_secondary_without_the_intelligence(world):
    desk, hit = case(world)
    decide(desk, hit, "refer_arrival", reason="The entry says he is dangerous")
    (inspection,) = everything(SecondaryInspection)
    assert "dangerous" not in inspection.referral
    assert inspection.referral


def inspected(desk, hit):
    decide(desk, hit, "refer_arrival")
    (inspection,) = everything(SecondaryInspection)
    return inspection


def step(desk, inspection, kind, **more):
    given = {"note": "asked", **more}
    return services.record_step(desk.officer, inspection_id=inspection.id, kind=kind, **given)


def close(desk, inspection, **more):
    given = {"outcome": "admit", "reasons": "All in order", "same_person": "different", **more}
    return services.close_inspection(desk.officer, inspection_id=inspection.id, **given)


def test_the_outcome_of_inspection_closes_the_hit(world):
    desk, hit = case(world)
    inspection = inspected(desk, hit)
    for missing in ("interview", "trafficking"):
        with pytest.raises(Invalid):
            close(desk, inspection)
        step(desk, inspection, missing)
    for wrong in ({"outcome": "x"}, {"reasons": " "}, {"same_person": "x"}):
        with pytest.raises(Invalid):
            close(desk, inspection, **wrong)
    close(desk, inspection)
    (hit,) = desk.hits()
    assert (hit.state, hit.outcome) == ("closed", "different")
    assert desk.alerts()[0].state == "closed"
    with pytest.raises(Conflict):
        step(desk, inspection, "bags", authority="Supervisor")


def test_a_search_needs_an_authority_and_holding_starts_the_clock(world):
    desk, hit = case(world)
    inspection = inspected(desk, hit)
    for kind in ("bags", "custody"):
        with pytest.raises(Invalid):
            step(desk, inspection, kind)
        step(desk, inspection, kind, authority="Customs Act, section 5; supervisor on duty")
    (after,) = everything(SecondaryInspection)
    assert after.custody_since is not None


def test_a_child_is_not_closed_without_a_guardian(world):
    desk, hit = case(world)
    inspection = inspected(desk, hit)
    services.set_flag(
        desk.officer, traveller_id=inspection.traveller_id, code="child", reason="Says 15"
    )
    step(desk, inspection, "interview")
    step(desk, inspection, "trafficking")
    with pytest.raises(Invalid):
        close(desk, inspection)
    step(desk, inspection, "guardian")
    close(desk, inspection)


def test_a_referral_is_taken_back_only_before_the_inspection_begins(world):
    desk, hit = case(world)
    made = decide(desk, hit, "refer_arrival")
    services.undo_decision(desk.officer, decision_id=made.id, reason="Not needed")
    (inspection,) = everything(SecondaryInspection)
    assert inspection.closed_at is not None
    made = decide(desk, hit, "refer_arrival")
    newer = next(one for one in everything(SecondaryInspection) if one.closed_at is None)
    step(desk, newer, "interview")
    with pytest.raises(Conflict):
        services.undo_decision(desk.officer, decision_id=made.id, reason="Not needed")


@pytest.mark.usefixtures("interactive")
def test_the_first_reply_boards_everybody_but_the_hit(world):
    desk, _hit = case(world, **FOREIGN)
    ((kind, codes),) = replies(desk)
    assert kind == "reply"
    assert codes == {None: "0", "REF00002": "0Z"}


@pytest.mark.usefixtures("interactive")
def test_no_board_needs_two_and_is_then_told(world):
    desk, hit = case(world, **FOREIGN)
    made = decide(desk, hit, "no_board")
    assert desk.hits()[0].state == "open"
    assert len(replies(desk)) == 1
    with pytest.raises(Conflict):
        decide(desk, hit, "clear")
    with pytest.raises(Refused):
        services.countersign_decision(
            desk.officer, decision_id=made.id, agrees=True, reason="I agree with myself"
        )
    services.countersign_decision(
        desk.supervisor, decision_id=made.id, agrees=True, reason="Seen both"
    )
    assert desk.hits()[0].state == "closed"
    assert replies(desk)[-1] == ("unsolicited", {None: "0", "REF00001": "1Z"})


@pytest.mark.usefixtures("interactive")
def test_the_first_signer_never_signs_twice_even_as_supervisor(world):
    desk, hit = case(world, **FOREIGN)
    made = services.decide_hit(desk.supervisor, hit_id=hit.id, choice="no_board", reason="x")
    with pytest.raises(Refused):
        services.countersign_decision(
            desk.supervisor, decision_id=made.id, agrees=True, reason="twice"
        )


@pytest.mark.usefixtures("interactive")
def test_a_returned_decision_leaves_the_hit_to_be_decided(world):
    desk, hit = case(world, **FOREIGN)
    made = decide(desk, hit, "no_board")
    services.countersign_decision(
        desk.supervisor, decision_id=made.id, agrees=False, reason="The birth date differs"
    )
    assert len(replies(desk)) == 1
    decide(desk, hit, "clear")
    assert replies(desk)[-1][1]["REF00001"] == "0Z"


@pytest.mark.usefixtures("interactive")
def test_nobody_is_kept_from_coming_home(world):
    desk, hit = case(world, nationality="LCA", documents=(document("K4829173", issuer="LCA"),))
    with pytest.raises(Invalid, match="national"):
        decide(desk, hit, "no_board")


@pytest.mark.usefixtures("interactive")
def test_a_caricom_national_goes_to_a_lawyer_first(world):
    desk, hit = case(world)
    made = decide(desk, hit, "no_board")
    assert made.review == ["caricom_national"]
    with pytest.raises(Conflict):
        services.countersign_decision(
            desk.supervisor, decision_id=made.id, agrees=True, reason="now"
        )
    lawyer = world.actor("case_lawyer", purpose="border_control")
    services.review_decision(lawyer, decision_id=made.id, agrees=True, reason="Section 9 holds")
    assert len(replies(desk)) == 1
    services.countersign_decision(desk.supervisor, decision_id=made.id, agrees=True, reason="now")
    assert replies(desk)[-1][1]["REF00001"] == "1Z"


@pytest.mark.usefixtures("interactive")
def test_time_that_is_up_sends_4z_and_once(world):
    desk, hit = case(world, minutes=15, **FOREIGN)
    made = decide(desk, hit, "no_board")
    assert services.apply_deadlines(node_actor(), now=timezone.now()) == 1
    assert replies(desk)[-1] == ("unsolicited", {None: "0", "REF00001": "4Z"})
    assert services.apply_deadlines(node_actor(), now=timezone.now()) == 0
    services.countersign_decision(desk.supervisor, decision_id=made.id, agrees=True, reason="late")
    assert replies(desk)[-1][1]["REF00001"] == "1Z"


def test_without_interactive_replies_no_carrier_is_told(world):
    desk, hit = case(world, minutes=15)
    decide(desk, hit, "refer_arrival")
    assert services.apply_deadlines(node_actor(), now=timezone.now()) == 0
    assert replies(desk) == []


@pytest.mark.usefixtures("interactive")
def test_taking_a_reply_back_tells_the_carrier_to_hold(world):
    desk, hit = case(world, **FOREIGN)
    made = decide(desk, hit, "clear")
    services.undo_decision(desk.officer, decision_id=made.id, reason="Too fast")
    assert replies(desk)[-1][1]["REF00001"] == "4Z"


@pytest.mark.usefixtures("interactive")
def test_a_reply_says_nothing_of_why(world):
    desk, hit = case(world, **FOREIGN)
    decide(desk, hit, "advise", reason="On the national list")
    with acting(desk.officer):
        row = CarrierReply.objects.visible_to(desk.officer).order_by("-made_at").first()
        data = files.read(StoredFile.objects.visible_to(desk.officer).get(id=row.file_id))
    assert b"list" not in data.lower()
    assert b"BRAMBLE" not in data


@pytest.mark.usefixtures("interactive")
def test_a_resent_list_does_not_board_an_undecided_hit(world):
    desk, hit = case(world, **FOREIGN)
    (voyage,) = desk.voyages()
    when = leg(departs=voyage.departs_local, arrives=voyage.arrives_local, places=("LHR", "UVF"))
    again = message(
        "change", [person(1, **FOREIGN), person(2)], legs=(when,), prepared="2026-11-24T09:00"
    )
    desk.send(again)
    assert replies(desk)[-1] == ("reply", {None: "0", "REF00002": "0Z"})
    decide(desk, hit, "clear")
    desk.send(replace(again, envelope=replace(again.envelope, reference="77")))
    assert replies(desk)[-1][1] == {None: "0", "REF00001": "0Z", "REF00002": "0Z"}


def test_a_protected_person_is_not_there_for_those_without_need(world):
    desk, hit = case(world)
    services.set_flag(
        desk.officer, traveller_id=hit.subject_id, code="asylum", reason="Asked at the desk"
    )
    (row,) = desk.travellers(id=hit.subject_id)
    assert row.is_protected
    assert row.audience_id is None
    without_need = replace(
        desk.officer, permissions=desk.officer.permissions - {"border.flags.set"}
    )

    def found(actor):
        return search_travellers(
            actor, text="BRAMBLETHORN", show=lambda rows: (list(rows), [one.id for one in rows])
        )

    assert [one.id for one in found(desk.officer)] == [row.id]
    assert found(without_need) == []
    assert traveller_view(without_need, row.id) is None
    with pytest.raises(NotFound):
        open_traveller(without_need, traveller_id=row.id)
    assert selectors.waiting_hits(without_need) == []
    assert len(selectors.waiting_hits(desk.officer)) == 1


def test_a_flag_ends_with_a_reason_and_stays_written(world):
    desk, hit = case(world)
    given = {"traveller_id": hit.subject_id, "code": "victim"}
    services.set_flag(desk.officer, reason="Indicators", **given)
    with pytest.raises(Conflict):
        services.set_flag(desk.officer, reason="Again", **given)
    with pytest.raises(Invalid):
        services.end_flag(desk.officer, reason=" ", **given)
    ended = services.end_flag(desk.supervisor, reason="Cleared up", **given)
    assert ended.ended_by_id == desk.supervisor.officer_id
    with pytest.raises(NotFound):
        services.end_flag(desk.officer, reason="twice", **given)
    assert isinstance(desk.travellers(id=hit.subject_id)[0], Traveller)
