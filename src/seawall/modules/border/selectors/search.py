"""Finds travellers by the start of a name, by a whole document number or booking reference."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.border.models import SearchToken, Traveller
from seawall.modules.border.rules.folding import fold, squeeze
from seawall.modules.border.selectors.protection import people

T = TypeVar("T")
SHORTEST = 2
MOST_WORDS = 6
READ = "border.travellers.read"


def matching(actor: Actor, text: str) -> RecordQuerySet[Traveller]:
    """Travellers of whom every word is the start of a name, or whose document or booking it is.

    Args:
        actor: in whose scope the query runs.
        text: words of a name, or one number; at least two letters.
    """
    rows = people(actor)
    words = [word for word in fold(text).split() if len(word) >= SHORTEST][:MOST_WORDS]
    number = squeeze(text)
    if len(number) < SHORTEST or not words:
        return rows.filter(pk__in=[])
    exact = SearchToken.objects.filter(kind__in=("d", "b"), token=number)
    if any(character.isdigit() for character in number):
        return rows.filter(id__in=exact.values("traveller_id"))
    named = rows
    for word in words:
        named = named.filter(id__in=_starting(word).values("traveller_id"))
    if len(words) == 1:
        return named | rows.filter(id__in=exact.values("traveller_id"))
    return named


def by_document(actor: Actor, number: str) -> RecordQuerySet[Traveller]:
    """Travellers who carry a document of exactly this number, whatever its spaces."""
    token = squeeze(number)
    same = SearchToken.objects.filter(kind="d", token=token)
    rows = people(actor)
    return rows.filter(id__in=same.values("traveller_id")) if token else rows.filter(pk__in=[])


def _starting(word: str):  # type: ignore[no-untyped-def]
    """Tokens that begin so: a range, which row-level security lets an index answer."""
    after = word[:-1] + chr(ord(word[-1]) + 1)
    return SearchToken.objects.filter(kind="n", token__gte=word, token__lt=after)


@disclosed("border.travellers.searched", READ)
def search_travellers(
    actor: Actor,
    *,
    text: str,
    show: Callable[[RecordQuerySet[Traveller]], tuple[T, list[UUID]]],
) -> Outcome[T]:
    """Search by name, document or booking; the log keeps what was asked, encrypted."""
    page, shown = show(matching(actor, text))
    about = tuple(("border.traveller", one) for one in shown)
    return Outcome(page, about=about, details={"asked": text})


@disclosed("border.documents.searched", READ)
def search_documents(
    actor: Actor,
    *,
    number: str,
    show: Callable[[RecordQuerySet[Traveller]], tuple[T, list[UUID]]],
) -> Outcome[T]:
    """Find the journeys under a document number; the log keeps what was asked, encrypted."""
    page, shown = show(by_document(actor, number))
    about = tuple(("border.traveller", one) for one in shown)
    return Outcome(page, about=about, details={"asked": number})
