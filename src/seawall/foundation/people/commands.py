"""``seawall users``: accounts from the console, for the first administrator and the last."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from seawall.foundation.actor import Actor, Level
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Invalid
from seawall.foundation.identity.actors import node_actor
from seawall.foundation.identity.models import Agency, Officer, Organisation
from seawall.foundation.identity.roles import ROLE_LABELS
from seawall.foundation.people.services import NewAccount, new_password

app = typer.Typer(no_args_is_help=True, help="Accounts from the console.")
console = Console()


@recorded("people.officer.added_at_console")
def add_from_console(
    _actor: Actor, *, email: str, name: str, agency: Agency, roles: list[str], clearance: Level
) -> Outcome[NewAccount]:
    """Make an account of any agency; whoever holds the machine may, and it is recorded.

    Raises:
        Invalid: an unknown role.
    """
    unknown = set(roles) - set(ROLE_LABELS)
    if unknown:
        raise Invalid("people.officer.roles", "unknown role: " + ", ".join(sorted(unknown)))
    officer = Officer(email=email, name=name, agency=agency, roles=roles, clearance=int(clearance))
    password = new_password()
    officer.set_password(password)
    officer.save()
    return Outcome(NewAccount(officer, password), about=(("people.officer", officer.id),))


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
    operator = Organisation.objects.filter(operates_node=True).get()
    place, _made = Agency.objects.get_or_create(
        code=agency, defaults={"organisation": operator, "name": agency_name or agency}
    )
    made = add_from_console(
        node_actor(), email=email, name=name, agency=place, roles=role, clearance=level
    )
    console.print(f"{made.officer.email}  password: {made.password}", soft_wrap=True)


@app.command("list")
def show() -> None:
    """List every account.

    Example: seawall users list

    Exit codes: 0 done.
    """
    table = Table("E-mail", "Name", "Agency", "Roles", "Open")
    for officer in Officer.objects.select_related("agency").order_by("email"):
        table.add_row(
            officer.email,
            officer.name,
            officer.agency.name,
            ", ".join(officer.roles),
            "yes" if officer.is_active else "no",
        )
    console.print(table)
