import pytest

from seawall.engines.tracks.identity import Conflict, conflicts, country_of, imo_is_valid

COUNTRIES = {338: "USA", 329: "GLP", 204: "POR"}


@pytest.mark.parametrize("number", [9074729, 8814275])
def test_numbers_with_the_right_check_digit(number):
    """The first is the worked example that the IMO number scheme is usually explained with."""
    assert imo_is_valid(number)


@pytest.mark.parametrize("number", [9074728, 9074739, 907472, 90747290, -9074729, 0])
def test_numbers_without(number):
    assert not imo_is_valid(number)


@pytest.mark.parametrize(
    ("mmsi", "country"),
    [
        (338_990_001, 338),
        (3_380_001, 338),
        (33_899_001, 338),
        (111_338_001, 338),
        (993_381_001, 338),
        (983_381_001, 338),
        (833_800_001, 338),
        (970_338_001, None),
        (974_338_001, None),
        (123_456_789, None),
        (1_000_000_000, None),
        (-5, None),
        (0, None),
    ],
)
def test_the_country_is_where_the_kind_of_number_has_it(mmsi, country):
    assert country_of(mmsi) == country


@pytest.mark.parametrize(
    ("mmsi", "imo", "flag", "expected"),
    [
        (338_990_001, 9074729, "USA", ()),
        (338_990_001, None, None, ()),
        (338_990_001, 9074728, "USA", (Conflict.BAD_IMO,)),
        (338_990_001, None, "GLP", (Conflict.OTHER_FLAG,)),
        (299_990_001, None, "GLP", (Conflict.UNKNOWN_COUNTRY,)),
        (123_456_789, 1, "GLP", (Conflict.BAD_IMO, Conflict.NOT_AN_MMSI)),
        (970_338_001, None, "GLP", ()),
    ],
)
def test_each_contradiction_is_named_and_the_unknown_contradicts_nothing(mmsi, imo, flag, expected):
    assert conflicts(mmsi, imo, flag, COUNTRIES) == expected
