"""The border's records: messages, voyages, travellers, hits, decisions, inspections, replies."""

import io

from django.db import connection
from tests.access.kit import WRITES, Door, Place, handled, own_agency_only
from tests.modules.border.manifests import document, leg, message, person, wire
from tests.modules.screening import acts

from seawall.foundation.handling.scope import unrestricted
from seawall.modules.border.services import deciding, inspecting
from seawall.modules.border.services.receiving import receive_message

_last = {}


def furnished(scene, header, marker):
    """One voyage with a traveller who is on a list, decided and inspected; once for a handling."""
    if _last.get("header") is not header:
        _last.clear()
        word = "".join(letter for letter in marker if letter.isalpha())
        officer = scene.actor(scene.officer("border_officer", Place("own", "shared", let_in=True)))
        analyst = scene.actor(scene.officer("analyst", Place("own", "shared", let_in=True)))
        supervisor = scene.actor(scene.maker)
        numbers = [f"{letter}{abs(hash(word)) % 10**7:07d}" for letter in "YZ"]
        with handled(header):
            watchlist = acts.a_list(analyst, code=f"b{word.lower()[:30]}")
            listed = [
                f"{number},person,Else Nobody,,Barbados,passport:BRB:{number},"
                for number in numbers
            ]
            acts.load(None, watchlist, acts.sheet(*listed), loader=analyst, approver=supervisor)
            people = [
                person(place, surname=word, documents=(document(number),))
                for place, number in enumerate([*numbers, "W0000000"])
            ]
            data = wire(message("new", people, legs=(leg(f"ZK{word[9:14]}"),), reference=word[:10]))
            kept = receive_message(officer, data=data, origin="console", sender=word)
            voyage = one(
                "SELECT voyage_id FROM border_messagesection WHERE message_id = %s", kept.id
            )
            found = "SELECT id FROM border_traveller WHERE voyage_id = %s AND position = %s"
            decided, waiting, inspected = (one(found, voyage, place) for place in range(3))
            hits = "SELECT id FROM screening_hit WHERE subject_id = %s AND role = 'asking'"
            decision = deciding.decide_hit(
                officer,
                hit_id=one(hits, decided),
                choice="refer_arrival",
                reason="x",
                referral="look",
            )
            inspection = inspecting.open_inspection(officer, traveller_id=inspected, referral=word)
        _last.update(
            header=header,
            message=kept.id,
            voyage=voyage,
            traveller=waiting,
            hit=one(hits, waiting),
            decision=decision.id,
            inspection=inspection.id,
        )
    return _last


def one(statement, *parameters):
    with unrestricted("test"), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()[0]


def made(kind):
    return lambda scene, header, marker: furnished(scene, header, marker)[kind]


RECORDS = {
    f"border.{kind}": made(kind)
    for kind in ("message", "voyage", "traveller", "hit", "decision", "inspection")
}


def upload(_scene, _officer):
    file = io.BytesIO(wire(message("new", [person(900)], legs=(leg("ZK900"),))))
    file.name = "m.edi"
    return {"file": file, "sender": "x"}


def upload_bytes(_scene, _officer):
    return wire(message("new", [person(901)], legs=(leg("ZK901"),)))


ARRIVALS, PEOPLE = ("border.arrivals.read",), ("border.travellers.read",)
HITS, DECIDE = ("border.hits.read",), ("border.hits.decide",)
SECONDARY, RECEIVE = ("border.secondary.record",), ("border.manifests.receive",)
FLAGS = ("border.flags.set",)
MINE = {"sees": own_agency_only}
DECISION = {"choice": "refer_arrival", "reason": "x", "referral": "look"}
REASON = {"reason": "x"}

DOORS = [
    Door("border:arrivals", ARRIVALS, shows=()),
    Door("border:queue", ARRIVALS),
    Door("border:voyage", PEOPLE, record="border.voyage"),
    Door("border:voyage", PEOPLE, record="border.voyage", query={"export": "csv"}),
    Door("border:hits", HITS, shows=("border.hit",), **MINE),
    Door("border:hit", HITS, record="border.hit", **MINE),
    Door("border:hit", DECIDE, "POST", record="border.hit", send=DECISION, done=WRITES, **MINE),
    Door("border:undo", DECIDE, record="border.decision", **MINE),
    Door("border:undo", DECIDE, "POST", record="border.decision", send=REASON, done=WRITES, **MINE),
    Door(
        "border:sign",
        ("border.decisions.countersign",),
        "POST",
        record="border.decision",
        send={**REASON, "agrees": "yes"},
        done=WRITES,
        **MINE,
    ),
    Door(
        "border:review",
        ("border.decisions.review",),
        "POST",
        record="border.decision",
        send={**REASON, "agrees": "yes"},
        done=WRITES,
        **MINE,
    ),
    Door("border:signatures", HITS),
    Door("border:reviews", HITS),
    Door("border:travellers", PEOPLE),
    Door("border:travellers", PEOPLE, query={"q": "QUELLMARK"}, shows=("border.traveller",)),
    Door("border:traveller", PEOPLE, record="border.traveller"),
    Door(
        "border:flag",
        FLAGS,
        "POST",
        record="border.traveller",
        done=WRITES,
        **MINE,
        send={"f-code": "asylum", "f-reason": "x"},
    ),
    Door(
        "border:unflag",
        FLAGS,
        "POST",
        record="border.traveller",
        done=(*WRITES, 404),
        **MINE,
        send={"code": "asylum", "reason": "x"},
    ),
    Door(
        "border:inspect",
        SECONDARY,
        "POST",
        record="border.traveller",
        done=WRITES,
        **MINE,
        send={"i-referral": "x"},
    ),
    Door("border:documents", PEOPLE),
    Door("border:documents", PEOPLE, query={"q": "X0000001"}),
    Door("border:inspections", SECONDARY, shows=("border.inspection",)),
    Door("border:inspection", SECONDARY, record="border.inspection"),
    Door(
        "border:step",
        SECONDARY,
        "POST",
        record="border.inspection",
        done=WRITES,
        **MINE,
        send={"s-kind": "interview", "s-note": "x"},
    ),
    Door(
        "border:close",
        SECONDARY,
        "POST",
        record="border.inspection",
        done=WRITES,
        **MINE,
        send={"c-outcome": "admit", "c-same_person": "different", "c-reasons": "x"},
    ),
    Door("border:messages", RECEIVE, shows=("border.message",)),
    Door("border:receive", RECEIVE),
    Door("border:receive", RECEIVE, "POST", send=upload, done=WRITES),
    Door("border:message", RECEIVE, record="border.message"),
    Door("POST /api/border/manifests", RECEIVE, send=upload_bytes, done=WRITES),
    Door("GET /api/border/messages", RECEIVE, shows=("border.message",)),
    Door("GET /api/border/messages/{message_id}", RECEIVE, record="border.message"),
    Door("GET /api/border/voyages", ARRIVALS),
    Door("GET /api/border/voyages/{voyage_id}/travellers", PEOPLE, record="border.voyage"),
    Door(
        "GET /api/border/travellers", PEOPLE, query={"q": "QUELLMARK"}, shows=("border.traveller",)
    ),
    Door("GET /api/border/hits", HITS),
    Door(
        "POST /api/border/hits/{hit_id}/decision",
        DECIDE,
        record="border.hit",
        send=DECISION,
        done=WRITES,
        **MINE,
    ),
    Door("GET /api/border/replies", RECEIVE),
    Door(
        "GET /api/border/replies/{reply_id}",
        RECEIVE,
        record="border.message",
        sees=lambda actor, header: False,
    ),
]
