"""A message arrives, is kept as it came, and is read, joined to its voyages and screened."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import About, Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound, TooLarge
from seawall.foundation.files import services as files
from seawall.foundation.files.models import StoredFile
from seawall.foundation.files.store import digest_of
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.selectors import header_for
from seawall.foundation.jobs.services import enqueue
from seawall.foundation.web.live import publish
from seawall.modules.border.choices import MessageState
from seawall.modules.border.models import Message, MessageKey
from seawall.modules.border.services import alarms, answering, joining
from seawall.modules.border.services.decoding import Unreadable, decode, notices_of, text
from seawall.modules.border.services.joining import Joined
from seawall.modules.border.services.screening import screen_travellers

JOB = "border.message.process"
PERMISSION = "border.manifests.receive"
USES = ("admission",)
KEY_LENGTH = 200
VOYAGES, MESSAGES = "border.voyages", "border.messages"


@recorded("border.message.accepted", PERMISSION)
def accept_message(
    actor: Actor, *, data: bytes, origin: str, sender: str = "", request_key: str = ""
) -> Outcome[Message]:
    """Keep a message as it came and queue its reading; the same bytes are one message.

    Args:
        actor: whose agency receives it.
        data: the bytes, of any kind; whether they can be read shows later.
        origin: one of ``Origin``.
        sender: who sent it, as far as the door knows.
        request_key: the sender's own key of this request; the same key is the same request.

    Raises:
        Invalid: there are no bytes.
        TooLarge: more bytes than this node accepts.
        Conflict: the key was given with other bytes before.
    """
    _refuse_size(len(data))
    digest = digest_of(data)
    _refuse_other(actor, digest, request_key)
    known = Message.objects.visible_to(actor).filter(owner_id=actor.agency_id, digest=digest)
    message = known.first()
    details = {"again": message is not None, "digest": digest, "origin": origin}
    if message is None:
        message = _keep(actor, data, origin, sender)
    if request_key:
        key = MessageKey(message=message, officer_id=actor.officer_id, key=request_key)
        MessageKey.objects.bulk_create([key], ignore_conflicts=True)
    return Outcome(message, about=_about(message), details=details)


def _refuse_other(actor: Actor, digest: str, request_key: str) -> None:
    """A key stands for one request: with other bytes it is a mistake of the sender."""
    if len(request_key) > KEY_LENGTH:
        raise Invalid("request.key.too_long", _("A request key has 200 characters at most."))
    rows = MessageKey.objects.filter(officer_id=actor.officer_id, key=request_key)
    used = rows.values_list("message_id", flat=True).first() if request_key else None
    if used is None:
        return
    known = Message.objects.visible_to(actor).filter(id=used).first()
    if known is None or known.digest != digest:
        raise Conflict("request.key.used", _("This request key was used for another message."))


def _keep(actor: Actor, data: bytes, origin: str, sender: str) -> Message:
    header = header_for(actor, data_class="raw_message", uses=USES)
    stored = files.keep(actor, data=data, media_type="application/edifact", header=header)
    message = _new(actor, stored, header, origin, sender)
    if message.state == MessageState.RECEIVED:
        enqueue(actor, JOB, {"message": str(message.id)}, once_key=f"{JOB}:{message.id}")
    publish(MESSAGES, header=header, permission=PERMISSION, message=message.id)
    return message


def _refuse_size(size: int) -> None:
    most = settings.SEAWALL.max_message_bytes
    if size == 0:
        empty = _("The file is empty.")
        raise Invalid("border.message.empty", empty, {"file": empty})
    if size > most:
        said = _("A message may have %(most)s bytes; this one has %(size)s.")
        raise TooLarge("border.message.too_large", said % {"most": most, "size": size})


def _new(actor: Actor, stored: StoredFile, header: Header, origin: str, sender: str) -> Message:
    """The message, made once: of two that arrive together the later one finds the earlier."""
    made = Message(
        file=stored,
        digest=stored.digest,
        size_bytes=stored.size_bytes,
        origin=origin,
        sender=text(sender, 200) or "",
        received_at=timezone.now(),
        **header.columns(),
    )
    Message.objects.bulk_create([made], ignore_conflicts=True)
    rows = Message.objects.visible_to(actor)
    return rows.get(owner_id=actor.agency_id, digest=stored.digest)


@recorded("border.message.processed", PERMISSION)
def process_message(actor: Actor, *, message_id: UUID) -> Outcome[Message]:
    """Read a message, bring its voyages up to date and screen everybody new or changed.

    All of it is one transaction: after a kill at any point the message is as it was received and
    is taken up again; once done, doing it again changes nothing. What cannot be read stays, with
    the reason, and a supervisor is told.

    Raises:
        NotFound: no such message, or not the actor's to see.
    """
    rows = Message.objects.visible_to(actor).select_for_update()
    message = rows.filter(id=message_id, owner_id=actor.agency_id).first()
    if message is None:
        raise NotFound("border.message.missing", _("There is no such message."))
    if message.state != MessageState.RECEIVED or message.file_id is None:
        return Outcome(message, about=_about(message), details={"again": True})
    now = timezone.now()
    try:
        joined = _read(actor, message, now)
    except Unreadable as error:
        _give_up(actor, message, error, now)
        return Outcome(message, about=_about(message), details=error.fault())
    message.state, message.processed_at = MessageState.PROCESSED, now
    message.save()
    about = (*_about(message), *(("border.voyage", one.voyage.id) for one in joined))
    details = {
        "travellers": message.travellers,
        "notices": len(message.notices),
        "screened": sum(len(one.to_screen) for one in joined),
    }
    return Outcome(message, about=about, details=details)


def receive_message(actor: Actor, *, data: bytes, origin: str, sender: str = "") -> Message:
    """Accept a message and read it at once, for whoever waits for the result."""
    message = accept_message(actor, data=data, origin=origin, sender=sender)
    return process_message(actor, message_id=message.id)


def _read(actor: Actor, message: Message, now: datetime) -> list[Joined]:
    stored = StoredFile.objects.visible_to(actor).in_bulk([message.file_id])
    data = files.read(stored[message.file_id])
    sections = decode(data, digest=message.digest, received_at=message.received_at)
    joined = joining.join(actor, message, sections, now)
    message.notices = notices_of(sections)
    message.travellers = sum(len(one.statement.message.travellers) for one in sections)
    for one in joined:
        screen_travellers(actor, one.voyage, one.to_screen)
        answering.answer(actor, one.voyage, one.named, now)
        publish(
            VOYAGES,
            header=one.voyage.header,
            permission="border.arrivals.read",
            voyage=one.voyage.id,
        )
    publish(MESSAGES, header=message.header, permission=PERMISSION, message=message.id)
    return joined


def _give_up(actor: Actor, message: Message, error: Unreadable, now: datetime) -> None:
    message.state, message.fault = MessageState.UNREADABLE, error.fault()
    message.processed_at = now
    message.save()
    alarms.unreadable(actor, message)
    publish(MESSAGES, header=message.header, permission=PERMISSION, message=message.id)


def _about(message: Message) -> tuple[About, ...]:
    return (("border.message", message.id),)
