from typing import Any

from django.utils import timezone

from seawall.foundation.actor import Actor
from seawall.foundation.retention.services import apply_retention


def end_what_is_due(actor: Actor, _payload: dict[str, Any]) -> None:
    """The daily job."""
    apply_retention(actor, now=timezone.now())
