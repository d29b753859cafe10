"""``seawall lists`` and ``seawall screen``: lists from the console."""

import csv
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from seawall.engines.lists import csv_template
from seawall.foundation.actor import Actor
from seawall.foundation.errors import Invalid
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.actors import actor_for, operating_actor
from seawall.foundation.identity.roles import purposes_of
from seawall.foundation.identity.selectors import officer_by_email
from seawall.modules.screening import selectors, services
from seawall.modules.screening.choices import Loader
from seawall.modules.screening.looking import look_up, subject_asked
from seawall.modules.screening.services.lists import ListDetails

app = typer.Typer(no_args_is_help=True, help="Load, show and undo watchlists.")
console = Console()
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
As = Annotated[
    str,
    typer.Option("--as", help="E-mail of the service account that acts; else the operator's."),
]
COLUMNS = ("kind", "name", "surname", "given_names", "birth_date", "nationality")


class Kind(StrEnum):
    """Kinds of files; the first three come from publishers."""

    OFAC = Loader.OFAC.value
    UN = Loader.UN.value
    FTM = Loader.FTM.value
    SHEET = Loader.SHEET.value


def _actor(email: str) -> Actor:
    """The service account at work; a person does not act from the console."""
    if not email:
        return operating_actor("border_control")
    officer = officer_by_email(email)
    if "service_account" not in officer.roles:
        raise Invalid("screening.console.person", "Only a service account acts from the console.")
    return actor_for(officer, purpose=purposes_of(["service_account"])[0].code)


@app.command("load")
def load(
    kind: Annotated[Kind, typer.Argument(help="What kind of list the files are.")],
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    code: Annotated[
        str, typer.Option("--list", help="Code of the list; by default the kind.")
    ] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only say what would change.")] = False,
    accept_removals: Annotated[
        bool, typer.Option("--accept-removals", help="A removal of a tenth or more is meant.")
    ] = False,
    account: As = "",
    as_json: Json = False,
) -> None:
    """Load files as a new version of a list and let it take effect; make the list where it is new.

    A new list belongs to the account's agency and means information only; change that on its page.
    A spreadsheet that means more waits for a second person, who lets it take effect on its page.

    Example: seawall lists load ofac-sdn sdn.csv alt.csv add.csv

    Exit codes: 0 effective or previewed, 1 refused or unreadable.
    """
    actor = _actor(account)
    watchlist_id = _list_id(actor, code or kind.value, kind)
    content = {path.name: path.read_bytes() for path in files}
    version = services.load_list(actor, list_id=watchlist_id, files=content)
    if not preview:
        version = services.apply_version(
            actor, version_id=version.id, accept_removals=accept_removals
        )
    figures = ("added", "changed", "removed", "unchanged", "unused")
    counts = {name: getattr(version, name) for name in figures}
    if as_json:
        told = {"version": str(version.id), "state": version.state, **counts}
        typer.echo(json.dumps({**told, "account": version.account}))
        return
    figures_said = ", ".join(f"{count} {name}" for name, count in counts.items())
    console.print(f"{version.get_state_display()}. {figures_said}")
    for row in version.account:
        if row["reason"]:
            said = f"{row['count']:>8}  {row['file']} {row['what']}: {row['reason']}"
            console.print(said, soft_wrap=True)


def _list_id(actor: Actor, code: str, kind: Kind) -> Any:
    with acting(actor):
        own = selectors.lists(actor).filter(owner_id=actor.agency_id, code=code).first()
    if own is not None:
        if own.loader != kind.value:
            raise Invalid("screening.console.kind", f"The list {code} has files of another kind.")
        return own.id
    details = ListDetails(title=str(Loader(kind.value).label), effect="information")
    made = services.create_list(actor, code=code, loader=kind.value, details=details)
    return made.id


@app.command("show")
def show(account: As = "", as_json: Json = False) -> None:
    """Show every list, its age and how many entries count.

    Example: seawall lists show --json

    Exit codes: 0 done.
    """
    actor = _actor(account)
    with acting(actor):
        rows = [
            {
                "code": one.code,
                "title": one.title,
                "loader": one.loader,
                "effect": one.effect,
                "entries": one.entry_count,
                "loaded_at": one.checked_at.isoformat() if one.checked_at else None,
            }
            for one in selectors.lists(actor).order_by("code", "id")
        ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    table = Table("Code", "Title", "Effect", "Entries", "Loaded")
    for row in rows:
        loaded = str(row["loaded_at"] or "never")[:16]
        said = (row["code"], row["title"], row["effect"], row["entries"])
        table.add_row(*map(str, said), loaded)
    console.print(table)


@app.command("undo")
def undo(
    code: Annotated[str, typer.Argument(help="Code of the list.")],
    reason: Annotated[str, typer.Option(help="Why; it goes into the log.")],
    account: As = "",
) -> None:
    """Undo the last version of a list: every entry says again what it said before.

    Example: seawall lists undo ofac-sdn --reason "wrong file"

    Exit codes: 0 undone, 1 refused or nothing to undo.
    """
    actor = _actor(account)
    with acting(actor):
        own = selectors.lists(actor).filter(owner_id=actor.agency_id, code=code).first()
    if own is None:
        raise Invalid("screening.console.missing", f"This account's agency has no list {code}.")
    version = services.undo_version(actor, list_id=own.id, reason=reason)
    taken_back = f"{version.added} added, {version.changed} changed, {version.removed} removed"
    console.print(f"Undone: {taken_back}.")


@app.command("template")
def template() -> None:
    """Print the template for spreadsheets.

    Example: seawall lists template > list.csv

    Exit codes: 0 done.
    """
    typer.echo(csv_template.template(), nl=False)


def screen(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    account: As = "",
    as_json: Json = False,
) -> None:
    """Look up the people of a CSV file among the entries that the account may see.

    Columns: kind, name, surname, given_names, birth_date, nationality, passport, passport_issuer;
    all but a name are optional. No hit is kept.

    Example: seawall screen people.csv --json

    Exit codes: 0 nobody was found, 1 unreadable, 4 somebody may be listed.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(opened)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Invalid("screening.console.file", f"{file.name} is no CSV in UTF-8.") from error
    subjects = [
        subject_asked(
            number,
            **{name: row[name] for name in COLUMNS if row.get(name)},
            identifiers=[("passport", row["passport"], row.get("passport_issuer") or None)]
            if row.get("passport")
            else [],
        )
        for number, row in enumerate(rows)
    ]
    found = look_up(_actor(account), subjects=subjects)
    told = [
        {
            "row": number + 1,
            "matches": [
                {
                    "list": one.list_title,
                    "key": one.key,
                    "name": one.title,
                    "effect": one.effect,
                    "score": round(one.score, 4),
                    "points": round(one.points, 4),
                    "reasons": one.reasons,
                }
                for one in matches
            ],
        }
        for number, matches in enumerate(found)
    ]
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _print(rows, told)
    raise typer.Exit(4 if any(found) else 0)


def _print(rows: list[dict[str, str]], told: list[dict[str, Any]]) -> None:
    table = Table("Row", "Asked", "May be", "List", "Probability")
    for row, answer in zip(rows, told, strict=True):
        asked = " ".join(row.get(name, "") for name in ("given_names", "surname", "name")).strip()
        for match in answer["matches"]:
            score = f"{match['score']:.2f}"
            table.add_row(str(answer["row"]), asked, match["name"], match["list"], score)
    console.print(table)
