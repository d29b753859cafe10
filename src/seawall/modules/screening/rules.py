"""What screening decides without asking anything: who may know, how grave, what stays known."""

import hashlib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from seawall.engines.lists.dates import span
from seawall.engines.names import Identifier, Name, Subject
from seawall.foundation.actor import Level
from seawall.foundation.handling.header import Header

REOPEN_POINTS = 0.5
"""How many points (log-odds) more than before open a closed hit again: new evidence, not noise."""

_MOST_VALUES = 255
_LONGEST_INTERVAL_YEARS = 10
_NOT_COMPARED = {"website", "other"}
_SEXES = {"male": "M", "female": "F"}
_TRAVEL_DOCUMENTS = {"passport", "national_id", "residence"}

_SEVERITY: Mapping[str, tuple[tuple[float, str], ...]] = {
    "detain_under_warrant": ((0.0, "critical"),),
    "refer": ((0.8, "high"), (0.0, "medium")),
    "tell_owner_only": ((0.8, "high"), (0.0, "medium")),
    "information": ((0.9, "medium"), (0.0, "low")),
}


def severity(effect: str, score: float) -> str:
    """How urgently somebody must look at a hit.

    Args:
        effect: what the list means here.
        score: probability that both are one, in [0, 1].
    """
    return next(word for least, word in _SEVERITY[effect] if score >= least)


def may_know(entry: Header, candidate: Header, effect: str, audiences: Collection[object]) -> bool:
    """Whether the agency of the candidate may learn of a hit with the entry.

    It may if the entry is its own, or if the entry is shown to an audience it is in, at a level
    that reaches it, outside every compartment, for a use that its own record has. A list that
    tells only its owner tells nobody else.

    Args:
        entry: handling of the entry.
        candidate: handling of the candidate's record.
        effect: what the list means here.
        audiences: named sets of agencies that the candidate's agency is in.
    """
    if entry.owner_id == candidate.owner_id:
        return True
    if effect == "tell_owner_only" or entry.audience_id not in audiences:
        return False
    if entry.compartment_id is not None or entry.level is Level.RED:
        return False
    if entry.level is Level.AMBER_STRICT and entry.owner_state != candidate.owner_state:
        return False
    return not set(entry.permitted_uses).isdisjoint(candidate.permitted_uses)


def subject_of(entry_id: str, said: Mapping[str, Any]) -> Subject:
    """An entry as the names engine takes it.

    Strong names come first. A weak alias of a single word ("el Grande") is not compared: the list
    itself says that nobody is told apart by it.

    Args:
        entry_id: key within the index.
        said: an entry's draft as plain values.
    """
    ranked = sorted(said["names"], key=lambda name: name["quality"] == "weak")
    names = [_name(n) for n in ranked if n["quality"] == "strong" or " " in n["full"].strip()]
    identifiers = [_identifier(i) for i in said["identifiers"] if i["kind"] not in _NOT_COMPARED]
    dates = [day for d in said["birth_dates"] for day in _dates(d["value"])]
    return Subject(
        id=entry_id,
        kind=said["kind"],
        names=tuple(names[:_MOST_VALUES]),
        birth_dates=tuple(dict.fromkeys(dates))[:_MOST_VALUES],
        countries=tuple([*said["nationalities"], *said["flags"]][:_MOST_VALUES]),
        identifiers=tuple(identifiers[:_MOST_VALUES]),
        sex=_SEXES.get(said["sex"] or ""),
        birth_places=tuple(said["birth_places"][:_MOST_VALUES]),
    )


def _name(name: Mapping[str, Any]) -> str | Name:
    if name["surname"] and name["given"]:
        return Name(name["surname"], name["given"])
    return str(name["full"])


def _identifier(one: Mapping[str, Any]) -> Identifier:
    issuer = one["issuer"]
    known = issuer if issuer and len(issuer) == 3 and issuer.isupper() else None
    return Identifier(one["kind"], one["value"], known)


def _dates(value: str) -> list[str]:
    """Dates as the engine takes them: "about" is that year, a short interval each of its years."""
    first, last, about = span(value)
    if about and first.year == last.year:
        return [str(first.year)]
    if "/" not in value:
        return [value]
    years = range(first.year, last.year + 1)
    return [str(year) for year in years] if len(years) <= _LONGEST_INTERVAL_YEARS else []


def prints_of(subject: Subject) -> list[str]:
    """Fingerprints that an exception about this person holds on to.

    Each stands for one travel document together with name and birth date, so that a document in
    other hands is not covered; without documents, for name and whole birth date. Where neither is
    known, nothing tells this person from the next, and there is no fingerprint.
    """
    name = " ".join(sorted(_folded(" ".join(map(str, subject.names[:1])))))
    born = ",".join(sorted(subject.birth_dates))
    documents = [
        f"{one.kind}:{one.issuer or ''}:{''.join(_folded(one.value))}"
        for one in subject.identifiers
        if one.kind in _TRAVEL_DOCUMENTS
    ]
    if not documents and any(len(day) == len("1979-03-12") for day in subject.birth_dates):
        documents = ["none"]
    return [hashlib.sha256(f"{d}|{name}|{born}".encode()).hexdigest() for d in documents]


def _folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()


@dataclass(frozen=True, slots=True)
class Delta:
    """What a new version of a list changes, by the keys of its entries."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def delta(before: Mapping[str, str], after: Mapping[str, str]) -> Delta:
    """Compare two versions of a list.

    Args:
        before: fingerprint of each entry that the list has, by key.
        after: fingerprint of each entry that the files have, by key.
    """
    added = tuple(key for key in after if key not in before)
    changed = tuple(key for key in after if key in before and after[key] != before[key])
    removed = tuple(key for key in before if key not in after)
    return Delta(added, changed, removed, len(after) - len(added) - len(changed))


def is_effective(*, approved: bool, withdrawn: bool, expires_on: date | None, today: date) -> bool:
    """Whether an entry counts today: approved, not withdrawn, not past its last day."""
    return approved and not withdrawn and (expires_on is None or expires_on >= today)
