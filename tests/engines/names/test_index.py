"""The index finds whom it should, and forgets whom it is told to."""

from pathlib import Path

import pytest

from seawall.engines.names import Identifier, Index, Match, Name, Subject, SubjectError, compare


def person(subject_id: str, *names: str | Name, **more: object) -> Subject:
    return Subject(subject_id, "person", names, **more)  # type: ignore[arg-type]  # any field


LISTED = (
    person("a", "Zebulon Quarrystone", "Zeb Stonequarry", birth_dates=("1971-04-09",)),
    person("b", "Marisela Ventoalto Piedranegra", birth_dates=("1984",)),
    person(
        "c",
        "Quillan Overbrook",
        identifiers=(
            Identifier("passport", "XA 1234567", "UTO"),
            Identifier("passport", "XB7654321", "UTO"),
        ),
    ),
    Subject("v", "vessel", ("M/V Paper Heron",), identifiers=(Identifier("imo", "9074729"),)),
)


@pytest.fixture
def index() -> Index:
    return Index.build(LISTED)


def ids(matches: list[Match]) -> list[str]:
    return [match.id for match in matches]


def test_a_misspelt_surname_is_found(index: Index) -> None:
    assert ids(index.search(person("q", Name("QUARRYSTNE", "ZEBULON")))) == ["a"]


def test_an_alias_is_found(index: Index) -> None:
    assert ids(index.search(person("q", "STONEQUARRY ZEB"))) == ["a"]


@pytest.mark.parametrize("number", ["XA1234567", "xb-765 4321"])
def test_each_document_of_a_subject_is_found_under_another_name(index: Index, number: str) -> None:
    query = person("q", "Someone Else", identifiers=(Identifier("passport", number, "UTO"),))
    (match,) = index.search(query)
    assert match.id == "c"
    assert "identifier_equal" in {reason.code for reason in match.reasons}


def test_one_digit_off_is_kept_apart_from_equal(index: Index) -> None:
    query = person(
        "q", "Quillan Overbrook", identifiers=(Identifier("passport", "XA1234568", "UTO"),)
    )
    (match,) = index.search(query)
    codes = {reason.code for reason in match.reasons}
    assert "identifier_one_digit_off" in codes
    assert "identifier_equal" not in codes


def test_changes_answer_at_once(index: Index) -> None:
    index.update(changed=[person("a", "Tobiah Kettlewright")], removed=["b"])
    assert len(index) == 3
    assert ids(index.search(person("q", "Zebulon Quarrystone"))) == []
    assert ids(index.search(person("q", "Marisela Ventoalto Piedranegra"))) == []
    assert ids(index.search(person("q", "Tobiah Kettlewright"))) == ["a"]


def test_a_saved_index_answers_alike(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path / "list.names")
    opened = Index.open(tmp_path / "list.names")
    query = person("q", "Zebulon Quarystone", birth_dates=("1971-04-09",))
    assert opened.search(query) == index.search(query) != []


def test_reasons_add_up_and_start_with_the_base_rate(index: Index) -> None:
    (match,) = index.search(person("q", "Zebulon Quarystone", birth_dates=("1971-04-09",)))
    assert match.reasons[0].code == "base_rate"
    assert sum(reason.points for reason in match.reasons) == pytest.approx(match.points, abs=1e-6)
    assert (
        match.score
        == compare(person("q", "Zebulon Quarystone", birth_dates=("1971-04-09",)), LISTED[0]).score
    )


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(SubjectError) as error:
        person("q", "Zebulon", birth_dates=("12/03/1979",))
    assert error.value.code == "birth_date_invalid"
