"""The lists of codes are complete, and hold no code that nothing gives."""

import ast
from collections.abc import Iterator
from pathlib import Path

import seawall.engines.edifact
from seawall.engines.edifact import codes

SOURCES = sorted(Path(seawall.engines.edifact.__file__).parent.rglob("*.py"))
GIVERS = {"note", "add", "_note", "Notice", "_compare"}


def given(names: set[str]) -> Iterator[str]:
    """Texts that look like codes among the arguments of calls by these names."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in names:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield from (text for text in texts if isinstance(text, str) and text.islower())


def counted() -> set[str]:
    """The codes that the cutter counts up before it notes them once."""
    return {"empty_segments", "line_breaks_in_segments"}


def test_every_code_of_a_notice_is_listed():
    assert set(given(GIVERS)) | counted() == codes.NOTICES


def test_every_code_of_an_error_is_listed():
    assert set(given({"EdifactError"})) == codes.ERRORS
