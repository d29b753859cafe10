"""Watchlists, their versions and entries, and possible matches of their owner."""

import io

from tests.access.kit import WRITES, Door, Place, handled, own_agency_only
from tests.modules.screening import acts

from seawall.foundation.handling.scope import unrestricted
from seawall.modules.screening import services
from seawall.modules.screening.models import Entry, ListVersion

_last = {}


def furnished(scene, header, marker):
    """A list, a version in force, one that waits, an entry and a hit; made once for a handling."""
    if _last.get("header") is not header:
        _last.clear()
        place = Place("own", "shared", let_in=True)
        loader = scene.actor(scene.officer("analyst", place))
        approver = scene.actor(scene.maker)
        word = "".join(letter for letter in marker if letter.isalpha())
        with handled(header):
            watchlist = acts.a_list(loader, code=word.lower())
            row = f"1,person,{word},1961,Barbados,passport:BRB:{word[:30]},"
            files = acts.sheet(row, acts.ROWS["2"])
            acts.load(None, watchlist, files, loader=loader, approver=approver)
            waiting = services.load_list(loader, list_id=watchlist.id, files=acts.sheet(row))
            person = acts.traveller(
                scene.agencies["own"],
                surname=word,
                given="",
                born="1961",
                passport=("BRB", word[:30]),
            )
            (screened,) = services.screen_subjects(approver, candidates=[person])
        with unrestricted("test"):
            entry = Entry.objects.unrestricted().get(watchlist=watchlist, key="1")
            _last.update(
                header=header,
                list=watchlist.id,
                version=ListVersion.objects.get(id=waiting.id).id,
                entry=entry.id,
                hit=next(notice.hit_id for notice in screened.hits),
            )
    return _last


def made(kind):
    return lambda scene, header, marker: furnished(scene, header, marker)[kind]


RECORDS = {f"screening.{kind}": made(kind) for kind in ("list", "version", "entry", "hit")}


def sheet_to_send(_scene, _officer):
    file = io.BytesIO(acts.sheet(acts.ROWS["3"])["list.csv"])
    file.name = "list.csv"
    return file


def uploads(scene, officer):
    return {"uploads": sheet_to_send(scene, officer)}


def files(scene, officer):
    return {"files": sheet_to_send(scene, officer)}


DETAILS = {"title": "T", "effect": "refer", "stale_after_days": "30"}
NEW = {**DETAILS, "code": "newlist", "loader": "csv", "level": "1", "uses": ["admission"]}
NEW_JSON = {"code": "newlist", "title": "T", "loader": "csv", "effect": "refer", "level": 1}
NOMINATION = {"kind": "person", "surname": "X", "reason": "r", "criterion": "c", "legal_basis": "l",
              "expires_on": "2030-01-01"}  # fmt: skip
READ, LOAD = ("screening.lists.read",), ("screening.lists.load",)
ENTRIES, APPROVE = ("screening.entries.read",), ("screening.entries.approve",)
LIST = {"record": "screening.list"}
OWN = {"sees": own_agency_only}

DOORS = [
    Door("screening:lists", READ, shows=("screening.list",)),
    Door("screening:lists", READ, query={"export": "csv"}, done=WRITES),
    Door("screening:new_list", LOAD),
    Door("screening:new_list", LOAD, "POST", send=NEW, done=WRITES),
    Door("screening:template"),
    Door("screening:compare", ("screening.subjects.screen",)),
    Door("screening:compare", ("screening.subjects.screen",), query={"one": "A", "other": "B"}),
    Door("screening:hits", ENTRIES, shows=("screening.hit",)),
    Door("screening:hit", ENTRIES, record="screening.hit"),
    Door("screening:close", ENTRIES, "POST", record="screening.hit", done=WRITES, **OWN,
         send={"c-outcome": "different", "c-reason": "x"}),
    Door("screening:grant", ("screening.exceptions.grant",), "POST", record="screening.hit", **OWN,
         send={"e-reason": "x", "e-days": "30"}, done=WRITES),
    Door("screening:entry", ENTRIES, record="screening.entry"),
    Door("screening:approve", APPROVE, "POST", record="screening.entry", done=WRITES, **OWN),
    Door("screening:withdraw", APPROVE, "POST", record="screening.entry", done=WRITES, **OWN,
         send={"w-reason": "x"}),
    Door("screening:version", LOAD, record="screening.version", **OWN),
    Door("screening:version", LOAD, "POST", record="screening.version", done=WRITES, **OWN,
         send={"accept_removals": "on"}),
    Door("screening:list", READ, **LIST),
    Door("screening:change", LOAD, **LIST, **OWN),
    Door("screening:change", LOAD, "POST", send=DETAILS, done=WRITES, **LIST, **OWN),
    Door("screening:load", LOAD, **LIST, **OWN),
    Door("screening:load", LOAD, "POST", send=uploads, done=WRITES, **LIST, **OWN),
    Door("screening:undo", LOAD, "POST", send={"u-reason": "x"}, done=WRITES, **LIST, **OWN),
    Door("screening:nominate", ("screening.entries.nominate",), **LIST, **OWN),
    Door("screening:nominate", ("screening.entries.nominate",), "POST", send=NOMINATION,
         done=WRITES, **LIST, **OWN),
    Door("GET /api/screening/lists", READ, shows=("screening.list",)),
    Door("POST /api/screening/lists", LOAD, send=NEW_JSON, done=WRITES),
    Door("GET /api/screening/lists/{list_id}/entries", ENTRIES, **LIST),
    Door("POST /api/screening/lists/{list_id}/versions", LOAD, send=files, done=WRITES,
         **LIST, **OWN),
    Door("POST /api/screening/versions/{version_id}/apply", LOAD, record="screening.version",
         done=WRITES, **OWN),
    Door("POST /api/screening/lists/{list_id}/undo", LOAD, send={"reason": "x"}, done=WRITES,
         **LIST, **OWN),
    Door("GET /api/screening/entries/{entry_id}", ENTRIES, record="screening.entry"),
    Door("POST /api/screening/screen", ("screening.subjects.screen",),
         send={"subjects": [{"name": "QUELLMARK"}]}),
]  # fmt: skip
