"""What may be done with lists, entries and hits; each verb is one transaction, one audit entry."""

from seawall.modules.screening.services.entries import (
    approve_entry,
    end_expired,
    nominate_entry,
    withdraw_entry,
)
from seawall.modules.screening.services.hits import close_hit, end_exception, grant_exception
from seawall.modules.screening.services.lists import (
    apply_version,
    change_list,
    create_list,
    load_list,
    undo_version,
)
from seawall.modules.screening.services.matching import screen_subjects

__all__ = [
    "apply_version",
    "approve_entry",
    "change_list",
    "close_hit",
    "create_list",
    "end_exception",
    "end_expired",
    "grant_exception",
    "load_list",
    "nominate_entry",
    "screen_subjects",
    "undo_version",
    "withdraw_entry",
]
