"""Looks somebody up among the entries that the asker may see; keeps no hit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.engines.names import VERSION, Identifier, Name, Subject, SubjectError
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.errors import Invalid
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.screening.index import LIVE
from seawall.modules.screening.models import Entry, Watchlist
from seawall.modules.screening.services.matching import plain_reasons
from seawall.reference.countries import alpha3


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that the one asked for may be."""

    entry_id: UUID
    key: str
    title: str
    list_title: str
    effect: str
    score: float
    points: float
    reasons: list[dict[str, Any]]


@disclosed("screening.subjects.looked_up", "screening.subjects.screen")
def look_up(actor: Actor, *, subjects: Sequence[Subject]) -> Outcome[list[list[Found]]]:
    """Whom each subject may be, among the entries that the actor may see and that count.

    Entries hidden from the actor are as if they were not there, also for their owner: what somebody
    types is no event.

    Args:
        actor: who asks.
        subjects: whom to look for.
    """
    with unrestricted("screening"):
        found = LIVE.search(subjects)
    ids = {UUID(match.id) for matches in found for match in matches}
    rows = Entry.objects.visible_to(actor).filter(id__in=ids).defer("search", "said", "words")
    entries = {entry.id: entry for entry in rows if entry.is_counting}
    lists = Watchlist.objects.visible_to(actor).filter(
        id__in={entry.watchlist_id for entry in entries.values()}
    )
    by_id = {watchlist.id: watchlist for watchlist in lists}
    answers = [
        [
            Found(
                entry_id=entry.id,
                key=entry.key,
                title=entry.title,
                list_title=by_id[entry.watchlist_id].title,
                effect=by_id[entry.watchlist_id].effect,
                score=match.score,
                points=match.points,
                reasons=plain_reasons(match.reasons),
            )
            for match in matches
            if (entry := entries.get(UUID(match.id))) is not None and entry.watchlist_id in by_id
        ]
        for matches in found
    ]
    about = tuple(("screening.entry", one.entry_id) for answer in answers for one in answer)
    details = {"subjects": len(subjects), "engine": VERSION}
    return Outcome(answers, about=tuple(dict.fromkeys(about)), details=details)


def subject_asked(
    number: int,
    *,
    kind: str = "person",
    name: str = "",
    surname: str = "",
    given_names: str = "",
    birth_date: str = "",
    nationality: str = "",
    identifiers: Sequence[tuple[str, str, str | None]] = (),
) -> Subject:
    """A subject made of what somebody typed or sent.

    Args:
        number: its place among those asked for, from 0.
        kind: what it is.
        name: whole, where surname and given names are not known apart.
        surname: family names.
        given_names: given names.
        birth_date: whole or partial, ISO 8601.
        nationality: a country's name or code.
        identifiers: kind, value and issuer of each number.

    Raises:
        Invalid: it cannot be screened; says which of them and why.
    """
    names: list[str | Name] = [name] if name.strip() else []
    if surname.strip() or given_names.strip():
        names.insert(0, Name(surname.strip(), given_names.strip()))
    try:
        return Subject(
            id=str(number),
            kind=kind,  # type: ignore[arg-type]  # the engine refuses what is none of its kinds
            names=tuple(names),
            birth_dates=(birth_date.strip(),) if birth_date.strip() else (),
            countries=(alpha3(nationality) or nationality,) if nationality.strip() else (),
            identifiers=tuple(Identifier(k, v, i) for k, v, i in identifiers),
        )
    except SubjectError as error:
        message = _("Number %(number)s cannot be screened: %(why)s") % {
            "number": number + 1,
            "why": error.code,
        }
        raise Invalid("screening.subject.unusable", message, {"subjects": message}) from error
