"""The scorer: cultures, dates, identifiers, and what holds for any subjects."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines.names import (
    REASON_CODES,
    Comparison,
    Identifier,
    Name,
    Subject,
    SubjectError,
    compare,
    points_of,
    score_of,
)
from seawall.engines.names.identifiers import IDENTIFIER_KINDS

PAIRS = Path(__file__).parents[2] / "vectors" / "names" / "pairs.csv"


def subject(*names: str | Name, kind: str = "person", **more: object) -> Subject:
    return Subject("x", kind, names, **more)  # type: ignore[arg-type]  # any kind and field


def score(a: str, b: str, kind: str = "person") -> float:
    return compare(subject(a, kind=kind), subject(b, kind=kind)).score


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ximena Quarzo Piedralta", "QUARZO PIEDRALTA, XIMENA"),
        ("Wouter van den Heuvelrug", "Wouter Vandenheuvelrug"),
        ("Jean-Wisly Deslouches", "JEANWISLY DESLOUCHES"),
        ("Martha St. Fleurival", "Martha Saint-Fleurival"),
        ("Deodat Rampersaud", "Deodat Rampersad"),
        ("Zhang Xiuying", "Chang Xiu-ying"),
        ("Abd al-Rahman al-Zubaydi", "ABDURRAHMAN ZUBAIDI"),
        ("Анна Шереметьева", "Anna Sheremetev"),
        ("Joaquim de Vasconcelos", "JOAQUIM VASCONCELLOS"),
        ("Peggy Thistlewood", "Margaret Thistlewood"),
        ("Gustavo Müllerheim", "GUSTAVO MUELLERHEIM"),
    ],
)
def test_one_person_in_two_spellings(a: str, b: str) -> None:
    assert score(a, b) >= 0.5


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Marisela Quarzo", "Ximena Quarzo", "person"),
        ("Juan Pérez Gómez", "Juan Pérez López", "person"),
        ("Robert Alleyne Jr", "Robert Alleyne Sr", "person"),
        ("Liu Weiping", "Liu Weiling", "person"),
        ("M/V Silver Heron II", "M/V Silver Heron III", "vessel"),
        ("Calabash Trading Ltd", "Calabash Freight Ltd", "organisation"),
    ],
)
def test_two_subjects_with_near_names(a: str, b: str, kind: str) -> None:
    assert score(a, b, kind) < 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [("Ambergris Imports S.A.", "AMBERGRIS IMPORTS, Sociedad Anónima"), ("Cutlass Ltd", "Cutlass")],
)
def test_legal_forms_say_little(a: str, b: str) -> None:
    assert score(a, b, "organisation") >= 0.5


@pytest.mark.parametrize("stratum", ["person", "organisation", "vessel"])
def test_the_tuning_half_of_the_labelled_pairs(stratum: str) -> None:
    wrong = total = 0
    with PAIRS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] != stratum or row["half"] != "tuning":
                continue
            a, b = (Name.from_mrz(n) if "<<" in n else n for n in (row["a"], row["b"]))
            found = compare(subject(a, kind=stratum), subject(b, kind=stratum)).score >= 0.5
            wrong += found != (row["same"] == "1")
            total += 1
    assert total >= 50
    assert wrong <= total * 0.02


def test_a_name_alone_never_reaches_the_maximum() -> None:
    name = "Quetzalcoatl Zimmerwald Ypsilanti Xanthopoulos"
    alone = compare(subject(name), subject(name))
    dated = compare(
        subject(name, birth_dates=("1979-03-12",)), subject(name, birth_dates=("1979-03-12",))
    )
    assert alone.score < 0.97 < dated.score


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("1979-03-12", "1979-03-12", "birth_date_equal"),
        ("1979-03", "1979-03-12", "birth_month_equal"),
        ("1979", "1979-03-12", "birth_year_equal"),
        ("1980", "1979-03-12", "birth_year_near"),
        ("1979-03-12", "1979-12-03", "birth_day_month_swapped"),
        ("1979-03-12", "1979-03-17", "birth_date_one_digit_off"),
        ("1979-03-12", "1964-07-30", "birth_date_different"),
    ],
)
def test_birth_dates(left: str, right: str, code: str) -> None:
    comparison = compare(
        subject("Ximena Quarzo", birth_dates=(left,)),
        subject("Ximena Quarzo", birth_dates=(right,)),
    )
    assert [r.code for r in comparison.reasons if r.field == "birth_date"] == [code]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("imo", "IMO 9074729", "9074728"),
        ("mmsi", "338123456", "999123456"),
        ("icao24", "4CA1FA", "ZZZZZZ"),
        ("container", "CSQU 305438-3", "CSQU3054384"),
        ("iban", "GB82 WEST 1234 5698 7654 32", "GB83WEST12345698765432"),
    ],
)
def test_check_digits(kind: str, right: str, wrong: str) -> None:
    check = IDENTIFIER_KINDS[kind].check
    plain = right.replace(" ", "").replace("-", "").removeprefix("IMO")
    assert check(plain) is True
    assert check(wrong) is False


def test_an_equal_document_is_a_hit_whatever_else_differs() -> None:
    number = (Identifier("passport", "XA 123-4567", "UTO"),)
    a = subject("Ximena Quarzo Uno Dos Tres", identifiers=number, sex="F", countries=("UTO",))
    b = subject(
        "Bartholomew Kettle Quatre Cinq",
        identifiers=(Identifier("passport", "xa1234567", "UTO"),),
        sex="M",
        birth_dates=("1950-01-01",),
        countries=("ATA",),
    )
    assert compare(a, b).score >= 0.5


def test_two_ships_of_one_name_are_told_apart_by_their_numbers() -> None:
    a, b = (
        subject("Paper Heron", kind="vessel", identifiers=(Identifier("imo", number),))
        for number in ("9074729", "9319466")
    )
    assert compare(a, b).score < 0.5


texts = st.text(max_size=40)
names = st.one_of(texts, st.builds(Name, texts, texts, st.booleans()))
identifiers = st.builds(
    Identifier,
    st.sampled_from([*IDENTIFIER_KINDS, "other"]),
    st.text(max_size=20),
    st.one_of(st.none(), st.sampled_from(["UTO", "ATA"])),
)
subjects = st.builds(
    Subject,
    st.just("x"),
    st.sampled_from(["person", "organisation", "vessel", "aircraft", "document"]),
    st.lists(names, max_size=3).map(tuple),
    st.lists(st.sampled_from(["1979", "1979-03", "1979-03-12", "1980-12-03"]), max_size=2).map(
        tuple
    ),
    st.lists(st.sampled_from(["UTO", "ATA", "Utopia"]), max_size=2).map(tuple),
    st.lists(identifiers, max_size=2).map(tuple),
    st.sampled_from([None, "M", "F", "X"]),
    st.lists(texts, max_size=1).map(tuple),
)


def total(comparison: Comparison) -> float:
    return sum(reason.points for reason in comparison.reasons)


@settings(max_examples=300, deadline=None)
@given(subjects, subjects)
def test_any_two_subjects_compare_the_same_either_way(a: Subject, b: Subject) -> None:
    one, other = compare(a, b), compare(b, a)
    assert one.points == pytest.approx(other.points, abs=1e-9)
    assert 0.0 <= one.score <= 1.0
    assert one.score == score_of(one.points)
    assert total(one) == pytest.approx(one.points, abs=1e-6)
    assert all(reason.code in REASON_CODES[reason.field] for reason in one.reasons)


@settings(max_examples=200, deadline=None)
@given(subjects, subjects, identifiers)
def test_a_matching_identifier_never_lowers_the_score(
    a: Subject, b: Subject, shared: Identifier
) -> None:
    before = compare(a, b).points

    def with_shared(s: Subject) -> Subject:
        return Subject(
            s.id,
            s.kind,
            s.names,
            s.birth_dates,
            s.countries,
            (*s.identifiers, shared),
            s.sex,
            s.birth_places,
        )

    assert compare(with_shared(a), with_shared(b)).points >= before - 1e-9


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=3000))
def test_any_text_gives_an_answer_or_one_clear_error(text: str) -> None:
    try:
        asked = subject(text)
    except SubjectError as error:
        assert error.code == "name_too_long"  # noqa: PT017  # both outcomes are right
        assert len(text) > 512
        return
    assert 0.0 <= compare(asked, asked).score <= 1.0


def test_a_hundred_thousand_characters_are_refused() -> None:
    with pytest.raises(SubjectError, match="512"):
        subject("é" * 100_000)


@given(st.floats(1e-9, 1 - 1e-9))
def test_points_and_score_are_each_the_other(value: float) -> None:
    assert score_of(points_of(value)) == pytest.approx(value)
