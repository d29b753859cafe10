"""The real lists, loaded whole, searched at once, undone exactly."""

import pytest
from tests.modules.screening import acts

from seawall.foundation.handling.scope import unrestricted
from seawall.modules.screening import services
from seawall.modules.screening.models import Entry, EntryRevision
from seawall.modules.screening.rules import subject_of

pytestmark = pytest.mark.shared_data


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_ofac_and_un_loaded_searched_and_undone(world, shared_data):
    actor = world.actor("analyst", purpose="intelligence_analysis")
    made = {}
    for loader, folder, entries in (
        ("ofac-sdn", "ofac-2021-07", 8976),
        ("un-consolidated", "un-2026-02-27", 1003),
    ):
        files = files_of(shared_data / "screening" / folder)
        watchlist = acts.a_list(actor, code=loader, loader=loader, effect="information")
        version = services.load_list(actor, list_id=watchlist.id, files=files)
        services.apply_version(actor, version_id=version.id)
        assert len(acts.effective(watchlist)) == entries
        made[loader] = watchlist
    with unrestricted("test"):
        one = Entry.objects.unrestricted().get(watchlist=made["un-consolidated"], key="QDi.001")
        subject = subject_of("", one.said)
    candidate = acts.Candidate(
        "border.traveller", one.id, subject, acts.header(world.agency("border"))
    )
    (found,) = services.screen_subjects(actor, candidates=[candidate])
    titles = {hit.entry_title for hit in acts.all_hits()}
    assert one.title in titles
    assert found.hits
    services.undo_version(actor, list_id=made["ofac-sdn"].id, reason="test")
    assert acts.effective(made["ofac-sdn"]) == {}
    with unrestricted("test"):
        assert EntryRevision.objects.count() == 8976 + 1003
