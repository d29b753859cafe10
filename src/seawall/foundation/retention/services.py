"""The daily end of what is due, and the hold that stops it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation import ports
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Invalid, NotFound
from seawall.foundation.retention.selectors import record_models

BATCH = 500


@recorded("retention.records.ended")
def apply_retention(actor: Actor, *, now: datetime) -> Outcome[dict[str, int]]:
    """Mask and delete what is due in every module, a batch at a time, until nothing is due.

    Returns how many records each step of each module touched.
    """
    counts: dict[str, int] = {}
    for name, port in ports.retention.items():
        for step, act in (("mask", port.mask), ("delete", port.delete)):
            while done := act(actor, now=now, limit=BATCH):
                counts[f"{name}.{step}"] = counts.get(f"{name}.{step}", 0) + done
    return Outcome(counts, details=dict(counts))


@recorded("retention.hold.set", "handling.hold.set")
def set_hold(actor: Actor, *, kind: str, record_id: UUID, reason: str) -> Outcome[None]:
    """Keep a record beyond its time, for a court or a complaint.

    Args:
        actor: whose agency owns the record.
        kind: ``module.thing``, as the retention page names it.
        record_id: which one.
        reason: the order or complaint that asks for it.

    Raises:
        Invalid: no reason is given.
        NotFound: the agency has no such record.
    """
    if not reason.strip():
        message = _("Name the order or the complaint.")
        raise Invalid("retention.hold.reasonless", message, {"reason": message})
    return _hold(actor, kind, record_id, reason.strip())


@recorded("retention.hold.lifted", "handling.hold.set")
def lift_hold(actor: Actor, *, kind: str, record_id: UUID) -> Outcome[None]:
    """Let a record's time run again; what is due ends with the next daily run.

    Raises:
        NotFound: the agency has no such record.
    """
    return _hold(actor, kind, record_id, "")


def _hold(actor: Actor, kind: str, record_id: UUID, reason: str) -> Outcome[None]:
    model = dict(record_models()).get(kind)
    if model is not None:
        own = model.objects.visible_to(actor).filter(owner_id=actor.agency_id, id=record_id)
        if own.update(legal_hold=reason):
            return Outcome(None, about=((kind, record_id),), details={"reason": reason})
    message = _("Your agency has no such record.")
    raise NotFound("retention.record.missing", message, {"record_id": message})
