"""``seawall users``: accounts from the console, for the first administrator and the last."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from seawall.foundation.actor import Level
from seawall.foundation.identity.actors import node_actor
from seawall.foundation.people import selectors, services

app = typer.Typer(no_args_is_help=True, help="Accounts from the console.")
console = Console()


@app.command("add")
def add(
    email: str,
    name: Annotated[str, typer.Option(help="Name that colleagues see.")],
    agency: Annotated[str, typer.Option(help="Code of the agency; made where it is new.")],
    role: Annotated[list[str], typer.Option(help="A role; may be given several times.")],
    agency_name: Annotated[str, typer.Option(help="Name of a new agency.")] = "",
    clearance: Annotated[
        str, typer.Option(help="clear, green, amber, amber-strict, red.")
    ] = "amber",
) -> None:
    """Add an officer and print the first password.

    Example: seawall users add k@border.example --name "K. Alexis" --agency border --role
    border_officer

    Exit codes: 0 done, 1 refused.
    """
    level = Level[clearance.upper().replace("-", "_")]
    made = services.add_from_console(
        node_actor(),
        email=email,
        name=name,
        agency_code=agency,
        agency_name=agency_name,
        roles=role,
        clearance=level,
    )
    console.print(f"{made.officer.email}  password: {made.password}", soft_wrap=True)


@app.command("list")
def show() -> None:
    """List every account.

    Example: seawall users list

    Exit codes: 0 done.
    """
    table = Table("E-mail", "Name", "Agency", "Roles", "Open")
    for officer in selectors.every_officer(node_actor()):
        table.add_row(
            officer.email,
            officer.name,
            officer.agency.name,
            ", ".join(officer.roles),
            "yes" if officer.is_active else "no",
        )
    console.print(table)
