"""After a list has changed: everyone still expected, against what changed."""

from typing import Any

from seawall.foundation import ports
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.screening.models import Entry
from seawall.modules.screening.services.entries import end_expired


def rescreen(actor: Actor, payload: dict[str, Any]) -> None:
    """Have every module screen its live subjects again, against the entries of one change.

    Args:
        actor: whoever changed the list.
        payload: ``change``, the number of the change.
    """
    rescreen_after(actor, number=payload["change"])


def expire(actor: Actor, payload: dict[str, Any]) -> None:
    """Close the open hits on entries whose last day has passed."""
    del payload
    end_expired(actor)


@recorded("screening.list.rescreened")
def rescreen_after(actor: Actor, *, number: int) -> Outcome[dict[str, int]]:
    """Screen all live subjects of all modules again; how many of each module."""
    with unrestricted("screening after a list has changed"):
        touched = Entry.objects.unrestricted().filter(change=number, withdrawn_at=None)
        ids = list(touched.exclude(approved_at=None).values_list("id", flat=True))
    counts = {name: port(actor, ids) for name, port in ports.rescreen.items()} if ids else {}
    return Outcome(counts, details={"change": number, "entries": len(ids), **counts})
