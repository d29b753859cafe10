"""What the border does; each verb is one transaction, one audit entry."""

from seawall.modules.border.services.deadlines import apply_deadlines
from seawall.modules.border.services.deciding import (
    countersign_decision,
    decide_hit,
    review_decision,
    undo_decision,
)
from seawall.modules.border.services.inspecting import (
    close_inspection,
    open_inspection,
    record_step,
)
from seawall.modules.border.services.protecting import end_flag, set_flag
from seawall.modules.border.services.receiving import (
    accept_message,
    process_message,
    receive_message,
)

__all__ = [
    "accept_message",
    "apply_deadlines",
    "close_inspection",
    "countersign_decision",
    "decide_hit",
    "end_flag",
    "open_inspection",
    "process_message",
    "receive_message",
    "record_step",
    "review_decision",
    "set_flag",
    "undo_decision",
]
