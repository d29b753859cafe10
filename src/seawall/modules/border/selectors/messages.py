"""Messages as received, what deviates in them, and which voyages they are about."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed, refuse
from seawall.foundation.errors import NotFound
from seawall.foundation.handling.models import RecordQuerySet
from seawall.foundation.handling.scope import acting
from seawall.modules.alerts.choices import State
from seawall.modules.alerts.selectors import alerts
from seawall.modules.border.models import Message, MessageSection, Voyage
from seawall.modules.border.selectors.raw import bytes_of
from seawall.modules.border.services.alarms import UNREADABLE

READ = "border.manifests.receive"


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message, whole; ``data`` is None once retention has erased it."""

    message: Message
    sections: tuple[tuple[MessageSection, Voyage], ...]
    data: bytes | None


def require_reading(actor: Actor) -> None:
    """Refuse who may not see messages.

    Raises:
        Refused: the actor's roles do not receive messages.
    """
    if not actor.may(READ):
        refuse(actor, "border.messages.listed", READ)


def messages(actor: Actor) -> RecordQuerySet[Message]:
    """Messages without their content; evaluate it in the actor's scope."""
    return Message.objects.visible_to(actor).defer("notices")


def unreadable_count(actor: Actor) -> int:
    """How many messages could not be read and still wait for somebody to see to it."""
    if not actor.may(READ) or not actor.may("alerts.read"):
        return 0
    with acting(actor):
        waiting = alerts(actor).filter(kind=UNREADABLE).exclude(state=State.CLOSED)
        return waiting[:1000].count()


@disclosed("border.message.opened", READ)
def open_message(actor: Actor, *, message_id: UUID) -> Outcome[MessageView]:
    """One message with its notices and its bytes.

    Raises:
        NotFound: no such message, or not the actor's to see.
    """
    message = Message.objects.visible_to(actor).filter(id=message_id).first()
    if message is None:
        raise NotFound("border.message.missing", _("There is no such message."))
    sections = list(MessageSection.objects.filter(message_id=message.id))
    voyages = Voyage.objects.visible_to(actor).in_bulk({one.voyage_id for one in sections})
    view = MessageView(
        message=message,
        sections=tuple(
            (one, voyages[one.voyage_id]) for one in sections if one.voyage_id in voyages
        ),
        data=bytes_of(actor, [message]).get(message.id),
    )
    return Outcome(view, about=(("border.message", message.id),))


def state_of_message(actor: Actor, message_id: UUID) -> tuple[str, str]:
    """What became of a message, and the code of what is wrong with it; nothing of its content."""
    with acting(actor):
        message = messages(actor).filter(id=message_id).first()
    if message is None:
        raise NotFound("border.message.missing", _("There is no such message."))
    fault = message.fault or {}
    at = fault.get("offset")
    return message.state, str(fault.get("code", "")) + ("" if at is None else f" at byte {at}")
