"""BaseStation lines and aircraft.json: what can be true is read, the rest is unknown."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines.modes import Reason
from seawall.engines.modes.records import SbsDecoder, decode_aircraft_json, decode_sbs
from seawall.engines.modes.rows import rows

SBS = (
    "MSG,3,1,1,0A0B0C,1,2026/01/02,03:04:05.500,2026/01/02,03:04:05.500,,31000,,,13.1,-59.6,"
    ",,0,0,0,0"
)


def test_basestation_lines() -> None:
    ident = "MSG,1,1,1,0A0B0C,1,2026/01/02,03:04:05.500,,,SEA1    ,,,,,,,,,,,"
    squawking = "MSG,6,1,1,0A0B0C,1,,,,,,5000,,,,,,7700,-1,-1,0,0"
    text = "\r\n".join(
        (SBS, ident, squawking, "SEL,,1,1,0A0B0C,1", "junk", SBS.replace("0A0B0C", "XYZ"))
    )
    batch = decode_sbs(text.encode())
    first = next(rows(batch))
    assert {name for name, value in first.items() if value is not None} == {
        "offset", "address", "format", "corrected", "foreign", "altitude_ft", "lat", "lon", "alert",
        "ident", "on_ground", "time",
    }  # fmt: skip
    assert batch["altitude_ft"].tolist() == [31_000, None, 5_000]
    assert batch["callsign"].tolist() == [None, "SEA1", None]
    assert batch["squawk"].tolist() == [None, None, "7700"]
    assert batch["emergency"].tolist() == [None, None, 1]
    assert batch["lat"].tolist() == [13.1, None, None]
    assert next(rows(batch))["time"].isoformat() == "2026-01-02T03:04:05.500000+00:00"
    assert batch.rejects.counts() == {Reason.JUNK: 1, Reason.NO_ADDRESS: 1}
    assert batch.other == 1


def test_basestation_lines_split_anywhere_and_without_end() -> None:
    decoder = SbsDecoder()
    pieces = [decoder.feed(SBS[:40].encode()), decoder.feed((SBS[40:] + "\n").encode())]
    assert [len(batch) for batch in pieces] == [0, 1]
    endless = [decoder.feed(b"x" * 3_000) for _ in range(10)]
    assert {Reason.LINE_TOO_LONG} == {
        reason for batch in endless for reason in batch.rejects.counts()
    }


def test_aircraft_json() -> None:
    document = {
        "now": 1_700_000_000.0,
        "aircraft": [
            {"hex": "0a0b0c", "flight": "SEA1  ", "alt_baro": 31000, "alt_geom": 31400, "gs": 450.5,
             "track": 90, "lat": 13.1, "lon": -59.6, "squawk": "7600", "emergency": "none",
             "category": "A3", "seen": 2.5, "baro_rate": -64, "version": 2, "nac_p": 9},
            {"hex": "~0a0b0d", "alt_baro": "ground", "lat": 13.1, "lon": None},
            {"hex": "nothing"}, 5,
            {"hex": "0a0b0e", "lat": 1e9, "lon": 5, "squawk": "9999", "gs": []},
        ],
    }  # fmt: skip
    batch = decode_aircraft_json(json.dumps(document).encode())
    assert batch["callsign"].tolist() == ["SEA1", None, None]
    assert batch["emergency"].tolist() == [0, None, None]
    assert batch["foreign"].tolist() == [False, True, False]
    assert batch["on_ground"].tolist() == [False, True, None]
    assert batch["lat"].tolist() == [13.1, None, None]
    assert batch["lon"].tolist() == [-59.6, None, None]
    assert batch["height_ft"].tolist() == [31_400, None, None]
    assert batch["time"].tolist() == [1_699_999_997.5, 1_700_000_000.0, 1_700_000_000.0]
    assert batch.rejects.counts() == {Reason.NO_ADDRESS: 2}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("aircraft", "now", "hex", "lat", "seen", "squawk")), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON, st.binary(max_size=60))
def test_any_document_and_any_lines(document: object, junk: bytes) -> None:
    list(rows(decode_aircraft_json(json.dumps(document).encode())))
    listed = {"aircraft": [document, {"hex": "abc123", "lat": document, "squawk": document}]}
    batch = decode_aircraft_json(json.dumps(listed | {"now": document}).encode())
    assert len(batch) + len(batch.rejects) == 2
    list(rows(batch))
    decode_aircraft_json(junk)
    list(rows(decode_sbs(junk + b"\n" + SBS.encode().replace(b"13.1", junk))))
