"""Turns what files say into changes of a list's entries, and takes such changes back."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.engines.lists.drafts import EntryDraft, ListReading
from seawall.foundation.actor import Actor, Level
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.selectors import header_for
from seawall.modules.screening import history
from seawall.modules.screening.models import Entry, EntryRevision, ListVersion, Watchlist
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
        self._number = number
        self._now = timezone.now()
        self._header = header_of(actor, watchlist)

    def write(self, reading: ListReading, change: Delta) -> list[UUID]:
        """Write the delta; the ids of the entries that left the list."""
        drafts = {draft.key: draft for draft in reading.entries}
        known = self._known([*change.added, *change.changed, *change.removed])
        added = [key for key in change.added if key not in known]
        again = [known[key] for key in change.added if key in known]
        changed = [known[key] for key in change.changed]
        removed = [known[key] for key in change.removed]
        self._add([drafts[key] for key in added])
        for entry in again + changed:
            self._take(entry, drafts[entry.key])
        self._save(again, "added")
        self._save(changed, "changed")
        for entry in removed:
            entry.withdrawn_at, entry.revision = self._now, entry.revision + 1
            entry.version, entry.change = self._version, self._number
        self._save(removed, "removed")
        return [entry.id for entry in removed]

    def _known(self, keys: list[str]) -> dict[str, Entry]:
        rows = Entry.objects.visible_to(self._actor).filter(watchlist=self._watchlist, key__in=keys)
        return {entry.key: entry for entry in rows.defer("search")}

    def _add(self, drafts: list[EntryDraft]) -> None:
        made = [
            Entry(
                watchlist=self._watchlist,
                change=self._number,
                version=self._version,
                approved_by_id=self._actor.officer_id,
                approved_at=self._now,
                **self._header.columns(),
                **columns_of(draft),
            )
            for draft in drafts
        ]
        Entry.objects.bulk_create(made, batch_size=history.BATCH)
        self._write_down(made, "added")

    def _take(self, entry: Entry, draft: EntryDraft) -> None:
        for name, value in columns_of(draft).items():
            setattr(entry, name, value)
        entry.revision += 1
        entry.change, entry.version = self._number, self._version
        entry.approved_by_id, entry.approved_at = self._actor.officer_id, self._now
        entry.withdrawn_at, entry.withdrawn_reason = None, ""

    def _save(self, entries: list[Entry], act: str) -> None:
        fields = [*history.COLUMNS, "change"]
        Entry.objects.visible_to(self._actor).bulk_update(entries, fields, batch_size=250)
        self._write_down(entries, act)

    def _write_down(self, entries: list[Entry], act: str) -> None:
        history.write_down(
            entries,
            act=act,
            officer_id=self._actor.officer_id,
            at=self._now,
            version=self._version,
        )


def put_back(actor: Actor, version: ListVersion, number: int) -> list[UUID]:
    """Give every entry that the version touched the state before; the ids of those that end."""
    now = timezone.now()
    touched = {r.entry_id: r for r in version.revisions.filter(undone_at=None).defer("state")}
    rows = Entry.objects.visible_to(actor).filter(id__in=touched, version=version)
    entries = [e for e in rows.defer("search") if e.revision == touched[e.id].number]
    before: dict[UUID, EntryRevision] = {}
    earlier = EntryRevision.objects.filter(entry_id__in=touched, undone_at=None)
    for revision in earlier.exclude(version=version).order_by("number"):
        before[revision.entry_id] = revision
    ended = []
    for entry in entries:
        if entry.id in before:
            history.restore(entry, before[entry.id].state)
        else:
            entry.withdrawn_at, entry.withdrawn_reason = now, _("The version was undone.")
        entry.change = number
        if entry.withdrawn_at is not None:
            ended.append(entry.id)
    fields = [*history.COLUMNS, "change"]
    Entry.objects.visible_to(actor).bulk_update(entries, fields, batch_size=250)
    version.revisions.filter(undone_at=None).update(undone_at=now)
    return ended


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
