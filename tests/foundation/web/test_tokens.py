"""The stylesheet keeps the tokens, the contrasts and the size that the style promises."""

import re
from pathlib import Path

import pytest

from seawall.foundation import web

STATIC = Path(web.__file__).parent / "static" / "seawall"
CSS = (STATIC / "seawall.css").read_text("utf-8")
BUDGET_BYTES = 30_000
THEMES = ("light", "dark", "night")

# Token -> its value in each theme, and its least contrast on `surface` in each.
TOKENS = {
    "bg": ("F3F5F5 0C1315 000000", None),
    "surface": ("FFFFFF 141C1F 0A0201", None),
    "sunken": ("E9EEEE 0F1719 050100", None),
    "ink": ("12211F E2E9EA F2502E", (16.6, 14.0, 5.8)),
    "ink2": ("43555B AEBCC1 E2442A", (7.8, 8.9, 5.0)),
    "ink3": ("566870 8D9DA3 DC4129", (5.8, 6.2, 4.7)),
    "line": ("D3DBDC 2A373B 34100A", None),
    "line2": ("76878D 6C8087 B03622", (3.7, 4.2, 3.3)),
    "accent": ("0B5A72 6CC3DA FF7A3C", (7.7, 8.6, 7.9)),
    "tint": ("E1F0F3 12323B 240803", None),
    "focus": ("C2410C FFB454 FFA040", (5.2, 9.8, 10.1)),
    "crit": ("A61229 FF8F99 FFA040", (7.7, 7.9, 10.1)),
    "high": ("A8440A FFA869 FF8A3D", (6.0, 9.1, 8.8)),
    "med": ("775600 E6C35C F0633F", (6.7, 10.1, 6.4)),
    "low": ("3A5A80 9FBADB E2442A", (7.1, 8.7, 5.0)),
    "ok": ("17653F 72D0A1 E5522F", (7.1, 9.3, 5.5)),
    "stop": ("A61229 B52A40 FFA040", None),
    "on-stop": ("FFFFFF FFFFFF 140300", None),
    "bar": ("0C2B35 0A1013 000000", None),
    "bar-ink": ("EAF3F5 E2E9EA F2502E", None),
    "bar-ink2": ("A6C1C9 A3B3B8 DC4129", None),
    "sea": ("DFE9EC 0A1416 000000", None),
    "land": ("F6F3EA 1C2729 170502", None),
    "coast": ("748683 566A70 A33222", None),
    "craft": ("3F5259 B4C3C8 D84432", None),
    "r-1": ("A3CBD5 2B5A67 5A180D", None),
    "r-2": ("4690A5 4697AD A8321F", None),
}
# Text on a ground that is not `surface`, with its least contrast in each theme.
PAIRS = {
    ("ink2", "tint"): (6.7, 7.0, 4.6),
    ("on-stop", "stop"): (7.7, 6.2, 9.9),
    ("bar-ink", "bar"): (13.2, 15.6, 6.0),
    ("bar-ink2", "bar"): (7.9, 8.8, 4.8),
    ("coast", "sea"): (3.1, 3.3, 3.0),
    ("craft", "sea"): (6.6, 10.3, 4.8),
}
SEVERITY_ON_TINT = (5.3, 7.4, 4.9)


def declarations(block: str) -> dict[str, str]:
    return {
        name: value.strip()
        for name, value in re.findall(r"--([\w-]+):([^;}]+)", block)
        if value.strip().startswith("#") and "," not in value and " " not in value.strip()
    }


def block(selector: str) -> str:
    found = re.search(re.escape(selector) + r"\{([^}]*)\}", CSS)
    assert found, selector
    return found.group(1)


def theme_blocks() -> dict[str, dict[str, str]]:
    light = declarations(block(":root"))
    return {
        "light": light,
        "dark": light | declarations(block(':root[data-theme="dark"]')),
        "night": light | declarations(block(':root[data-theme="night"]')),
    }


BLOCKS = theme_blocks()


def full(colour: str) -> str:
    digits = colour.lstrip("#").upper()
    return "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    channels = [int(full(colour)[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("000000", "FFF"), 2) == 21.0


@pytest.mark.parametrize("token", TOKENS)
def test_tokens_have_their_colours_and_contrasts(token: str) -> None:
    values, least = TOKENS[token]
    for at, (theme, value) in enumerate(zip(THEMES, values.split(), strict=True)):
        assert full(BLOCKS[theme][token]) == value, theme
        if least:
            measured = contrast(value, BLOCKS[theme]["surface"])
            assert round(measured, 1) >= least[at], (theme, measured)


@pytest.mark.parametrize("pair", PAIRS)
def test_text_on_other_grounds_keeps_its_contrast(pair: tuple[str, str]) -> None:
    for at, theme in enumerate(THEMES):
        measured = contrast(BLOCKS[theme][pair[0]], BLOCKS[theme][pair[1]])
        assert round(measured, 1) >= PAIRS[pair][at], (theme, measured)


@pytest.mark.parametrize("severity", ["crit", "high", "med", "low", "ok"])
def test_a_severity_on_its_own_tint_keeps_its_contrast(severity: str) -> None:
    for at, theme in enumerate(THEMES):
        measured = contrast(BLOCKS[theme][severity], BLOCKS[theme][f"{severity}-t"])
        assert round(measured, 1) >= SEVERITY_ON_TINT[at], (theme, measured)


def test_the_machine_s_dark_is_our_dark() -> None:
    assert block(':root[data-theme="auto"]').split() == block(':root[data-theme="dark"]').split()


def test_tlp_marks_have_the_official_colours() -> None:
    official = {"red": "#FF2B2B", "amber": "#FFC000", "green": "#33FF00"}
    for level, colour in official.items():
        assert re.search(rf'data-level\^?="{level}"\]\{{--k:{colour}\}}', CSS)
        assert contrast(colour, "000") >= 5.6


def test_colours_stand_in_the_tokens_alone() -> None:
    after = CSS[CSS.index("@layer base{") : CSS.index("@layer print{")]
    allowed = {
        "#0000",
        "#FFF",
        "#FFF3",
        "#000",
        "#0008",
        "#FFB454",
        "#FF2B2B",
        "#FFC000",
        "#33FF00",
    }
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[;,} )])", after)) <= allowed


def test_the_stylesheet_stays_within_its_budget() -> None:
    assert len(CSS.encode()) <= BUDGET_BYTES


def test_the_stylesheet_asks_for_nothing_else() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS
