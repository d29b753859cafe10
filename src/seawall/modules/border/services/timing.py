"""When a hit on a voyage must be decided, and whether boarding can still be decided."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from seawall.modules.border.models import Voyage
from seawall.modules.border.rules.decisions import deadline


def is_interactive() -> bool:
    """Whether this state's law has board / no-board replies to carriers."""
    return bool(settings.SEAWALL.interactive_api)


def has_departed(voyage: Voyage, now: datetime | None = None) -> bool:
    """Whether a voyage is on its way; one whose times are not known counts as on its way."""
    at = now or timezone.now()
    return voyage.departs_at is None or voyage.departs_at <= at


def is_boarding(voyage: Voyage, now: datetime | None = None) -> bool:
    """Whether what is decided now is about boarding; else it is about arrival."""
    return is_interactive() and not has_departed(voyage, now)


def due_at(voyage: Voyage, now: datetime | None = None) -> datetime | None:
    """When a hit on this voyage must be decided; None where its times are not known."""
    return deadline(
        boarding=is_boarding(voyage, now),
        departs=voyage.departs_at,
        arrives=voyage.arrives_at,
    )
