"""The JSON of a passenger list keeps its shape."""

import json
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from tests.engines.edifact import strategies
from tests.engines.edifact.samples import BODY, interchange

from seawall.engines.edifact import PaxlstMessage, read_paxlst, to_json

ZONES = {"MIA": ZoneInfo("America/New_York")}


def test_the_shape_of_a_message():
    (message,) = read_paxlst(interchange(BODY + "XYZ+1'"), zone_of=ZONES.get)
    shape = to_json(message)
    assert list(shape) == ["message", "voyage", "travellers", "notices"]
    said = shape["message"]
    assert (said["reference"], said["function"], said["list_kind"]) == ("M1", "new", "passenger")
    assert said["interchange"]["sender"] == "ZZAIR"
    voyage = shape["voyage"]
    assert (voyage["carrier"], voyage["number"], voyage["mode"]) == ("ZZ", "ZZ0101", "air")
    (leg,) = voyage["legs"]
    assert leg["departure"] == {
        "place": "MIA",
        "time": {
            "local": "2026-03-01T10:05",
            "offset_minutes": None,
            "utc": "2026-03-01T15:05:00Z",
        },
    }
    assert leg["arrival"]["time"]["utc"] is None
    first = shape["travellers"][0]
    assert first["surname"] == "PLACEHOLDER"
    assert first["birth_date"] == "1979-03-12"
    assert (first["nationality"], first["sex"]) == ("BRB", "F")
    assert {key: first["documents"][0][key] for key in ("type", "number", "issuer", "expires")} == {
        "type": "P",
        "number": "BB1234567",
        "issuer": "BRB",
        "expires": "2031-05-17",
    }
    assert first["span"]["first_segment"] == 13
    unknown = shape["notices"][-1]
    assert unknown == {
        "code": "segment_unknown",
        "segment": 53,
        "offset": interchange(BODY).index(b"UNT"),
        "detail": {"tag": "XYZ"},
    }


@settings(max_examples=50, deadline=None)
@given(strategies.paxlst_messages)
def test_every_message_is_json(message):
    shape = to_json(message)
    assert json.loads(json.dumps(shape)) == shape


def test_an_empty_message_has_the_same_shape():
    shape = to_json(PaxlstMessage())
    assert shape["voyage"] == {"carrier": None, "number": None, "mode": "unknown", "legs": []}
    assert shape["travellers"] == []
