"""Make lists, load versions of them, let these take effect, and undo them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound, Refused, TooLarge
from seawall.foundation.files import services as files_of
from seawall.foundation.files.models import StoredFile
from seawall.foundation.files.store import digest_of
from seawall.foundation.handling.selectors import header_for
from seawall.foundation.jobs.services import enqueue
from seawall.modules.screening.choices import Effect, Loader, VersionState
from seawall.modules.screening.index import next_change
from seawall.modules.screening.models import Entry, ListVersion, Watchlist
from seawall.modules.screening.news import tell
from seawall.modules.screening.reading import read
from seawall.modules.screening.services.hits import close_hits_of, said
from seawall.modules.screening.versions import (
    Writing,
    delta_of,
    header_of,
    present_in,
    put_back,
    sample_of,
    unused_in,
)

RESCREEN = "screening.rescreen"
MASS_REMOVAL_SHARE, MASS_REMOVAL_LEAST = 0.1, 20


@dataclass(frozen=True, slots=True)
class ListDetails:
    """What is said of a list beside its entries.

    ``uses`` are the permitted uses of what it says; ``stale_after_days`` runs from the last
    version.
    """

    title: str
    effect: str
    publisher: str = ""
    legal_basis: str = ""
    redress: str = ""
    stale_after_days: int = 30
    uses: tuple[str, ...] = ("admission", "interdiction", "prosecution", "intelligence")


@recorded("screening.list.created", "screening.lists.load")
def create_list(
    actor: Actor,
    *,
    code: str,
    loader: str,
    details: ListDetails,
    level: Level = Level.AMBER,
    audience_id: UUID | None = None,
    compartment_id: UUID | None = None,
) -> Outcome[Watchlist]:
    """Make an empty list of the actor's agency; its entries inherit its handling.

    Raises:
        Invalid: the code, loader, effect, title or handling cannot be used.
        Conflict: the agency has a list of this code.
    """
    _check(code, loader, details)
    _check_reach(actor, level, audience_id, compartment_id)
    if Watchlist.objects.visible_to(actor).filter(owner_id=actor.agency_id, code=code).exists():
        message = _("Your agency has a list of this code already.")
        raise Conflict("screening.list.exists", message, {"code": message})
    header = header_for(
        actor,
        data_class="watchlist",
        uses=details.uses,
        level=level,
        audience_id=audience_id,
        compartment_id=compartment_id,
    )
    watchlist = Watchlist(code=code, loader=loader, **header.columns())
    _describe(watchlist, details)
    watchlist.save(force_insert=True)
    return Outcome(watchlist, about=(("screening.list", watchlist.id),))


@recorded("screening.list.changed", "screening.lists.load")
def change_list(actor: Actor, *, list_id: UUID, details: ListDetails) -> Outcome[Watchlist]:
    """Change what is said of a list of the actor's agency; its entries and handling stay.

    Raises:
        NotFound: no such list, or not the actor's agency's.
        Invalid: the effect or title cannot be used.
    """
    watchlist = own_list(actor, list_id)
    _check(watchlist.code, watchlist.loader, details)
    before = {"effect": watchlist.effect, "title": watchlist.title}
    _describe(watchlist, details)
    watchlist.save()
    tell(watchlist)
    return Outcome(watchlist, about=(("screening.list", watchlist.id),), details={"before": before})


@recorded("screening.list.loaded", "screening.lists.load")
def load_list(actor: Actor, *, list_id: UUID, files: Mapping[str, bytes]) -> Outcome[ListVersion]:
    """Read files as a new version of a list and say what it would change; nothing changes yet.

    Args:
        actor: of the agency that owns the list.
        list_id: the list.
        files: the content of each file by its name.

    Raises:
        NotFound: no such list, or not the actor's agency's.
        TooLarge: the files are larger than this node accepts.
        Invalid: they cannot be read; says where and why.
    """
    watchlist = own_list(actor, list_id)
    limit = settings.SEAWALL.max_list_bytes
    if sum(map(len, files.values())) > limit:
        message = _("The files are larger than this node accepts.")
        raise TooLarge("screening.list.too_large", message, {"files": message})
    reading = read(watchlist.loader, files, max_bytes=limit)
    present = present_in(actor, watchlist)
    change = delta_of(present, reading)
    version = ListVersion.objects.create(
        watchlist=watchlist,
        files=[_kept_file(actor, watchlist, name, data) for name, data in files.items()],
        account=reading.account.rows(),
        sample=sample_of(change, reading),
        published_on=reading.published,
        added=len(change.added),
        changed=len(change.changed),
        removed=len(change.removed),
        unchanged=change.unchanged,
        unused=unused_in(reading),
        previous_id=watchlist.version_id,
        loaded_by_id=actor.officer_id,
        loaded_at=timezone.now(),
    )
    return Outcome(version, about=_about(watchlist, version), details=_counts(version))


@recorded("screening.list.applied", "screening.lists.load")
def apply_version(
    actor: Actor, *, version_id: UUID, accept_removals: bool = False
) -> Outcome[ListVersion]:
    """Let a previewed version take effect, in this transaction, for every process at once.

    What did not change is not touched. Everyone whom a module still expects is screened again,
    against the changed entries, by a job that this queues.

    A spreadsheet whose list is more than information needs a second person: whoever may approve
    entries and did not load it.

    Args:
        actor: of the agency that owns the list.
        version_id: a version that waits.
        accept_removals: says that the removal of a tenth of the list or more is meant.

    Raises:
        NotFound: no such version, or not of the actor's agency.
        Conflict: it does not wait, the list has moved on since, or it removes more than accepted.
        Refused: a second person is needed.
    """
    version, watchlist = own_version(actor, version_id)
    if version.state != VersionState.PREVIEWED or version.previous_id != watchlist.version_id:
        raise Conflict("screening.list.moved_on", _("The list has moved on. Load the files again."))
    _check_second_person(actor, watchlist, version)
    files = {one["name"]: _file(actor, one["id"]) for one in version.files}
    reading = read(watchlist.loader, files, max_bytes=settings.SEAWALL.max_list_bytes)
    number = next_change()
    present = present_in(actor, watchlist)
    change = delta_of(present, reading)
    if is_mass_removal(len(change.removed), len(present)) and not accept_removals:
        message = _("This version removes %(count)s entries. Say that this is meant.")
        raise Conflict("screening.list.removes", message % {"count": len(change.removed)})
    writing = Writing(actor, watchlist, version, number)
    ended = writing.write(reading, change)
    close_hits_of(actor, ended, reason=_("The entry was taken off its list."))
    _now_effective(actor, watchlist, version)
    if change.added or change.changed:
        enqueue(actor, RESCREEN, {"change": number})
    tell(watchlist)
    return Outcome(version, about=_about(watchlist, version), details=_counts(version))


@recorded("screening.list.undone", "screening.lists.load")
def undo_version(actor: Actor, *, list_id: UUID, reason: str) -> Outcome[ListVersion]:
    """Undo the last version of a list: every entry says again exactly what it said before.

    Entries that the version added stop counting. Entries that were changed by hand since stay as
    they are.

    Raises:
        NotFound: no such list, or not the actor's agency's.
        Invalid: no reason.
        Conflict: the list has no version to undo.
    """
    watchlist = own_list(actor, list_id)
    version = watchlist.version
    if version is None:
        raise Conflict("screening.list.no_version", _("This list has no version to undo."))
    why, number, now = said(reason), next_change(), timezone.now()
    ended = put_back(actor, version, number)
    close_hits_of(actor, ended, reason=_("The entry was taken off its list."))
    version.state, version.undone_at = VersionState.UNDONE, now
    version.undone_by_id, version.undo_reason = actor.officer_id, why
    version.save()
    watchlist.version = version.previous
    if version.previous is not None:
        version.previous.state = VersionState.EFFECTIVE
        version.previous.save(update_fields=["state"])
    _count(actor, watchlist)
    watchlist.save()
    enqueue(actor, RESCREEN, {"change": number})
    tell(watchlist)
    return Outcome(version, about=_about(watchlist, version), details={"reason": why})


def is_mass_removal(removed: int, present: int) -> bool:
    """Whether a version removes so much that it may be a file cut short."""
    return removed >= MASS_REMOVAL_LEAST and removed >= MASS_REMOVAL_SHARE * present


def own_list(actor: Actor, list_id: UUID) -> Watchlist:
    """A list of the actor's agency, locked.

    Raises:
        NotFound: no such list, or not the actor's agency's.
    """
    rows = Watchlist.objects.visible_to(actor).select_for_update()
    watchlist = rows.filter(id=list_id, owner_id=actor.agency_id).first()
    if watchlist is None:
        raise NotFound("screening.list.missing", _("There is no such list."))
    return watchlist


def own_version(actor: Actor, version_id: UUID) -> tuple[ListVersion, Watchlist]:
    """A version and its list, of the actor's agency, locked.

    Raises:
        NotFound: no such version, or not of the actor's agency.
    """
    own = ListVersion.objects.filter(watchlist__owner_id=actor.agency_id)
    version = own.select_for_update(of=("self",)).filter(id=version_id).first()
    if version is None:
        raise NotFound("screening.version.missing", _("There is no such version."))
    return version, own_list(actor, version.watchlist_id)


def _now_effective(actor: Actor, watchlist: Watchlist, version: ListVersion) -> None:
    now = timezone.now()
    if watchlist.version is not None:
        watchlist.version.state = VersionState.REPLACED
        watchlist.version.save(update_fields=["state"])
    version.state, version.applied_at = VersionState.EFFECTIVE, now
    version.applied_by_id = actor.officer_id
    version.save()
    watchlist.version, watchlist.checked_at = version, now
    _count(actor, watchlist)
    watchlist.save()


def _count(actor: Actor, watchlist: Watchlist) -> None:
    rows = Entry.objects.visible_to(actor).filter(watchlist=watchlist, withdrawn_at=None)
    watchlist.entry_count = rows.count()


def _kept_file(actor: Actor, watchlist: Watchlist, name: str, data: bytes) -> dict[str, Any]:
    header = header_of(actor, watchlist)
    stored = files_of.keep(actor, data=data, media_type="text/plain", header=header)
    return {"name": name, "digest": digest_of(data), "bytes": len(data), "id": str(stored.id)}


def _file(actor: Actor, file_id: str) -> bytes:
    return files_of.read(StoredFile.objects.visible_to(actor).get(id=file_id))


def _check(code: str, loader: str, details: ListDetails) -> None:
    mistakes = {}
    if not code or slugify(code) != code:
        mistakes["code"] = _("Use small letters, digits and hyphens.")
    if loader not in Loader.values:
        mistakes["loader"] = _("Choose the kind of its files.")
    if details.effect not in Effect.values:
        mistakes["effect"] = _("Choose what the list means here.")
    if not details.title.strip():
        mistakes["title"] = _("Give the list a title.")
    if not details.uses:
        mistakes["uses"] = _("Choose at least one use.")
    if mistakes:
        raise Invalid("screening.list.invalid", next(iter(mistakes.values())), mistakes)


def _check_reach(
    actor: Actor, level: Level, audience_id: UUID | None, compartment_id: UUID | None
) -> None:
    """Nobody makes what they could not see themselves, or shows it where they do not belong."""
    if level > actor.clearance:
        message = _("You are not cleared for this level.")
        raise Invalid("screening.list.level", message, {"level": message})
    if audience_id is not None and audience_id not in actor.audiences:
        message = _("Your agency does not belong to this audience.")
        raise Invalid("screening.list.audience", message, {"audience": message})
    if compartment_id is not None and compartment_id not in actor.compartments:
        message = _("You were not let into this compartment.")
        raise Invalid("screening.list.compartment", message, {"compartment": message})


def _describe(watchlist: Watchlist, details: ListDetails) -> None:
    watchlist.title, watchlist.effect = details.title.strip(), details.effect
    watchlist.publisher, watchlist.legal_basis = details.publisher, details.legal_basis
    watchlist.redress, watchlist.stale_after_days = details.redress, details.stale_after_days


def needs_second_person(watchlist: Watchlist) -> bool:
    """Whether a version of this list needs an approver other than whoever loaded it."""
    own = watchlist.loader == Loader.SHEET
    return own and watchlist.effect != Effect.INFORMATION


def _check_second_person(actor: Actor, watchlist: Watchlist, version: ListVersion) -> None:
    if not needs_second_person(watchlist):
        return
    if version.loaded_by_id == actor.officer_id or not actor.may("screening.entries.approve"):
        message = _("Somebody else, who may approve entries, must let this version take effect.")
        raise Refused("screening.list.second_person", message)


def _about(watchlist: Watchlist, version: ListVersion) -> tuple[tuple[str, UUID], ...]:
    return (("screening.list", watchlist.id), ("screening.version", version.id))


def _counts(version: ListVersion) -> dict[str, int]:
    names = ("added", "changed", "removed", "unchanged", "unused")
    return {name: getattr(version, name) for name in names}
