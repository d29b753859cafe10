"""kill -9 at random points: what a node accepted is there once, and it can prove it."""

import json
import os
import random
import signal
import socket
import sys
import threading
import time
import urllib.error
from contextlib import suppress
from pathlib import Path

import pytest
from tests.modules.border.manifests import document, leg, message, person, wire
from tests.scenarios.nodes import Browser, a_node
from tests.scenarios.opening import passport

pytestmark = [
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform != "linux", reason="reads the processes of Linux"),
    pytest.mark.skipif(
        "SEAWALL_TEST_DATABASE_URL" in os.environ, reason="kills its own PostgreSQL"
    ),
]

KILLS = int(os.environ.get("SEAWALL_KILLS", "5"))
EACH = 4  # travellers of a message, the first of them on a list
CALM_WITHIN = 90
VICTIMS = ("web", "worker", "sealer", "postgres", "web", "worker", "sealer")


@pytest.fixture
def node():
    with a_node() as made:
        yield made


def manifest(number):
    """A message of its own voyage, with a passport that stands on the list."""
    people = [
        person(one, documents=(document(passport(one)),))
        for one in range(number * EACH, number * EACH + EACH)
    ]
    flight = leg(f"ZK{number}", departs="2026-11-24T10:55", arrives="2026-11-24T11:40")
    return wire(message("new", people, legs=(flight,), reference=str(number)))


def eventually(check, within=CALM_WITHIN):
    """Wait until something holds; what it says is the reason where it never does."""
    deadline = time.monotonic() + within
    while (wrong := check()) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert not wrong, wrong


def sending(node, signed, numbers, accepted, stop):
    """A person who uploads message after message, and tries again until each is accepted."""
    browser = Browser(node.address)
    for number in numbers:
        while number not in accepted and not stop.is_set():
            with suppress(OSError, urllib.error.URLError, AssertionError):
                if not browser.cookies:
                    browser.sign_in(signed["email"], signed["password"])
                path = "/border/messages/receive"
                status = browser.post(path, {}, file=manifest(number))
                if status == 200:
                    accepted.add(number)
                continue
            browser.cookies.clear()
            time.sleep(0.3)


def dropping(node, numbers, accepted, stop):
    """A carrier's system that drops message after message into the watched folder."""
    inbox = Path(node.settings.inbox_dir)
    inbox.mkdir(exist_ok=True)
    for number in numbers:
        if stop.is_set():
            return
        part = inbox / f"{number}.part"
        part.write_bytes(manifest(number))
        part.rename(inbox / f"{number}.edi")
        accepted.add(number)
        time.sleep(0.2)


def test_everything_accepted_is_there_once_after_kills(node):
    seed = int(os.environ.get("SEAWALL_KILL_SEED", "0")) or random.SystemRandom().randrange(10**6)
    print(f"SEAWALL_KILL_SEED={seed}")
    chance = random.Random(seed)
    count = 2 * KILLS
    planted = [number * EACH for number in range(1, 2 * count + 1)]
    opened = node.run(*map(str, planted), module="tests.scenarios.opening")
    assert opened.returncode == 0, opened.stderr
    signed = json.loads(opened.stdout.splitlines()[-1])
    node.start()
    accepted, stop = set(), threading.Event()
    uploads, drops = range(1, count + 1), range(count + 1, 2 * count + 1)
    hands = [
        threading.Thread(target=sending, args=(node, signed, uploads, accepted, stop)),
        threading.Thread(target=dropping, args=(node, drops, accepted, stop)),
    ]
    for hand in hands:
        hand.start()
    try:
        for turn in range(KILLS):
            time.sleep(chance.uniform(0.1, 1.5))
            victim = VICTIMS[(turn + 3) % len(VICTIMS)]
            assert node.kill(victim) or victim != "postgres", f"no {victim} to kill"
        for hand in hands:
            hand.join(CALM_WITHIN)
    finally:
        stop.set()
    assert accepted == {*uploads, *drops}
    eventually(lambda: unfinished(node, len(accepted)))
    node.stop()
    node.start()
    assert_once(node, accepted)
    eventually(lambda: node.sql("SELECT 'not sealed' FROM audit_waiting LIMIT 1"))
    report = node.verify()
    assert (report["whole"], report["faults"], report["code"]) == (True, [], 0)
    node.stop()
    assert node.processes() == {}


def unfinished(node, count):
    with suppress(Exception):
        states = dict(node.sql("SELECT state, count(*) FROM border_message GROUP BY state"))
        return "" if states == {"processed": count} else f"messages: {states}, not {count}"
    return "the database is away"


def assert_once(node, accepted):
    digests = "SELECT count(*), count(DISTINCT digest) FROM border_message"
    assert node.sql(digests) == [(len(accepted), len(accepted))]
    people = (
        "SELECT count(*), count(DISTINCT (voyage_id, surname, given_names)) FROM border_traveller"
    )
    assert node.sql(people) == [(EACH * len(accepted),) * 2]
    assert node.sql("SELECT count(*) FROM border_traveller WHERE screened_at IS NULL") == [(0,)]
    hits = node.sql(
        "SELECT d.number, e.key FROM screening_hit h "
        "JOIN border_traveldocument d ON d.traveller_id = h.subject_id "
        "JOIN screening_entry e ON e.id = h.entry_id"
    )
    wanted = {(passport(number * EACH), f"k{number * EACH}") for number in accepted}
    assert sorted(set(hits) & wanted) == sorted(hit for hit in hits if hit in wanted)
    assert set(hits) >= wanted
    doubled = "SELECT 1 FROM screening_hit GROUP BY subject_id, entry_id HAVING count(*) > 1"
    assert node.sql(doubled) == []
    screenings = "SELECT count(*) FROM audit_entry WHERE action = 'screening.subjects.screened'"
    assert node.sql(screenings) == [(1 + len(accepted),)]  # the first made the node ready
    told = (
        "SELECT count(*), sum(times) FROM alerts_alert a "
        "JOIN screening_hit h ON a.subject_id = h.id WHERE a.kind = 'border.hit'"
    )
    (hits_count,) = node.sql("SELECT count(*) FROM screening_hit")[0]
    assert node.sql(told) == [(hits_count, hits_count)]


def test_a_node_ends_when_told_and_starts_again_after_any_end(node):
    first = node.start()
    node.sql("CREATE TABLE kept (word text)")
    assert set(node.processes()) >= {"supervisor", "web", "worker", "sealer", "postgres"}
    with socket.create_connection(("localhost", node.port)) as slow:
        slow.sendall(
            b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n"
        )
        assert node.stop(signal.SIGTERM) < 30  # it ends by itself; how fast is no matter of a test
    assert node.processes() == {}
    second = node.start()
    assert node.sql("SELECT count(*) FROM kept") == [(0,)]
    print(f"first start {first:.1f} s, second {second:.1f} s")
    # The supervisor is killed: its processes end by themselves, the database waits for the next.
    node.kill("supervisor")
    node.process.wait()
    eventually(lambda: set(node.processes()) - {"postgres"}, within=15)
    node.start()
    assert node.sql("SELECT count(*) FROM kept") == [(0,)]
    # The machine goes down: every process is gone, and the number in the file is another's now.
    for name in ("supervisor", "web", "worker", "sealer", "postgres"):
        node.kill(name)
    node.process.wait()
    eventually(node.processes, within=15)
    stale = node.settings.data_dir / "postgres" / "data" / "postmaster.pid"
    lines = stale.read_text().split("\n")
    stale.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    node.start()
    assert node.sql("SELECT count(*) FROM kept") == [(0,)]
    assert node.stop(signal.SIGINT) < 10
    assert node.processes() == {}
