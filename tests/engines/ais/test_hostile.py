"""Junk, mutated and hostile streams: no crash, no growth, everything counted."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines import ais
from seawall.engines.ais.encode import checksum
from seawall.engines.ais.layouts import message_specs
from seawall.engines.ais.rows import rows

SENTENCES = 100_000


def read_everything(batch: ais.Batch) -> None:
    for name in message_specs():
        batch.plain(name)
    for name in ("to_bow", "length_m", "turn_deg_min", "utc", "mothership_mmsi"):
        batch[name]
    for key in batch.applications():
        batch.application(key)
    batch.data_bits()


def check(batch: ais.Batch, size: int) -> None:
    """Every sentence is a message, a part, or a reject, and all places lie within the stream."""
    read_everything(batch)
    assert np.all((batch.offset >= 0) & (batch.offset < size))
    assert np.all((batch.rejects.offset >= 0) & (batch.rejects.offset < size))
    assert sum(batch.rejects.counts().values()) == len(batch.rejects)
    counts = batch.rejects.counts()
    about_lines = counts.get(ais.Reason.NO_SENTENCE, 0) + counts.get(ais.Reason.TAG, 0)
    assert batch.sentences >= len(batch)
    assert batch.sentences >= len(batch.rejects) - about_lines
    lat, lon = batch.plain("lat"), batch.plain("lon")
    assert np.all(np.abs(lat.values[lat.valid]) <= 90)
    assert np.all(np.abs(lon.values[lon.valid]) <= 180)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes(data: bytes) -> None:
    check(ais.decode(data), len(data) + 1)


PIECES = st.sampled_from(
    [
        b"!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A",
        b"!AIVDM,", b"!AIVDM,0,0,,A,", b"2,1,1,A,", b"2,2,1,B,", b"9,9,9,,", b"1,1,,,",
        b"w" * 62, b"0" * 200, b",0*", b",5*00", b"*", b"\r\n", b"\n", b"\\", b"\\g:1-2-3*00\\",
        b"\\c:99999999999999999999,s:*5C\\", b"\\s:" + b"x" * 700, b"$", b"$PGHP,1,9999,99,99,",
        b"!BSVDO,", b"\x00", b"\xff\xfe", b"#", b",r0,999999999999999999999",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_pieces_of_sentences_in_any_order(data: bytes) -> None:
    check(ais.decode(data), len(data) + 1)


CHARACTERS = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"


def hostile(random_: random.Random) -> str:
    """A sentence with a right checksum and whatever else."""
    total = random_.choice((0, 1, 1, 1, 2, 2, 3, 9))
    part = random_.randint(0, max(total, 1) + (random_.random() < 0.05))
    payload = "".join(random_.choices(CHARACTERS, k=random_.choice((1, 7, 28, 60, 61, 150))))
    body = (
        f"{random_.choice(('AI', 'BS', '--'))}VD{random_.choice('MO')},{total},{part},"
        f"{random_.choice(('', '0', '1', '9'))},{random_.choice(('', 'A', 'B', '2'))},{payload},"
        f"{random_.randint(0, 6)}"
    )
    return f"!{body}*{checksum(body)}"


def test_a_hundred_thousand_hostile_sentences_are_all_accounted_for() -> None:
    """One process that lives on; its state stays as large as it was."""
    random_ = random.Random(7)
    decoder, seen, size = ais.Decoder(), 0, 0
    pool = [hostile(random_) for _ in range(20_000)]
    for _ in range(SENTENCES // 10_000):
        data = "\n".join(random_.choices(pool, k=10_000)).encode() + b"\n"
        batch = decoder.feed(data)
        size += len(data)
        check(batch, size)
        seen += batch.sentences
    last = decoder.close()
    assert seen == SENTENCES
    assert set(last.rejects.counts()) <= {ais.Reason.INCOMPLETE}
    assert len(last.rejects) <= 256


@pytest.mark.shared_data
def test_mutated_real_sentences_are_rejected_or_read_but_never_misread_as_another_s(
    shared_data: Path,
) -> None:
    """One changed byte in each sentence: the checksum finds it, or nothing was changed in it."""
    random_ = random.Random(11)
    stream = (shared_data / "picture" / "ais" / "aislib-stream.txt").read_bytes()
    known = set(ais.decode(stream)["mmsi"].tolist())
    mutated = []
    for line in stream.splitlines():
        changed = bytearray(line)
        if line.startswith(b"!"):
            at = random_.randrange(1, len(line) - 3)
            changed[at] = changed[at] ^ random_.randint(1, 127)
        mutated.append(bytes(changed))
    data = b"\r\n".join(mutated)
    batch = ais.decode(data)
    check(batch, len(data))
    assert len(batch) == 0 or set(batch["mmsi"].tolist()) <= known
    assert len(batch.rejects) > 4_000
    assert not list(rows(batch)) or len(batch) < 50
