"""Every value that gpsd expects of its own sample, and every difference with whose fault it is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from seawall.engines import ais
from seawall.engines.ais.layouts import message_specs

pytestmark = pytest.mark.shared_data

MESSAGE = {
    "speed": "speed_kn",
    "alt": "altitude_m",
    "draught": "draught_m",
    "name": "aid_name",
    "stationtype": "station_type",
    "quiet": "quiet_min",
    **{f"mmsi{n}": f"dest_mmsi_{n}" for n in range(1, 5)},
    **{f"dest{n}": f"dest_mmsi_{n}" for n in range(1, 3)},
    **{f"{name}{n}": f"{name}_{n}" for name in ("offset", "increment") for n in range(1, 5)},
    **{f"number{n}": f"slots_{n}" for n in range(1, 5)},
    **{f"timeout{n}": f"timeout_min_{n}" for n in range(1, 5)},
    **{f"type{n}": f"asked_type_{n}" for n in ("1_1", "1_2", "2_1")},
    **{f"offset{n}": f"asked_offset_{n}" for n in ("1_1", "1_2", "2_1")},
}
"""gpsd's name and ours, where they differ."""

APPLICATION = {
    "wspeed": ("wind_kn", {127}),
    "wgust": ("gust_kn", {127}),
    "wdir": ("wind_dir", {360, 511}),
    "wgustdir": ("gust_dir", {360, 511}),
    "humidity": ("humidity_pct", {101, 127}),
    "airtemp": ("air_temp_c", {144.7, -102.4}),
    "dewpoint": ("dew_point_c", {82.3, 50.1}),
    "visibility": ("visibility_nm", {25.5, 12.7}),
    "visgreater": ("visibility_greater", set()),
    "waterlevel": ("water_level_m", {41.1, 30.0}),
    "waveheight": ("wave_height_m", {25.5}),
    "waveperiod": ("wave_period_s", {63}),
    "wavedir": ("wave_dir", {360, 511}),
    "swellheight": ("swell_height_m", {25.5}),
    "swellperiod": ("swell_period_s", {63}),
    "swelldir": ("swell_dir", {360, 511}),
    "seastate": ("sea_state", {13, 15}),
    "watertemp": ("water_temp_c", {92.3, 50.1}),
    "salinity": ("salinity_pct", {51.1, 51.0}),
    "ice": ("ice", {3, "N/A"}),
    "cspeed": ("current1_kn", {25.5}),
    "cdir": ("current1_dir", {360, 511}),
    "cdepth2": ("current2_depth_m", {31}),
    "cdepth3": ("current3_depth_m", {31}),
    **{f"cspeed{n}": (f"current{n}_kn", {25.5}) for n in (2, 3)},
    **{f"cdir{n}": (f"current{n}_dir", {360, 511}) for n in (2, 3)},
    "lat": ("lat", set()),
    "lon": ("lon", set()),
    "accuracy": ("accuracy", set()),
    "linkage": ("linkage", set()),
    "text": ("text", set()),
    "pressure": ("pressure_hpa", {1310, 1311}),
    "pressuretend": ("pressure_trend", {"N/A"}),
    "leveltrend": ("level_trend", {"N/A"}),
    "preciptype": ("precipitation", {7, "N/A"}),
    "length": ("length_m", {0}),
    "beam": ("beam_m", {0}),
    "draught": ("draught_m", {0}),
    "vin": ("eni", set()),
    "shiptype": ("eri_type", {0}),
    "hazard": ("hazard", {5}),
    "loaded": ("loaded", {0}),
    "speed_q": ("speed_quality", set()),
    "course_q": ("course_quality", set()),
    "heading_q": ("heading_quality", set()),
    "off_pos": ("off_position", set()),
    "alarm": ("alarm", set()),
    "stat_ext": ("status_external", set()),
    "ana_int": ("volts_internal", {0}),
    "ana_ext1": ("volts_external1", {0}),
    "ana_ext2": ("volts_external2", {0}),
    "racon": ("racon", set()),
    "light": ("light", set()),
}
"""gpsd's name, ours, and the values that stand for "not available"."""

RAW_TIMES = {
    4: ("timestamp", "{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}Z"),
    11: ("timestamp", "{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}Z"),
    5: ("eta", "{eta_month:02d}-{eta_day:02d}T{eta_hour:02d}:{eta_minute:02d}Z"),
}
PER_METRE = {"length": 10, "beam": 10, "draught": 100}
TREND = {"steady": 0, "increasing": 1, "decreasing": 2}
"""gpsd's words for the codes; the circulars and gpsd's own manual have them the other way."""
TURN = {"nan": -128, "fastleft": -127, "fastright": 127}
STATUS = {"Restricted manoeuverability": 3, "Not under command": 2}

DIFFERENCES = {
    "part": "gpsd holds Part A back until Part B comes; each part is a message of its own here "
    "(M.1371-5, Annex 8, Message 24)",
    "vendor": "gpsd reads seven characters of vendor; it is three, then model and serial number "
    "(M.1371-5, Annex 8, Message 24 Part B)",
    "state": "gpsd leaves the communication state 0 (M.1371-5, Annex 8, Message 26)",
    "cut": "the sentence says five fill bits, so the message ends in its communication state; gpsd "
    "makes a number of the 14 bits that are left (M.1371-5, Annex 8, Messages 1, 2, 3)",
    "spill": "gpsd prints the last byte of the data whole, with bits of the communication state "
    "(M.1371-5, Annex 8, Message 26)",
    "truncated": "gpsd reads a field, or an application, that the message ends before or within "
    "(M.1371-5, Annex 8, Message 7; IMO Circ. 236/289)",
    "address": "gpsd gives a broadcast the destination 0 (M.1371-5, Annex 8, Messages 25, 26)",
}
"""Every difference in gpsd's sample; all of them are gpsd's."""


class Sample:
    """Our reading of the sample, message by message."""

    def __init__(self, data: bytes) -> None:
        self.batch = batch = ais.decode(data)
        specs = message_specs()
        self.plain = {name: batch[name].tolist() for name in specs}
        numeric = [name for name, spec in specs.items() if spec.kind not in ("text", "hex")]
        self.raw = {name: batch.raw(name).tolist() for name in numeric}
        self.bits = batch.data_bits().tolist()
        self.applications: dict[int, dict[str, Any]] = {}
        for key in batch.applications():
            table = batch.application(key)
            columns = {name: column.tolist() for name, column in table.columns.items()}
            for n, row in enumerate(table.rows.tolist()):
                self.applications[row] = {name: values[n] for name, values in columns.items()}

    def __len__(self) -> int:
        return len(self.batch)

    def header(self, row: int) -> tuple[int, int]:
        return self.plain["type"][row], self.plain["mmsi"][row]


def close(ours: Any, theirs: Any) -> bool:
    """Equal, or equal to the digits that gpsd prints."""
    if isinstance(theirs, str) and isinstance(ours, float):
        theirs = float(theirs)
    if isinstance(ours, float) and isinstance(theirs, int | float):
        digits = max(len(f"{theirs}".partition(".")[2]), 1)
        return abs(ours - theirs) <= 0.5000001 * 10**-digits
    return bool(ours == theirs)


def compare_application(sample: Sample, row: int, key: str, theirs: Any) -> str | None:
    name, unknown = APPLICATION[key]
    ours = sample.applications[row][name]
    if ours is None:
        assert theirs in unknown, (row, key, theirs)
        return "unknown"
    if key in PER_METRE:
        theirs = theirs / PER_METRE[key]
    theirs = TREND.get(theirs, theirs) if isinstance(theirs, str) else theirs
    assert close(ours, theirs), (row, key, ours, theirs)
    return None


def absent(sample: Sample, row: int, key: str, name: str, theirs: Any) -> str:
    """Why a value of gpsd's is unknown here."""
    raw = sample.raw.get(name, [None] * len(sample))[row]
    if raw is not None:
        assert raw == theirs or not isinstance(theirs, int), (row, key, raw, theirs)
        return "unknown"
    if key == "radio":
        return "cut"
    if key.startswith("mmsi"):
        return "truncated"
    assert theirs in ("", 0), (row, key, theirs)
    return "address" if key == "dest_mmsi" else "unknown"


def compare_message(sample: Sample, row: int, key: str, theirs: Any) -> str | None:
    type_, _ = sample.header(row)
    if key in dict(RAW_TIMES.values()) and type_ in RAW_TIMES:
        pattern = RAW_TIMES[type_][1]
        assert pattern.format(**{name: raw[row] for name, raw in sample.raw.items()}) == theirs
        return None
    if key == "data":
        return compare_data(sample, row, theirs)
    name = MESSAGE.get(key, key)
    ours = sample.plain[name][row]
    if isinstance(theirs, str):
        theirs = {"turn": TURN, "status": STATUS}.get(key, {}).get(theirs, theirs)
    if ours is None:
        return absent(sample, row, key, name, theirs)
    if key == "radio" and ours != theirs:
        return "state"
    assert close(ours, theirs), (row, key, ours, theirs)
    return None


def compare_data(sample: Sample, row: int, theirs: str) -> str | None:
    length, digits = theirs.split(":")
    assert sample.bits[row] == int(length)
    ours = sample.plain["data"][row]
    if ours == digits:
        return None
    assert ours[:-2] == digits[:-2]
    return "spill"


def compare_special(sample: Sample, row: int, key: str, theirs: Any) -> str | None:
    """Fields that gpsd composes or names in its own way."""
    if key == "vendorid":
        return "vendor"
    if key == "app_id":
        ours: Any = (sample.plain["dac"][row] or 0) << 6 | (sample.plain["fid"][row] or 0)
    elif key == "gnss":
        ours = sample.plain["latent"][row]
    else:
        ours = sample.raw["asked_shiptype"][row]
    assert ours == theirs
    return None


CUT_SHORT = {"month", "day", "lat", "lon", "destination", "text"}


def compare(sample: Sample, row: int, key: str, theirs: Any) -> str | None:
    type_, _ = sample.header(row)
    carries = row in sample.applications
    if key in ("app_id", "vendorid", "gnss") or (key == "shiptype" and type_ == 23):
        return compare_special(sample, row, key, theirs)
    if carries and key in APPLICATION:
        return compare_application(sample, row, key, theirs)
    if type_ in (6, 8) and MESSAGE.get(key, key) not in message_specs():
        return "form" if carries else "truncated"
    if type_ in (6, 8) and key in CUT_SHORT:
        return "truncated"
    return compare_message(sample, row, key, theirs)


def aligned(
    sample: Sample, expected: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], list[int]]]:
    """Each of gpsd's records with our messages: one, or Part A and Part B."""
    pairs, row = [], 0
    for record in expected:
        rows = []
        while not rows or (record["type"] == 24 and len(rows) < 2):
            if sample.header(row) == (record["type"], record["mmsi"]):
                rows.append(row)
            row += 1
        pairs.append((record, rows))
    return pairs


SKIPPED = {"class", "device", "scaled", "data_type"}


def test_every_value_of_gpsd_s_sample_is_equal_or_differs_by_gpsd_s_fault(
    shared_data: Path,
) -> None:
    folder = shared_data / "picture" / "ais"
    sample = Sample((folder / "gpsd-sample.aivdm").read_bytes())
    lines = (folder / "gpsd-sample.aivdm.json.chk").read_text().splitlines()
    expected = [json.loads(line) for line in lines]
    seen: Counter[str] = Counter()
    for record, rows in aligned(sample, expected):
        for key, theirs in record.items():
            if key in SKIPPED or key.endswith("_text"):
                continue
            row = rows[-1] if key != "shipname" or len(rows) == 1 else rows[0]
            seen[compare(sample, row, key, theirs) or "equal"] += 1
    held_back = len(sample) - len(expected)
    assert held_back == 5, DIFFERENCES["part"]
    assert set(seen) - {"equal", "unknown", "form"} <= set(DIFFERENCES)
    assert seen["equal"] > 1_000
    assert {name: seen[name] for name in ("vendor", "state", "cut", "spill", "address")} == {
        "vendor": 2,
        "state": 5,
        "cut": 1,
        "spill": 2,
        "address": 4,
    }


def test_the_sample_s_only_reject_is_the_sentence_that_lost_its_first_character(
    shared_data: Path,
) -> None:
    data = (shared_data / "picture" / "ais" / "gpsd-sample.aivdm").read_bytes()
    rejects = ais.decode(data).rejects
    assert rejects.counts() == {ais.Reason.NO_SENTENCE: 1}
    offset = int(rejects.offset[0])
    assert data[offset:].startswith(b"AIVDM,2,2,1,B")
    assert data[:offset].count(b"\n") + 1 == rejects.line[0]
