"""Messages as rows for people and files: one a message, unknown as None."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np

from seawall.engines.ais.batch import Batch

READ = (
    "type",
    "mmsi",
    "lat",
    "lon",
    "speed_kn",
    "course",
    "heading",
    "status",
    "imo",
    "callsign",
    "shipname",
    "destination",
    "shiptype",
    "length_m",
    "beam_m",
    "draught_m",
    "eta_month",
    "eta_day",
    "eta_hour",
    "eta_minute",
    "turn_deg_min",
    "altitude_m",
    "second",
    "accuracy",
    "epfd",
    "mothership_mmsi",
    "dest_mmsi",
    "aid_type",
    "aid_name",
    "utc",
    "text",
    "dac",
    "fid",
    "data",
    "repeat",
)
"""Columns of a row that are read from the message."""

COLUMNS = ("line", *READ, "channel", "own", "source", "time")
"""Columns of a row, in order."""


def _time(seconds: float) -> datetime | None:
    return None if np.isnan(seconds) else datetime.fromtimestamp(seconds, UTC)


def _utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.replace(tzinfo=UTC)


def _texts(values: Any) -> list[str | None]:
    return [value or None for value in np.char.decode(values, "ascii", "replace").tolist()]


def values(batch: Batch) -> dict[str, list[Any]]:
    """The columns of a row as lists of Python values, in the order of `COLUMNS`."""
    listed: dict[str, list[Any]] = {"line": batch.line.tolist()}
    listed |= {name: batch[name].tolist() for name in READ}
    listed["utc"] = [_utc(value) for value in listed["utc"]]
    listed["channel"] = _texts(batch.channel)
    listed["own"] = batch.own.tolist()
    listed["source"] = _texts(batch.source)
    listed["time"] = [_time(seconds) for seconds in batch.time.tolist()]
    return listed


def rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """One dict a message, keyed by `COLUMNS`; unknown is None, times are UTC."""
    listed = values(batch)
    for row in zip(*listed.values(), strict=True):
        yield dict(zip(COLUMNS, row, strict=True))
