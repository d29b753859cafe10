"""Lists, their versions, entries and hits: shown by the rule, changed by their owner alone."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.access.kit import Door, own_agency_only

from seawall.engines.lists.drafts import DateDraft, EntryDraft, NameDraft
from seawall.foundation.files import store
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.screening.choices import Role, VersionState
from seawall.modules.screening.index import next_change
from seawall.modules.screening.models import Entry, Hit, ListVersion, Watchlist
from seawall.modules.screening.reading import columns_of

SHEET = b"key,kind,name,birth_dates\n1,person,Some Body,1970\n"


def _made(make):
    def within(scene, header, marker):
        with unrestricted("walk"):
            return make(scene, replace(header, data_class="watchlist"), marker).id

    return within


def _list(scene, header, marker):
    watchlist = Watchlist.objects.create(
        code=uuid4().hex, title=marker, loader="csv", effect="information", **header.columns()
    )
    watchlist.version = _version(scene, watchlist, VersionState.EFFECTIVE)
    watchlist.save()
    return watchlist


def _version(scene, watchlist, state):
    sheet = SHEET + f"# {uuid4()},,,\n".encode()
    stored = StoredFile.objects.create(
        digest=store.put(settings.SEAWALL.files_dir, sheet),
        size_bytes=len(sheet),
        media_type="text/plain",
        **watchlist.header.columns(),
    )
    return ListVersion.objects.create(
        watchlist=watchlist,
        state=state,
        files=[{"name": "a.csv", "digest": "", "bytes": len(sheet), "id": str(stored.id)}],
        account=[],
        added=1,
        changed=0,
        removed=0,
        unchanged=0,
        unused=0,
        previous_id=watchlist.version_id,
        loaded_by=scene.maker,
        loaded_at=timezone.now(),
    )


def _waiting(scene, header, marker):
    return _version(scene, _list(scene, header, marker), VersionState.PREVIEWED)


def _entry(scene, header, marker, *, approved=True):
    draft = EntryDraft(
        key=marker,
        kind="person",
        names=(NameDraft(marker),),
        birth_dates=(DateDraft("1970"),),
    )
    return Entry.objects.create(
        watchlist=_list(scene, header, f"list of {marker}"),
        change=next_change(),
        nominated_by=scene.maker,
        approved_by=scene.maker if approved else None,
        approved_at=timezone.now() if approved else None,
        **header.columns(),
        **columns_of(draft),
    )


def _nomination(scene, header, marker):
    return _entry(scene, header, marker, approved=False)


def _hit(scene, header, marker):
    entry = _entry(scene, header, f"{marker} listed")
    return Hit.objects.create(
        entry=entry,
        entry_revision=1,
        entry_digest=entry.digest,
        entry_title=entry.title,
        list_title="A list",
        effect="refer",
        role=Role.OWNER,
        subject_kind="walk.nothing",
        subject_id=uuid4(),
        subject_said={"names": [marker], "kind": "person"},
        subject_prints=["0" * 64],
        score=0.9,
        points=2.2,
        reasons=[],
        engine="walk",
        severity="high",
        **replace(header, data_class="hit").columns(),
    )


RECORDS = {
    "list": _made(_list),
    "version": _made(_waiting),
    "entry": _made(_entry),
    "nomination": _made(_nomination),
    "possible": _made(_hit),
}

LIST = {"record": "list", "sees": own_agency_only}
VERSION = {"record": "version", "sees": own_agency_only}
NOMINATION = {"record": "nomination", "sees": own_agency_only}
HIT = {"record": "possible", "sees": own_agency_only}
READ, LOAD = ("screening.lists.read",), ("screening.lists.load",)
ENTRIES = ("screening.entries.read",)
NOMINATE, APPROVE = ("screening.entries.nominate",), ("screening.entries.approve",)
EXCEPT, SCREEN = ("screening.exceptions.grant",), ("screening.subjects.screen",)

NEW = {"title": "T", "code": "made-in-the-walk", "loader": "csv", "effect": "information"}
DETAILS = {"title": "T", "effect": "information", "stale_after_days": "9"}
NOMINATED = {
    "kind": "person",
    "name": "Some Body",
    "birth_dates": "1970",
    "reason": "r",
    "criterion": "c",
    "legal_basis": "l",
    "expires_on": (timezone.now() + timedelta(days=30)).date().isoformat(),
}


def _files(name):
    def send(_scene, _officer):
        return {name: SimpleUploadedFile("a.csv", SHEET)}

    return send


DOORS = [
    Door("screening:lists", READ, shows=("list",)),
    Door("screening:list", READ, record="list"),
    Door("screening:new_list", LOAD),
    Door(
        "screening:new_list",
        LOAD,
        "POST",
        done=(302,),
        send={**NEW, "level": "1", "uses": ["admission"], "stale_after_days": "9"},
    ),
    Door("screening:change", LOAD, **LIST),
    Door("screening:change", LOAD, "POST", send=DETAILS, done=(302,), **LIST),
    Door("screening:load", LOAD, **LIST),
    Door("screening:load", LOAD, "POST", send=_files("uploads"), done=(302,), **LIST),
    Door("screening:undo", LOAD, "POST", send={"u-reason": "x"}, done=(302,), **LIST),
    Door("screening:version", LOAD, **VERSION),
    Door("screening:version", LOAD, "POST", done=(302,), **VERSION),
    Door("screening:nominate", NOMINATE, **LIST),
    Door("screening:nominate", NOMINATE, "POST", send=NOMINATED, done=(302,), **LIST),
    Door("screening:entry", ENTRIES, record="entry"),
    Door("screening:approve", APPROVE, "POST", done=(302,), **NOMINATION),
    Door(
        "screening:withdraw",
        APPROVE,
        "POST",
        record="entry",
        sees=own_agency_only,
        send={"w-reason": "x"},
        done=(302,),
    ),
    Door("screening:hits", ENTRIES, shows=("possible",), sees=own_agency_only),
    Door("screening:hits", ENTRIES, query={"state": "closed"}),
    Door("screening:hit", ENTRIES, record="possible"),
    Door(
        "screening:close",
        ENTRIES,
        "POST",
        done=(302,),
        send={"c-outcome": "different", "c-reason": "x"},
        **HIT,
    ),
    Door(
        "screening:grant", EXCEPT, "POST", done=(302,), send={"e-reason": "x", "e-days": "3"}, **HIT
    ),
    Door("screening:template"),
    Door("screening:compare", SCREEN, query={"left": "Some Body", "right": "Any Body"}),
    Door("GET /api/screening/lists", READ, shows=("list",)),
    Door("POST /api/screening/lists", LOAD, send=NEW, done=(201,)),
    Door("GET /api/screening/lists/{list_id}/entries", ENTRIES, record="list"),
    Door(
        "POST /api/screening/lists/{list_id}/versions",
        LOAD,
        send=_files("files"),
        done=(201,),
        **LIST,
    ),
    Door("POST /api/screening/lists/{list_id}/undo", LOAD, send={"reason": "x"}, **LIST),
    Door("POST /api/screening/versions/{version_id}/apply", LOAD, **VERSION),
    Door("GET /api/screening/entries/{entry_id}", ENTRIES, record="entry"),
    Door(
        "POST /api/screening/screen",
        SCREEN,
        send={"subjects": [{"name": "Nobody Atall", "birth_date": "1901-01-01"}]},
    ),
]
