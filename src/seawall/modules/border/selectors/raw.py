"""What a message says, as it was received: whole, or the bytes about one traveller."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from seawall.foundation.actor import Actor
from seawall.foundation.files import services as files
from seawall.foundation.files.models import StoredFile
from seawall.modules.border.models import Mention, Message, Traveller

MOST_EXCERPTS = 5


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The bytes of one message about one traveller.

    Args:
        message: it stands in.
        first_segment, last_segment: of its interchange, from 1.
        start: byte at which they begin.
        text: as received, bytes beyond ASCII as they can be shown.
    """

    message: Message
    first_segment: int
    last_segment: int
    start: int
    text: str


def excerpts_of(actor: Actor, row: Traveller) -> tuple[Excerpt, ...]:
    """What the newest messages say of a traveller, newest first."""
    mentions = list(Mention.objects.filter(traveller_id=row.id))
    messages = Message.objects.visible_to(actor).in_bulk({one.message_id for one in mentions})
    data = bytes_of(actor, messages.values())
    found = [
        Excerpt(
            message=messages[one.message_id],
            first_segment=one.first_segment,
            last_segment=one.last_segment,
            start=one.start,
            text=lines_of(
                data[one.message_id][one.start : one.end], terminator_of(data[one.message_id])
            ),
        )
        for one in mentions
        if one.message_id in data
    ]
    found.sort(key=lambda one: (one.message.received_at, one.start), reverse=True)
    return tuple(found[:MOST_EXCERPTS])


def bytes_of(actor: Actor, messages: Iterable[Message]) -> dict[UUID, bytes]:
    """The bytes of messages whose file is kept."""
    rows = [one for one in messages if one.file_id is not None]
    stored = StoredFile.objects.visible_to(actor).in_bulk({one.file_id for one in rows})
    return {one.id: files.read(stored[one.file_id]) for one in rows if one.file_id in stored}


DEFAULT_TERMINATOR = b"'"
ADVICE_LENGTH = 9


def terminator_of(data: bytes) -> bytes:
    """The byte that ends a segment, as the message's own UNA names it."""
    at = data.find(b"UNA")
    if at >= 0 and at + ADVICE_LENGTH <= len(data):
        return data[at + 8 : at + 9]
    return b"\x1c" if b"\x1c" in data else DEFAULT_TERMINATOR


def lines_of(data: bytes, terminator: bytes) -> str:
    """Segments one below the other, to look at."""
    segments = [part.strip(b"\r\n") for part in data.split(terminator)]
    return "\n".join(readable(part + terminator) for part in segments if part)


def readable(data: bytes) -> str:
    """Bytes as text to look at; a control character shows as its picture."""
    text = data.decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c in "\r\n" else _picture(c) for c in text)


def _picture(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "�"
