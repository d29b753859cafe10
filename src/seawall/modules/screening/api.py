"""``/api/screening``: lists, their versions and entries, and looking somebody up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Router, Status
from ninja.files import UploadedFile

from seawall.foundation.actor import Actor, Level
from seawall.foundation.handling.scope import acting
from seawall.modules.screening import selectors, services
from seawall.modules.screening.looking import look_up, subject_asked
from seawall.modules.screening.paging import paged
from seawall.modules.screening.schemas import (
    Answer,
    Apply,
    Ask,
    Entries,
    EntryOut,
    ListOut,
    Lists,
    NewList,
    Reason,
    VersionOut,
)
from seawall.modules.screening.services.lists import ListDetails

router = Router(tags=["screening"])


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]  # what the token stands for
    return actor


@router.get("/lists", response=Lists)
def lists(request: HttpRequest, after: str = "") -> Any:
    """The lists that the account may see."""
    actor = _actor(request)
    with acting(actor):
        return paged(selectors.lists(actor), "title", after)


@router.post("/lists", response={201: ListOut})
def create_list(request: HttpRequest, given: NewList) -> Any:
    """Make a list of the account's agency."""
    values = given.dict()
    handling = {name: values.pop(name) for name in ("audience_id", "compartment_id")}
    code, loader, level = values.pop("code"), values.pop("loader"), Level(values.pop("level"))
    details = ListDetails(**{**values, "uses": tuple(values["uses"])})
    made = services.create_list(
        _actor(request), code=code, loader=loader, details=details, level=level, **handling
    )
    return Status(201, made)


@router.get("/lists/{uuid:list_id}/entries", response=Entries)
def entries(request: HttpRequest, list_id: UUID, q: str = "", after: str = "") -> Any:
    """The entries on a list, by name; ``q`` finds words of names and numbers."""

    def show(_list: Any, rows: Any) -> dict[str, Any]:
        counting = rows.filter(withdrawn_at=None).exclude(approved_at=None)
        return paged(selectors.searched(counting, q), "title", after)

    return selectors.show_entries(_actor(request), list_id=list_id, show=show)


@router.post("/lists/{uuid:list_id}/versions", response={201: VersionOut})
def load_list(request: HttpRequest, list_id: UUID, files: File[list[UploadedFile]]) -> Any:
    """Read files as a new version and say what it would change; nothing changes yet."""
    given = {str(one.name): one.read() for one in files}
    return Status(201, services.load_list(_actor(request), list_id=list_id, files=given))


@router.post("/versions/{uuid:version_id}/apply", response=VersionOut)
def apply_version(request: HttpRequest, version_id: UUID, given: Apply) -> Any:
    """Let a version take effect."""
    return services.apply_version(
        _actor(request), version_id=version_id, accept_removals=given.accept_removals
    )


@router.post("/lists/{uuid:list_id}/undo", response=VersionOut)
def undo_version(request: HttpRequest, list_id: UUID, given: Reason) -> Any:
    """Undo the last version of a list."""
    return services.undo_version(_actor(request), list_id=list_id, reason=given.reason)


@router.get("/entries/{uuid:entry_id}", response=EntryOut)
def entry(request: HttpRequest, entry_id: UUID) -> Any:
    """One entry, whole."""
    return selectors.open_entry(_actor(request), entry_id=entry_id).entry


@router.post("/screen", response=list[Answer])
def screen(request: HttpRequest, given: Ask) -> Any:
    """Whom each subject may be, among the entries that the account may see; no hit is kept."""
    subjects = [
        subject_asked(
            number,
            **one.dict(exclude={"identifiers"}),
            identifiers=[(i.kind, i.value, i.issuer) for i in one.identifiers],
        )
        for number, one in enumerate(given.subjects)
    ]
    found = look_up(_actor(request), subjects=subjects)
    return [{"matches": matches} for matches in found]
