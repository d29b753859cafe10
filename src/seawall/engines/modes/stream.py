"""Decoding Mode S frames: a buffer, a stream in pieces, a file, or frames already found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal

import numpy as np
import numpy.typing as npt

from seawall.engines.modes.batch import Batch, Rejects
from seawall.engines.modes.decode import decode as decode_frames
from seawall.engines.modes.frames import FOUND, FRAME, REJECT, find_avr, find_beast
from seawall.engines.modes.memory import AT_ONCE, ROW, aircraft, thinned
from seawall.engines.modes.reasons import Reason

Framing = Literal["beast", "avr"]
CLOCK_HZ = 12_000_000.0
CHUNK = 1 << 18
"""Bytes that are decoded at once from a file; what comes of them stays in the processor's cache."""
LONGEST_LINE = 4_096
"""Bytes of an unfinished line that are kept while its end has not come."""
PADDING = 64
SHORTEST = 11
"""Bytes of the shortest frame of any format."""

_FINDERS: dict[str, Callable[..., int]] = {"beast": find_beast, "avr": find_avr}


class Decoder:
    """Decodes one receiver's stream piece by piece; frames may be split anywhere.

    It remembers at most `memory.MOST_AIRCRAFT` aircraft and one unfinished frame. Replies whose
    address is hidden in their parity are believed for aircraft heard in squitters before.

    Args:
        framing: "beast" or "avr".
        receiver: latitude and longitude of the antenna, for positions on the ground.
    """

    def __init__(
        self, framing: Framing, *, receiver: tuple[float, float] | None = None
    ) -> None:  # fmt: skip
        self._framing = framing
        self._here = np.array(receiver or (np.nan, np.nan), np.float64)
        self._aircraft = aircraft()
        self._since = 0
        self._rest = b""
        self._found = np.zeros(1, FOUND)

    def feed(self, data: bytes | bytearray | memoryview, *, received: float = np.nan) -> Batch:
        """Decode the whole frames so far.

        Args:
            data: the next bytes of the stream.
            received: Unix seconds when they came; without it the receiver's clock tells how far
                apart reports are, and rows have no time; without either there are no positions.
        """
        joined = self._rest + bytes(data)
        cut = len(joined) if self._framing == "beast" else joined.rfind(b"\n") + 1
        self._rest = joined[cut:]
        return self._decode(joined[:cut], received)

    def close(self, data: bytes | bytearray | memoryview = b"") -> Batch:
        """Decode the last bytes; an unfinished frame is rejected as cut."""
        lines, self._rest = self._rest + bytes(data), b""
        batch = self._decode(lines, np.nan)
        if not self._rest:
            return batch
        offset, self._rest = int(self._found["offset"][0]), b""
        rejects = Rejects(
            np.append(batch.rejects.offset, offset),
            np.append(batch.rejects.reason, np.uint8(Reason.CUT)),
        )
        return Batch(batch.rows, rejects, batch.other)

    def read(self, frames: npt.NDArray[np.void], times: npt.NDArray[np.float64]) -> Batch:
        """Decode frames that were found elsewhere.

        Args:
            frames: `frames.FRAME`.
            times: Unix seconds, one a frame.
        """
        rejects = np.empty(len(frames), REJECT)
        self._found["rejects"] = self._found["other"] = 0
        return self._rows(frames.copy(), np.asarray(times, np.float64), rejects, given=True)

    def _decode(self, data: bytes, received: float) -> Batch:
        found = self._found
        for counter in ("frames", "rejects", "other"):
            found[counter] = 0
        buffer = np.zeros(len(data) + PADDING, np.uint8)
        buffer[: len(data)] = np.frombuffer(data, np.uint8)
        frames = np.empty(len(data) // SHORTEST + 2, FRAME)
        rejects = np.empty(len(data) + len(frames) + 2, REJECT)
        done = int(_FINDERS[self._framing](buffer, len(data), found, frames, rejects))
        self._keep(data[done:], rejects)
        frames = frames[: found["frames"][0]]
        given = not np.isnan(received)
        clock = np.where(frames["ticks"] < 0, np.nan, frames["ticks"] / CLOCK_HZ)
        times = np.full(len(frames), received) if given else clock
        batch = self._rows(frames, times, rejects, given=given)
        found["offset"] += done
        return batch

    def _keep(self, rest: bytes, rejects: npt.NDArray[np.void]) -> None:
        """Keep the unfinished end for the next piece, unless it is longer than any line."""
        self._rest = rest + self._rest
        if len(self._rest) > LONGEST_LINE:
            found = self._found[0]
            rejects[found["rejects"]] = found["offset"], Reason.LINE_TOO_LONG
            found["rejects"] += 1
            found["offset"] += len(self._rest)
            self._rest = b""

    def _make_room(self, frames: int) -> None:
        """Look how full the table of aircraft is, before it can be too full."""
        self._since += frames
        if self._since > AT_ONCE:
            self._aircraft = thinned(self._aircraft)
            self._since = frames

    def _rows(
        self,
        frames: npt.NDArray[np.void],
        times: npt.NDArray[np.float64],
        rejects: npt.NDArray[np.void],
        *,
        given: bool,
    ) -> Batch:
        found, rows, filled = self._found, np.zeros(len(frames), ROW), 0
        for start in range(0, len(frames), AT_ONCE):
            piece = slice(start, start + AT_ONCE)
            self._make_room(len(frames[piece]))
            filled += decode_frames(
                frames[piece],
                times[piece],
                given,
                self._aircraft,
                self._here,
                rows[filled:],
                rejects,
                found,
            )
        noted = rejects[: found["rejects"][0]]
        return Batch(
            rows[:filled],
            Rejects(noted["offset"].copy(), noted["reason"].copy()),
            int(found["other"][0]),
        )


def decode(
    data: bytes | bytearray | memoryview,
    framing: Framing,
    *,
    receiver: tuple[float, float] | None = None,
) -> Batch:
    """Decode a buffer that is complete in itself."""
    return Decoder(framing, receiver=receiver).close(data)


def decode_file(
    file: BinaryIO, framing: Framing, *, receiver: tuple[float, float] | None = None
) -> Iterator[Batch]:
    """Decode a file of any size in constant memory."""
    decoder = Decoder(framing, receiver=receiver)
    while data := file.read(CHUNK):
        yield decoder.feed(data)
    yield decoder.close()
