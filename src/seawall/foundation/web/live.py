"""News between processes and to open pages: that something changed, never what it says.

``publish`` is a NOTIFY inside the caller's transaction, so news goes out when the change is
committed and not otherwise. Every web process listens once and hands each piece of news to the
open streams whose actor may know of it. A page that hears of a topic asks for its panel again,
and row-level security decides what it then shows.
"""

import json
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from seawall.foundation.actor import Actor, Level

CHANNEL = "seawall_live"
PAYLOAD_BYTES = 8000  # PostgreSQL takes less than this (NOTIFY)


@dataclass(frozen=True, slots=True)
class Event:
    """One piece of news.

    Args:
        topic: what changed, such as ``border.voyages``.
        owner_id: agency that owns the record.
        level: handling level of the record.
        audience_id: its audience, or None.
        compartment_id: its compartment, or None.
        permission: what an actor must be allowed to hear of it, or "".
        ids: identifiers by name; never names, numbers of documents or other personal data.
    """

    topic: str
    owner_id: UUID
    level: Level
    audience_id: UUID | None = None
    compartment_id: UUID | None = None
    permission: str = ""
    ids: dict[str, str] = field(default_factory=dict)


def publish(
    topic: str,
    *,
    owner_id: UUID,
    level: Level | int,
    audience_id: UUID | None = None,
    compartment_id: UUID | None = None,
    permission: str = "",
    **ids: UUID | int,
) -> None:
    """Tell open pages that something changed, once the caller's transaction is committed.

    Args:
        topic: what changed; panels name it in ``data-live``.
        owner_id: agency that owns the record.
        level: handling level of the record.
        audience_id: its audience, or None.
        compartment_id: its compartment, or None.
        permission: of ``reference/permissions``; who may not do it hears nothing. Give it.
        ids: identifiers of records, UUIDs or integers only.

    Raises:
        ValueError: the news does not fit into a NOTIFY.
    """
    event = Event(
        topic=topic,
        owner_id=owner_id,
        level=Level(level),
        audience_id=audience_id,
        compartment_id=compartment_id,
        permission=permission,
        ids={name: str(value) for name, value in ids.items()},
    )
    payload = encode(event)
    if len(payload.encode()) >= PAYLOAD_BYTES:
        raise ValueError(f"news of {topic} is too long for NOTIFY")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def encode(event: Event) -> str:
    return json.dumps(
        {
            "topic": event.topic,
            "owner": str(event.owner_id),
            "level": int(event.level),
            "audience": str(event.audience_id) if event.audience_id else None,
            "compartment": str(event.compartment_id) if event.compartment_id else None,
            "permission": event.permission,
            "ids": event.ids,
        },
        separators=(",", ":"),
    )


def decode(payload: str) -> Event:
    """Read news back.

    Raises:
        ValueError: it is not news of ours.
    """
    try:
        given = json.loads(payload)
        return Event(
            topic=given["topic"],
            owner_id=UUID(given["owner"]),
            level=Level(given["level"]),
            audience_id=UUID(given["audience"]) if given["audience"] else None,
            compartment_id=UUID(given["compartment"]) if given["compartment"] else None,
            permission=given["permission"],
            ids=dict(given["ids"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("this is not news of Seawall") from error


def may_hear(actor: Actor, event: Event) -> bool:
    """Whether the actor may know that this happened."""
    return (
        (event.owner_id == actor.agency_id or event.audience_id in actor.audiences)
        and event.level <= actor.clearance
        and (event.compartment_id is None or event.compartment_id in actor.compartments)
        and (not event.permission or actor.may(event.permission))
    )
