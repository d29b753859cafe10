"""Turns what files say into changes of a list's entries, and takes such changes back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.engines.lists.drafts import EntryDraft, ListReading
from seawall.foundation.actor import Actor, Level
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.selectors import header_for
from seawall.modules.screening import history
from seawall.modules.screening.choices import Act
from seawall.modules.screening.models import Entry, ListVersion, Watchlist
from seawall.modules.screening.reading import columns_of
from seawall.modules.screening.rules import Delta, delta

_SAMPLE = 50
_KEPT_REASONS = {"end_mark", "blank", "comment"}


def present_in(actor: Actor, watchlist: Watchlist) -> dict[str, str]:
    """Fingerprint by key of the entries that came from files and are on the list."""
    rows = Entry.objects.visible_to(actor).filter(watchlist=watchlist, withdrawn_at=None)
    from_files = rows.filter(version__isnull=False)
    return dict(from_files.values_list("key", "digest"))


def delta_of(present: Mapping[str, str], reading: ListReading) -> Delta:
    return delta(present, {draft.key: draft.digest() for draft in reading.entries})


def sample_of(change: Delta, reading: ListReading) -> dict[str, list[dict[str, str]]]:
    """Some of the entries that change, for the page that asks whether to apply it."""
    names = {d.key: d.names[0].full if d.names else d.key for d in reading.entries}
    return {
        act: [{"key": key, "name": names.get(key, "")} for key in keys[:_SAMPLE]]
        for act, keys in (
            ("added", change.added),
            ("changed", change.changed),
            ("removed", change.removed),
        )
    }


def unused_in(reading: ListReading) -> int:
    """Lines, clauses and values that something could have been lost with."""
    return sum(
        count
        for _file_name, _what, tally in reading.account
        for reason, count in tally.unused.items()
        if reason not in _KEPT_REASONS
    )


class Writing:
    """A delta on its way into the entries of a list, under one number of change."""

    def __init__(
        self, actor: Actor, watchlist: Watchlist, version: ListVersion, number: int
    ) -> None:
        self._actor = actor
        self._watchlist = watchlist
        self._version = version
        self._now = timezone.now()
        self._about = {"change": number, "version_id": version.id}

    def write(self, reading: ListReading, change: Delta) -> list[UUID]:
        """Write the delta; the ids of the entries that left the list."""
        drafts = {draft.key: draft for draft in reading.entries}
        known = self._known([*change.added, *change.changed, *change.removed])
        self._add([drafts[key] for key in change.added if key not in known])
        again = [key for key in change.added if key in known]
        self._take([(known[key], drafts[key]) for key in again], Act.ADDED)
        self._take([(known[key], drafts[key]) for key in change.changed], Act.CHANGED)
        return self._end([known[key] for key in change.removed])

    def _known(self, keys: list[str]) -> dict[str, Entry]:
        rows = Entry.objects.visible_to(self._actor).filter(watchlist=self._watchlist, key__in=keys)
        return {entry.key: entry for entry in rows.only("id", "key", "revision")}

    def _add(self, drafts: list[EntryDraft]) -> None:
        header = header_of(self._actor, self._watchlist).columns()
        about = {"watchlist_id": self._watchlist.id, **header, **self._about, **self._approved()}
        ids = history.insert([{**about, **columns_of(draft)} for draft in drafts])
        self._write_down(ids, Act.ADDED)

    def _approved(self) -> dict[str, Any]:
        return {"approved_by_id": self._actor.officer_id, "approved_at": self._now}

    def _take(self, pairs: list[tuple[Entry, EntryDraft]], act: str) -> None:
        about = {**self._about, **self._approved(), "withdrawn_at": None, "withdrawn_reason": ""}
        rows = [
            {**about, "id": entry.id, "revision": entry.revision + 1, **columns_of(draft)}
            for entry, draft in pairs
        ]
        if rows:
            history.update(rows, [name for name in rows[0] if name != "id"])
        self._write_down([entry.id for entry, _draft in pairs], act)

    def _end(self, entries: list[Entry]) -> list[UUID]:
        about = {**self._about, "withdrawn_at": self._now}
        rows = [{**about, "id": e.id, "revision": e.revision + 1} for e in entries]
        history.update(rows, ["change", "version_id", "withdrawn_at", "revision"])
        ended = [entry.id for entry in entries]
        self._write_down(ended, Act.REMOVED)
        return ended

    def _write_down(self, ids: list[UUID], act: str) -> None:
        history.write_down(
            ids,
            act=act,
            officer_id=self._actor.officer_id,
            at=self._now,
            version_id=self._version.id,
        )


def put_back(actor: Actor, version: ListVersion, number: int) -> list[UUID]:
    """Give every entry that the version touched the state before; the ids of those that end."""
    now = timezone.now()
    history.put_back(version.id, number)
    rows = Entry.objects.visible_to(actor).filter(watchlist_id=version.watchlist_id)
    brought_in = rows.filter(
        version=version,
        revisions__version=version,
        revisions__undone_at=None,
        revisions__act=Act.ADDED,
        revisions__number=F("revision"),
    )
    ids = list(brought_in.values_list("id", flat=True))
    rows.filter(id__in=ids).update(
        change=number, withdrawn_at=now, withdrawn_reason=_("The version was undone.")
    )
    version.revisions.filter(undone_at=None).update(undone_at=now)
    ended = rows.filter(change=number).exclude(withdrawn_at=None)
    return list(ended.values_list("id", flat=True))


def header_of(actor: Actor, watchlist: Watchlist) -> Header:
    return header_for(
        actor,
        data_class="watchlist",
        uses=tuple(watchlist.permitted_uses),
        level=Level(watchlist.level),
        audience_id=watchlist.audience_id,
        compartment_id=watchlist.compartment_id,
        named=tuple(watchlist.named),
    )
