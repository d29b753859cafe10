"""The index against comparing everyone, and a series of updates against a rebuild."""

import multiprocessing
import random
from pathlib import Path

import pytest
from benchmarks.names_population import Population, misspelt
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines.names import Index, Match, Name, Subject, compare
from seawall.engines.names.storage import IndexFileError

LISTED = list(Population(7).subjects(600))
INDEX = Index.build(LISTED)


def queries(count: int) -> list[Subject]:
    source = random.Random(3)  # seeded, so that runs repeat
    found = []
    for listed in source.sample(LISTED, count):
        found.append(misspelt(listed, source))
        words = str(listed.names[0]).split()
        if listed.kind == "person":
            found.append(
                Subject("q", "person", (Name(" ".join(words[1:]), words[0]),), listed.birth_dates)
            )
            found.append(Subject("q", "person", ("".join(words),)))
    return found


@pytest.mark.parametrize("threshold", [0.5, 0.05])
def test_search_finds_whoever_comparing_everyone_finds(threshold: float) -> None:
    for query in queries(40):
        found = {m.id: m.points for m in INDEX.search(query, limit=1000, threshold=threshold)}
        compared = {listed.id: compare(query, listed) for listed in LISTED}
        assert found == {k: c.points for k, c in compared.items() if c.score >= threshold}


@pytest.mark.parametrize(
    "name",
    ["Mohammed Mohammed", "J Rodriguez", "Ng Wu", "Singh", "Kim", "de la", "1 2", "", "漢字 漢"],
)
def test_odd_names_are_answered_as_comparing_everyone_answers(name: str) -> None:
    query = Subject("q", "person", (name,))
    found = {m.id for m in INDEX.search(query, limit=1000, threshold=0.2)}
    assert found == {s.id for s in LISTED if compare(query, s).score >= 0.2}


def test_the_best_come_first_and_equals_in_order_of_id() -> None:
    twins = Index.build([Subject(k, "person", ("Zebulon Quarrystone",)) for k in "dbca"])
    matches = twins.search(Subject("q", "person", ("Zebulon Quarrystone",)), limit=3)
    assert [match.id for match in matches] == ["a", "b", "c"]


people = st.builds(
    Subject,
    st.sampled_from("abcdefgh"),
    st.just("person"),
    st.lists(
        st.sampled_from(["Ana Quarzo", "Anna Quartzo", "José Pérez", "Josef Peres", "Quarzo"]),
        min_size=1,
        max_size=2,
    ).map(tuple),
    st.lists(st.sampled_from(["1979-03-12", "1979"]), max_size=1).map(tuple),
)
versions = st.lists(
    st.tuples(st.lists(people, max_size=4), st.lists(st.sampled_from("abcdefgh"), max_size=3)),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(versions)
def test_replaying_versions_of_a_list_answers_as_a_rebuild(
    changes: list[tuple[list[Subject], list[str]]],
) -> None:
    index, standing = Index.build([]), {}
    for changed, removed in changes:
        index.update(changed=changed, removed=removed)
        for subject_id in removed:
            standing.pop(subject_id, None)
        standing.update({s.id: s for s in changed})
    rebuilt = Index.build(standing.values())
    assert len(index) == len(rebuilt) == len(standing)
    assert {s.id: s for s in index} == standing
    for name in ("Ana Quarzo", "Jose Perez"):
        query = Subject("q", "person", (name,), ("1979-03-12",))
        assert index.search(query, threshold=0.01) == rebuilt.search(query, threshold=0.01)


def _batch(path: Path, part: list[Subject]) -> list[list[Match]]:
    return Index.open(path).search_many(part)


def test_processes_that_share_a_file_answer_as_one(tmp_path: Path) -> None:
    path = tmp_path / "list.names"
    INDEX.save(path)
    asked = queries(10)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        halves = pool.starmap(_batch, [(path, asked[:9]), (path, asked[9:])])
    assert halves[0] + halves[1] == INDEX.search_many(asked)


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"something else")
    with pytest.raises(IndexFileError) as error:
        Index.open(tmp_path / "x")
    assert error.value.code == "not_an_index"
