"""Shapes of the border on the wire."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field


class Accepted(Schema):
    """A message that was kept; it is read and screened next."""

    id: UUID
    digest: str
    state: str


class MessageOut(Schema):
    """A message: what became of it and what deviates in it."""

    id: UUID
    digest: str
    size_bytes: int
    origin: str
    sender: str
    state: str
    received_at: datetime
    processed_at: datetime | None
    travellers: int
    fault: dict[str, Any] | None


class Messages(Schema):
    """A page of messages; ``next`` is the cursor of the following one."""

    items: list[MessageOut]
    next: str | None


class MessageWhole(MessageOut):
    """One message with its notices."""

    notices: list[dict[str, Any]]


class VoyageOut(Schema):
    """A voyage. Times without a zone are by the clock of the place."""

    id: UUID
    mode: str
    designator: str
    carrier: str | None
    number: str | None
    craft: str | None
    craft_name: str | None
    departs_from: str | None
    arrives_in: str | None
    departs_local: str | None
    arrives_local: str | None
    departs_at: datetime | None
    arrives_at: datetime | None
    passengers: int
    crew: int
    screened: int
    cancelled: bool
    closed_out: bool
    late: bool
    due_at: datetime | None


class Voyages(Schema):
    """A page of voyages by time of arrival."""

    items: list[VoyageOut]
    next: str | None


class DocumentOut(Schema):
    """A travel document."""

    type: str | None
    number: str | None
    issuer: str | None
    expires: str | None


class TravellerOut(Schema):
    """A traveller; null is what no message reported, or what was erased in time."""

    id: UUID
    voyage_id: UUID
    kind: str
    state: str
    surname: str | None
    given_names: str | None
    birth_date: str | None
    sex: str | None
    nationality: str | None
    seat: str | None
    booking_reference: str | None
    documents: list[DocumentOut]


class Travellers(Schema):
    """A page of travellers."""

    items: list[TravellerOut]
    next: str | None


class HitOut(Schema):
    """A possible match that waits, with its reasons as codes, points and values."""

    id: UUID
    traveller_id: UUID
    voyage_id: UUID
    list_title: str
    entry_title: str
    effect: str
    severity: str
    score: float
    points: float
    reasons: list[dict[str, Any]]
    due_at: datetime | None
    decision: str | None
    standing: str | None


class Hits(Schema):
    """The possible matches that wait, by deadline."""

    items: list[HitOut]


class DecisionIn(Schema):
    """A decision on a hit."""

    choice: str = Field(max_length=20)
    reason: str = Field(max_length=4000)
    referral: str = Field("", max_length=1000)


class DecisionOut(Schema):
    """A decision as it was written."""

    id: UUID
    hit_id: UUID
    choice: str
    at: datetime
    signatures_needed: int
    review: list[str]


class ReplyOut(Schema):
    """A reply for a carrier (CUSRES); its bytes are at ``/replies/{id}``."""

    id: UUID
    voyage_id: UUID
    digest: str
    unsolicited: bool
    made_at: datetime
    travellers: int
    codes: dict[str, int]


class Replies(Schema):
    """A page of replies, newest first."""

    items: list[ReplyOut]
    next: str | None
