"""Writes the tables of the reference from what the code says, between their markers.

Run it from the repository's root; a test fails while a page says something else than the code.
"""

import dataclasses
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import typer
from typer.core import TyperGroup

from seawall.engines.edifact.paxlst.table import PAXLST
from seawall.engines.edifact.tables import Field, Group, Row
from seawall.engines.lists.csv_columns import COLUMNS
from seawall.engines.lists.drafts import IDENTIFIER_KINDS
from seawall.node.cli import build
from seawall.node.configuration import Configuration
from seawall.reference.tables import rows

DOCS = Path(__file__).parent


def table(heads: list[str], lines: list[list[str]]) -> str:
    """A Markdown table; bars within a cell are escaped."""
    escaped = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    return "\n".join(
        "| " + " | ".join(line) + " |" for line in (heads, ["---"] * len(heads), *escaped)
    )


def _words(text: str) -> str:
    return text.replace(" ", ", ").replace("_", " ")


def permissions() -> str:
    """One row for each permission, with the roles that have it."""
    lines = [
        [
            f"`{row['permission']}`",
            ", ".join(role.replace("_", " ") for role, may in row.items() if may == "x"),
        ]
        for row in rows("permissions")
    ]
    return table(["permission", "roles"], lines)


def purposes() -> str:
    """One row for each purpose."""
    lines = [
        [
            _words(row["purpose"]),
            _words(row["uses"]),
            "yes" if row["needs_case"] else "no",
            _words(row["roles"]),
        ]
        for row in rows("purposes")
    ]
    return table(["purpose", "compatible uses", "needs a case", "who may choose it"], lines)


def list_columns() -> str:
    """One row for each column of the list template."""
    lines = [
        [
            f"`{column.name}`",
            column.meaning,
            "yes" if column.required else "",
            "yes" if column.many else "",
            f"`{column.example}`" if column.example else "",
        ]
        for column in COLUMNS
    ]
    return table(["column", "what to write", "required", "several", "example"], lines)


def identifier_kinds() -> str:
    """One row for each kind of number."""
    return table(["kind", "what it is"], [[f"`{k}`", what] for k, what in IDENTIFIER_KINDS.items()])


def _fields(row: Row) -> list[str]:
    def places(fields: tuple[Field, ...]) -> Iterator[str]:
        for field in fields:
            yield f"`{field.name}` {field.element}.{field.component + 1}"

    parts = [f"`{part.into}`: {', '.join(places(part.fields))}" for part in row.parts]
    return [*places(row.fields), *parts]


def _segment(row: Row, depth: int, into: str | None) -> list[str] | None:
    tag = f"{'· ' * depth}{row.tag} {' '.join(row.qualifiers)}".rstrip()
    if row.fields:
        return [tag, (f"`{into}[]`: " if into else "") + ", ".join(_fields(row))]
    return [f"{tag} (any other)", "kept in `extras`"] if row.otherwise else None


def _segments(group: Group, depth: int) -> Iterator[list[str]]:
    if group.trigger is not None:
        begins = _segment(group.trigger, depth, group.into)
        if begins is not None:
            yield begins
        depth += 1
    for item in group.content:
        if isinstance(item, Group):
            yield from _segments(item, depth)
        elif (line := _segment(item, depth, item.into)) is not None:
            yield line


def paxlst_segments() -> str:
    """One row for each segment of the format, indented by group."""
    return table(
        ["segment", "attributes, each with element and component"], [*_segments(PAXLST, 0)]
    )


def _commands(group: TyperGroup, path: str) -> Iterator[list[str]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, f"{path} {name}")
            continue
        said, _, rest = (command.help or "").partition("Example:")
        example, _, codes = rest.partition("Exit codes:")
        yield [
            f"`{path} {name}`",
            " ".join(said.split()),
            f"`{' '.join(example.split())}`",
            " ".join(codes.split()).rstrip("."),
        ]


def commands() -> str:
    """One row for each command, from its help."""
    app = build(Configuration())
    group = typer.main.get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("seawall has several commands")
    return table(
        ["command", "what it does", "example", "exit codes"], [*_commands(group, "seawall")]
    )


def calls() -> str:
    """One row for each call of the API, from its OpenAPI description."""
    from seawall.node.api import api

    lines = [
        [
            f"`{method.upper()} {path}`",
            " ".join((said.get("description") or said["summary"]).partition("\n\n")[0].split()),
        ]
        for path, methods in api.get_openapi_schema(path_prefix="/api/")["paths"].items()
        for method, said in methods.items()
    ]
    return table(["call", "what it does"], lines)


def settings() -> str:
    """One row for each setting, from the configuration."""
    told = dict(re.findall(r"^ +(\w+): (.+?)\.$", Configuration.__doc__ or "", flags=re.MULTILINE))
    lines = [
        [
            "–" if field.name == "data_dir" else f"`{field.name}`",
            f"`SEAWALL_{field.name.upper()}`",
            told[field.name],
            f"`{field.default}`" if field.default != "" else "empty",
        ]
        for field in dataclasses.fields(Configuration)
    ]
    return table(
        ["in `seawall.toml`", "in the environment", "what it says", "where not set"], lines
    )


TABLES: dict[str, Callable[[], str]] = {
    "calls": calls,
    "commands": commands,
    "identifier_kinds": identifier_kinds,
    "list_columns": list_columns,
    "paxlst_segments": paxlst_segments,
    "permissions": permissions,
    "purposes": purposes,
    "settings": settings,
}


def filled(text: str) -> str:
    """The page with every marked table as the code has it today."""

    def replaced(found: re.Match[str]) -> str:
        made = TABLES[found["name"]]()
        return f"<!-- begin: {found['name']} -->\n\n{made}\n\n<!-- end -->"

    return re.sub(r"<!-- begin: (?P<name>\w+) -->.*?<!-- end -->", replaced, text, flags=re.DOTALL)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.node.settings")
    django.setup()
    for page in DOCS.rglob("*.md"):
        before = page.read_text("utf-8")
        if (after := filled(before)) != before:
            page.write_text(after, "utf-8")
