"""Reads of lists, entries and hits."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation import ports
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed, refuse
from seawall.foundation.errors import NotFound
from seawall.foundation.handling.models import RecordQuerySet
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.models import Audience
from seawall.foundation.ports import SearchAnswer, SubjectView
from seawall.foundation.web.words import probability
from seawall.modules.screening.choices import HitState
from seawall.modules.screening.models import (
    Entry,
    EntryRevision,
    Hit,
    JustifiedException,
    ListVersion,
    Watchlist,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListView:
    """One list with its versions, the newest first."""

    watchlist: Watchlist
    versions: tuple[ListVersion, ...]
    is_own: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry with its list, what it said before, and the exceptions that hold."""

    entry: Entry
    watchlist: Watchlist
    revisions: tuple[EntryRevision, ...]
    exceptions: tuple[JustifiedException, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit and the record it is on, where the actor may see that."""

    hit: Hit
    subject: SubjectView | None
    is_own: bool
    is_open: bool


def lists(actor: Actor) -> RecordQuerySet[Watchlist]:
    """The lists that the actor may see; evaluate it in the actor's scope.

    Raises:
        Refused: the actor's roles do not read lists.
    """
    require(actor, "screening.lists.read")
    return Watchlist.objects.visible_to(actor)


def open_list(actor: Actor, *, list_id: UUID) -> ListView:
    """One list and its versions; no entry is shown.

    Raises:
        Refused: the actor's roles do not read lists.
        NotFound: no such list, or not the actor's to see.
    """
    require(actor, "screening.lists.read")
    with acting(actor):
        watchlist = _list(actor, list_id)
        rows = watchlist.versions.select_related("loaded_by", "applied_by", "undone_by")
        return ListView(
            watchlist=watchlist,
            versions=tuple(rows.order_by("-loaded_at", "-id")[:50]),
            is_own=watchlist.owner_id == actor.agency_id,
            is_stale=is_stale(watchlist, timezone.now()),
        )


def own_list(actor: Actor, *, list_id: UUID, permission: str) -> Watchlist:
    """A list of the actor's agency, for whoever may do this with it.

    Raises:
        Refused: the actor's roles do not allow it.
        NotFound: no such list, or not the actor's agency's.
    """
    require(actor, permission)
    with acting(actor):
        rows = Watchlist.objects.visible_to(actor).filter(owner_id=actor.agency_id)
        watchlist = rows.filter(id=list_id).first()
    if watchlist is None:
        raise NotFound("screening.list.missing", _("There is no such list."))
    return watchlist


def is_stale(watchlist: Watchlist, now: datetime) -> bool:
    """Whether the list is older than it may be; one that was never loaded is."""
    checked = watchlist.checked_at
    return checked is None or now - checked > timedelta(days=watchlist.stale_after_days)


def open_version(actor: Actor, *, version_id: UUID) -> tuple[ListVersion, Watchlist]:
    """One version of a list of the actor's agency, with what it would change.

    Raises:
        NotFound: no such version, or not of the actor's agency.
    """
    require(actor, "screening.lists.load")
    with acting(actor):
        own = ListVersion.objects.filter(watchlist__owner_id=actor.agency_id)
        version = own.filter(id=version_id).first()
        if version is None:
            raise NotFound("screening.version.missing", _("There is no such version."))
        watchlist = _list(actor, version.watchlist_id)
        return version, watchlist


@disclosed("screening.entries.listed", "screening.entries.read")
def show_entries(
    actor: Actor, *, list_id: UUID, show: Callable[[Watchlist, RecordQuerySet[Entry]], T]
) -> Outcome[T]:
    """Give the entries of a list to a page or file, which reads them before this returns.

    Raises:
        NotFound: no such list, or not the actor's to see.
    """
    watchlist = _list(actor, list_id)
    rows = Entry.objects.visible_to(actor).filter(watchlist=watchlist).defer("search", "said")
    return Outcome(show(watchlist, rows), about=(("screening.list", watchlist.id),))


@disclosed("screening.entry.opened", "screening.entries.read")
def open_entry(actor: Actor, *, entry_id: UUID) -> Outcome[EntryView]:
    """One entry, whole.

    Raises:
        NotFound: no such entry, or not the actor's to see.
    """
    entry = Entry.objects.visible_to(actor).filter(id=entry_id).defer("search").first()
    if entry is None:
        raise NotFound("screening.entry.missing", _("There is no such entry."))
    revisions = entry.revisions.select_related("officer").defer("state")
    exceptions = JustifiedException.objects.visible_to(actor).filter(entry=entry, ended_at=None)
    view = EntryView(
        entry=entry,
        watchlist=_list(actor, entry.watchlist_id),
        revisions=tuple(revisions.order_by("-at", "-number")),
        exceptions=tuple(exceptions.select_related("granted_by").order_by("-granted_at")),
        is_own=entry.owner_id == actor.agency_id,
    )
    return Outcome(view, about=(("screening.entry", entry.id),))


@disclosed("screening.hit.opened", "screening.entries.read")
def open_hit(actor: Actor, *, hit_id: UUID) -> Outcome[HitView]:
    """One hit with its reasons, and where the record that was screened is shown.

    Raises:
        NotFound: no such hit, or not the actor's to see.
    """
    hit = Hit.objects.visible_to(actor).filter(id=hit_id).first()
    if hit is None:
        raise NotFound("screening.hit.missing", _("There is no such hit."))
    describe = ports.subjects.get(hit.subject_kind)
    view = HitView(
        hit=hit,
        subject=describe(actor, hit.subject_id) if describe else None,
        is_own=hit.owner_id == actor.agency_id,
        is_open=hit.state == Hit.State.OPEN,
    )
    return Outcome(view, about=(("screening.hit", hit.id),))


@disclosed("screening.hits.listed", "screening.entries.read")
def show_hits(actor: Actor, *, show: Callable[[RecordQuerySet[Hit]], T]) -> Outcome[T]:
    """Give the hits of the actor's agency to a page, which reads them before this returns."""
    return Outcome(show(hits(actor)))


def audiences(actor: Actor) -> list[tuple[UUID, str]]:
    """The named sets of agencies that the actor's agency is in, by name."""
    rows = Audience.objects.filter(id__in=actor.audiences).order_by("name")
    return list(rows.values_list("id", "name"))


def hits_of(
    actor: Actor, kind: str, ids: Collection[UUID], *, open_only: bool = False
) -> dict[UUID, list[Hit]]:
    """The hits on these subjects that the actor may see, the gravest first; in the actor's scope.

    Only hits of the actor's own agency: what another agency's list made of the same subject is
    that agency's.

    Args:
        actor: in whose scope this runs.
        kind: what sort of record they are on, such as ``border.traveller``.
        ids: the records.
        open_only: leave out what is closed or covered by an exception.
    """
    rows = Hit.objects.visible_to(actor).filter(
        owner_id=actor.agency_id, subject_kind=kind, subject_id__in=ids
    )
    if open_only:
        rows = rows.filter(state=HitState.OPEN)
    found: dict[UUID, list[Hit]] = {}
    for hit in rows.order_by("-points", "id"):
        found.setdefault(hit.subject_id, []).append(hit)
    return found


def hits(actor: Actor) -> RecordQuerySet[Hit]:
    """The hits of the actor's agency; evaluate it in the actor's scope."""
    return Hit.objects.visible_to(actor).filter(owner_id=actor.agency_id)


def hit_view(actor: Actor, subject_id: UUID) -> SubjectView | None:
    """How a hit shows itself elsewhere."""
    with acting(actor):
        hit = Hit.objects.visible_to(actor).filter(id=subject_id).first()
    if hit is None:
        return None
    names = hit.subject_said.get("names") or [_("unnamed")]
    return SubjectView(
        title=_("%(name)s, possibly %(entry)s") % {"name": names[0], "entry": hit.entry_title},
        summary=f"{hit.list_title} · {probability(hit.score)}",
        url=reverse("screening:hit", args=[hit.id]),
    )


def entry_view(actor: Actor, subject_id: UUID) -> SubjectView | None:
    """How an entry shows itself elsewhere."""
    if not actor.may("screening.entries.read"):
        return None
    with acting(actor):
        entry = Entry.objects.visible_to(actor).filter(id=subject_id).only("title", "key").first()
    if entry is None:
        return None
    url = reverse("screening:entry", args=[subject_id])
    return SubjectView(title=entry.title, summary=entry.key, url=url)


def find(actor: Actor, text: str, *, limit: int) -> list[SearchAnswer]:
    """Entries whose names or numbers hold the words, for the search box."""
    if not actor.may("screening.entries.read"):
        return []
    with acting(actor):
        rows = searched(Entry.objects.visible_to(actor).filter(withdrawn_at=None), text)
        found = list(rows.order_by("title", "id").values_list("id", "title", "key")[:limit])
    return [
        SearchAnswer(title, key, reverse("screening:entry", args=[entry_id]), "lists")
        for entry_id, title, key in found
    ]


def searched(rows: RecordQuerySet[Entry], text: str) -> RecordQuerySet[Entry]:
    """The entries that hold every word, the last one perhaps only begun."""
    words = ["".join(filter(str.isalnum, word)) for word in text.split()]
    parts = [word for word in words if word]
    if not parts:
        return rows
    query = " & ".join([*parts[:-1], f"{parts[-1]}:*"])
    return rows.filter(search=SearchQuery(query, config="simple", search_type="raw"))


def _list(actor: Actor, list_id: UUID) -> Watchlist:
    watchlist = Watchlist.objects.visible_to(actor).filter(id=list_id).first()
    if watchlist is None:
        raise NotFound("screening.list.missing", _("There is no such list."))
    return watchlist


def require(actor: Actor, permission: str) -> None:
    """Refuse an actor that may not do this, and write the refusal down.

    Raises:
        Refused: the actor's roles do not allow it.
    """
    if not actor.may(permission):
        refuse(actor, "screening.page.opened", permission)
