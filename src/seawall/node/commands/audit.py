"""``seawall audit``: check the log, prove an entry."""

import json
from typing import Annotated
from uuid import UUID

import typer
from django.conf import settings
from rich.console import Console

from seawall.foundation.audit import verification
from seawall.foundation.audit.keys import verifying_key

app = typer.Typer(no_args_is_help=True, help="Check the audit log.")
console = Console()
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command("verify")
def verify(as_json: Json = False) -> None:
    """Read the whole log and name whatever is not as it was sealed.

    Example: seawall audit verify

    Exit codes: 0 whole, 1 not whole.
    """
    node = settings.SEAWALL
    report = verification.verify(key=verifying_key(node.keys_dir), directory=node.audit_dir)
    if as_json:
        typer.echo(json.dumps(_as_json(report)))
    else:
        _print(report)
    raise typer.Exit(0 if report.whole else 1)


def _as_json(report: verification.Report) -> dict[str, object]:
    return {
        "whole": report.whole,
        "tree_size": report.tree_size,
        "root": report.root.hex(),
        "checkpoints": report.checkpoints,
        "unsealed": report.unsealed,
        "faults": [
            {
                "code": fault.code,
                "position": fault.position,
                "entry": str(fault.entry_id) if fault.entry_id else None,
            }
            for fault in report.faults
        ],
    }


def _print(report: verification.Report) -> None:
    console.print(f"tree size    {report.tree_size}")
    console.print(f"root         {report.root.hex()}", soft_wrap=True)
    console.print(f"checkpoints  {report.checkpoints}")
    console.print(f"unsealed     {report.unsealed}")
    for fault in report.faults:
        place = "" if fault.position is None else f" position {fault.position}"
        entry = "" if fault.entry_id is None else f" entry {fault.entry_id}"
        console.print(f"[red]{fault.code}[/]{place}{entry}", soft_wrap=True)
    console.print("[green]whole[/]" if report.whole else "[red]not whole[/]")


@app.command("prove")
def prove(entry_id: UUID) -> None:
    """Print the proof that one entry is in the signed tree, as JSON.

    Example: seawall audit prove 0198f2c4-0000-7000-8000-000000000000

    Exit codes: 0 proved, 1 the entry is not sealed yet or does not exist.
    """
    proof = verification.prove(entry_id)
    if proof is None:
        console.print("not sealed, or no such entry")
        raise typer.Exit(1)
    typer.echo(
        json.dumps(
            {
                "position": proof.position,
                "leaf": proof.leaf.hex(),
                "path": [step.hex() for step in proof.path],
                "tree_size": proof.tree_size,
                "root": proof.root.hex(),
                "signature": proof.signature.hex(),
                "holds": verification.holds(proof),
            }
        )
    )
