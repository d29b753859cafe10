"""A column: values, and which of them are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Values, and which of them are known.

    Args:
        values: one a message; what stands where `valid` is False means nothing.
        valid: True where the value is known.
    """

    values: Array
    valid: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.valid)

    def tolist(self) -> list[Any]:
        """Python values; unknown is None."""
        values = self.values.astype(str) if self.values.dtype.kind == "S" else self.values
        listed: list[Any] = values.tolist()
        for i in np.flatnonzero(~self.valid).tolist():
            listed[i] = None
        return listed
