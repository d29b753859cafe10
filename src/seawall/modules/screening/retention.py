"""Ends hits, exceptions and withdrawn entries whose retention has passed."""

from datetime import datetime

from seawall.foundation.actor import Actor
from seawall.foundation.handling.models import Record, RecordQuerySet
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.screening.models import Entry, Hit, JustifiedException

REASON = "retention"


class Ending:
    """What the daily retention job asks of screening. Nothing here is masked before it ends."""

    def mask(self, actor: Actor, *, now: datetime, limit: int) -> int:
        """Hits are needed whole for complaints, and entries are what their list says."""
        del actor, now, limit
        return 0

    def delete(self, actor: Actor, *, now: datetime, limit: int) -> int:
        """Delete what is due, hits first, since entries that a hit points to must stay."""
        del actor
        with unrestricted(REASON):
            return (
                _delete(Hit.objects.unrestricted(), now, limit)
                or _delete(_unused_exceptions(), now, limit)
                or _delete(_unused_entries(), now, limit)
            )


def _unused_exceptions() -> RecordQuerySet[JustifiedException]:
    used = Hit.objects.unrestricted().exclude(exception=None).values("exception_id")
    return JustifiedException.objects.unrestricted().exclude(id__in=used)


def _unused_entries() -> RecordQuerySet[Entry]:
    """Withdrawn entries that nothing points to; one that is on its list stays, however old."""
    hit = Hit.objects.unrestricted().values("entry_id")
    excepted = JustifiedException.objects.unrestricted().values("entry_id")
    withdrawn = Entry.objects.unrestricted().filter(withdrawn_at__isnull=False)
    return withdrawn.exclude(id__in=hit).exclude(id__in=excepted)


def _delete(rows: RecordQuerySet[Record], now: datetime, limit: int) -> int:
    due = rows.filter(retain_until__lte=now, legal_hold="").order_by("retain_until", "id")
    ids = list(due.values_list("id", flat=True)[:limit])
    if ids:
        rows.model.objects.unrestricted().filter(id__in=ids).delete()
    return len(ids)
