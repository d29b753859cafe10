"""``seawall decode``: read messages without a node."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
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
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array of messages.")] = False,
) -> None:
    """Decode passenger and crew lists (UN/EDIFACT PAXLST) and name every deviation.

    Example: seawall decode paxlst manifest.edi --json

    Exit codes: 0 all read, 1 a file is unreadable.
    """
    decoded: list[dict[str, object]] = []
    unreadable = False
    for file in files:
        try:
            for message in read_paxlst(file.read_bytes()):
                decoded.append({"file": file.name} | to_json(message))
        except EdifactError as error:
            unreadable = True
            place = "" if error.offset is None else f" at byte {error.offset}"
            errors.print(f"{file.name}: {error.code}{place}", soft_wrap=True)
    if as_json:
        typer.echo(json.dumps(decoded, ensure_ascii=False))
    else:
        for value in decoded:
            _print(value)
    raise typer.Exit(1 if unreadable else 0)


def _print(value: dict[str, object]) -> None:
    travellers = value["travellers"]
    if not isinstance(travellers, list):
        raise TypeError("travellers is a list")
    table = Table(
        "Surname", "Given names", "Born", "Nationality", "Documents", title=str(value["file"])
    )
    for one in travellers:
        documents = ", ".join(str(d["number"]) for d in one["documents"])
        row = (one["surname"], one["given_names"], one["birth_date"], one["nationality"], documents)
        table.add_row(*(str(cell) if cell else "–" for cell in row))
    console.print(table)
    notices = value["notices"]
    if isinstance(notices, list):
        for notice in notices:
            place = f"segment {notice['segment']}, byte {notice['offset']}"
            console.print(f"{notice['code']} ({place})", soft_wrap=True)
