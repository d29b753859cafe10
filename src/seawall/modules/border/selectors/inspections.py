"""Secondary inspection as the inspecting officer sees it: the referral, never the intelligence."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.errors import NotFound
from seawall.modules.border.models import InspectionStep, SecondaryInspection, Traveller, Voyage
from seawall.modules.border.selectors.people import Person, person_of
from seawall.modules.border.selectors.protection import people

RECORD = "border.secondary.record"


@dataclass(frozen=True, slots=True)
class InspectionView:
    """One inspection with its steps."""

    inspection: SecondaryInspection
    person: Person
    voyage: Voyage
    steps: tuple[InspectionStep, ...]


@dataclass(frozen=True, slots=True)
class OpenInspection:
    """One inspection in the list of those that are open."""

    inspection: SecondaryInspection
    traveller: Traveller
    voyage: Voyage


@disclosed("border.inspections.listed", RECORD)
def open_inspections(actor: Actor) -> Outcome[list[OpenInspection]]:
    """Those in secondary inspection, the longest waiting first; three queries."""
    rows = SecondaryInspection.objects.visible_to(actor).filter(closed_at=None)
    waiting = list(rows.filter(owner_id=actor.agency_id).order_by("opened_at", "id")[:200])
    travellers = people(actor).in_bulk({row.traveller_id for row in waiting})
    voyages = Voyage.objects.visible_to(actor).in_bulk({row.voyage_id for row in waiting})
    found = [
        OpenInspection(row, travellers[row.traveller_id], voyages[row.voyage_id])
        for row in waiting
        if row.traveller_id in travellers and row.voyage_id in voyages
    ]
    return Outcome(found, about=tuple(("border.traveller", one.traveller.id) for one in found))


@disclosed("border.inspection.opened_page", RECORD)
def see_inspection(actor: Actor, *, inspection_id: UUID) -> Outcome[InspectionView]:
    """One inspection, whole.

    Raises:
        NotFound: no such inspection, or not the actor's to see.
    """
    row = SecondaryInspection.objects.visible_to(actor).filter(id=inspection_id).first()
    traveller = people(actor).filter(id=row.traveller_id).first() if row else None
    if row is None or traveller is None:
        raise NotFound("border.inspection.missing", _("There is no such inspection."))
    view = InspectionView(
        inspection=row,
        person=person_of(actor, traveller),
        voyage=Voyage.objects.visible_to(actor).get(id=row.voyage_id),
        steps=tuple(row.steps.select_related("by")),
    )
    about = (("border.inspection", row.id), ("border.traveller", traveller.id))
    return Outcome(view, about=about)
