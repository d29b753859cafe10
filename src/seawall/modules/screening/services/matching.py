"""Screens whom a module asks about, and keeps what may be a match."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from seawall.engines.names import VERSION, Match, Reason, Subject
from seawall.foundation.actor import Actor, Level
from seawall.foundation.audit.choices import Result
from seawall.foundation.audit.recording import Outcome, recorded, write
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.handling.selectors import header_for
from seawall.foundation.identity.models import Audience
from seawall.modules.screening.candidates import Candidate, HitNotice, Screened
from seawall.modules.screening.choices import HitState, Role
from seawall.modules.screening.index import LIVE, search_only
from seawall.modules.screening.models import Entry, Hit, JustifiedException, Watchlist
from seawall.modules.screening.rules import (
    REOPEN_POINTS,
    may_know,
    prints_of,
    severity,
)

HIT = "screening.hit"


@recorded("screening.subjects.screened")
def screen_subjects(
    actor: Actor, *, candidates: Sequence[Candidate], only: Collection[UUID] | None = None
) -> Outcome[list[Screened]]:
    """Compare each candidate with every entry that counts, whoever owns it, and keep the hits.

    Called inside the verb of a module, in its transaction: candidates, hits and the module's own
    records exist together or not at all. Safe to repeat: one hit for one owner, entry, subject and
    revision of the entry. A hit is never closed here; one that was closed opens again when the
    entry changed or the evidence grew.

    The owner of the entry gets a hit; so does the agency of the candidate, where it is another
    and may know of the entry. ``Screened.hits`` has both, each with its header: raise an alert for
    each, and show only what the reader's own scope shows (``selectors.hits_of``).

    Args:
        actor: who screens; needs no right to see the entries.
        candidates: whom to screen, in any number.
        only: compare with these entries alone, after a list has changed; None for all.
    """
    with unrestricted("screening"):
        subjects = [replace(c.subject, id=str(c.id)) for c in candidates]
        found = LIVE.search(subjects) if only is None else search_only(only, subjects)
        kept = _Keeping(actor, candidates, found).keep()
    told = [notice for screened in kept for notice in screened.hits]
    _write_silent(actor, [notice for notice in told if notice.silent])
    about = tuple((HIT, notice.hit_id) for notice in told if not notice.silent)
    details = {"screened": len(candidates), "engine": VERSION, "only_changed": only is not None}
    return Outcome(kept, about=about, details=details)


def _write_silent(actor: Actor, notices: Iterable[HitNotice]) -> None:
    """A silent hit stands in the log of the entry's owner, and not in that of the asking agency.

    The log lets an agency write only its own entries, so this one is written from within the
    owner's, still under the name of the officer whose work brought it to light.
    """
    for notice in notices:
        there = replace(actor, agency_id=notice.header.owner_id, state=notice.header.owner_state)
        about = ((HIT, notice.hit_id),)
        with acting(there):
            write(there, "screening.hit.silent", Result.WRITTEN, about, {})


@dataclass(frozen=True, slots=True)
class _Pair:
    """A candidate and an entry that it may be, for one agency."""

    candidate: Candidate
    entry: Entry
    watchlist: Watchlist
    match: Match
    header: Header
    role: str
    silent: bool


class _Keeping:
    """One screening under way: everything it needs is read at once, whatever the number."""

    def __init__(
        self, actor: Actor, candidates: Sequence[Candidate], found: Sequence[Sequence[Match]]
    ) -> None:
        self._now = timezone.now()
        self._kept = header_for(actor, data_class="hit", uses=())
        self._asked = list(zip(candidates, found, strict=True))
        ids = {UUID(match.id) for matches in found for match in matches}
        self._entries = _counting(ids)
        lists = {entry.watchlist_id for entry in self._entries.values()}
        self._lists = {w.id: w for w in Watchlist.objects.unrestricted().filter(id__in=lists)}
        self._audiences = _audiences_of({c.header.owner_id for c in candidates} if ids else set())
        self._known = _known_hits(candidates, self._entries)
        self._exceptions = _exceptions_about(self._entries, self._now)
        self._new: list[Hit] = []
        self._changed: dict[UUID, Hit] = {}

    def keep(self) -> list[Screened]:
        screened = []
        for candidate, matches in self._asked:
            notices = [
                notice
                for match in matches
                if UUID(match.id) in self._entries
                for pair in self._pairs(candidate, match)
                if (notice := self._keep(pair)) is not None
            ]
            screened.append(Screened(candidate, tuple(notices)))
        Hit.objects.bulk_create(self._new, batch_size=1000)
        for hit in self._changed.values():
            hit.save()
        return screened

    def _pairs(self, candidate: Candidate, match: Match) -> Iterable[_Pair]:
        entry = self._entries[UUID(match.id)]
        watchlist = self._lists[entry.watchlist_id]
        known = may_know(
            entry.header,
            candidate.header,
            watchlist.effect,
            self._audiences.get(candidate.header.owner_id, set()),
        )
        level = max(Level(entry.level), candidate.header.level)
        same = entry.owner_id == candidate.header.owner_id
        yield _Pair(
            candidate,
            entry,
            watchlist,
            match,
            self._header(entry.header, level=level),
            role=Role.ASKING if same else Role.OWNER,
            silent=not known,
        )
        if known and not same:
            asking = self._header(candidate.header, level=level)
            yield _Pair(candidate, entry, watchlist, match, asking, role=Role.ASKING, silent=False)

    def _header(self, whose: Header, *, level: Level) -> Header:
        """A hit is its owner's alone, whatever audience the record it comes from has."""
        return replace(
            whose,
            level=level,
            audience_id=None,
            data_class=self._kept.data_class,
            mask_on=self._kept.mask_on,
            retain_until=self._kept.retain_until,
        )

    def _keep(self, pair: _Pair) -> HitNotice | None:
        """The hit to tell of, or None where it is closed and nothing is new about it."""
        prints = prints_of(pair.candidate.subject)
        exception = self._exception(pair, prints)
        known = self._known.get((pair.header.owner_id, pair.entry.id, pair.candidate.id), [])
        hit = _going_on(known, pair.entry)
        if hit is None:
            hit, is_new = _hit(pair, prints), True
            _except(hit, exception, self._now)
            self._new.append(hit)
        else:
            is_new = self._grow(hit, pair, prints, covered=exception is not None)
        if hit.state != HitState.OPEN:
            return None
        return HitNotice(
            hit_id=hit.id,
            header=pair.header,
            effect=pair.watchlist.effect,
            severity=hit.severity,
            score=hit.score,
            silent=pair.silent,
            is_new=is_new,
        )

    def _grow(self, hit: Hit, pair: _Pair, prints: list[str], *, covered: bool) -> bool:
        """Take newer evidence into a hit; whether it opened again.

        An open hit keeps the strongest evidence: a later message that says less clears nothing.
        """
        more = pair.match.points - hit.points
        is_open = hit.state == HitState.OPEN
        opens = hit.state == HitState.CLOSED and more > REOPEN_POINTS
        opens = opens or (hit.state == HitState.EXCEPTED and not covered)
        if opens or (is_open and (more > 0 or hit.entry_digest != pair.entry.digest)):
            _take_evidence(hit, pair, prints)
            self._changed[hit.id] = hit
        if opens:
            hit.state, hit.reopened_at = HitState.OPEN, self._now
        return opens

    def _exception(self, pair: _Pair, prints: list[str]) -> JustifiedException | None:
        known = self._exceptions.get((pair.header.owner_id, pair.entry.id, pair.entry.digest), {})
        return next((known[p] for p in prints if p in known), None)


def _going_on(known: Sequence[Hit], entry: Entry) -> Hit | None:
    """The hit of what the entry says now, or else one still open on what it said before."""
    same = [hit for hit in known if hit.entry_digest == entry.digest]
    still_open = [hit for hit in known if hit.state == HitState.OPEN]
    return next(iter(same + still_open), None)


def _hit(pair: _Pair, prints: list[str]) -> Hit:
    hit = Hit(
        entry_id=pair.entry.id,
        subject_kind=pair.candidate.kind,
        subject_id=pair.candidate.id,
        role=pair.role,
        silent=pair.silent,
        **pair.header.columns(),
    )
    _take_evidence(hit, pair, prints)
    return hit


def _take_evidence(hit: Hit, pair: _Pair, prints: list[str]) -> None:
    match = pair.match
    hit.entry_revision, hit.entry_digest = pair.entry.revision, pair.entry.digest
    hit.entry_title, hit.list_title = pair.entry.title, pair.watchlist.title
    hit.effect = pair.watchlist.effect
    hit.subject_said = _said(pair.candidate.subject)
    hit.subject_prints = prints
    hit.score, hit.points = match.score, match.points
    hit.reasons = plain_reasons(match.reasons)
    hit.engine = VERSION
    hit.severity = severity(pair.watchlist.effect, match.score)


def plain_reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Reasons as plain values, as they are stored and shown."""
    return [
        {
            "code": reason.code,
            "field": reason.field,
            "left": reason.left,
            "right": reason.right,
            "points": reason.points,
            "detail": dict(reason.detail),
        }
        for reason in reasons
    ]


def _said(subject: Subject) -> dict[str, Any]:
    said = asdict(subject)
    said["names"] = [str(name) for name in subject.names]
    del said["id"]
    return said


def _except(hit: Hit, exception: JustifiedException | None, now: datetime) -> None:
    if exception is not None:
        hit.state, hit.exception_id, hit.closed_at = HitState.EXCEPTED, exception.id, now


def _counting(ids: Collection[UUID]) -> dict[UUID, Entry]:
    """The entries among these that count today."""
    rows = Entry.objects.unrestricted().filter(id__in=ids).defer("words", "search", "said")
    return {entry.id: entry for entry in rows if entry.is_counting}


def _audiences_of(agencies: Collection[UUID]) -> dict[UUID, set[UUID]]:
    audiences: dict[UUID, set[UUID]] = {}
    links = Audience.agencies.through.objects.filter(agency_id__in=agencies)
    for agency_id, audience_id in links.values_list("agency_id", "audience_id"):
        audiences.setdefault(agency_id, set()).add(audience_id)
    return audiences


def _known_hits(
    candidates: Sequence[Candidate], entries: Mapping[UUID, Entry]
) -> dict[tuple[UUID, UUID, UUID], list[Hit]]:
    """The hits there are, by owner, entry and subject, the newest first."""
    known: dict[tuple[UUID, UUID, UUID], list[Hit]] = {}
    if not entries:
        return known
    rows = Hit.objects.unrestricted().filter(
        subject_kind__in={c.kind for c in candidates},
        subject_id__in=[c.id for c in candidates],
        entry_id__in=list(entries),
    )
    for hit in rows.select_for_update().order_by("-created_at", "-id"):
        known.setdefault((hit.owner_id, hit.entry_id, hit.subject_id), []).append(hit)
    return known


def _exceptions_about(
    entries: Mapping[UUID, Entry], now: datetime
) -> dict[tuple[UUID, UUID, str], dict[str, JustifiedException]]:
    if not entries:
        return {}
    rows = JustifiedException.objects.unrestricted().filter(
        entry_id__in=list(entries), ended_at=None, expires_at__gt=now
    )
    found: dict[tuple[UUID, UUID, str], dict[str, JustifiedException]] = {}
    for one in rows:
        key = (one.owner_id, one.entry_id, one.entry_digest)
        found.setdefault(key, {})[one.subject_print] = one
    return found
