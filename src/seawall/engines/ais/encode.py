"""Writing AIS sentences from the same field tables, for tests, replays and simulation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from operator import xor

from seawall.engines.ais.fields import MAX_BITS, Field, Fields
from seawall.engines.ais.layouts import LAYOUTS, NUMBER, own_fields

Value = int | float | bool | str | None

PAYLOAD_SIZE = 60
"""Characters of payload in one sentence, so that it stays within 82 (IEC 61162-1)."""

_ARMOUR = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"
_SIX_BIT_TEXT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"
_CODES = {character: code for code, character in enumerate(_SIX_BIT_TEXT)}


class EncodeError(ValueError):
    """A value does not fit the message."""


def _text_code(value: str, characters: int) -> int:
    code = 0
    for character in value.upper().ljust(characters, "@")[:characters]:
        code = code << 6 | _CODES.get(character, _CODES["?"])
    return code


def _number_code(field: Field, value: Value) -> int:
    code = field.silence if value is None else round((float(value) - field.shift) * field.divisor)
    if not -(1 << field.width) < code < 1 << field.width:
        raise EncodeError(f"{field.name}: {value}")
    return code & ((1 << field.width) - 1)


Run = tuple[int, int, int]
"""First bit, number of bits, the bits."""


def _text_runs(field: Field, value: str) -> list[Run]:
    characters = field.width // 6 or len(value)
    runs = [(field.start, characters * 6, _text_code(value, characters))]
    rest = value[characters:] if field.more else ""
    if rest:
        runs.append((field.more, len(rest) * 6, _text_code(rest, len(rest))))
    return runs


def _runs(field: Field, value: Value) -> list[Run]:
    if field.kind == "text":
        return _text_runs(field, str(value or ""))
    if field.kind == "hex":
        digits = str(value or "")
        return [(field.start, len(digits) * 4, int(digits or "0", 16))]
    return [(field.start, field.width, _number_code(field, value))]


@cache
def _fields(key: str) -> Fields:
    layout = LAYOUTS[NUMBER[key]]
    if ":" not in key:
        return own_fields(layout)
    headers = tuple(field for field in own_fields(layout) if field.name != "data")
    return headers + layout.fields


def _selected(key: str) -> dict[str, Value]:
    """What the layout itself says of the message."""
    layout = LAYOUTS[NUMBER[key]]
    given: dict[str, Value] = {"type": layout.type, "repeat": 0}
    if ":" in key:
        _, dac, fid = key.split(":")
        given |= {"dac": int(dac), "fid": int(fid)}
    given |= {"part": int(key == "24B"), "addressed": "addressed" in key}
    given["structured"] = "structured" in key
    return given


def encode_bits(key: str, values: Mapping[str, Value]) -> tuple[int, int]:
    """One message as a whole number and its length in bits.

    Args:
        key: the layout ("1", "24A", "8:1:31", …).
        values: by column name, in the units of the column; what is missing is sent as "not
            available", and repeated groups that are missing are not sent.

    Raises:
        KeyError: there is no such layout.
        EncodeError: a value does not fit its field.
    """
    given = _selected(key) | dict(values)
    runs: list[Run] = []
    tail: list[Run] = []
    silent: list[Run] = []
    for field in _fields(key):
        value = given.get(field.name)
        group = field.name.rpartition("_")[2].isdigit()
        if value is None and (group or field.when or field.name == "second_code"):
            continue
        kept = tail if field.start < 0 else silent if value is None else runs
        kept.extend(_runs(field, value))
    size = max(start + width for start, width, _ in runs + silent)
    size = -(-max(size + sum(width for _, width, _ in tail), LAYOUTS[NUMBER[key]].least) // 8) * 8
    if size > MAX_BITS:
        raise EncodeError(f"{key}: {size} bits")
    taken = {(start, width) for start, width, _ in runs}
    silent = [run for run in silent if run[:2] not in taken]
    bits = 0
    for start, width, code in (*runs, *silent, *tail):
        bits |= code << (size - (start + size if start < 0 else start) - width)
    return bits, size


def armour(bits: int, size: int) -> tuple[str, int]:
    """The payload characters and the number of fill bits (IEC 61162-1, VDM)."""
    fill = -size % 6
    bits <<= fill
    return "".join(_ARMOUR[bits >> k & 63] for k in range(size + fill - 6, -1, -6)), fill


def checksum(body: str) -> str:
    """The two hexadecimal digits for what stands between the first character and the star."""
    return f"{reduce(xor, body.encode('ascii'), 0):02X}"


def tag_block(
    *, time: int | None = None, source: str | None = None, group: tuple[int, int, int] | None = None
) -> str:
    """An NMEA 4.10 tag block.

    Args:
        time: Unix seconds.
        source: station.
        group: number of the sentence, count and identity of its group.
    """
    fields = []
    if group:
        fields.append("g:" + "-".join(map(str, group)))
    if source:
        fields.append(f"s:{source}")
    if time is not None:
        fields.append(f"c:{time}")
    body = ",".join(fields)
    return f"\\{body}*{checksum(body)}\\"


def encode(
    key: str,
    values: Mapping[str, Value],
    *,
    talker: str = "AI",
    own: bool = False,
    channel: str = "A",
    sequence: int = 0,
) -> list[str]:
    """The sentences of one message, without line ends.

    Args:
        key: the layout ("1", "24A", "8:1:31", …).
        values: see `encode_bits`.
        talker: two characters.
        own: VDO instead of VDM.
        channel: "A", "B" or "".
        sequence: 0..9, the identity of a message that takes several sentences.

    Raises:
        KeyError: there is no such layout.
        EncodeError: a value does not fit its field.
    """
    payload, fill = armour(*encode_bits(key, values))
    pieces = [payload[i : i + PAYLOAD_SIZE] for i in range(0, len(payload), PAYLOAD_SIZE)]
    total, formatter = len(pieces), "VDO" if own else "VDM"
    identity = str(sequence) if total > 1 else ""
    sentences = []
    for number, piece in enumerate(pieces, start=1):
        body = (
            f"{talker}{formatter},{total},{number},{identity},{channel},{piece},"
            f"{fill if number == total else 0}"
        )
        sentences.append(f"!{body}*{checksum(body)}")
    return sentences
