"""The field tables, and the kernels against a decoder that reads strings of 0 and 1."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines import ais
from seawall.engines.ais.encode import armour, checksum, encode, encode_bits
from seawall.engines.ais.fields import MAX_BITS, Field
from seawall.engines.ais.layouts import (
    LAYOUTS,
    NUMBER,
    application_specs,
    message_specs,
    own_fields,
)
from seawall.engines.ais.regional import APPLICATIONS

KEYS = [layout.key for layout in LAYOUTS]


def test_all_27_types_have_a_layout() -> None:
    assert {layout.type for layout in LAYOUTS} == set(range(1, 28))


def test_keys_and_applications_are_unique() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert max(Counter((app.dac, app.fid) for app in APPLICATIONS).values()) == 1


@pytest.mark.parametrize("key", KEYS)
def test_fields_lie_within_the_longest_message(key: str) -> None:
    layout = LAYOUTS[NUMBER[key]]
    for field in layout.fields:
        assert field.start + field.width <= MAX_BITS, field
        assert field.width <= 60 or field.kind in ("text", "hex"), field
        assert field.kind != "text" or field.width % 6 == 0, field
        assert field.lowest <= field.highest or not field.width, field
    assert layout.least <= layout.most <= MAX_BITS


@pytest.mark.parametrize("key", KEYS)
def test_fields_of_a_layout_overlap_only_where_one_excludes_the_other(key: str) -> None:
    excluded = {"second_code", "mothership_mmsi", "data", "to_bow", "to_stern", "to_port"}
    excluded |= {"to_starboard", "epfd", "second"}
    taken: dict[int, str] = {}
    for field in LAYOUTS[NUMBER[key]].fields:
        if field.when or field.name in excluded or field.start < 0 or not field.width:
            continue
        for bit in range(field.start, field.start + field.width):
            assert bit not in taken, (field.name, taken[bit])
            taken[bit] = field.name


def test_a_column_has_one_kind() -> None:
    assert len(message_specs()) > 80
    for key in KEYS:
        assert application_specs(key)


# ---- a decoder for strings of 0 and 1, written from the field's definition alone


def naive_text(bits: str) -> str:
    codes = [int(bits[i : i + 6], 2) for i in range(0, len(bits) - 5, 6)]
    characters = "".join(chr(code + 64 if code < 32 else code) for code in codes)
    return characters.partition("@")[0]


def naive_run(field: Field, bits: str, start: int) -> str | None:
    end = start + field.width if field.width else len(bits) - field.tail
    run = bits[start : min(end, len(bits))]
    if field.kind == "hex":
        padded = run.ljust(-(-len(run) // 8) * 8, "0")
        return "".join(f"{int(padded[i : i + 4], 2):x}" for i in range(0, len(padded), 4)) or None
    found = naive_text(run)
    if field.more and len(found) == field.width // 6:
        found += naive_text(bits[field.more : field.more + 88])
    return found.rstrip(" ") or None


def naive_number(field: Field, bits: str, start: int) -> Any:
    if start + field.width > len(bits):
        return None
    raw = int(bits[start : start + field.width], 2)
    if field.signed and raw >> (field.width - 1):
        raw -= 1 << field.width
    if raw == field.unknown or not field.lowest <= raw <= field.highest:
        return None
    if field.kind == "flag":
        return bool(raw)
    return raw / field.divisor + field.shift if field.kind == "decimal" else raw


def naive(field: Field, bits: str) -> Any:
    start = field.start if field.start >= 0 else field.start + len(bits)
    if field.when:
        at, width, value = field.when
        if not bits[at : at + width] or int(bits[at : at + width], 2) != value:
            return None
    read = naive_run if field.kind in ("text", "hex") else naive_number
    return read(field, bits, start)


def sentence(bits: str) -> bytes:
    payload, fill = armour(int(bits, 2), len(bits))
    body = f"AIVDM,1,1,,A,{payload},{fill}"
    return f"!{body}*{checksum(body)}\r\n".encode()


def prefix(key: str) -> str:
    """The bits by which a message says that it has this layout."""
    code, size = encode_bits(key, {"mmsi": 0})
    bits = f"{code:0{size}b}"
    return bits[:38] + bits[38:]


@settings(max_examples=12, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("key", KEYS)
def test_any_bits_are_read_as_the_table_says(key: str, data: st.DataObject) -> None:
    layout = LAYOUTS[NUMBER[key]]
    selecting = {"type", "dac", "fid", "part", "addressed", "structured"}
    size = data.draw(st.integers(layout.least, min(layout.most, layout.least + 200)))
    bits = list(f"{data.draw(st.integers(0, (1 << size) - 1)):0{size}b}")
    template = prefix(key).ljust(size, "0")
    for field in own_fields(layout):
        if field.name in selecting:
            span = slice(field.start, field.start + field.width)
            bits[span] = template[span]
    batch = ais.decode(sentence("".join(bits)))
    assert not len(batch.rejects)
    assert LAYOUTS[batch.layout[0]].key == key
    text = "".join(bits)
    for field in own_fields(layout):
        assert batch.plain(field.name).tolist() == [naive(field, text)], field
    if ":" in key:
        columns = batch.application(key).columns
        for field in layout.fields:
            assert columns[field.name].tolist() == [naive(field, text)], field


def value_of(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "flag":
        return st.booleans()
    if field.kind == "text":
        alphabet = "ABCXYZ0189 -./'"
        return st.text(alphabet, min_size=1, max_size=field.width // 6 or 20).map(str.rstrip)
    raw = st.integers(field.lowest, field.highest).filter(lambda code: code != field.unknown)
    if field.kind == "decimal":
        return raw.map(lambda code: code / field.divisor + field.shift)
    return raw


@settings(max_examples=8, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("key", KEYS)
def test_what_is_encoded_is_decoded(key: str, data: st.DataObject) -> None:
    layout = LAYOUTS[NUMBER[key]]
    fields = [
        field
        for field in layout.fields
        if field.kind != "hex" and not field.when and not field.more and field.name != "part"
    ]
    overlapping = {"second_code", "mothership_mmsi", "addressed", "structured", "dac", "fid"}
    overlapping |= {"radio"} if key.startswith("26") else set()
    chosen = [field for field in fields if field.name not in overlapping][:40]
    given_values = {field.name: data.draw(value_of(field), field.name) for field in chosen}
    given_values["mmsi"] = data.draw(st.integers(0, 999_999_999))
    lines = encode(key, given_values, sequence=data.draw(st.integers(0, 9)))
    batch = ais.decode("\r\n".join(lines).encode())
    assert not len(batch.rejects)
    assert LAYOUTS[batch.layout[0]].key == key
    assert batch.parts[0] == len(lines)
    columns = batch.application(key).columns if ":" in key else {}
    for name, value in given_values.items():
        column = columns[name] if name in columns else batch.plain(name)
        assert column.tolist() == [pytest.approx(value) if value != "" else None], name


@pytest.mark.parametrize("key", ["1", "5", "9", "18", "19", "24A", "24B", "27"])
def test_what_is_not_given_is_unknown(key: str) -> None:
    batch = ais.decode("\n".join(encode(key, {"mmsi": 7})).encode())
    may_be_zero = {"type", "repeat", "mmsi", "part", "radio", "reserved", "regional", "ais_version"}
    may_be_zero |= {"model", "serial", "turn", "second_code"}
    for field in own_fields(LAYOUTS[batch.layout[0]]):
        if field.kind != "flag" and field.name not in may_be_zero:
            assert batch[field.name].tolist() == [None], field.name


def test_what_stands_behind_the_last_message_in_memory_is_not_read() -> None:
    """The words behind are whatever memory held before."""
    for key in ("1", "5", "18", "24B", "27"):
        batch = ais.decode("\n".join(encode(key, {"mmsi": 7})).encode())
        clean = {name: batch.plain(name).tolist() for name in message_specs()}
        used = (int(batch.bits[0]) + 59) // 60
        for filler in (-1, (1 << 62) - 1):
            batch._words[used:] = filler
            assert {name: batch.plain(name).tolist() for name in message_specs()} == clean
