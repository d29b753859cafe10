"""Lists of the demonstration repeat and can be planted from."""

from datetime import date

import pytest

from seawall.node.demo.dice import dice
from seawall.node.demo.people import draw_person
from seawall.node.demo.planting import KINDS, misspelt, plant
from seawall.node.demo.watchlists import watchlists

ON = date(2026, 11, 24)
OWN, PARTNER, SEALED = watchlists(7, 2026, "LCA")


def test_lists_repeat() -> None:
    assert watchlists(7, 2026, "LCA") == (OWN, PARTNER, SEALED)
    assert watchlists(8, 2026, "LCA") != (OWN, PARTNER, SEALED)


def test_keys_are_unique_over_all_lists() -> None:
    keys = [entry.key for made in (OWN, PARTNER, SEALED) for entry in made.entries]
    assert len(keys) == len(set(keys))


def test_a_list_has_persons_documents_and_vessels() -> None:
    assert {entry.kind for entry in OWN.entries} == {"person", "document", "vessel"}
    assert any(entry.birth and entry.birth.day is None for entry in OWN.entries)


def test_ship_numbers_pass_their_check_digit() -> None:
    for entry in OWN.entries:
        if entry.vessel:
            number = entry.vessel[1]
            assert sum(int(d) * (7 - i) for i, d in enumerate(number[:6])) % 10 == int(number[6])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_be_planted_from_each_list_that_suits(kind: str) -> None:
    for made in (OWN, PARTNER, SEALED):
        if any(KINDS[kind].suits(entry) for entry in made.entries):
            person = draw_person(dice("s"), "anglo", "GBR", on=ON)
            key, _ = plant(dice(kind), kind, made.entries, person, ON)
            assert key in {entry.key for entry in made.entries}
    assert any(KINDS[kind].suits(entry) for entry in OWN.entries)


@pytest.mark.parametrize("seed", range(20))
def test_near_misses_are_near_and_are_misses(seed: int) -> None:
    for kind in ("near_document", "namesake", "similar_name"):
        person = draw_person(dice("stranger", seed), "anglo", "GBR", on=ON)
        key, made = plant(dice(kind, seed), kind, OWN.entries, person, ON)
        entry = next(entry for entry in OWN.entries if entry.key == key)
        assert entry.person is not None
        if kind == "near_document":
            assert entry.paper is not None
            pairs = zip(made.papers[0].number, entry.paper.number, strict=True)
            assert sum(a != b for a, b in pairs) == 1
        if kind == "namesake":
            assert made.surnames == entry.person.surnames
            assert abs(made.birth.year - entry.person.birth.year) >= 11
        if kind == "similar_name":
            assert not set(made.given) & set(entry.person.given)


@pytest.mark.parametrize("seed", range(20))
def test_true_matches_are_the_listed(seed: int) -> None:
    for kind in ("stolen_document", "second_document", "swapped_birth", "misspelt"):
        person = draw_person(dice("stranger", seed), "anglo", "GBR", on=ON)
        key, made = plant(dice(kind, seed), kind, OWN.entries, person, ON)
        entry = next(entry for entry in OWN.entries if entry.key == key)
        if kind in {"stolen_document", "second_document"}:
            assert entry.paper is not None
            assert entry.paper.number in {paper.number for paper in made.papers}
        if kind == "stolen_document":
            assert made.surname == person.surname
        if kind == "swapped_birth":
            assert entry.birth is not None
            assert (made.birth.month, made.birth.day) == (entry.birth.day, entry.birth.month)
        if kind == "misspelt":
            assert entry.person is not None
            assert made.surname != entry.person.surname


@pytest.mark.parametrize("name", ["Marcano", "Bo", "Philp", "Xu", "Octave", "Li", "Oudit"])
def test_a_misspelling_changes_the_name_a_little(name: str) -> None:
    for seed in range(10):
        other = misspelt(dice(name, seed), name)
        assert abs(len(other) - len(name)) <= 1
        assert other[0].upper() == name[0]
