"""Whoever is screened, what becomes a hit, and who learns of it."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.modules.screening import acts

from seawall.engines.names import Identifier
from seawall.foundation.actor import Level
from seawall.foundation.audit.models import Entry as AuditEntry
from seawall.foundation.errors import Conflict, Invalid, NotFound
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.identity.models import Compartment
from seawall.modules.screening import selectors, services
from seawall.modules.screening.choices import HitOutcome, HitState
from seawall.modules.screening.models import Entry, JustifiedException


def audited(action):
    with unrestricted("test"):
        return AuditEntry.objects.get(action=action)


class Desk:
    """A list of one agency and the border that screens."""

    def __init__(self, world, *, owner="border", effect="refer", rows=None, **more):
        self.world = world
        self.border = world.agency("border")
        self.officer = world.actor("border_officer")
        self.supervisor = world.actor("border_supervisor")
        self.loader = world.actor(
            "analyst", owner, purpose="intelligence_analysis", **more.pop("as_", {})
        )
        self.approver = world.actor("border_supervisor", owner, **more.pop("as2", {}))
        self.watchlist = acts.a_list(self.loader, effect=effect, **more)
        self.load(*(acts.ROWS.values() if rows is None else rows))

    def load(self, *rows):
        return acts.load(
            self.world,
            self.watchlist,
            acts.sheet(*rows),
            loader=self.loader,
            approver=self.approver,
        )

    def screen(self, *candidates, **more):
        return services.screen_subjects(self.officer, candidates=candidates, **more)

    def entry(self, key):
        with unrestricted("test"):
            return Entry.objects.unrestricted().get(watchlist=self.watchlist, key=key)


def test_a_match_is_a_hit_with_its_reasons(world):
    desk = Desk(world)
    candidate, nobody = acts.traveller(desk.border), acts.traveller(
        desk.border, surname="ELSEWHERE", given="ORLANDO", born="1999-01-01", passport=None
    )  # fmt: skip
    found, none = desk.screen(candidate, nobody)
    assert none.hits == ()
    (notice,) = found.hits
    assert (notice.is_new, notice.silent, notice.effect) == (True, False, "refer")
    assert notice.severity == "high"
    (hit,) = acts.hits_seen(desk.officer)
    assert hit.id == notice.hit_id
    assert hit.points == pytest.approx(sum(reason["points"] for reason in hit.reasons))
    assert {reason["field"] for reason in hit.reasons} >= {"start", "identifier", "birth_date"}
    assert hit.subject_said["names"] == ["AURELIO QUILLFEATHER"]
    assert hit.data_class == "hit"
    entry = audited("screening.subjects.screened")
    assert entry.about == [["screening.hit", str(hit.id)]]


def test_screening_again_is_one_hit_and_clears_nothing(world):
    desk = Desk(world)
    candidate = acts.traveller(desk.border)
    desk.screen(candidate)
    (before,) = acts.all_hits()
    weaker = acts.traveller(desk.border, passport=None, record=candidate.id)
    (again,) = desk.screen(weaker)
    assert [notice.is_new for notice in again.hits] == [False]
    (after,) = acts.all_hits()
    assert (after.id, after.state, after.points) == (before.id, HitState.OPEN, before.points)


def test_both_documents_of_a_person_are_screened(world):
    desk = Desk(world, rows=["1,document,,,,passport:TTO:S5550001,"])
    candidate = acts.traveller(desk.border)
    subject = candidate.subject
    two = (*subject.identifiers, Identifier("passport", "S5550001", "TTO"))
    (found,) = desk.screen(replace(candidate, subject=replace(subject, identifiers=two)))
    assert len(found.hits) == 1
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()


@pytest.mark.parametrize("state", ["withdrawn", "expired", "undone", "nominated"])
def test_an_entry_that_does_not_count_hits_nobody(world, state):
    desk = Desk(world, rows=["7,person,Nadir Cobblepot,1980-01-01,,passport:JAM:N1,"])
    if state == "withdrawn":
        services.withdraw_entry(desk.approver, entry_id=desk.entry("7").id, reason="mistake")
    elif state == "expired":
        desk.load("7,person,Nadir Cobblepot,1980-01-01,,passport:JAM:N1,2020-01-01")
    elif state == "undone":
        services.undo_version(desk.loader, list_id=desk.watchlist.id, reason="mistake")
    else:
        with unrestricted("test"):
            Entry.objects.unrestricted().update(approved_at=None, change=99)
    (found,) = desk.screen(
        acts.traveller(desk.border, surname="COBBLEPOT", given="NADIR", born="1980-01-01",
                       passport=("JAM", "N1"))
    )  # fmt: skip
    assert found.hits == ()


def test_a_change_counts_at_once_and_only_where_it_was_made(world):
    desk = Desk(world, rows=[acts.ROWS["2"]])
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()
    desk.load(acts.ROWS["2"], acts.ROWS["1"])
    assert len(desk.screen(acts.traveller(desk.border))[0].hits) == 1
    desk.load(acts.ROWS["2"])
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()


def test_what_was_rolled_back_never_counts(world):
    desk = Desk(world, rows=[acts.ROWS["2"]])
    version = services.load_list(
        desk.loader, list_id=desk.watchlist.id, files=acts.sheet(*acts.ROWS.values())
    )
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.apply_version(desk.approver, version_id=version.id)
        assert len(desk.screen(acts.traveller(desk.border))[0].hits) == 1
        raise ZeroDivisionError
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()
    desk.load("8,person,Someone Else,1990,,,")  # takes the number that was rolled back
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()


def test_rescreening_looks_at_the_changed_entries_alone(world):
    desk = Desk(world)
    other = desk.entry("2").id
    assert desk.screen(acts.traveller(desk.border), only=[other])[0].hits == ()
    assert len(desk.screen(acts.traveller(desk.border), only=[desk.entry("1").id])[0].hits) == 1


def test_a_hit_tells_the_owner_of_the_entry_too(world):
    world.audience("island", "border", "police")
    island = world.agency("police").audiences.get()
    desk = Desk(world, owner="police", audience_id=island.id)
    (found,) = desk.screen(acts.traveller(desk.border))
    owners = {notice.header.owner_id: notice for notice in found.hits}
    assert set(owners) == {desk.border.id, world.agency("police").id}
    assert not any(notice.silent for notice in found.hits)
    assert [h.owner_id for h in acts.hits_seen(desk.officer)] == [desk.border.id]
    assert [h.owner_id for h in acts.hits_seen(desk.loader)] == [world.agency("police").id]


def test_tell_owner_only_is_silent_at_the_border(world):
    island = world.audience("island", "border", "police")
    desk = Desk(world, owner="police", audience_id=island.id, effect="tell_owner_only")
    _assert_silent(world, desk)


def test_a_list_the_border_is_not_shown_is_silent(world):
    _assert_silent(world, Desk(world, owner="police"))


def test_a_sealed_list_is_silent(world):
    island = world.audience("island", "border", "police")
    sealed = Compartment.objects.create(name="sealed")
    analyst, chief = (
        world.officer("analyst", "police"),
        world.officer("border_supervisor", "police"),
    )
    sealed.officers.add(analyst, chief)
    desk = Desk(
        world,
        owner="police",
        audience_id=island.id,
        compartment_id=sealed.id,
        as_={"officer": analyst},
        as2={"officer": chief},
    )
    _assert_silent(world, desk)
    outside = world.actor("analyst", "police", purpose="intelligence_analysis")
    assert acts.hits_seen(outside) == []


def test_a_list_kept_within_another_state_is_silent(world):
    world.agency("abroad", "BRB")
    region = world.audience("region", "border", "abroad")
    desk = Desk(
        world,
        owner="abroad",
        audience_id=region.id,
        level=Level.AMBER_STRICT,
        as_={"state": "BRB"},
        as2={"state": "BRB"},
    )
    _assert_silent(world, desk)


def _assert_silent(world, desk):
    (found,) = desk.screen(acts.traveller(desk.border))
    (notice,) = found.hits
    assert notice.silent
    for role in ("border_officer", "border_supervisor", "analyst"):
        assert acts.hits_seen(world.actor(role, clearance=Level.RED)) == []
    (hit,) = acts.hits_seen(desk.loader)
    assert hit.silent
    assert audited("screening.subjects.screened").about == []
    silent = audited("screening.hit.silent")
    assert silent.agency_id == desk.loader.agency_id
    with pytest.raises(NotFound):
        selectors.open_hit(desk.officer, hit_id=hit.id)
    with pytest.raises(NotFound):
        services.close_hit(desk.officer, hit_id=hit.id, outcome="different", reason="x")


def test_a_closed_hit_opens_again_only_with_new_evidence(world):
    desk = Desk(world)
    weak = acts.traveller(desk.border, passport=None)
    desk.screen(weak)
    (hit,) = acts.all_hits()
    services.close_hit(desk.officer, hit_id=hit.id, outcome="different", reason="another face")
    assert desk.screen(weak)[0].hits == ()
    strong = acts.traveller(desk.border, record=weak.id)
    (found,) = desk.screen(strong)
    assert [notice.is_new for notice in found.hits] == [True]
    (hit,) = acts.all_hits()
    assert hit.state == HitState.OPEN
    assert hit.reopened_at is not None


def test_a_closed_hit_opens_again_when_the_entry_changes(world):
    desk = Desk(world)
    candidate = acts.traveller(desk.border)
    desk.screen(candidate)
    services.close_hit(desk.officer, hit_id=acts.all_hits()[0].id, outcome="same", reason="seen")
    assert desk.screen(candidate)[0].hits == ()
    desk.load(acts.ROWS["1"].replace("Jamaica", "Jamaica;Cuba"))
    assert len(desk.screen(candidate)[0].hits) == 1
    assert [hit.state for hit in acts.all_hits()] == [HitState.CLOSED, HitState.OPEN]


def test_an_open_hit_follows_its_entry(world):
    desk = Desk(world)
    candidate = acts.traveller(desk.border)
    desk.screen(candidate)
    desk.load(acts.ROWS["1"].replace("Jamaica", "Jamaica;Cuba"), acts.ROWS["2"])
    desk.screen(candidate)
    (hit,) = acts.all_hits()
    assert hit.entry_revision == 2


def test_withdrawing_an_entry_closes_its_open_hits(world):
    desk = Desk(world)
    desk.screen(acts.traveller(desk.border))
    services.withdraw_entry(desk.approver, entry_id=desk.entry("1").id, reason="delisted")
    (hit,) = acts.all_hits()
    assert (hit.state, hit.outcome) == (HitState.CLOSED, HitOutcome.UNDETERMINED)


def test_an_exception_holds_until_the_entry_changes(world):
    desk = Desk(world)
    desk.screen(acts.traveller(desk.border))
    (hit,) = acts.all_hits()
    services.grant_exception(desk.supervisor, hit_id=hit.id, reason="a namesake", days=365)
    next_voyage = acts.traveller(desk.border)
    assert desk.screen(next_voyage)[0].hits == ()
    states = [h.state for h in acts.all_hits()]
    assert states == [HitState.EXCEPTED, HitState.EXCEPTED]
    desk.load(acts.ROWS["1"], acts.ROWS["2"].replace("1975", "1976"), acts.ROWS["3"])
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()
    desk.load(acts.ROWS["1"].replace("Jamaica", "Jamaica;Cuba"))
    assert len(desk.screen(acts.traveller(desk.border))[0].hits) == 1
    services.undo_version(desk.loader, list_id=desk.watchlist.id, reason="mistake")
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()


def test_an_exception_is_for_one_person_with_one_document(world):
    desk = Desk(world)
    desk.screen(acts.traveller(desk.border))
    (hit,) = acts.all_hits()
    services.grant_exception(desk.supervisor, hit_id=hit.id, reason="a namesake", days=365)
    for other in (
        acts.traveller(desk.border, passport=("JAM", "A1234568")),
        acts.traveller(desk.border, born="1961-12-13"),
        acts.traveller(desk.border, given="AURELIA"),
    ):
        assert len(desk.screen(other)[0].hits) == 1


def test_an_exception_ends_by_time_and_by_hand(world):
    desk = Desk(world)
    desk.screen(acts.traveller(desk.border))
    (hit,) = acts.all_hits()
    (one,) = services.grant_exception(desk.supervisor, hit_id=hit.id, reason="namesake", days=9)
    services.end_exception(desk.supervisor, exception_id=one.id, reason="mistaken")
    assert len(desk.screen(acts.traveller(desk.border))[0].hits) == 1
    with pytest.raises(Conflict):
        services.end_exception(desk.supervisor, exception_id=one.id, reason="again")
    with unrestricted("test"):
        JustifiedException.objects.unrestricted().update(ended_at=None, expires_at=timezone.now())
    assert len(desk.screen(acts.traveller(desk.border))[0].hits) == 1


def test_an_exception_needs_a_reason_and_something_that_tells_people_apart(world):
    desk = Desk(world)
    nobody = acts.traveller(desk.border, passport=None, born="1961")
    desk.screen(nobody, acts.traveller(desk.border))
    bare, whole = sorted(acts.all_hits(), key=lambda hit: len(hit.subject_prints))
    with pytest.raises(Invalid, match="nothing tells"):
        services.grant_exception(desk.supervisor, hit_id=bare.id, reason="x", days=1)
    for more in ({"reason": " ", "days": 1}, {"reason": "x", "days": 0}):
        with pytest.raises(Invalid):
            services.grant_exception(desk.supervisor, hit_id=whole.id, **more)


def test_closing_needs_an_outcome_and_a_reason_and_happens_once(world):
    desk = Desk(world)
    desk.screen(acts.traveller(desk.border))
    (hit,) = acts.all_hits()
    for more in ({"outcome": "gone", "reason": "x"}, {"outcome": "same", "reason": " "}):
        with pytest.raises(Invalid):
            services.close_hit(desk.officer, hit_id=hit.id, **more)
    services.close_hit(desk.officer, hit_id=hit.id, outcome="same", reason="seen")
    with pytest.raises(Conflict):
        services.close_hit(desk.officer, hit_id=hit.id, outcome="same", reason="seen")


def test_the_number_of_queries_does_not_grow_with_the_travellers(world):
    desk = Desk(world)
    desk.screen(acts.traveller(desk.border))  # reads the index
    counts = []
    for number in (1, 40):
        travellers = [acts.traveller(desk.border) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            assert all(found.hits for found in desk.screen(*travellers))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 30


def test_open_hits_close_when_their_entry_expires(world):
    desk = Desk(world)
    desk.screen(acts.traveller(desk.border))
    assert services.end_expired(desk.officer) == 0
    desk.load(acts.ROWS["1"] + "2020-01-01", acts.ROWS["2"])
    assert services.end_expired(desk.officer) == 1
    assert [hit.state for hit in acts.all_hits()] == [HitState.CLOSED]
    assert desk.screen(acts.traveller(desk.border))[0].hits == ()
