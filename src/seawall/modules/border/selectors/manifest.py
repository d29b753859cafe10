"""One voyage and who is on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.errors import NotFound
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.border.models import Leg, Message, MessageSection, Traveller, Voyage
from seawall.modules.border.selectors.protection import people

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VoyageView:
    """A voyage with its parts and the messages about it, newest first."""

    voyage: Voyage
    legs: tuple[Leg, ...]
    sections: tuple[MessageSection, ...]
    messages: dict[UUID, Message]


def open_voyage(actor: Actor, voyage_id: UUID) -> VoyageView:
    """A voyage without its people; four queries, in the actor's scope.

    Raises:
        NotFound: no such voyage, or not the actor's to see.
    """
    voyage = Voyage.objects.visible_to(actor).filter(id=voyage_id).first()
    if voyage is None:
        raise NotFound("border.voyage.missing", _("There is no such voyage."))
    sections = MessageSection.objects.filter(voyage_id=voyage.id).order_by("-prepared", "-id")[:60]
    messages = Message.objects.visible_to(actor).in_bulk({one.message_id for one in sections})
    return VoyageView(
        voyage=voyage,
        legs=tuple(voyage.legs.all()),
        sections=tuple(one for one in sections if one.message_id in messages),
        messages=messages,
    )


@disclosed("border.manifest.opened", "border.travellers.read")
def show_manifest(
    actor: Actor,
    *,
    voyage_id: UUID,
    show: Callable[[VoyageView, RecordQuerySet[Traveller]], tuple[T, list[UUID]]],
) -> Outcome[T]:
    """Give a voyage's travellers to a page or file, which reads them before this returns.

    Args:
        actor: who reads.
        voyage_id: the voyage.
        show: makes the page and tells whom it shows.

    Raises:
        NotFound: no such voyage, or not the actor's to see.
    """
    view = open_voyage(actor, voyage_id)
    rows = people(actor).filter(voyage_id=voyage_id, same_as=None)
    page, shown = show(view, rows)
    about = (("border.voyage", voyage_id), *(("border.traveller", one) for one in shown))
    return Outcome(page, about=about)


@disclosed("border.manifest.exported", "border.travellers.read")
def export_manifest(
    actor: Actor,
    *,
    voyage_id: UUID,
    show: Callable[[VoyageView, RecordQuerySet[Traveller]], tuple[T, list[UUID]]],
) -> Outcome[T]:
    """Give a voyage's travellers to a file that leaves the node; written down as an export.

    Raises:
        NotFound: no such voyage, or not the actor's to see.
    """
    view = open_voyage(actor, voyage_id)
    rows = people(actor).filter(voyage_id=voyage_id, same_as=None)
    page, _shown = show(view, rows)
    return Outcome(page, about=(("border.voyage", voyage_id),), details={"rows": rows.count()})
