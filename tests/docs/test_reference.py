"""The reference says what the code says."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from seawall.engines.edifact.codes import NOTICES

DOCS = Path(__file__).parents[2] / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.stem)
def test_tables_on_a_page_are_those_of_the_code(page: Path) -> None:
    text = page.read_text("utf-8")
    assert generator().filled(text) == text, "run docs/generate.py"


def test_every_table_stands_on_a_page() -> None:
    text = "".join(page.read_text("utf-8") for page in DOCS.rglob("*.md"))
    for name in generator().TABLES:
        assert f"<!-- begin: {name} -->" in text


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.stem)
def test_links_to_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_notice_of_the_engine_is_explained_and_no_other() -> None:
    page = (DOCS / "reference" / "paxlst.md").read_text("utf-8").partition("## Notices")[2]
    explained = re.findall(r"^\| `([a-z_]+)` \|", page, flags=re.MULTILINE)
    assert explained == sorted(NOTICES)


def test_the_readme_leads_somewhere() -> None:
    root = DOCS.parent
    for target in re.findall(r"\]\((?!http)([^)#]+)", (root / "README.md").read_text("utf-8")):
        if not target.endswith(".png"):  # screenshots are made by the browser tests
            assert (root / target).exists(), target
