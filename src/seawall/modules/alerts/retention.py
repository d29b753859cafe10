"""Ends alerts whose retention has passed; what happened to them ends with them."""

from datetime import datetime

from seawall.foundation.actor import Actor
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.alerts.models import Alert


class Ending:
    """What the daily retention job asks of alerts. They name nobody, so nothing is masked."""

    def mask(self, _actor: Actor, *, now: datetime, limit: int) -> int:  # noqa: ARG002 - the port's
        return 0

    def delete(self, _actor: Actor, *, now: datetime, limit: int) -> int:
        with unrestricted("retention"):
            due = Alert.objects.unrestricted().filter(retain_until__lte=now, legal_hold="")
            ids = list(due.order_by("retain_until", "id").values_list("id", flat=True)[:limit])
            if ids:
                Alert.objects.unrestricted().filter(id__in=ids).delete()
            return len(ids)
