"""A million hostile sentences and a million hostile frames: no crash, no growth, all counted."""

from __future__ import annotations

import random
import resource
from collections import Counter

import numpy as np

from seawall.engines import ais, modes
from seawall.engines.ais.encode import checksum, encode
from seawall.engines.modes import encode as frames

SENTENCES = FRAMES = 1_000_000
PIECE = 10_000
ALPHABET = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"
GROWTH_MB = 40


def used_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def sentence(random_: random.Random) -> bytes:
    """A sentence with a right checksum and contents at random, or one that was good once."""
    if random_.random() < 0.5:
        good = encode(random_.choice(("1", "5", "18", "21", "24A")), {"mmsi": 1})
        line = bytearray(random_.choice(good).encode())
        for _ in range(random_.randint(0, 3)):
            line[random_.randrange(len(line))] = random_.randrange(256)
        return bytes(line)
    total = random_.randint(0, 10)
    payload = "".join(random_.choices(ALPHABET, k=random_.randint(0, 190)))
    body = (
        f"{random_.choice(('AI', 'BS'))}VDM,{total},{random_.randint(0, total + 1)},"
        f"{random_.choice(('', '1', '9', '77'))},{random_.choice(('', 'A', 'B', 'XY'))},{payload},"
        f"{random_.randint(0, 7)}"
    )
    tag = random_.choice(("", "", "\\s:x*0B\\", f"\\g:1-2-{random_.randint(0, 99)},c:1*00\\"))
    return f"{tag}!{body}*{checksum(body)}".encode()


def test_a_million_hostile_sentences() -> None:
    random_ = random.Random(1)  # noqa: S311 - the same sentences in each run
    pool = [sentence(random_) for _ in range(100_000)]
    decoder, seen, reasons, before = ais.Decoder(), 0, Counter[ais.Reason](), 0
    for turn in range(SENTENCES // PIECE):
        batch = decoder.feed(b"\n".join(random_.choices(pool, k=PIECE)) + b"\n")
        for name in ("lat", "lon", "shipname", "data", "utc", "length_m"):
            batch[name].tolist()
        seen += batch.sentences
        reasons.update(batch.rejects.counts())
        before = before or (used_mb() if turn == 10 else 0)
    print(seen, "sentences;", dict(reasons))
    assert seen > SENTENCES // 2
    assert used_mb() - before < GROWTH_MB


def test_a_million_hostile_frames() -> None:
    random_ = random.Random(2)  # noqa: S311 - the same frames in each run
    decoder, seen, before = modes.Decoder("beast", receiver=(13.1, -59.6)), 0, 0
    pool = []
    for n in range(100_000):
        me, downlink = random_.getrandbits(56), random_.choice((17, 18))
        good = frames.squitter(random_.getrandbits(24), me, downlink=downlink)
        bad = bytearray(frames.beast(good, ticks=n * 6_000))
        if random_.random() < 0.3:
            bad[random_.randrange(len(bad))] = random_.randrange(256)
        pool.append(bytes(bad))
    for turn in range(FRAMES // PIECE):
        batch = decoder.feed(b"".join(random_.choices(pool, k=PIECE)), received=float(turn))
        lat = batch["lat"]
        assert np.all(np.abs(lat.values[lat.valid]) <= 90)
        seen += len(batch) + len(batch.rejects)
        before = before or (used_mb() if turn == 10 else 0)
    assert seen >= FRAMES // 2
    assert used_mb() - before < GROWTH_MB
