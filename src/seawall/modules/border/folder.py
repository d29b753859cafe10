"""The watched folder: what carriers' systems drop there is received, and moved out of the way.

A file is taken once it has kept its size and time between two looks, so that half a file is
never read. ``accepted/`` holds what was received, ``refused/`` what was not, each with its reason
beside it.
"""

from dataclasses import dataclass
from pathlib import Path

import structlog
from django.conf import settings
from django.utils import timezone

from seawall.foundation.actor import Actor
from seawall.foundation.errors import DomainError
from seawall.modules.border.choices import MessageState, Origin
from seawall.modules.border.selectors.messages import state_of_message
from seawall.modules.border.services.receivers import receiver
from seawall.modules.border.services.receiving import accept_message, process_message

ACCEPTED, REFUSED, REASON = "accepted", "refused", ".reason"
PARTIAL = (".part", ".partial", ".tmp")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Seen:
    """How a file stood at the last look."""

    size: int
    changed_ns: int


_seen: dict[Path, Seen] = {}


def look() -> None:
    """Receive each file that has come to rest; the worker calls this every few seconds."""
    inbox = Path(settings.SEAWALL.inbox_dir)
    if not inbox.is_dir():
        return
    now = {path: seen for path in sorted(inbox.iterdir()) if (seen := _standing(path)) is not None}
    at_rest = [path for path, seen in now.items() if _seen.get(path) == seen]
    _seen.clear()
    _seen.update(now)
    for path in at_rest:
        _take(path, receiver())
        _seen.pop(path, None)


def _standing(path: Path) -> Seen | None:
    """A plain file that is ours to take, and how it stands; None for anything else."""
    if path.name.startswith(".") or path.suffix in PARTIAL or path.is_symlink():
        return None
    try:
        state = path.stat()
    except OSError:
        return None
    return Seen(state.st_size, state.st_mtime_ns) if path.is_file() else None


def _take(path: Path, actor: Actor) -> None:
    """Receive one file. It leaves the folder only after its message is committed."""
    try:
        if path.stat().st_size > settings.SEAWALL.max_message_bytes:
            _refuse(path, "too_large")
            return
        message = accept_message(
            actor, data=path.read_bytes(), origin=Origin.FOLDER, sender=path.name
        )
        process_message(actor, message_id=message.id)
    except DomainError as error:
        _refuse(path, f"{error.code}: {error.message}")
        return
    except OSError:
        log.warning("a file of the inbox could not be read; it stays", exc_info=True)
        return
    state, fault = state_of_message(actor, message.id)
    if state == MessageState.UNREADABLE:
        _refuse(path, fault)
    else:
        _move(path, ACCEPTED)


def _refuse(path: Path, reason: str) -> None:
    moved = _move(path, REFUSED)
    moved.with_name(moved.name + REASON).write_text(reason + "\n", "utf-8")


def _move(path: Path, to: str) -> Path:
    """Move a file away under a name of its own: when it came, and what it was called."""
    folder = path.parent / to
    folder.mkdir(exist_ok=True)
    stamp = timezone.now().strftime("%Y%m%dT%H%M%S%fZ")
    return path.rename(folder / f"{stamp}-{path.name}")
