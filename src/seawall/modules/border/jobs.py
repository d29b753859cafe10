"""What the worker does for the border."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from seawall.foundation.actor import Actor
from seawall.modules.border.services.deadlines import apply_deadlines
from seawall.modules.border.services.receiving import process_message

DUE = "border.replies.due"


def process(actor: Actor, payload: dict[str, Any]) -> None:
    """Read one message that was accepted."""
    process_message(actor, message_id=UUID(payload["message"]))


def deadlines(actor: Actor, _payload: dict[str, Any]) -> None:
    """Answer carriers whose hits nobody has decided in time."""
    apply_deadlines(actor, now=timezone.now())
