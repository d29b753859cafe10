"""Nominate an entry, approve it as a second person, withdraw it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.engines.lists.drafts import EntryDraft
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.jobs.services import enqueue
from seawall.modules.screening import history
from seawall.modules.screening.index import next_change
from seawall.modules.screening.models import Entry, Watchlist
from seawall.modules.screening.news import tell
from seawall.modules.screening.reading import columns_of
from seawall.modules.screening.services.hits import close_hits_of, said
from seawall.modules.screening.services.lists import RESCREEN, own_list
from seawall.modules.screening.versions import header_of

ENTRY = "screening.entry"


@recorded("screening.entry.nominated", "screening.entries.nominate")
def nominate_entry(actor: Actor, *, list_id: UUID, draft: EntryDraft) -> Outcome[Entry]:
    """Propose an entry for a list of the actor's agency; it counts once a second person approves.

    Args:
        actor: who proposes it.
        list_id: the list.
        draft: what it says, in the shape of the readers; its key is made here.

    Raises:
        NotFound: no such list, or not the actor's agency's.
        Invalid: too little to tell this one from others, or no reason, criterion, legal basis or
            expiry.
    """
    watchlist = own_list(actor, list_id)
    _check(draft)
    number = Entry.objects.visible_to(actor).filter(watchlist=watchlist).count() + 1
    key = f"{watchlist.code}-{timezone.localdate():%Y%m%d}-{number}"
    entry = Entry(
        watchlist=watchlist,
        change=next_change(),
        nominated_by_id=actor.officer_id,
        redress_number=f"{watchlist.code.upper()}-{number:06}",
        **header_of(actor, watchlist).columns(),
        **columns_of(replace(draft, key=key)),
    )
    entry.save(force_insert=True)
    _write_down(actor, entry, "nominated")
    tell(watchlist)
    return Outcome(entry, about=((ENTRY, entry.id),))


@recorded("screening.entry.approved", "screening.entries.approve")
def approve_entry(actor: Actor, *, entry_id: UUID) -> Outcome[Entry]:
    """Approve a nominated entry as a second person: it counts from now on, everywhere at once.

    Raises:
        NotFound: no such entry, or not of the actor's agency.
        Conflict: it is approved or withdrawn already, or the actor nominated it.
    """
    entry, watchlist = _own_entry(actor, entry_id)
    if entry.approved_at is not None or entry.withdrawn_at is not None:
        raise Conflict("screening.entry.decided", _("This entry is decided already."))
    if entry.nominated_by_id == actor.officer_id:
        message = _("You nominated this entry: somebody else must approve it.")
        raise Conflict("screening.entry.same_person", message)
    entry.approved_by_id, entry.approved_at = actor.officer_id, timezone.now()
    return _changed(actor, entry, watchlist, "approved")


@recorded("screening.entry.withdrawn", "screening.entries.approve")
def withdraw_entry(actor: Actor, *, entry_id: UUID, reason: str) -> Outcome[Entry]:
    """Withdraw an entry: it counts no more, and its open hits close.

    Raises:
        NotFound: no such entry, or not of the actor's agency.
        Invalid: no reason.
        Conflict: it is withdrawn already.
    """
    entry, watchlist = _own_entry(actor, entry_id)
    if entry.withdrawn_at is not None:
        raise Conflict("screening.entry.withdrawn", _("This entry is withdrawn already."))
    why = said(reason)
    entry.withdrawn_at, entry.withdrawn_reason = timezone.now(), why
    close_hits_of(actor, [entry.id], reason=_("The entry was withdrawn."))
    return _changed(actor, entry, watchlist, "withdrawn", why)


@recorded("screening.entry.expired")
def end_expired(actor: Actor) -> Outcome[int]:
    """Close the open hits on entries whose last day has passed; how many there were.

    Such an entry has counted no more since that day; nobody goes on being held for it either.
    """
    with unrestricted("entries end by their date"):
        past = Entry.objects.unrestricted().filter(expires_on__lt=timezone.localdate())
        ids = list(past.filter(withdrawn_at=None).values_list("id", flat=True))
    closed = close_hits_of(actor, ids, reason=_("The entry has expired."))
    return Outcome(closed, details={"entries": len(ids), "hits": closed})


def _changed(
    actor: Actor, entry: Entry, watchlist: Watchlist, act: str, reason: str = ""
) -> Outcome[Entry]:
    number = next_change()
    entry.revision, entry.change = entry.revision + 1, number
    entry.save()
    _write_down(actor, entry, act, reason)
    counting = Entry.objects.visible_to(actor).filter(watchlist=watchlist, withdrawn_at=None)
    watchlist.entry_count = counting.exclude(approved_at=None).count()
    watchlist.save()
    enqueue(actor, RESCREEN, {"change": number})
    tell(watchlist)
    return Outcome(entry, about=((ENTRY, entry.id),), details={"reason": reason} if reason else {})


def _own_entry(actor: Actor, entry_id: UUID) -> tuple[Entry, Watchlist]:
    """An entry of the actor's agency and its list, both locked.

    Raises:
        NotFound: no such entry, or not of the actor's agency.
    """
    rows = Entry.objects.visible_to(actor).defer("search").select_for_update()
    entry = rows.filter(id=entry_id, owner_id=actor.agency_id).first()
    if entry is None:
        raise NotFound("screening.entry.missing", _("There is no such entry."))
    return entry, own_list(actor, entry.watchlist_id)


def _write_down(actor: Actor, entry: Entry, act: str, reason: str = "") -> None:
    history.write_down(
        [entry.id], act=act, officer_id=actor.officer_id, at=timezone.now(), reason=reason
    )


def _check(draft: EntryDraft) -> None:
    mistakes = {}
    for name, message in (
        ("reason", _("Say why, in a sentence or two.")),
        ("criterion", _("Name the criterion that is met.")),
        ("legal_basis", _("Name the law and section.")),
        ("expires_on", _("Give the day on which the entry ends.")),
    ):
        if not (getattr(draft, name) or "").strip():
            mistakes[name] = message
    if draft.expires_on and date.fromisoformat(draft.expires_on) <= timezone.localdate():
        mistakes["expires_on"] = _("The entry must end after today.")
    if not _identifies(draft):
        mistakes["name"] = _(
            "Give a name with a birth date, or a number: a name alone is too little."
        )
    if mistakes:
        raise Invalid("screening.entry.incomplete", next(iter(mistakes.values())), mistakes)


def _identifies(draft: EntryDraft) -> bool:
    """Whether it says enough to tell this one from others of the name."""
    if draft.identifiers:
        return True
    if not draft.names:
        return False
    return draft.kind != "person" or bool(draft.birth_dates)
