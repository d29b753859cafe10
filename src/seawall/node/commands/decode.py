"""``seawall decode``: read messages without a node."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from seawall.engines.edifact import EdifactError, read_paxlst, to_json

app = typer.Typer(no_args_is_help=True, help="Read messages; needs no node.")
console = Console()
errors = Console(stderr=True)


@app.callback()
def decode() -> None:
    """Read messages; needs no node."""


@app.command("paxlst")
def paxlst(
    files: Annotated[list[Path], typer.Argument(help="- is the standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array of messages.")] = False,
) -> None:
    """Decode passenger and crew lists (UN/EDIFACT PAXLST) and name every deviation.

    Example: seawall decode paxlst manifest.edi --json

    Exit codes: 0 all read, 1 a file is unreadable or not there; the others are read.
    """
    decoded: list[dict[str, object]] = []
    unreadable = False
    for file in files:
        try:
            for message in read_paxlst(_contents(file)):
                decoded.append({"file": file.name} | to_json(message))
        except EdifactError as error:
            unreadable = True
            place = "" if error.offset is None else f" at byte {error.offset}"
            errors.print(f"{file.name}: {error.code}{place}", soft_wrap=True, markup=False)
        except OSError as error:
            unreadable = True
            errors.print(f"{file.name}: {error.strerror}", soft_wrap=True, markup=False)
    if as_json:
        typer.echo(json.dumps(decoded, ensure_ascii=False))
    else:
        for value in decoded:
            _print(value)
    raise typer.Exit(1 if unreadable else 0)


def _contents(file: Path) -> bytes:
    return sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()


def _print(value: dict[str, Any]) -> None:
    columns = ("Surname", "Given names", "Born", "Nationality", "Documents")
    table = Table(*columns, title=escape(value["file"]))
    for one in value["travellers"]:
        documents = ", ".join(d["number"] for d in one["documents"] if d["number"])
        row = (one["surname"], one["given_names"], one["birth_date"], one["nationality"], documents)
        table.add_row(*(escape(cell) if cell else "–" for cell in row))
    console.print(table)
    for notice in value["notices"]:
        place = _place(notice["segment"], notice["offset"])
        console.print(f"{notice['code']}{place}", soft_wrap=True, markup=False)


def _place(segment: int | None, offset: int | None) -> str:
    """Where a notice is about, as far as it is about one place."""
    known = {"segment": segment, "byte": offset}
    words = [f"{name} {number}" for name, number in known.items() if number is not None]
    return f" ({', '.join(words)})" if words else ""
