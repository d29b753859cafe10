"""What decoding returns: columns of reports, and the rejects."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from seawall.engines.columns import Column
from seawall.engines.modes.memory import ALWAYS, BIT, OPTIONAL
from seawall.engines.modes.reasons import Reason

KINDS: dict[str, Any] = dict(OPTIONAL)
COLUMNS = (*(name for name, _ in ALWAYS), *KINDS)
"""Every column, in order."""
SQUAWKS = np.array([f"{n:04d}" for n in range(7778)], "S4")
"""Squawks in digits by the number that they are written as."""


@dataclass(frozen=True, slots=True, eq=False)
class Rejects:
    """What was not understood.

    Args:
        offset: byte in the whole stream where it begins (a document: number of the record).
        reason: number of the `Reason`.
    """

    offset: npt.NDArray[np.int64]
    reason: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.offset)

    def counts(self) -> dict[Reason, int]:
        """How many there are for each reason that occurs."""
        return {Reason(n): count for n, count in sorted(Counter(self.reason.tolist()).items())}


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Reports in the order in which they came, whatever the format they came in.

    Columns (`batch["lat"]`): `address` (24 bits), `format` (downlink format; -1 for records of
    other software), `corrected` (one wrong bit was put right), `foreign` (the address is not
    ICAO's); and, where known, those of `memory.OPTIONAL`: `altitude_ft` is barometric,
    `height_ft` geometric; `squawk` is written in digits ("0021"); `emergency` is the state of
    DO-260B, 2.2.3.2.7.8.1.1 (0 none, 1 general, 2 medical, 3 fuel, 4 no radio, 5 unlawful
    interference, 6 downed); `ticks` is the receiver's 12 MHz clock; `time` Unix seconds.

    Args:
        rows: `memory.ROW`, one a report.
        rejects: what was not understood.
        other: frames and records of kinds that are passed over (Mode A/C, receiver status).
    """

    rows: npt.NDArray[np.void]
    rejects: Rejects
    other: int

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        if name not in COLUMNS:
            raise KeyError(name)
        values = self.rows[name]
        if name not in KINDS:
            return Column(values, np.ones(len(values), np.bool_))
        valid = self.rows["known"] & BIT[name] != 0
        if name == "squawk":
            return Column(SQUAWKS[values], valid)
        kind: np.dtype[Any] = np.dtype(KINDS[name])
        if kind.kind == "S":
            values = values.view(kind)[:, 0]
        return Column(values, valid)
