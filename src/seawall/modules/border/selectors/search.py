"""Finds travellers by the start of a name, by a whole document number or booking reference."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed, refuse
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.border.choices import TokenKind
from seawall.modules.border.models import SearchToken, Traveller
from seawall.modules.border.rules.folding import fold, squeeze
from seawall.modules.border.selectors.protection import people

T = TypeVar("T")
SHORTEST, BEGINNING = 2, 3
MOST_WORDS = 6
NUMBERS = (TokenKind.DOCUMENT, TokenKind.BOOKING)
READ = "border.travellers.read"


def require_searching(actor: Actor) -> None:
    """Refuse who may not search.

    Raises:
        Refused: the actor's roles do not read travellers.
    """
    if not actor.may(READ):
        refuse(actor, "border.travellers.searched", READ)


def nobody(actor: Actor) -> RecordQuerySet[Traveller]:
    """No traveller: what a search shows before anything is asked."""
    return people(actor).filter(pk__in=[])


def matching(actor: Actor, text: str) -> RecordQuerySet[Traveller]:
    """Travellers of whom every word is the start of a name, or whose document or booking it is.

    Args:
        actor: in whose scope the query runs.
        text: words of a name, or one number; at least two letters.
    """
    number = squeeze(text)
    words = [word for word in fold(text).split() if len(word) >= SHORTEST][:MOST_WORDS]
    exact = Q(kind__in=NUMBERS, token=number)
    if len(number) < SHORTEST or not words:
        return nobody(actor)
    if any(character.isdigit() for character in number):
        return _holding(actor, exact)
    if len(words) == 1:
        return _holding(actor, _starting(words[0]) | exact)
    return _holding(actor, *map(_starting, words))


def by_document(actor: Actor, number: str) -> RecordQuerySet[Traveller]:
    """Travellers who carry a document of exactly this number, whatever its spaces."""
    token = squeeze(number)
    return _holding(actor, Q(kind=TokenKind.DOCUMENT, token=token))


def _holding(actor: Actor, *wanted: Q) -> RecordQuerySet[Traveller]:
    """Travellers with a token for each condition.

    One sub-select for each: an OR between sub-selects would have every traveller looked at.
    """
    rows = people(actor)
    for condition in wanted:
        tokens = SearchToken.objects.filter(condition)
        rows = rows.filter(id__in=tokens.values("traveller_id"))
    return rows


def _starting(word: str) -> Q:
    """Tokens that begin so: a range, which row-level security lets an index answer.

    Two letters are a whole name (Li, Ng): as a beginning they would be half the world.
    """
    if len(word) < BEGINNING:
        return Q(kind=TokenKind.NAME, token=word)
    after = word[:-1] + chr(ord(word[-1]) + 1)
    return Q(kind=TokenKind.NAME, token__gte=word, token__lt=after)


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
