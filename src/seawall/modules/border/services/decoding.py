"""Reads the bytes of a message into statements about voyages."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from seawall.engines.edifact import EdifactError, Notice, PaxlstMessage, read_paxlst
from seawall.engines.edifact.paxlst.shape import plain
from seawall.modules.border.rules.manifest import Statement
from seawall.modules.border.rules.ordering import place_of
from seawall.modules.border.rules.voyages import facts_of
from seawall.reference.countries import alpha3
from seawall.reference.places import zone_of

MOST_NOTICES_KEPT = 500


class Unreadable(Exception):
    """Nothing in the bytes is a passenger or crew list; says why and at which byte."""

    def __init__(self, code: str, offset: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset

    def fault(self) -> dict[str, Any]:
        return {"code": self.code, "offset": self.offset}


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a message: which voyage it is about and what it states."""

    key: str
    alone: str
    statement: Statement


def decode(data: bytes, *, digest: str, received_at: datetime) -> list[Section]:
    """The lists in a message, in their order.

    Args:
        data: as received.
        digest: SHA-256 of ``data``.
        received_at: UTC; judges two-digit years where the sender gives no date of its own.

    Raises:
        Unreadable: nothing in it is a passenger or crew list.
    """
    try:
        messages = read_paxlst(data, zone_of=zone_of)
        if any(message.envelope.prepared is None for message in messages):
            day = received_at.astimezone(UTC).date()
            messages = read_paxlst(data, zone_of=zone_of, reference_date=day)
    except EdifactError as error:
        raise Unreadable(error.code, error.offset) from error
    if not messages:
        raise Unreadable("no_list")
    return [
        _section(message, digest, position, received_at)
        for position, message in enumerate(messages)
    ]


def _section(message: PaxlstMessage, digest: str, position: int, received_at: datetime) -> Section:
    alone = f"message|{digest}|{position}"
    place = place_of(message, digest=digest, position=position, received_at=received_at)
    return Section(
        key=facts_of(message, alone=alone).key,
        alone=alone,
        statement=Statement(place, message),
    )


def notices_of(sections: list[Section]) -> list[dict[str, Any]]:
    """Every deviation of a message with its place in it, the interchange's own first.

    ``message`` is the number of the list it belongs to, None for the interchange.
    """
    found: dict[tuple[str, int | None, int | None, str], dict[str, Any]] = {}
    for section in sections:
        for notice in section.statement.message.envelope.notices:
            _keep(found, notice, None)
    for position, section in enumerate(sections):
        for notice in section.statement.message.notices:
            _keep(found, notice, position)
    return list(found.values())[:MOST_NOTICES_KEPT]


def _keep(
    found: dict[tuple[str, int | None, int | None, str], dict[str, Any]],
    notice: Notice,
    message: int | None,
) -> None:
    detail = storable(plain(notice.detail))
    key = (notice.code, notice.segment, notice.offset, str(detail))
    found.setdefault(
        key,
        {
            "code": notice.code,
            "segment": notice.segment,
            "offset": notice.offset,
            "message": message,
            "detail": detail,
        },
    )


def storable(value: Any) -> Any:
    """A value that PostgreSQL takes: no NUL, no half of a surrogate pair."""
    if isinstance(value, str):
        return value.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    return value


def text(value: str | None, limit: int) -> str | None:
    """Text as a column takes it; what does not fit stays in the message as received."""
    return None if value is None else str(storable(value))[:limit]


def country(code: str | None) -> str | None:
    """ISO 3166-1 alpha-3 where the code means a country; else as the message has it."""
    return None if code is None else alpha3(code) or text(code, 40)
