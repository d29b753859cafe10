"""Decoding a buffer, a stream in pieces, or a file of any size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from seawall.engines.ais.batch import Batch, gather
from seawall.engines.ais.layouts import choices
from seawall.engines.ais.memory import Output, output, state
from seawall.engines.ais.reasons import Reason
from seawall.engines.ais.scan import give_all_up, scan

LONGEST_LINE = 4_096
"""Bytes of an unfinished line that are kept while its end has not come."""
CHUNK = 1 << 18
"""Bytes that are decoded at once from a file; what comes of them stays in the processor's cache."""
PADDING = 512 + 32
"""Zero bytes behind a buffer; no look ahead goes further."""


class Decoder:
    """Decodes one stream piece by piece; lines and messages may be split anywhere.

    Its memory is bounded: `memory.SLOTS` messages that wait for parts and one unfinished line.
    One feed has one decoder, so that parts from different receivers cannot meet.
    """

    def __init__(self) -> None:
        self._state = state()
        self._rest = b""
        self._dropping = False

    def feed(self, data: bytes | bytearray | memoryview, *, received: float = np.nan) -> Batch:
        """Decode the whole lines so far.

        Args:
            data: the next bytes of the stream.
            received: Unix seconds when they came; by it, rather than by what sentences say,
                the wait for missing parts is measured.
        """
        self._state.memory["received"] = received
        joined = self._rest + self._past_dropped_line(bytes(data))
        cut = joined.rfind(b"\n") + 1
        self._rest = joined[cut:]
        return self._decode(joined[:cut], last=False)

    def close(self, data: bytes | bytearray | memoryview = b"") -> Batch:
        """Decode the last bytes and reject the messages that still lack parts."""
        lines = self._rest + self._past_dropped_line(bytes(data))
        self._rest = b""
        return self._decode(lines, last=True)

    def _past_dropped_line(self, data: bytes) -> bytes:
        if not self._dropping:
            return data
        cut = data.find(b"\n") + 1
        dropped = cut or len(data)
        self._dropping = cut == 0
        self._state.memory["offset"] += dropped
        self._state.memory["line"] += int(cut > 0)
        return data[dropped:]

    def _drop_long_line(self, out: Output) -> None:
        memory = self._state.memory[0]
        at = memory["rejects"]
        out.rejects[at] = memory["line"] + 1, memory["offset"], Reason.LINE_TOO_LONG
        memory["rejects"] += 1
        memory["offset"] += len(self._rest)
        self._rest, self._dropping = b"", True

    def _decode(self, lines: bytes, *, last: bool) -> Batch:
        kept, out = self._state, output(len(lines))
        for counter in ("messages", "words", "rejects", "other", "comments", "sentences"):
            kept.memory[counter] = 0
        if lines:
            buffer = np.zeros(len(lines) + PADDING, np.uint8)
            buffer[: len(lines)] = np.frombuffer(lines, np.uint8)
            scan(buffer, len(lines), *kept, choices(), *out)
        if len(self._rest) > LONGEST_LINE:
            self._drop_long_line(out)
        if last:
            give_all_up(kept.memory, kept.slots, out.rejects)
        return gather(kept.memory[0], out)


def decode(data: bytes | bytearray | memoryview) -> Batch:
    """Decode a buffer that is complete in itself: whole lines, whole messages."""
    return Decoder().close(data)


def decode_file(file: BinaryIO, *, chunk: int = CHUNK) -> Iterator[Batch]:
    """Decode a file of any size in constant memory.

    Args:
        file: open for reading bytes.
        chunk: bytes read at a time.
    """
    decoder = Decoder()
    while data := file.read(chunk):
        yield decoder.feed(data)
    yield decoder.close()
