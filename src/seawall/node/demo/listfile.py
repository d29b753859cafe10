"""Writes an invented list as its owner would upload it: CSV in Seawall's own template."""

import csv
import io

from seawall.node.demo.people import Paper
from seawall.node.demo.watchlists import Entry, Watchlist

COLUMNS = (
    "key",
    "kind",
    "name",
    "surname",
    "given_names",
    "aliases",
    "birth_dates",
    "nationalities",
    "sex",
    "documents",
    "imo",
    "flag",
    "reason",
    "criterion",
    "nomination",
    "legal_basis",
    "instruction",
    "listed_on",
    "expires_on",
    "review_on",
)
"""The columns of the template that are filled."""

INSTRUCTIONS = {
    "refer": "Refer to secondary inspection and call the owner",
    "inform": "Inform the owner, no action",
}


def _document(paper: Paper) -> str:
    kind = "national_id" if paper.kind == "I" else "passport"
    return f"{kind}:{paper.issuer}:{paper.number}"


def _cells(entry: Entry, made: Watchlist) -> dict[str, str]:
    cells = {
        "key": entry.key,
        "kind": entry.kind,
        "reason": entry.reason,
        "criterion": entry.criterion,
        "nomination": f"Desk 2, {entry.listed_on.isoformat()}",
        "legal_basis": made.legal_basis,
        "instruction": INSTRUCTIONS[entry.instruction],
        "listed_on": entry.listed_on.isoformat(),
        "expires_on": entry.expires_on.isoformat(),
        "review_on": entry.expires_on.replace(year=entry.expires_on.year - 1).isoformat(),
    }
    if entry.paper is not None:
        cells["documents"] = _document(entry.paper)
    if entry.vessel is not None:
        cells["name"], cells["imo"], cells["flag"] = entry.vessel
    if entry.person is not None:
        person = entry.person
        cells |= {
            "surname": person.surname,
            "given_names": person.given_names,
            "aliases": "; ".join(" ".join((*given, *family)) for given, family in entry.aliases),
            "birth_dates": entry.birth.text if entry.birth else "",
            "nationalities": person.nationality,
            "sex": "female" if person.sex == "F" else "male",
        }
    return cells


def csv_of(made: Watchlist) -> bytes:
    """The list as a file, UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_cells(entry, made) for entry in made.entries)
    return out.getvalue().encode("utf-8")
