"""Names: faster and more accurate than logic-v2, Watchman's scorer and tantivy, in one run.

`python benchmarks/names.py [SECTION …]`: pairs, labelled, mangled, recall, scale, million. Each
prints lines of `claim | measured | wanted`; times are of one thread's own processor time.
`SEAWALL_SHARED_DATA` points at the real lists; without them `mangled` says so and is left out.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import random
import resource
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from names_peers import LogicV2, Tantivy, Watchman, as_subject
from names_population import Population, misspelt, travellers, typo

from seawall.engines.names import Index, Subject, compare

ROOT = Path(__file__).resolve().parent.parent
PAIRS = ROOT / "tests" / "vectors" / "names" / "pairs.csv"
SHARED = Path(os.environ.get("SEAWALL_SHARED_DATA", ROOT.parent / "shared" / "data"))


def clock() -> float:
    return time.thread_time()


def line(claim: str, measured: str, wanted: str) -> None:
    print(f"{claim} | {measured} | {wanted}", flush=True)


def timed(work: Callable[[Any], Any], items: list[Any]) -> np.ndarray:
    """Milliseconds of each call."""
    times = []
    for item in items:
        start = clock()
        work(item)
        times.append(clock() - start)
    return np.array(times) * 1e3


def fresh(source: random.Random, count: int, names: int) -> list[tuple[Subject, Subject]]:
    """Pairs of subjects that no scorer has seen: half alike, half not, with birth dates."""
    people = Population(source.randrange(10**6))
    found = []
    while len(found) < count:
        a = Subject(
            "a",
            "person",
            tuple(people.person_name() for _ in range(names)),
            (people.date(),),
        )
        spelt = misspelt(a, source).names if len(found) % 2 else (people.person_name(),)
        others = tuple(people.person_name() for _ in range(names - 1))
        found.append((a, Subject("b", "person", spelt + others, a.birth_dates)))
    return found


def pairs() -> None:
    source = random.Random(11)  # noqa: S311  # seeded, so that runs repeat
    peer = LogicV2()
    for names in (1, 4):
        a, b = fresh(source, 1, names)[0]
        compare(a, b), peer.score(peer.entity(a), peer.entity(b))
        rates: dict[str, list[float]] = defaultdict(list)
        for _ in range(3):
            for label, count, score in (
                ("plain", 3000, lambda a, b: compare(a, b).score),
                ("explained", 3000, lambda a, b: compare(a, b).reasons),
                ("logic-v2", 300, lambda a, b: peer.score(peer.entity(a), peer.entity(b))),
            ):
                batch = fresh(source, count, names)
                start = clock()
                for a, b in batch:
                    score(a, b)
                rates[label].append(count / (clock() - start))
        plain, explained, other = (float(np.median(rate)) for rate in rates.values())
        line(
            f"pairs/s, fresh, {names} names a side",
            f"{plain:,.0f} against {other:,.0f}: {plain / other:.1f} x; "
            f"with reasons {explained:,.0f}",
            "20 x logic-v2",
        )


def labelled() -> None:
    with PAIRS.open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    scorers: dict[str, Callable[[Subject, Subject], float]] = {
        "seawall": lambda a, b: compare(a, b).score
    }
    for name, peer in (("logic-v2", LogicV2()), ("watchman", Watchman())):
        scorers[name] = lambda a, b, peer=peer: peer.score(peer.entity(a), peer.entity(b))
    wrong: dict[str, dict[str, int]] = {}
    for name, score in scorers.items():
        rated = [
            (row, score(as_subject(row["kind"], row["a"]), as_subject(row["kind"], row["b"])))
            for row in listed
        ]
        threshold = 0.5
        if name != "seawall":  # a peer may choose the threshold that suits it on the tuning half
            tuning = [
                (value, row["same"] == "1") for row, value in rated if row["half"] == "tuning"
            ]
            threshold = min(
                (t / 200 for t in range(60, 201)),
                key=lambda t: sum((value >= t) != same for value, same in tuning),
            )
        wrong[name] = defaultdict(int)
        for row, value in rated:
            if row["half"] == "test":
                wrong[name][row["stratum"]] += (value >= threshold) != (row["same"] == "1")
        line(f"test half, errors of {name}", f"{sum(wrong[name].values())} at {threshold}", "-")
        if name == "seawall":
            calibration([(v, r["same"] == "1") for r, v in rated if r["half"] == "test"])
    ours, logic, jaro = (sum(wrong[name].values()) for name in scorers)
    line(
        "errors on the test half",
        f"{ours / max(logic, 1):.2f} x logic-v2, {ours / max(jaro, 1):.2f} x watchman",
        "0.6 x, 0.4 x",
    )
    for stratum in dict.fromkeys(row["stratum"] for row in listed):
        counts = [wrong[name][stratum] for name in scorers]
        tests = sum(row["stratum"] == stratum and row["half"] == "test" for row in listed)
        line(
            f"stratum {stratum} of {tests}", " / ".join(map(str, counts)), "no worse by more than 1"
        )


def calibration(rated: list[tuple[float, bool]]) -> None:
    for low, high in ((0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 1.01)):
        inside = [(v, same) for v, same in rated if low <= v < high]
        if inside:
            mean = sum(v for v, _ in inside) / len(inside)
            share = sum(same for _, same in inside) / len(inside)
            line(
                f"reliability {low}-{min(high, 1)}",
                f"score {mean:.2f}, same {share:.2f} of {len(inside)}",
                "alike",
            )


def un_names() -> list[str]:
    tree = ET.parse(SHARED / "screening" / "un-2026-02-27" / "UN_consolidated.xml")  # noqa: S314  # a file of the benchmark's own
    parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    found = []
    for person in tree.getroot().iter("INDIVIDUAL"):
        words = [(person.findtext(part) or "").strip() for part in parts]
        found.append(" ".join(word for word in words if word))
    return found


def mangled_pairs(names: list[str]) -> list[tuple[str, str]]:
    """Names and what is left of them: one or two typing errors, a word lost, the last one first."""
    source = random.Random(31)  # noqa: S311  # seeded, so that runs repeat
    true = []
    for name in source.sample(names, 600):
        words = name.split()
        for _ in range(source.choice((1, 2))):
            places = [k for k, word in enumerate(words) if len(word) >= 4]
            if places:
                k = source.choice(places)
                words[k] = typo(words[k], source)
        if len(words) > 2 and source.random() < 0.2:
            words.pop(source.randrange(1, len(words) - 1))
        if source.random() < 0.2:
            words = words[-1:] + words[:-1]
        true.append((name, " ".join(words)))
    return true


def mangled() -> None:
    if not SHARED.exists():
        line("names of the UN list, mangled", "left out: the shared data are not here", "-")
        return
    names = un_names()
    true, false = mangled_pairs(names), []
    near = Index.build([Subject(str(k), "person", (name,)) for k, name in enumerate(names)])
    for k, name in enumerate(names):
        for match in near.search(Subject("q", "person", (name,)), limit=6, threshold=0.001):
            if match.id != str(k) and names[int(match.id)] != name:
                false.append((name, names[int(match.id)]))
    rated = {}
    for label, score in (
        ("seawall", lambda a, b: compare(a, b).score),
        ("logic-v2", _scorer(LogicV2())),
    ):
        rated[label] = [
            [score(as_subject("person", a), as_subject("person", b)) for a, b in part]
            for part in (true, false)
        ]
    for alarms in (10, 30, 60):
        missed = []
        for good, bad in rated.values():
            bar = sorted(bad, reverse=True)[alarms]
            missed.append(sum(value <= bar for value in good))
        ratio = missed[0] / max(missed[1], 1)
        line(
            f"UN names mangled, misses of {len(true)} at {alarms} false alarms of {len(false)}",
            f"{missed[0]} against {missed[1]}: {ratio:.2f} x",
            "0.5 x logic-v2",
        )


def _scorer(peer: Any) -> Callable[[Subject, Subject], float]:
    return lambda a, b: float(peer.score(peer.entity(a), peer.entity(b)))


def recall() -> None:
    count, asked = 100_000, 1000
    subjects = list(Population().subjects(count))
    source = random.Random(5)  # noqa: S311  # seeded, so that runs repeat
    sample = source.sample(subjects, asked)
    queries = [misspelt(subject, source) for subject in sample]
    index, peer = Index.build(subjects), Tantivy(subjects)
    index.search(queries[0])
    for name, search, wanted in (
        ("tantivy", lambda q: peer.search(q, 50), "-"),
        (
            "seawall",
            lambda q: [m.id for m in index.search(q, limit=50, threshold=0.05)],
            "no worse, p95 no more",
        ),
    ):
        answers: list[list[str]] = []
        times = timed(lambda q, s=search, kept=answers: kept.append(s(q)), queries)
        found = [s.id in ids for s, ids in zip(sample, answers, strict=True)]
        p50, p95 = np.percentile(times, [50, 95])
        line(
            f"recall@50 with one typo, {name}",
            f"{sum(found) / asked:.3f}, p50 {p50:.2f} ms, p95 {p95:.2f} ms",
            wanted,
        )
    logic = LogicV2()
    entities = {s.id: logic.entity(s) for s in subjects[:20000]}
    small = Index.build(subjects[:20000])
    some = [misspelt(s, source) for s in subjects[:150]]
    ours = timed(lambda q: small.search(q, limit=50, threshold=0.05), some).mean()

    def rescored(query: Subject) -> None:
        target = logic.entity(query)
        for match in peer.search(query, 50):
            if match in entities:
                logic.score(target, entities[match])

    theirs = timed(rescored, some[:60]).mean()
    line(
        "queries/s",
        f"{1e3 / ours:,.0f} against {1e3 / theirs:,.0f}: {theirs / ours:.0f} x",
        "20 x tantivy's 50 candidates + logic-v2",
    )


def scale(count: int = 100_000, p99_wanted: float = 5.0, share: float = 1.0) -> None:
    label = f"{count:,}"
    Index.build(Population().subjects(10)).search(travellers(1)[0])
    start = time.process_time()
    index = Index.build(Population().subjects(count))
    line(
        f"{label}: build with generation",
        f"{time.process_time() - start:.1f} s",
        "60 s at 1,000,000",
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line(f"{label}: most memory", f"{peak:,.0f} MB", "2,048 MB at 1,000,000")
    queries = travellers(2000)
    for sort, asked in (
        ("travellers", queries),
        ("names alone", [Subject("q", "person", q.names) for q in queries]),
    ):
        times = timed(index.search, asked)
        p50, p95, p99 = np.percentile(times, [50, 95, 99])
        line(
            f"{label}: one query, {sort}",
            f"p50 {p50:.2f} p95 {p95:.2f} p99 {p99:.2f} ms",
            f"p99 {p99_wanted} ms",
        )
        line(
            f"{label}: batch, {sort}",
            f"{60e3 / times.mean():,.0f} names/min",
            f"{100_000 * share:,.0f}",
        )
    one = Population(99).subject(5)
    updates = timed(
        lambda k: index.update(changed=[Subject(f"N{k}", "person", one.names)]), list(range(64))
    )
    line(
        f"{label}: one-entity update",
        f"mean {updates.mean():.2f} ms, most {updates.max():.1f} ms",
        "1/100 of a rebuild",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.names"
        index.save(path)
        start = time.perf_counter()
        Index.open(path).search(queries[0])
        line(f"{label}: open and first answer", f"{time.perf_counter() - start:.3f} s", "1 s")


def million() -> None:
    scale(1_000_000, 15.0, 0.4)


SECTIONS: dict[str, Callable[[], None]] = {
    "pairs": pairs,
    "labelled": labelled,
    "mangled": mangled,
    "recall": recall,
    "scale": scale,
    "million": million,
}

ALONE = ("scale", "million")
"""Sections that need no peer."""


def main(asked: list[str]) -> None:
    wanted = asked or list(SECTIONS)
    if importlib.util.find_spec("nomenklatura") is None:
        print("names: the peers are not installed; `make bench-names` measures against them")
        wanted = [section for section in wanted if section in ((asked and ALONE) or ("scale",))]
    for section in wanted:
        SECTIONS[section]()


if __name__ == "__main__":
    main(sys.argv[1:])
