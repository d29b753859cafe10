"""Receive, screen and commit a message of 260 passengers against about 10,000 entities: < 1 s.

Both real lists, OFAC's of July 2021 and the Security Council's of February 2026, and the real list
of 260 passengers lie beside the checkout (``SEAWALL_SHARED_DATA``). Each run is a voyage of its
own, so that everybody is new; each commits with the disk's own ``fsync``. There is no peer to run
against: no other system screens in the transaction that receives.

    python benchmarks/receive.py [runs]
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

LIMIT_S = 1.0
SHARED = Path(os.environ.get("SEAWALL_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
OFAC = ("sdn.csv", "alt.csv", "add.csv")


def main(runs: int) -> int:
    if not SHARED.is_dir():
        print(f"no shared data at {SHARED}; SEAWALL_SHARED_DATA names its folder")
        return 0
    with tempfile.TemporaryDirectory(prefix="seawall-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's account must reach its folder when this is root
        os.environ["SEAWALL_DATA_DIR"] = folder
        os.environ["SEAWALL_STATE"] = "LCA"
        from seawall.node import configuration, start

        with start.node(configuration.read()):
            return measure(runs)


def measure(runs: int) -> int:
    from seawall.foundation.identity.actors import node_actor
    from seawall.modules.border.services import receive_message

    actor = node_actor("border_control")
    print(f"entities: {load_lists(actor):,}")
    settle()
    data = (SHARED / "border" / "paxlst" / "Test3.txt").read_bytes()
    took = []
    for number in range(runs + 1):
        voyage = data.replace(b"UA0989", b"UA%04d" % (1000 + number))
        started = time.perf_counter()
        message = receive_message(actor, data=voyage, origin="console")
        took.append(time.perf_counter() - started)
        assert (message.state, message.travellers) == ("processed", 260)
    first, rest = took[0], took[1:]
    median = statistics.median(rest)
    print(f"first, index built within it: {first:.2f} s")
    print(
        f"receive + screen + commit 260 passengers: median {median:.3f} s of {runs} runs, ", end=""
    )
    print(f"slowest {max(rest):.3f} s, limit {LIMIT_S} s")
    return int(median >= LIMIT_S)


def settle() -> None:
    """Do now what PostgreSQL does by itself in the minutes after a list is loaded."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connections["owner"].close()


def load_lists(actor) -> int:
    from seawall.modules.screening import services
    from seawall.modules.screening.services.lists import ListDetails

    total = 0
    ofac = SHARED / "screening" / "ofac-2021-07"
    un = sorted((SHARED / "screening" / "un-2026-02-27").glob("*.xml"))
    files = {"ofac-sdn": [ofac / name for name in OFAC], "un-consolidated": un}
    for loader, paths in files.items():
        details = ListDetails(title=loader, effect="information")
        made = services.create_list(actor, code=loader, loader=loader, details=details)
        content = {path.name: path.read_bytes() for path in paths}
        version = services.load_list(actor, list_id=made.id, files=content)
        total += services.apply_version(actor, version_id=version.id).added
    return total


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
