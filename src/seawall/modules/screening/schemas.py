"""Shapes of screening on the wire."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from seawall.modules.screening.choices import Effect, Kind, Loader

DEFAULT_USES = ["admission", "interdiction", "prosecution", "intelligence"]


class NewList(Schema):
    """A list to make."""

    code: str
    title: str
    loader: Loader
    effect: Effect
    level: int = Field(2, ge=0, le=4)
    audience_id: UUID | None = None
    compartment_id: UUID | None = None
    uses: list[str] = DEFAULT_USES
    publisher: str = ""
    legal_basis: str = ""
    redress: str = ""
    stale_after_days: int = Field(30, ge=1, le=3650)


class ListOut(Schema):
    """A list."""

    id: UUID
    code: str
    title: str
    loader: str
    effect: str
    publisher: str
    level: int
    entry_count: int
    checked_at: datetime | None
    version_id: UUID | None


class Lists(Schema):
    """A page of lists; ``next`` is the cursor of the following one."""

    items: list[ListOut]
    next: str | None


class VersionOut(Schema):
    """A version and what it changes."""

    id: UUID
    watchlist_id: UUID
    state: str
    added: int
    changed: int
    removed: int
    unchanged: int
    unused: int
    account: list[dict[str, Any]]
    sample: dict[str, Any]
    published_on: date | None
    loaded_at: datetime
    applied_at: datetime | None


class Apply(Schema):
    """How a version is to take effect."""

    accept_removals: bool = False


class Reason(Schema):
    """Why."""

    reason: str


class EntryOut(Schema):
    """An entry, whole."""

    id: UUID
    watchlist_id: UUID
    key: str
    kind: str
    title: str
    said: dict[str, Any]
    digest: str
    revision: int
    expires_on: date | None
    review_on: date | None
    approved_at: datetime | None
    withdrawn_at: datetime | None


class EntryLine(Schema):
    """An entry in a list of entries."""

    id: UUID
    key: str
    kind: str
    title: str
    digest: str
    revision: int
    expires_on: date | None


class Entries(Schema):
    """A page of entries; ``next`` is the cursor of the following one."""

    items: list[EntryLine]
    next: str | None


class Identifier(Schema):
    """A number of somebody."""

    kind: str
    value: str
    issuer: str | None = None


class Asked(Schema):
    """Somebody or something to look for."""

    kind: Kind = Kind.PERSON
    name: str = ""
    surname: str = ""
    given_names: str = ""
    birth_date: str = ""
    nationality: str = ""
    identifiers: list[Identifier] = []


class Ask(Schema):
    """Whom to look for, at most 500."""

    subjects: list[Asked] = Field(max_length=500)


class MatchOut(Schema):
    """An entry that the one asked for may be."""

    entry_id: UUID
    key: str
    title: str
    list_title: str
    effect: str
    score: float
    points: float
    reasons: list[dict[str, Any]]


class Answer(Schema):
    """What was found for one of those asked for."""

    matches: list[MatchOut]
