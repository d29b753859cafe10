"""People of the demonstration are named by custom, and their papers look like their state's."""

from datetime import date

import pytest

from seawall.node.demo.dice import dice, pattern
from seawall.node.demo.parties import draw_crew, draw_party, draw_passengers
from seawall.node.demo.people import CUSTOMS, Birth, draw_birth, draw_child, draw_paper, draw_person
from seawall.node.demo.places import clock, routes, table

ON = date(2026, 11, 24)


def test_every_table_of_names_has_a_custom_and_both_sexes() -> None:
    for culture, custom in CUSTOMS.items():
        parts = {row["part"] for row in table(f"names/{culture}")}
        given = {"given"} if custom.syllables else {"given_f", "given_m"}
        assert parts >= given | {"surname"}, culture
        assert bool(custom.particle or custom.patronymic) == ("particle" in parts), culture


def test_every_nationality_has_a_passport() -> None:
    issuers = {row["state"] for row in table("tables/documents") if row["kind"] == "P"}
    met = {row["nationality"] for row in table("tables/travellers")} - {"home"}
    assert met <= issuers


def test_a_spanish_child_takes_the_first_surname_of_each_parent() -> None:
    throw = dice("spanish")
    father = draw_person(throw, "spanish", "VEN", on=ON, sex="M")
    mother = draw_person(throw, "spanish", "VEN", on=ON, sex="F")
    child = draw_child(throw, father, mother, on=ON)
    assert child.surnames == (father.surnames[0], mother.surnames[0])


def test_a_portuguese_child_takes_the_mothers_surname_first() -> None:
    throw = dice("portuguese")
    father = draw_person(throw, "portuguese", "BRA", on=ON, sex="M")
    mother = draw_person(throw, "portuguese", "BRA", on=ON, sex="F")
    child = draw_child(throw, father, mother, on=ON)
    assert child.surnames == (mother.surnames[-1], father.surnames[-1])


def test_a_chinese_wife_keeps_her_surname() -> None:
    throw = dice("chinese")
    parties = [draw_party(throw, "couple", "chinese", "CHN", on=ON) for _ in range(30)]
    assert any(husband.surname != wife.surname for husband, wife in parties)


def test_half_of_dutch_surnames_carry_a_tussenvoegsel() -> None:
    throw = dice("dutch")
    people = [draw_person(throw, "dutch", "NLD", on=ON) for _ in range(200)]
    particles = {row["name"] for row in table("names/dutch") if row["part"] == "particle"}
    carried = [p for p in people if p.surname.rsplit(" ", 1)[0] in particles]
    assert 60 < len(carried) < 140


@pytest.mark.parametrize("ages", [(0, 15), (18, 79)])
def test_ages_are_within_the_asked(ages: tuple[int, int]) -> None:
    throw = dice("ages")
    for _ in range(500):
        birth = draw_birth(throw, ON, ages)
        assert ON.year - ages[1] - 1 <= birth.year <= ON.year - ages[0]


def test_some_birth_dates_are_known_in_part() -> None:
    throw = dice("partial")
    births = [draw_birth(throw, ON, (18, 79)) for _ in range(2000)]
    assert {len(birth.text) for birth in births} == {4, 7, 10}
    assert Birth(1979, 3).text == "1979-03"


def test_a_document_looks_like_its_issuers_and_is_valid() -> None:
    paper = draw_paper(dice("paper"), "VCT", ON)
    assert paper.number.startswith("VC")
    assert paper.number[2:].isdecimal()
    assert paper.expires > ON


def test_an_unknown_issuer_is_an_error() -> None:
    with pytest.raises(LookupError):
        draw_paper(dice("none"), "XXA", ON)


def test_a_pattern_keeps_its_own_signs() -> None:
    assert pattern(dice("pattern"), "R07####K")[::7] == "RK"


def test_nobody_sits_on_anothers_seat_and_nobody_shares_a_reference() -> None:
    for route in routes("LCA"):
        throw = dice("seats", route.number)
        people = (
            *draw_passengers(throw, route, "LCA", on=ON),
            *draw_crew(throw, route, "LCA", on=ON),
        )
        seats = [traveller.seat for traveller in people if traveller.seat]
        assert len(seats) == len(set(seats))
        assert len({traveller.reference for traveller in people}) == len(people)


def test_families_share_a_booking_and_some_children_travel_alone() -> None:
    booked = [
        traveller
        for route in routes("LCA")
        for seed in range(4)
        for traveller in draw_passengers(dice(seed, route.number), route, "LCA", on=ON)
    ]
    parties: dict[str | None, list[int]] = {}
    for traveller in booked:
        parties.setdefault(traveller.locator, []).append(traveller.person.birth.year)
    grown = ON.year - 17
    assert any(min(years) < grown < max(years) for years in parties.values())
    assert any(len(years) == 1 and years[0] > grown for years in parties.values())


@pytest.mark.parametrize("state", ["BRB", "LCA", "TTO"])
def test_every_place_of_the_timetable_has_a_clock(state: str) -> None:
    for route in routes(state):
        for place in filter(None, (route.origin, route.destination, route.began, route.onward)):
            assert clock(place).key == place.zone


def test_a_state_without_voyages_is_an_error() -> None:
    with pytest.raises(LookupError):
        routes("FRA")
