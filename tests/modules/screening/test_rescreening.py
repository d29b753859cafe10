"""After a list has changed, whoever is expected is screened again by itself."""

from tests.modules.screening import acts

from seawall.foundation import ports
from seawall.foundation.jobs.models import Job
from seawall.foundation.jobs.services import run_due
from seawall.modules.screening import services


def test_every_module_is_asked_to_screen_against_the_changed_entries(world, monkeypatch):
    border, asked = world.agency("border"), []
    candidate = acts.traveller(border)

    def rescreen(actor, entry_ids):
        asked.append(len(entry_ids))
        return len(services.screen_subjects(actor, candidates=[candidate], only=entry_ids))

    answers = {"test": rescreen}
    monkeypatch.setattr(ports.rescreen, "_answers", answers)
    loader = world.actor("analyst", purpose="intelligence_analysis")
    approver = world.actor("border_supervisor")
    watchlist = acts.a_list(loader)
    acts.load(world, watchlist, acts.sheet(acts.ROWS["2"]), loader=loader, approver=approver)
    assert run_due()
    assert (asked, acts.all_hits()) == ([1], [])
    files = acts.sheet(acts.ROWS["2"], acts.ROWS["1"])
    acts.load(world, watchlist, files, loader=loader, approver=approver)
    assert run_due()
    assert asked == [1, 1]
    (hit,) = acts.all_hits()
    assert hit.subject_id == candidate.id
    files = acts.sheet(acts.ROWS["2"])
    acts.load(world, watchlist, files, loader=loader, approver=approver)
    assert not run_due()  # a removal needs nobody screened
    assert {job.state for job in Job.objects.all()} == {"done"}
