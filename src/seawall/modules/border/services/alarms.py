"""What the border tells people of: hits to their owners, unreadable messages to supervisors."""

from collections.abc import Iterable
from dataclasses import replace

from seawall.foundation.actor import Actor
from seawall.foundation.web.live import publish
from seawall.modules.alerts.services import raise_alert
from seawall.modules.border.models import Message, Traveller, Voyage
from seawall.modules.border.services.timing import due_at
from seawall.modules.screening.candidates import HitNotice, Screened

HIT, UNREADABLE = "border.hit", "border.message.unreadable"
HITS, READ = "border.hits", "border.hits.read"
"""The news of hits, and who hears it."""


def unreadable(actor: Actor, message: Message) -> None:
    """Tell the agency's supervisors that a message could not be read."""
    fault = message.fault or {}
    raise_alert(
        actor,
        kind=UNREADABLE,
        situation=f"{UNREADABLE}:{message.id}",
        header=message.header,
        severity="high",
        subject=("border.message", message.id),
        reasons=[{"code": "unreadable", "offset": fault.get("offset"), "fault": fault.get("code")}],
    )


def hits(
    actor: Actor, voyage: Voyage, travellers: Iterable[Traveller], found: Iterable[Screened]
) -> None:
    """Tell the owner of each hit, new or seen again, and let open pages ask again.

    Where a traveller is under protection, the owner learns of the hit and not where the person is.
    """
    protected = {row.id for row in travellers if row.is_protected}
    for screened in found:
        for notice in screened.hits:
            _tell(actor, voyage, notice, hidden=screened.candidate.id in protected)
            publish(HITS, header=notice.header, permission=READ, hit=notice.hit_id)


def _tell(actor: Actor, voyage: Voyage, notice: HitNotice, *, hidden: bool) -> None:
    # What is silent stands in the log of the entry's owner, and not in that of the agency asked.
    teller = replace(actor, agency_id=notice.header.owner_id) if notice.silent else actor
    reasons = [{"code": "score", "score": f"{notice.score:.2f}"}]
    if notice.silent:
        reasons.append({"code": "silent"})
    if not hidden:
        reasons.append({"code": "voyage", "voyage": voyage.designator or "–"})
    raise_alert(
        teller,
        kind=HIT,
        situation=situation(notice.hit_id),
        header=notice.header,
        severity=notice.severity,
        subject=("screening.hit", notice.hit_id),
        reasons=reasons,
        due_at=None if hidden else due_at(voyage),
    )


def situation(hit_id: object) -> str:
    """The situation of one hit: news about it grows one alert."""
    return f"{HIT}:{hit_id}"
