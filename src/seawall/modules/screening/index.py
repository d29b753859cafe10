"""The entries that count, ready to be searched, true to the last committed change.

Every process keeps its own. Before each search it asks for the number of the last change of any
list and takes in what came since: nothing is restarted, and nothing is missed, because changes
are serialised and their numbers follow the order of commits.
"""

import gc
import threading
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection

from seawall.engines.names import Index, Match, Subject
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.screening.models import Entry, ListChange
from seawall.modules.screening.rules import subject_of

_LOCK_KEY = 0x5EA11575  # of pg_advisory_xact_lock: one change of lists at a time


def next_change() -> int:
    """Begin a change of lists in the open transaction: its number, until the commit ours alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK_KEY])
    last = ListChange.objects.order_by("-number").first()
    return ListChange.objects.create(number=1 if last is None else last.number + 1).number


class LiveIndex:
    """The index of this process; use it inside an ``unrestricted`` scope."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._index = Index()
        self._last: tuple[int, UUID] | None = None

    def search(self, subjects: Sequence[Subject]) -> list[list[Match]]:
        """Whom each subject may be, among all entries that count now."""
        with self._lock:
            self._refresh()
            return self._index.search_many(subjects)

    def _refresh(self) -> None:
        known = self._last
        if known is None:
            self._rebuild()
            return
        since = ListChange.objects.filter(number__gte=known[0])
        changes = list(since.order_by("number").values_list("number", "token"))
        if not changes or changes[0] != known:
            self._rebuild()
            return
        if len(changes) > 1:
            touched = Entry.objects.unrestricted().filter(change__gt=known[0])
            ids = [str(entry_id) for entry_id in touched.values_list("id", flat=True)]
            self._index.update(removed=ids, changed=_subjects(touched))
        self._last = changes[-1]

    def _rebuild(self) -> None:
        """Read every entry anew: at the start, or where what was read had been rolled back.

        The number is read before the entries, so that a change between the two is taken in again.
        """
        last = ListChange.objects.order_by("-number").values_list("number", "token").first()
        self._index = Index.build(_subjects(Entry.objects.unrestricted()))
        self._last = last
        _leave_out_of_collections()


def _leave_out_of_collections() -> None:
    """Keep Python's collector from walking the whole index whenever a message makes some rubbish.

    Those walks took half of the time in which a message is received. What is dropped is freed all
    the same, by its count of references; at the next rebuild everything is looked at once.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def search_only(entry_ids: Collection[UUID], subjects: Sequence[Subject]) -> list[list[Match]]:
    """Whom each subject may be, among these entries alone; inside an ``unrestricted`` scope."""
    chosen = Entry.objects.unrestricted().filter(id__in=entry_ids)
    return Index.build(_subjects(chosen)).search_many(subjects)


def _subjects(rows: RecordQuerySet[Entry]) -> list[Subject]:
    counting = rows.filter(approved_at__isnull=False, withdrawn_at=None)
    pairs = counting.values_list("id", "said")
    return [subject_of(str(entry_id), said) for entry_id, said in pairs.iterator(chunk_size=2000)]


LIVE = LiveIndex()
