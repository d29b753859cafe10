"""A hundred thousand entries are sealed and verified in bounded memory."""

import resource
import time
import tracemalloc

import psycopg
import pytest
from tests.foundation.audit.test_log import seal, verify

from seawall.foundation.audit import verification
from seawall.foundation.handling.scope import unrestricted

ENTRIES = 100_000
MOST_BYTES = 64 * 1024 * 1024

pytestmark = pytest.mark.timeout(3600)


def test_a_hundred_thousand_entries(world, db, tmp_path):
    folder, actor = tmp_path / "audit", world.actor()
    with psycopg.connect(db, autocommit=True) as admin:
        admin.execute(
            "INSERT INTO audit_entry (id, at, action, result, officer_id, agency_id, purpose, "
            "case_reference, about, detail_digest) SELECT gen_random_uuid(), "
            "now() + n * interval '1 ms', 'test.thing.done', 'written', %s, %s, 'border_control', "
            "'', '[]', '' FROM generate_series(1, %s) n",
            [actor.officer_id, actor.agency_id, ENTRIES],
        )
    begun = time.monotonic()
    assert seal(folder) == ENTRIES
    sealed = time.monotonic()
    tracemalloc.start()
    report = verify(folder)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    traced = time.monotonic()
    again = verify(folder)
    done = time.monotonic()
    assert (report.whole, report.tree_size, again.whole) == (True, ENTRIES, True)
    assert most < MOST_BYTES
    with unrestricted("test"):
        entry = verification.Entry.objects.latest("at")
    proved = time.monotonic()
    assert verification.holds(verification.prove(entry.id))
    print(
        f"sealed in {sealed - begun:.1f} s, verified in {done - traced:.1f} s, "
        f"at most {most / 2**20:.0f} MiB, proved in {time.monotonic() - proved:.1f} s, "
        f"process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
    )
