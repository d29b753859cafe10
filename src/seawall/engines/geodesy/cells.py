"""Values known per cell of latitude and longitude: reception, coverage, depth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CellGrid:
    """One value for each cell; NaN where nothing was measured.

    Attributes:
        south: degrees, lower edge of the first row.
        west: degrees, western edge of the first column.
        cell_deg: degrees, height and width of a cell.
        values: rows northward, columns eastward (across the antimeridian if it must).
    """

    south: float
    west: float
    cell_deg: float
    values: Floats

    def at(self, lat: Floats, lon: Floats) -> Floats:
        """Value of the cell at each position; NaN outside the grid or for an unknown position."""
        rows, columns = self.values.shape
        up = (np.asarray(lat, np.float64) - self.south) / self.cell_deg
        across = ((np.asarray(lon, np.float64) - self.west) % 360.0) / self.cell_deg
        # Comparisons with NaN are false, so an unknown position is outside.
        with np.errstate(invalid="ignore"):
            known = (up >= 0.0) & (up <= rows) & (across < columns)
        found = np.full(up.shape, np.nan)
        row = np.minimum(up[known].astype(np.int64), rows - 1)
        found[known] = self.values[row, across[known].astype(np.int64)]
        return found
