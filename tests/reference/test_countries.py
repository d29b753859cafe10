import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.reference.countries import alpha3, name_of, responsible
from seawall.reference.tables import rows


def test_iso_3166_1_is_whole():
    current = [r for r in rows("states") if r["status"] in {"state", "territory", "other"}]
    codes = {r["alpha3"] for r in current} - {"XKX"}
    assert len(codes) == 249
    assert len({r["alpha2"] for r in current}) == 250
    assert sum(r["status"] == "state" for r in current) == 195  # 193 members, two observers


def test_every_name_leads_to_its_own_code():
    for row in rows("states"):
        for name in filter(None, [row["alpha3"], row["name"], *row["other_names"].split(";")]):
            assert alpha3(name) == row["alpha3"], name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("St. Lucia", "LCA"),
        ("SAINT VINCENT & THE GRENADINES", "VCT"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Korea, North", "PRK"),
        ("The Gambia", "GMB"),
        ("Bahamas, The", "BHS"),
        ("Burma", "MMR"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Republic of Suriname", "SUR"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Virgin Islands, British", "VGB"),
        ("Curaçao", "CUW"),
        ("jm", "JAM"),
        ("D", "DEU"),
        ("USSR", "SUN"),
        ("Region: Crimea", None),
        ("Virgin Islands", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_what_lists_and_carriers_write(text, code):
    assert alpha3(text) == code


def test_responsible_states():
    assert responsible("ABW") == "NLD"
    assert responsible("JAM") == "JAM"
    assert responsible("GBN") == "GBR"
    assert responsible("XXA") is None
    for row in rows("states"):
        if row["part_of"]:
            assert name_of(row["part_of"]) is not None


@given(st.text())
def test_any_text_is_a_known_code_or_none(text):
    code = alpha3(text)
    assert code is None or name_of(code) is not None
