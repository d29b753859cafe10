"""News between processes and to open pages: that something changed, never what it says.

``publish`` is a NOTIFY inside the caller's transaction, so news goes out when the change is
committed and not otherwise. Every web process listens once and hands each piece of news to the
open streams whose actor may know of it. A page that hears of a topic asks for its panel again,
and row-level security decides what it then shows.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from seawall.foundation.actor import Actor, Level
from seawall.foundation.handling.header import Header

CHANNEL = "seawall_live"
PAYLOAD_BYTES = 8000  # PostgreSQL takes less than this (NOTIFY)
NEVER = datetime.max.replace(tzinfo=UTC)  # news is not kept: its header has no retention


@dataclass(frozen=True, slots=True)
class Event:
    """One piece of news.

    Args:
        topic: what changed, such as ``border.voyages``.
        header: handling of the record that changed.
        permission: what an actor must be allowed to do to hear of it, or "".
        ids: identifiers by name; never names, numbers of documents or other personal data.
    """

    topic: str
    header: Header
    permission: str = ""
    ids: dict[str, str] = field(default_factory=dict)


def publish(topic: str, *, header: Header, permission: str = "", **ids: UUID | int) -> None:
    """Tell open pages that something changed, once the caller's transaction is committed.

    Args:
        topic: what changed; panels name it in ``data-live``.
        header: ``record.header`` of what changed: it decides who hears of it.
        permission: of ``reference/permissions``; who may not do it hears nothing. Give it.
        ids: identifiers of records, UUIDs or integers only.

    Raises:
        ValueError: the news does not fit into a NOTIFY.
    """
    named = {name: str(value) for name, value in ids.items()}
    payload = encode(Event(topic, header, permission, named))
    if len(payload.encode()) >= PAYLOAD_BYTES:
        raise ValueError(f"news of {topic} is too long for NOTIFY")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def encode(event: Event) -> str:
    header = event.header
    return json.dumps(
        {
            "topic": event.topic,
            "permission": event.permission,
            "ids": event.ids,
            "owner": str(header.owner_id),
            "state": header.owner_state,
            "level": int(header.level),
            "named": [str(officer) for officer in header.named],
            "audience": str(header.audience_id) if header.audience_id else None,
            "compartment": str(header.compartment_id) if header.compartment_id else None,
            "uses": list(header.permitted_uses),
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
        header = Header(
            owner_id=UUID(given["owner"]),
            owner_state=given["state"],
            level=Level(given["level"]),
            named=tuple(UUID(officer) for officer in given["named"]),
            audience_id=UUID(given["audience"]) if given["audience"] else None,
            compartment_id=UUID(given["compartment"]) if given["compartment"] else None,
            permitted_uses=tuple(given["uses"]),
            data_class="",
            retain_until=NEVER,
        )
        return Event(given["topic"], header, given["permission"], dict(given["ids"]))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("this is not news of Seawall") from error


def may_hear(actor: Actor, event: Event) -> bool:
    """Whether the actor may know that this happened."""
    allowed = not event.permission or actor.may(event.permission)
    return allowed and event.header.visible_to(actor)
