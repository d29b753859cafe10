"""Versions of lists: previewed, effective, replaced, undone."""

import pytest
from tests.modules.screening import acts

from seawall.foundation.actor import Level
from seawall.foundation.errors import Conflict, Invalid, NotFound, Refused
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.jobs.models import Job
from seawall.modules.screening import services
from seawall.modules.screening.choices import VersionState
from seawall.modules.screening.models import Entry, EntryRevision, ListVersion, Watchlist


@pytest.fixture
def loader(world):
    return world.actor("analyst", purpose="intelligence_analysis")


@pytest.fixture
def approver(world):
    return world.actor("border_supervisor")


@pytest.fixture
def watchlist(loader):
    return acts.a_list(loader)


def test_a_preview_changes_nothing(watchlist, loader):
    version = services.load_list(
        loader, list_id=watchlist.id, files=acts.sheet(*acts.ROWS.values())
    )
    assert version.state == VersionState.PREVIEWED
    assert (version.added, version.changed, version.removed, version.unchanged) == (3, 0, 0, 0)
    assert version.sample["added"][0]["name"] == "Aurelio Quillfeather"
    assert acts.effective(watchlist) == {}
    assert not Job.objects.exists()


def test_a_version_takes_effect_as_a_delta(world, watchlist, loader, approver):
    acts.load(world, watchlist, acts.sheet(*acts.ROWS.values()), loader=loader, approver=approver)
    first = acts.effective(watchlist)
    assert set(first) == {"1", "2", "3"}
    changed = acts.ROWS["2"].replace("1975", "1976")
    files = acts.sheet(acts.ROWS["1"], changed, "4,person,Nadir Cobblepot,1980,,,")
    version = acts.load(world, watchlist, files, loader=loader, approver=approver)
    assert (version.added, version.changed, version.removed, version.unchanged) == (1, 1, 1, 1)
    second = acts.effective(watchlist)
    assert set(second) == {"1", "2", "4"}
    assert second["1"] == first["1"]
    assert second["2"][3] == 2
    watchlist = _again(watchlist)
    assert watchlist.version_id == version.id
    assert watchlist.entry_count == 3
    states = VersionState
    with acting(loader):
        found = set(watchlist.versions.values_list("state", flat=True))
    assert found == {states.REPLACED, states.EFFECTIVE}
    assert Job.objects.filter(kind="screening.rescreen").count() == 2


def test_the_same_files_again_change_nothing(world, watchlist, loader, approver):
    files = acts.sheet(*acts.ROWS.values())
    acts.load(world, watchlist, files, loader=loader, approver=approver)
    before = acts.effective(watchlist)
    version = acts.load(world, watchlist, files, loader=loader, approver=approver)
    assert (version.added, version.changed, version.removed) == (0, 0, 0)
    assert acts.effective(watchlist) == before


def test_undo_puts_back_exactly_what_was(world, watchlist, loader, approver):
    acts.load(world, watchlist, acts.sheet(*acts.ROWS.values()), loader=loader, approver=approver)
    first = acts.effective(watchlist)
    changed = acts.ROWS["1"].replace("Aurelio", "Aurelia")
    files = acts.sheet(changed, acts.ROWS["3"], "9,person,Nadir Cobblepot,1980,,,")
    acts.load(world, watchlist, files, loader=loader, approver=approver)
    second = acts.effective(watchlist)
    services.undo_version(loader, list_id=watchlist.id, reason="wrong file")
    assert acts.effective(watchlist) == first
    again = acts.load(world, watchlist, files, loader=loader, approver=approver)
    assert {k: v[:2] for k, v in acts.effective(watchlist).items()} == {
        k: v[:2] for k, v in second.items()
    }
    assert again.added == 1
    services.undo_version(loader, list_id=watchlist.id, reason="wrong again")
    services.undo_version(loader, list_id=watchlist.id, reason="and the first")
    assert acts.effective(watchlist) == {}
    assert _again(watchlist).version_id is None
    with pytest.raises(Conflict):
        services.undo_version(loader, list_id=watchlist.id, reason="nothing left")


def test_undo_leaves_what_was_changed_by_hand_since(world, watchlist, loader, approver):
    acts.load(world, watchlist, acts.sheet(*acts.ROWS.values()), loader=loader, approver=approver)
    with acting(approver):
        entry = Entry.objects.visible_to(approver).get(watchlist=watchlist, key="1")
    services.withdraw_entry(approver, entry_id=entry.id, reason="delisted by court")
    services.undo_version(loader, list_id=watchlist.id, reason="wrong file")
    with acting(approver):
        entry = Entry.objects.visible_to(approver).get(id=entry.id)
    assert entry.withdrawn_reason == "delisted by court"


def test_a_preview_of_a_list_that_moved_on_is_not_applied(watchlist, loader, approver):
    one = services.load_list(loader, list_id=watchlist.id, files=acts.sheet(acts.ROWS["1"]))
    two = services.load_list(loader, list_id=watchlist.id, files=acts.sheet(acts.ROWS["2"]))
    services.apply_version(approver, version_id=one.id)
    with pytest.raises(Conflict):
        services.apply_version(approver, version_id=two.id)
    with pytest.raises(Conflict):
        services.apply_version(approver, version_id=one.id)


def test_a_spreadsheet_needs_a_second_person(world, watchlist, loader, approver):
    version = services.load_list(loader, list_id=watchlist.id, files=acts.sheet(acts.ROWS["1"]))
    with pytest.raises(Refused):
        services.apply_version(loader, version_id=version.id)
    own = services.load_list(approver, list_id=watchlist.id, files=acts.sheet(acts.ROWS["1"]))
    with pytest.raises(Refused):
        services.apply_version(approver, version_id=own.id)
    services.apply_version(approver, version_id=version.id)
    information = acts.a_list(loader, code="information", effect="information")
    version = services.load_list(loader, list_id=information.id, files=acts.sheet(acts.ROWS["1"]))
    services.apply_version(loader, version_id=version.id)


def test_a_removal_of_many_must_be_meant(world, watchlist, loader, approver):
    rows = [f"{n},person,Example Person {n},1980,,," for n in range(60)]
    acts.load(world, watchlist, acts.sheet(*rows), loader=loader, approver=approver)
    version = services.load_list(loader, list_id=watchlist.id, files=acts.sheet(*rows[:30]))
    with pytest.raises(Conflict) as caught:
        services.apply_version(approver, version_id=version.id)
    assert caught.value.code == "screening.list.removes"
    assert len(acts.effective(watchlist)) == 60
    services.apply_version(approver, version_id=version.id, accept_removals=True)
    assert len(acts.effective(watchlist)) == 30


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"PK\x03\x04" + bytes(1000),
        b"a,b\n1,2\n",
        b'key,kind,name\n1,person,"x\n',
    ],
)
def test_hostile_files_are_one_sentence_and_change_nothing(watchlist, loader, data):
    with pytest.raises(Invalid) as caught:
        services.load_list(loader, list_id=watchlist.id, files={"list.csv": data})
    assert "Nothing was changed" in caught.value.message
    assert not watchlist_versions(watchlist)


def test_formula_text_stays_text(world, watchlist, loader, approver):
    files = acts.sheet("1,vessel,=HYPERLINK(1),,,imo::9074729,")
    acts.load(world, watchlist, files, loader=loader, approver=approver)
    assert acts.effective(watchlist)["1"][2] == "=HYPERLINK(1)"


def test_lists_of_others_cannot_be_told_from_none(world, watchlist, loader):
    stranger = world.actor("analyst", "police", purpose="intelligence_analysis")
    version = services.load_list(loader, list_id=watchlist.id, files=acts.sheet(acts.ROWS["1"]))
    for act in (
        lambda: services.load_list(stranger, list_id=watchlist.id, files=acts.sheet("1")),
        lambda: services.apply_version(stranger, version_id=version.id),
        lambda: services.undo_version(stranger, list_id=watchlist.id, reason="x"),
    ):
        with pytest.raises(NotFound):
            act()
    with acting(stranger):
        assert not Watchlist.objects.visible_to(stranger).exists()
        assert not ListVersion.objects.exists()
        assert not EntryRevision.objects.exists()


def test_nobody_makes_a_list_beyond_their_own_reach(world, loader):
    foreign = world.audience("elsewhere", "police")
    for more in ({"level": Level.RED}, {"audience_id": foreign.id}):
        with pytest.raises(Invalid):
            acts.a_list(loader, code="beyond", **more)
    with pytest.raises(Refused):
        acts.a_list(world.actor("border_officer"), code="beyond")
    acts.a_list(loader, code="once")
    with pytest.raises(Conflict):
        acts.a_list(loader, code="once")


def test_without_an_actor_the_tables_are_empty(world, watchlist, loader, approver, raw):
    acts.load(world, watchlist, acts.sheet(*acts.ROWS.values()), loader=loader, approver=approver)
    for table in (
        "watchlist",
        "listversion",
        "entry",
        "entryrevision",
        "hit",
        "justifiedexception",
    ):
        assert raw(f"SELECT count(*) FROM screening_{table}") == [(0,)]


def watchlist_versions(watchlist):
    with unrestricted("test"):
        return list(ListVersion.objects.filter(watchlist=watchlist))


def _again(watchlist):
    with unrestricted("test"):
        return Watchlist.objects.unrestricted().get(id=watchlist.id)
