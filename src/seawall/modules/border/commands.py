"""``seawall border``: messages and arrivals from the console."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from seawall.foundation.handling.scope import acting
from seawall.foundation.web import words
from seawall.modules.border import services
from seawall.modules.border.choices import MessageState, Origin
from seawall.modules.border.reasons import fault_words, notice_words
from seawall.modules.border.selectors import arrivals as selectors
from seawall.modules.border.services.receivers import receiver

app = typer.Typer(no_args_is_help=True, help="Passenger messages and arrivals.")
console = Console()
errors = Console(stderr=True)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
MOST = 200
COLUMNS = (
    "designator", "mode", "departs_from", "arrives_in", "passengers", "crew", "screened",
    "cancelled", "closed_out", "late",
)  # fmt: skip


@app.command("receive")
def receive(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    as_json: Json = False,
) -> None:
    """Receive passenger messages: keep them, read them, screen everybody in them.

    The service account of the organisation that operates the node acts; the node's own where it
    has none.

    Example: seawall border receive manifest.edi

    Exit codes: 0 all received, 1 one is unreadable or was refused.
    """
    actor = receiver()
    told: list[dict[str, Any]] = []
    for file in files:
        message = services.receive_message(
            actor, data=file.read_bytes(), origin=Origin.CONSOLE, sender=file.name
        )
        told.append(
            {
                "file": file.name,
                "message": str(message.id),
                "state": message.state,
                "travellers": message.travellers,
                "notices": message.notices,
                "fault": message.fault,
            }
        )
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        for one in told:
            _print(one)
    unread = any(one["state"] == MessageState.UNREADABLE for one in told)
    raise typer.Exit(1 if unread else 0)


def _print(one: dict[str, Any]) -> None:
    if one["fault"]:
        errors.print(f"{one['file']}: {fault_words(one['fault'])}", soft_wrap=True)
        return
    console.print(f"{one['file']}: {one['travellers']} travellers", soft_wrap=True)
    for notice in one["notices"]:
        place = f"segment {notice['segment']}, byte {notice['offset']}"
        console.print(f"  {place}: {notice_words(notice)}", soft_wrap=True)


@app.command("arrivals")
def arrivals(as_json: Json = False) -> None:
    """Show the voyages that are still to arrive, by time.

    Example: seawall border arrivals --json

    Exit codes: 0 done.
    """
    actor = receiver()
    now = timezone.now()
    with acting(actor):
        rows = selectors.voyages(actor).filter(arrives_at__gte=selectors.landed_before(now))
        voyages = list(rows.order_by("arrives_at", "id")[:MOST])
    told = [
        {
            "id": str(one.id),
            "arrives_at": one.arrives_at.isoformat() if one.arrives_at else None,
            **{name: getattr(one, name) for name in COLUMNS},
        }
        for one in voyages
    ]
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    table = Table("Arrives", "Voyage", "From", "To", "On board", "Screened")
    for one in voyages:
        table.add_row(
            words.moment(one.arrives_at, now),
            one.designator,
            one.departs_from or words.UNKNOWN,
            one.arrives_in or words.UNKNOWN,
            str(one.persons),
            str(one.screened),
        )
    console.print(table)
