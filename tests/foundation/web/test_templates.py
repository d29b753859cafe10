"""Templates hold no code and no looks; what they point to exists."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils.translation import override

import seawall
from seawall.foundation import web
from seawall.foundation.web import meanings
from seawall.reference.tables import rows

SOURCE = Path(seawall.__file__).parent
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
STATIC = Path(web.__file__).parent / "static" / "seawall"
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "event handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "htmx code": re.compile(r"hx-on|\bjs:|hx-vars|javascript:", re.IGNORECASE),
    "outside request": re.compile(r"(?:src|href|action)=\"(?:https?:)?//", re.IGNORECASE),
    "colour": re.compile(r"(?:fill|stroke|color)=\"(?!none|currentColor)", re.IGNORECASE),
}
SCRIPT_BUDGET = 60_000


def name_of(path: Path) -> str:
    return str(path).rpartition("/templates/")[2]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_hold_no_code_and_no_looks(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_compile(path: Path) -> None:
    get_template(name_of(path))


def test_symbols_that_templates_name_are_in_the_sprite() -> None:
    named = {
        symbol
        for path in TEMPLATES
        for symbol in re.findall(r'{%-? icon "([\w-]+)"', path.read_text("utf-8"))
    }
    assert len(named) > 10
    assert named - SYMBOLS == set()


def test_symbols_that_meanings_name_are_in_the_sprite() -> None:
    families = (meanings.SEVERITIES, meanings.STATES, meanings.LINKS, meanings.RATINGS)
    named = {symbol for family in families for _word, symbol in family.values()}
    assert (named | set(meanings.NOTICES.values())) - SYMBOLS == set()


def test_symbols_that_navigation_names_are_in_the_sprite() -> None:
    named = {
        symbol
        for path in SOURCE.rglob("apps.py")
        for symbol in re.findall(r'icon="([\w-]+)"', path.read_text("utf-8"))
    }
    assert named - SYMBOLS == set()


def test_the_sprite_holds_no_classes() -> None:
    """A sprite of its own file takes no rules of the page: only inherited properties reach it."""
    assert "class=" not in (STATIC / "icons.svg").read_text("utf-8")


def test_every_role_and_purpose_has_a_word() -> None:
    roles = [role for role in rows("permissions")[0] if role != "permission"]
    with override("en"):
        assert set(roles) == set(meanings.ROLES)
        assert {row["purpose"] for row in rows("purposes")} == set(meanings.PURPOSES)


def test_script_of_an_ordinary_page_stays_within_its_budget() -> None:
    files = ["seawall/app.js", "seawall/live.js", "seawall/live-worker.js"]
    files.append("django_htmx/htmx-2.min.js")
    size = 0
    for file in files:
        found = finders.find(file)
        assert found is not None, file
        size += len(gzip.compress(Path(found).read_bytes()))
    assert size <= SCRIPT_BUDGET


def test_scripts_make_no_code_from_text() -> None:
    for file in STATIC.glob("*.js"):
        text = file.read_text("utf-8")
        assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|\.style\b", text)
