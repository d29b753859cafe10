"""Who may know where someone under protection is: those who handle the person, and nobody else."""

from seawall.foundation.actor import Actor
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.border.models import Traveller

HANDLES = "border.flags.set"


def people(actor: Actor) -> RecordQuerySet[Traveller]:
    """The travellers that the actor may see; evaluate it in the actor's scope.

    Where the actor does not handle protected people, these are not there at all: no gap, no count.
    """
    rows = Traveller.objects.visible_to(actor)
    return rows if actor.may(HANDLES) else rows.filter(is_protected=False)
