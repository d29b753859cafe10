"""The daily end of what is due, and the hold that stops it."""

from datetime import datetime

from seawall.foundation import ports
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded

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
