"""What decoding returns: columns of messages, and the rejects.

A column is an array of values and an array that says which of them are known, the shape in which
Arrow keeps an array (values buffer and validity bitmap): a Parquet or Arrow writer wraps
`Column.values` with `~Column.valid` as its mask and copies nothing but the bitmap. Columns are
read when they are first asked for, so a caller pays for those it uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from seawall.engines.ais import derived, extract
from seawall.engines.ais.layouts import LAYOUTS, NUMBER, Spec, application_specs, message_specs
from seawall.engines.ais.memory import SOURCE_SIZE, SPARE_WORDS, Output, Record
from seawall.engines.ais.reasons import Reason
from seawall.engines.columns import Array, Column


@dataclass(frozen=True, slots=True, eq=False)
class Rejects:
    """What was not understood, in the order in which it was given up.

    Args:
        line: number of the line, from 1, in the whole stream.
        offset: byte in the whole stream where the rejected thing begins.
        reason: number of the `Reason`.
    """

    line: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    reason: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.line)

    def counts(self) -> dict[Reason, int]:
        """How many there are for each reason that occurs."""
        return {Reason(n): count for n, count in sorted(Counter(self.reason.tolist()).items())}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The columns of one application in a batch.

    Args:
        rows: the messages of the batch that carry it.
        columns: their columns by name, as long as `rows`.
    """

    rows: npt.NDArray[np.int64]
    columns: Mapping[str, Column]


@dataclass(frozen=True, eq=False)
class Batch:
    """Messages in the order in which they were complete.

    Args:
        line: number of the line (of the last part), from 1, in the whole stream.
        offset: byte in the whole stream where the message's sentence (first part seen) begins.
        time: Unix seconds that the tag block, suffix or $PGHP sentence gave; NaN unknown.
        layout: index into `layouts.LAYOUTS`.
        bits: length of the message.
        channel: "A", "B", …; b"" unknown.
        talker: two characters.
        own: True for the receiving station's own report (VDO).
        parts: sentences that the message came in.
        source: station; b"" unknown.
        rejects: what was not understood.
        other: sentences of other kinds that were passed over.
        comments: comment lines.
        sentences: VDM and VDO sentences seen, good or bad.
    """

    line: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    time: npt.NDArray[np.float64]
    layout: npt.NDArray[np.int16]
    bits: npt.NDArray[np.int32]
    channel: Array
    talker: Array
    own: npt.NDArray[np.bool_]
    parts: npt.NDArray[np.uint8]
    source: Array
    rejects: Rejects
    other: int
    comments: int
    sentences: int
    _words: npt.NDArray[np.int64] = field(repr=False)
    _word: npt.NDArray[np.int64] = field(repr=False)
    _read: dict[str, Column] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.line)

    def __getitem__(self, name: str) -> Column:
        """The column of that name, read or derived.

        Raises:
            KeyError: no message has such a field.
        """
        column = self._read.get(name)
        if column is None:
            rule = derived.RULES.get(name)
            column = rule(self.plain) if rule else self.plain(name)
            self._read[name] = column
        return column

    def plain(self, name: str) -> Column:
        """The column as its field table gives it, without the rules of `derived`.

        Raises:
            KeyError: no message has such a field.
        """
        return self._column(message_specs()[name], slice(None))

    def raw(self, name: str) -> Column:
        """The codes that were sent, "not available" and codes without meaning included.

        Raises:
            KeyError: no message has such a numeric field.
        """
        spec = message_specs()[name]
        if spec.kind in ("text", "hex"):
            raise KeyError(name)
        values, valid = np.empty(len(self), np.int64), np.empty(len(self), np.bool_)
        extract.read_raw(
            self._words, self._word, self.bits, self.layout, spec.rows, values, valid
        )  # fmt: skip
        return Column(values, valid)

    def application(self, key: str) -> Table:
        """The messages that carry an application ("8:1:31") and its columns.

        Raises:
            KeyError: no such application is known.
        """
        rows = np.flatnonzero(self.layout == NUMBER[key])
        specs = application_specs(key)
        return Table(rows, {name: self._column(spec, rows) for name, spec in specs.items()})

    def applications(self) -> list[str]:
        """Keys of the applications that the batch holds."""
        return [LAYOUTS[n].key for n in np.unique(self.layout).tolist() if ":" in LAYOUTS[n].key]

    def data_bits(self) -> npt.NDArray[np.int32]:
        """Length of the binary data in bits; 0 where a message has none."""
        spec = message_specs()["data"]
        return _hex(spec, self._words, self._word, self.bits, self.layout)[1]

    def _column(self, spec: Spec, rows: slice | npt.NDArray[np.int64]) -> Column:
        word, bits, layout = self._word[rows], self.bits[rows], self.layout[rows]
        return _READERS[spec.kind](spec, self._words, word, bits, layout)


def _integers(spec: Spec, words: Array, word: Array, bits: Array, layout: Array) -> Column:
    values, valid = np.empty(len(word), np.int32), np.empty(len(word), np.bool_)
    extract.read_integers(words, word, bits, layout, spec.rows, values, valid)
    return Column(values, valid)


def _flags(spec: Spec, words: Array, word: Array, bits: Array, layout: Array) -> Column:
    column = _integers(spec, words, word, bits, layout)
    return Column(column.values.astype(np.bool_), column.valid)


def _decimals(spec: Spec, words: Array, word: Array, bits: Array, layout: Array) -> Column:
    values, valid = np.empty(len(word), np.float64), np.empty(len(word), np.bool_)
    extract.read_decimals(words, word, bits, layout, spec.rows, spec.scale, values, valid)
    return Column(values, valid)


def _texts(spec: Spec, words: Array, word: Array, bits: Array, layout: Array) -> Column:
    size = spec.width // 6
    out, valid = np.zeros((len(word), size), np.uint8), np.empty(len(word), np.bool_)
    extract.read_texts(words, word, bits, layout, spec.rows, out, valid)
    return Column(out.view(f"S{size}")[:, 0], valid)


def _hex(
    spec: Spec, words: Array, word: Array, bits: Array, layout: Array
) -> tuple[Column, npt.NDArray[np.int32]]:
    size = 2 * ((spec.width + 7) // 8)
    out, valid = np.zeros((len(word), size), np.uint8), np.empty(len(word), np.bool_)
    lengths = np.empty(len(word), np.int32)
    extract.read_hex(words, word, bits, layout, spec.rows, out, lengths, valid)
    return Column(out.view(f"S{size}")[:, 0], valid), lengths


def _hexes(spec: Spec, words: Array, word: Array, bits: Array, layout: Array) -> Column:
    return _hex(spec, words, word, bits, layout)[0]


_READERS: dict[str, Callable[[Spec, Array, Array, Array, Array], Column]] = {
    "integer": _integers,
    "decimal": _decimals,
    "flag": _flags,
    "text": _texts,
    "hex": _hexes,
}


def gather(memory: Record, out: Output) -> Batch:
    """The batch that a scan has written."""
    rows = out.rows[: memory["messages"]]
    rejects = out.rejects[: memory["rejects"]]
    return Batch(
        line=rows["line"],
        offset=rows["offset"],
        time=rows["time"],
        layout=np.ascontiguousarray(rows["layout"]),
        bits=np.ascontiguousarray(rows["bits"]),
        channel=rows["channel"].view("S1"),
        talker=rows["talker"].view("S2"),
        own=rows["own"],
        parts=rows["parts"],
        source=rows["name"].view(f"S{SOURCE_SIZE}")[:, 0],
        rejects=Rejects(rejects["line"], rejects["offset"], rejects["reason"]),
        other=int(memory["other"]),
        comments=int(memory["comments"]),
        sentences=int(memory["sentences"]),
        _words=out.words[: memory["words"] + SPARE_WORDS],
        _word=np.ascontiguousarray(rows["word"]),
    )
