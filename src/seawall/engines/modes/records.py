"""Records of other software: BaseStation text (SBS, port 30003) and dump1090's aircraft.json.

They carry what a decoder already worked out, so they become rows as they are, text by text; rates
are thousands a second, not millions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from string import hexdigits
from typing import Any

import numpy as np
import numpy.typing as npt

from seawall.engines.modes.batch import Batch, Rejects
from seawall.engines.modes.memory import BIT, ROW
from seawall.engines.modes.reasons import Reason

Value = float | int | bool | bytes
Values = dict[str, Value]
Parse = Callable[[Any], Value]

LONGEST_LINE = 4_096
EMERGENCIES = {
    "none": 0,
    "general": 1,
    "lifeguard": 2,
    "minfuel": 3,
    "nordo": 4,
    "unlawful": 5,
    "downed": 6,
}
"""readsb's words for the emergency states of DO-260B, 2.2.3.2.7.8.1.1."""
SQUAWKED = {7500: 5, 7600: 4, 7700: 1}
_DISTRESS = 1
LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""


class _UnusableError(ValueError):
    """A value that cannot be what its field says."""


def _number(low: float, high: float) -> Parse:
    def parse(given: Any) -> float:
        value = float(given)
        if not low <= value <= high:
            raise _UnusableError(given)
        return value

    return parse


def _whole(low: int, high: int) -> Parse:
    within = _number(low, high)

    def parse(given: Any) -> int:
        return round(float(within(given)))

    return parse


def _flag(given: Any) -> bool:
    return str(given) not in ("0", "", "False")


def _callsign(given: Any) -> bytes:
    text = str(given).strip().upper()
    if not text or len(text) > 8 or not text.isascii():
        raise _UnusableError(given)
    return text.encode()


def _category(given: Any) -> bytes:
    text = str(given)
    if len(text) != 2 or text[0] not in "ABCD" or text[1] not in "1234567":
        raise _UnusableError(given)
    return text.encode()


def _squawk(given: Any) -> int:
    text = str(given)
    if not text.isdigit() or len(text) > 4 or set(text) & {"8", "9"}:
        raise _UnusableError(given)
    return int(text)


_ALTITUDE = _whole(-2_000, 150_000)
_LATITUDE, _LONGITUDE = _number(-90, 90), _number(-180, 180)
_ANGLE = _number(0, 360)
_SPEED = _number(0, 4_100)
_RATE = _whole(-40_000, 40_000)

SBS: tuple[tuple[int, str, Parse], ...] = (
    (10, "callsign", _callsign),
    (11, "altitude_ft", _ALTITUDE),
    (12, "speed_kn", _SPEED),
    (13, "track", _ANGLE),
    (14, "lat", _LATITUDE),
    (15, "lon", _LONGITUDE),
    (16, "vertical_rate_fpm", _RATE),
    (17, "squawk", _squawk),
    (18, "alert", _flag),
    (20, "ident", _flag),
    (21, "on_ground", _flag),
)
"""Fields of a MSG line by place, from 0."""
_SBS_EMERGENCY = 19
_SBS_FIELDS = 22
_SBS_OTHER = ("SEL", "ID", "AIR", "STA", "CLK")

AIRCRAFT_JSON: tuple[tuple[str, str, Parse], ...] = (
    ("flight", "callsign", _callsign),
    ("category", "category", _category),
    ("alt_baro", "altitude_ft", _ALTITUDE),
    ("altitude", "altitude_ft", _ALTITUDE),
    ("alt_geom", "height_ft", _ALTITUDE),
    ("lat", "lat", _LATITUDE),
    ("lon", "lon", _LONGITUDE),
    ("gs", "speed_kn", _SPEED),
    ("speed", "speed_kn", _SPEED),
    ("track", "track", _ANGLE),
    ("true_heading", "heading", _ANGLE),
    ("ias", "airspeed_kn", _SPEED),
    ("tas", "airspeed_kn", _SPEED),
    ("baro_rate", "vertical_rate_fpm", _RATE),
    ("vert_rate", "vertical_rate_fpm", _RATE),
    ("squawk", "squawk", _squawk),
    ("alert", "alert", _flag),
    ("spi", "ident", _flag),
    ("version", "version", _whole(0, 7)),
    ("nac_p", "nac_p", _whole(0, 15)),
)
"""Members of an aircraft; of two for one column the later one holds."""


def _read(pairs: Iterable[tuple[str, Parse, Any]]) -> Values:
    """The values that can be what they say; the others are unknown."""
    values: Values = {}
    for column, parse, given in pairs:
        if given in (None, ""):
            continue
        try:
            values[column] = parse(given)
        except (TypeError, ValueError, OverflowError):
            continue
    return values


def _whole_place(values: Values) -> Values:
    """Half a position is none."""
    if ("lat" in values) != ("lon" in values):
        values.pop("lat", None)
        values.pop("lon", None)
    return values


def _address(text: str) -> int | None:
    if not 0 < len(text) <= 6 or not set(text) <= set(hexdigits):
        return None
    return int(text, 16) or None


def _gather(
    offsets: list[int], records: list[Values], rejects: list[tuple[int, Reason]], other: int
) -> Batch:
    """The batch of records; every value but the offset is in the record."""
    rows = np.zeros(len(records), ROW)
    rows["offset"], rows["format"] = offsets, -1
    for row, record in zip(rows, records, strict=True):
        for column, value in record.items():
            if column not in BIT:
                row[column] = value
                continue
            row["known"] |= BIT[column]
            row[column] = (
                list(value.ljust(len(row[column]), b"\0")) if isinstance(value, bytes) else value
            )
    noted: npt.NDArray[np.int64] = np.array(rejects, np.int64).reshape(-1, 2)
    return Batch(rows, Rejects(noted[:, 0], noted[:, 1].astype(np.uint8)), other)


def _sbs_time(date: str, time: str) -> float | None:
    try:
        moment = datetime.strptime(f"{date} {time}", "%Y/%m/%d %H:%M:%S.%f")  # noqa: DTZ007
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC).timestamp()


def _sbs_record(fields: list[str], address: int) -> Values:
    record = _read((column, parse, fields[place]) for place, column, parse in SBS)
    squawk = record.get("squawk")
    if squawk is not None:
        record["emergency"] = SQUAWKED.get(int(squawk), 0)
    if _flag(fields[_SBS_EMERGENCY]) and not record.get("emergency"):
        record["emergency"] = _DISTRESS
    seconds = _sbs_time(fields[6], fields[7])
    if seconds is not None:
        record["time"] = seconds
    return _whole_place(record) | {"address": address}


class SbsDecoder:
    """Decodes BaseStation lines piece by piece; it keeps one unfinished line.

    The lines' times are taken as UTC; whoever feeds lines in local time shifts them.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._offset = 0

    def feed(self, data: bytes) -> Batch:
        """Decode the whole lines so far."""
        joined = self._rest + data
        cut = joined.rfind(b"\n") + 1
        if not cut and len(joined) > LONGEST_LINE:
            self._rest = b""
            rejects = [(self._offset, Reason.LINE_TOO_LONG)]
            self._offset += len(joined)
            return _gather([], [], rejects, 0)
        self._rest = joined[cut:]
        return self._lines(joined[:cut])

    def close(self, data: bytes = b"") -> Batch:
        """Decode the last bytes."""
        lines, self._rest = self._rest + data, b""
        return self._lines(lines)

    def _lines(self, data: bytes) -> Batch:
        offsets: list[int] = []
        records: list[Values] = []
        rejects: list[tuple[int, Reason]] = []
        other = 0
        for line in data.splitlines(keepends=True):
            fields = line.decode("ascii", "replace").strip().split(",")
            address = _address(fields[4]) if len(fields) >= _SBS_FIELDS else None
            if fields[0] in _SBS_OTHER:
                other += 1
            elif fields[0] != "MSG" or len(fields) < _SBS_FIELDS:
                if fields != [""]:
                    rejects.append((self._offset, Reason.JUNK))
            elif address is None:
                rejects.append((self._offset, Reason.NO_ADDRESS))
            else:
                offsets.append(self._offset)
                records.append(_sbs_record(fields, address))
            self._offset += len(line)
        return _gather(offsets, records, rejects, other)


def decode_sbs(data: bytes) -> Batch:
    """Decode BaseStation lines that are complete in themselves."""
    return SbsDecoder().close(data)


def _json_record(craft: Mapping[str, Any], now: Value | None) -> Values | None:
    text = str(craft.get("hex", "")).strip()
    address = _address(text.lstrip("~"))
    if address is None:
        return None
    record = _read((column, parse, craft.get(name)) for name, column, parse in AIRCRAFT_JSON)
    on_ground = craft.get("alt_baro", craft.get("altitude")) == "ground"
    if on_ground or "altitude_ft" in record:
        record["on_ground"] = on_ground
    if "airspeed_kn" in record:
        record["true_airspeed"] = craft.get("tas") is not None
    record |= _json_emergency(craft, record)
    seen = _read([("seen", _number(0, 1e9), craft.get("seen", 0))]).get("seen", 0)
    if now is not None:
        record["time"] = float(now) - float(seen)
    return _whole_place(record) | {"address": address, "foreign": text.startswith("~")}


def _json_emergency(craft: Mapping[str, Any], record: Values) -> Values:
    state = EMERGENCIES.get(str(craft.get("emergency")))
    if state is None and "squawk" in record:
        state = SQUAWKED.get(int(record["squawk"]), 0)
    return {} if state is None else {"emergency": state}


def decode_aircraft_json(data: bytes) -> Batch:
    """Decode one aircraft.json of dump1090, dump1090-fa or readsb.

    A position older than the record itself keeps the record's time less `seen`; offsets count
    the records of the document.
    """
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return _gather([], [], [(0, Reason.JUNK)], 0)
    listed = document.get("aircraft") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        return _gather([], [], [(0, Reason.JUNK)], 0)
    now = _read([("now", _number(0, LAST_SECOND), document.get("now"))]).get("now")
    offsets: list[int] = []
    records: list[Values] = []
    rejects: list[tuple[int, Reason]] = []
    for place, craft in enumerate(listed):
        record = _json_record(craft, now) if isinstance(craft, dict) else None
        if record is None:
            rejects.append((place, Reason.NO_ADDRESS))
        else:
            offsets.append(place)
            records.append(record)
    return _gather(offsets, records, rejects, 0)
