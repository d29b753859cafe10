"""Writes the tables of the reference from what the code says, between their markers.

Run it from the repository's root; a test fails while a page says something else than the code.
"""

import re
from collections.abc import Callable
from pathlib import Path

from seawall.reference.tables import rows

DOCS = Path(__file__).parent


def table(heads: list[str], lines: list[list[str]]) -> str:
    """A Markdown table."""
    return "\n".join(
        "| " + " | ".join(line) + " |" for line in (heads, ["---"] * len(heads), *lines)
    )


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
            row["purpose"].replace("_", " "),
            row["uses"].replace(" ", ", ").replace("_", " "),
            "yes" if row["needs_case"] else "no",
            row["roles"].replace(" ", ", ").replace("_", " "),
        ]
        for row in rows("purposes")
    ]
    return table(["purpose", "compatible uses", "needs a case", "who may choose it"], lines)


TABLES: dict[str, Callable[[], str]] = {"permissions": permissions, "purposes": purposes}


def filled(text: str) -> str:
    """The page with every marked table as the code has it today."""

    def replaced(found: re.Match[str]) -> str:
        made = TABLES[found["name"]]()
        return f"<!-- begin: {found['name']} -->\n\n{made}\n\n<!-- end -->"

    return re.sub(r"<!-- begin: (?P<name>\w+) -->.*?<!-- end -->", replaced, text, flags=re.DOTALL)


if __name__ == "__main__":
    for page in DOCS.rglob("*.md"):
        before = page.read_text("utf-8")
        if (after := filled(before)) != before:
            page.write_text(after, "utf-8")
