"""How travellers, voyages, messages and inspections show themselves elsewhere; the search box."""

from uuid import UUID

from django.urls import reverse

from seawall.foundation.actor import Actor
from seawall.foundation.handling.models import RecordQuerySet
from seawall.foundation.handling.scope import acting
from seawall.foundation.ports import SearchAnswer, SubjectView
from seawall.modules.border.models import Message, Traveller, Voyage
from seawall.modules.border.selectors.protection import people
from seawall.modules.border.selectors.search import READ, search_travellers

LEAST_LETTERS = 3


def traveller_view(actor: Actor, subject_id: UUID) -> SubjectView | None:
    """A traveller, or None where the actor may not see the person."""
    if not actor.may(READ):
        return None
    with acting(actor):
        row = people(actor).filter(id=subject_id).first()
        if row is None:
            return None
        voyage = Voyage.objects.visible_to(actor).filter(id=row.voyage_id).first()
    return SubjectView(
        title=row.name,
        summary=voyage.designator if voyage else "",
        url=reverse("border:traveller", args=[row.id]),
    )


def voyage_view(actor: Actor, subject_id: UUID) -> SubjectView | None:
    """A voyage, or None where the actor may not see it."""
    if not actor.may("border.arrivals.read"):
        return None
    with acting(actor):
        voyage = Voyage.objects.visible_to(actor).filter(id=subject_id).first()
    if voyage is None:
        return None
    return SubjectView(
        title=voyage.designator,
        summary=f"{voyage.departs_from or '–'} → {voyage.arrives_in or '–'}",
        url=reverse("border:voyage", args=[voyage.id]),
    )


def message_view(actor: Actor, subject_id: UUID) -> SubjectView | None:
    """A message, or None where the actor may not see it."""
    if not actor.may("border.manifests.receive"):
        return None
    with acting(actor):
        message = Message.objects.visible_to(actor).filter(id=subject_id).first()
    if message is None:
        return None
    url = reverse("border:message", args=[message.id])
    return SubjectView(title=str(message), summary=message.sender, url=url)


def find(actor: Actor, text: str, *, limit: int) -> list[SearchAnswer]:
    """Travellers for the search box: what is asked there is written down as any search is."""
    if not actor.may(READ) or len(text.strip()) < LEAST_LETTERS:
        return []

    def show(rows: RecordQuerySet[Traveller]) -> tuple[list[Traveller], list[UUID]]:
        found = list(rows.order_by("-id")[:limit])
        return found, [row.id for row in found]

    return [
        SearchAnswer(
            row.name, row.nationality or "", reverse("border:traveller", args=[row.id]), "person"
        )
        for row in search_travellers(actor, text=text, show=show)
    ]
