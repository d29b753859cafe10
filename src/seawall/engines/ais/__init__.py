"""AIS: NMEA 0183 sentences and the 27 message types of ITU-R M.1371-5, decoded into columns."""

from __future__ import annotations

from seawall.engines.ais.batch import Batch, Rejects, Table
from seawall.engines.ais.reasons import Reason
from seawall.engines.ais.stream import Decoder, decode, decode_file
from seawall.engines.columns import Column

__all__ = ["Batch", "Column", "Decoder", "Reason", "Rejects", "Table", "decode", "decode_file"]
