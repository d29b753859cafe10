"""Mode S parity: the 24-bit cyclic code and the repair of one wrong bit.

ICAO Annex 10 Vol IV, 3.1.2.3.3: generator 1FFF409 (hexadecimal).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from seawall.engines.kernels import inlined
from seawall.engines.modes.frames import LONG, Bytes

GENERATOR = 0xFFF409
MASK = 0xFFFFFF


def _table() -> npt.NDArray[np.int64]:
    table = np.zeros(256, np.int64)
    for byte in range(256):
        value = byte << 16
        for _ in range(8):
            value = (value << 1 ^ GENERATOR if value & 0x800000 else value << 1) & MASK
        table[byte] = value
    return table


TABLE = _table()


def _remainder(data: bytes) -> int:
    """Remainder of all bytes, the last three being the parity; 0 for a sound squitter."""
    value = 0
    for byte in data[:-3]:
        value = (value << 8 ^ int(TABLE[(value >> 16 ^ byte) & 255])) & MASK
    return value ^ int.from_bytes(data[-3:], "big")


def _syndromes() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Remainders that one wrong bit of a long frame leaves, sorted, and which bit it is.

    The five bits that name the format are left out: a frame whose format is wrong is another.
    """
    pairs = []
    for bit in range(5, LONG * 8):
        frame = bytearray(LONG)
        frame[bit // 8] = 128 >> bit % 8
        pairs.append((_remainder(bytes(frame)), bit))
    pairs.sort()
    return np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])


SYNDROMES, WRONG_BITS = _syndromes()


@inlined
def remainder(data: Bytes, size: int) -> int:
    """Parity of the first size - 3 bytes, exclusive-or the last three bytes."""
    value = 0
    for k in range(size - 3):
        value = (value << 8 ^ TABLE[(value >> 16 ^ int(data[k])) & 255]) & MASK
    return value ^ (int(data[size - 3]) << 16 | int(data[size - 2]) << 8 | int(data[size - 1]))


@inlined
def wrong_bit(syndrome: int) -> int:
    """The one wrong bit of a long frame that leaves this remainder, or -1."""
    k = np.searchsorted(SYNDROMES, syndrome)
    if k < SYNDROMES.size and SYNDROMES[k] == syndrome:
        return int(WRONG_BITS[k])
    return -1
