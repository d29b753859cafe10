"""Mode S and ADS-B: frames and other software's records, decoded into columns."""

from __future__ import annotations

from seawall.engines.columns import Column
from seawall.engines.modes.batch import Batch, Rejects
from seawall.engines.modes.reasons import Reason
from seawall.engines.modes.stream import Decoder, decode, decode_file

__all__ = ["Batch", "Column", "Decoder", "Reason", "Rejects", "decode", "decode_file"]
