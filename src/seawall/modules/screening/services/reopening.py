"""Open a hit again where the decision that closed it was taken back."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict
from seawall.modules.screening.models import Hit
from seawall.modules.screening.services.hits import own_hit, said
from seawall.modules.screening.services.matching import HIT


@recorded("screening.hit.reopened")
def reopen_hit(actor: Actor, *, hit_id: UUID, reason: str) -> Outcome[Hit]:
    """Open a closed hit of the actor's agency again; the log keeps what it was closed with.

    A module that takes a decision back calls this in the same transaction; its own permission
    decides who may.

    Raises:
        NotFound: no such hit, or not the actor's to see.
        Invalid: no reason.
        Conflict: it is not closed.
    """
    hit = own_hit(actor, hit_id)
    if hit.state != Hit.State.CLOSED:
        raise Conflict("screening.hit.open", _("This hit is not closed."))
    why, was = said(reason), hit.outcome
    hit.state, hit.outcome, hit.closing_reason = Hit.State.OPEN, "", ""
    hit.closed_by_id, hit.closed_at, hit.reopened_at = None, None, timezone.now()
    hit.save()
    return Outcome(hit, about=((HIT, hit.id),), details={"reason": why, "was": was})
