"""Words: folding, sounds, stems, roles; and what tables promise."""

import pytest

from seawall.engines.names import Name, encoding, rows, tables
from seawall.engines.names.folding import words_of
from seawall.engines.names.words import row_of, sound_of, stem_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("José  Núñez-Ibáñez", ["JOSE", "NUNEZ", "IBANEZ"]),
        ("O'Brien, D’Arcy", ["OBRIEN", "DARCY"]),
        ("Müller-Weiß", ["MULLER", "WEISS"]),
        ("Щербаков Юрий", ["SHCHERBAKOV", "IURII"]),
        ("الرحمن", ["AL", "RHMN"]),
        ("Ωνάσης", ["ONASIS"]),
        ("김민준", ["GIMMINJUN"]),
        ("カタ", ["KATA"]),
        ("ＡＢＣ １２", ["ABC", "12"]),
        ("a\u0301\u0302b", ["AB"]),
        ("", []),
        ("\u202e\ud800 \u0000", []),
    ],
)
def test_folding(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    "alike",
    [
        ("MUHAMMAD", "MOHAMED", "MHMD"),
        ("YUSUF", "YOUSSEF"),
        ("KHALID", "HALED"),
        ("STEPHAN", "STEFAN"),
        ("SHEVCHENKO", "CHEVTCHENKO"),
        ("VELASQUEZ", "BELASKES"),
    ],
)
def test_words_that_sound_alike(alike: tuple[str, ...]) -> None:
    assert len({sound_of(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("IVANOVA", "IVANOV"),
        ("ZARETSKAYA", "ZARETSKY"),
        ("SMIRNOFF", "SMIRNOV"),
        ("ALQAHTANI", "QAHTANI"),
        ("MUELLER", "MULLER"),
    ],
)
def test_stems_are_equal(word: str, other: str) -> None:
    assert stem_of(word) == stem_of(other)


def roles_of(name: str) -> list[tuple[str, int]]:
    return [(text, role) for text, _, role in encoding.person_words(name)]


def test_servant_and_god_are_split_off() -> None:
    assert roles_of("Abdurrahman") == roles_of("Abd Rahman")
    assert roles_of("Ubaidullah") == [("UBAID", rows.ORDINARY), ("ULLAH", rows.PARTICLE)]
    assert roles_of("Abdullah") == [("ABDULLAH", rows.ORDINARY)]


def test_a_name_of_small_words_only_is_all_ordinary() -> None:
    assert {role for _, role in roles_of("Van Der")} == {rows.ORDINARY}


def test_a_comma_tells_the_surname() -> None:
    assert encoding.person_words("Pérez Gómez, Ana") == encoding.person_words(
        Name("PEREZ GOMEZ", "ANA")
    )


def test_a_machine_readable_zone_is_read() -> None:
    assert Name.from_mrz("VAN<DER<BERG<<ANNA<MARIA<<<<<<<<<<<<<<<") == Name(
        "VAN DER BERG", "ANNA MARIA"
    )
    assert Name.from_mrz("VASCONCELOS<BETTENCOURT<<JOAQUIM<HEITOR").truncated


def test_a_row_is_as_long_as_said() -> None:
    for word in ("A", "ANNA", "漢字", "X" * 60):
        assert len(row_of(word)) == 8 * rows.ROW


def test_tables_are_upper_case_and_sound() -> None:
    for word in (*tables.people_rarity(), *tables.spellings(), *tables.roles("person")):
        assert words_of(word) == [word]
    assert all(0 < rarity <= tables.RAREST_PERSON for rarity in tables.people_rarity().values())


def test_groups_of_a_word_fit_its_row() -> None:
    nicknames, _ = tables.nicknames()
    assert max(map(len, [*nicknames.values(), *tables.spellings().values()])) <= 4
