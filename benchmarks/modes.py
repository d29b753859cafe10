"""Mode S decoding against pyModeS: frames a second, and equal values.

    python benchmarks/modes.py [--peers PYTHON]

PYTHON (or SEAWALL_PEERS_PYTHON) is an interpreter that has pyModeS; without it the peer is skipped
and says so. Rates are frames per second of processor time, so that other work on the machine weighs
less; compilation is not counted. The real frames are the shared data beside the checkout or at
SEAWALL_SHARED_DATA.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

OURS, THEIRS = 1_000_000, 10_000
"""Frames that each is timed on."""
RUNS = 5
TARGET = 40.0
COLUMNS = (
    "address", "typecode", "callsign", "category", "altitude_ft", "on_ground", "lat", "lon",
    "speed_kn", "track", "vertical_rate_fpm", "squawk", "emergency",
)  # fmt: skip
NAMES = {
    "altitude": "altitude_ft",
    "callsign": "callsign",
    "groundspeed": "speed_kn",
    "track": "track",
    "vertical_rate": "vertical_rate_fpm",
    "geo_minus_baro": "height_difference_ft",
    "typecode": "typecode",
    "latitude": "lat",
    "longitude": "lon",
}
"""pyModeS's name and ours."""
WHOLE = {"groundspeed": 1.0}
"""Values that pyModeS cuts to whole numbers."""


def recorded() -> list[tuple[float, str]]:
    beside = Path(__file__).parents[2] / "shared" / "data"
    folder = Path(os.environ.get("SEAWALL_SHARED_DATA", beside)) / "picture" / "modes"
    path = folder / "pymodes-adsb.csv"
    if not path.is_file():
        return []
    fields = (line.replace('"', "").split(",") for line in path.read_text().splitlines())
    return [(float(line[0]), line[1]) for line in fields]


def peer(command: str, near: list[str]) -> None:
    """Runs where pyModeS is installed: prints frames a second, or every value as JSON."""
    import pyModeS

    frames = recorded()
    if command == "values":
        place = (float(near[0]), float(near[1]))
        for _, frame in frames:
            print(json.dumps(dict(pyModeS.decode(frame, reference=place)), default=str))
        return
    pipe = pyModeS.PipeDecoder()
    begun = time.process_time()
    for n in range(THEIRS):
        at, frame = frames[n % len(frames)]
        if command == "stream":
            pipe.decode(frame, timestamp=at + n // len(frames) * 1_000)
        else:
            pyModeS.decode(frame)
    print(THEIRS / (time.process_time() - begun))


def ask(python: str | None, *command: str) -> str | None:
    if python is None:
        return None
    script = [python, __file__, "--peer", *command]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(script, capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def beast(frames: list[tuple[float, str]]) -> bytes:
    from seawall.engines.modes import encode

    begun = frames[0][0]
    return b"".join(
        encode.beast(bytes.fromhex(frame), ticks=round((at - begun) * 12_000_000))
        for at, frame in frames
    )


def ours(data: bytes) -> float:
    from seawall.engines import modes

    begun, count = time.process_time(), 0
    for batch in modes.decode_file(io.BytesIO(data), "beast"):
        count += len(batch)
        for name in COLUMNS:
            batch[name]
    return count / (time.process_time() - begun)


def equal(theirs: Any, value: Any, name: str) -> bool:
    if isinstance(value, float):
        return abs(theirs - value) < WHOLE.get(name, 1e-9)
    return bool(theirs == value)


def compare(python: str, frames: list[tuple[float, str]]) -> bool:
    """Our positions come from pairs, pyModeS's from a place near by; both are of the same frame."""
    from seawall.engines import modes

    batch = modes.decode(beast(frames), "beast")
    lat, lon = batch["lat"], batch["lon"]
    first = int(lat.valid.argmax())
    answer = ask(python, "values", str(lat.values[first]), str(lon.values[first])) or ""
    columns = {name: batch[name].tolist() for name in set(NAMES.values())}
    same, before, other = 0, 0, 0
    for row, line in enumerate(answer.splitlines()):
        message = json.loads(line)
        for theirs, name in NAMES.items():
            if message.get(theirs) is None:
                continue
            value = columns[name][row]
            if value is None and name in ("lat", "lon") and row < first:
                before += 1
            elif value is not None and equal(message[theirs], value, theirs):
                same += 1
            else:
                other += 1
                print(f"UNEQUAL {row} {theirs} {message[theirs]} {value}")
    print(f"equal      pyModeS                {same:,} values equal, {other} not")
    print(f"           {before:8,}  before the first pair there is no place; pyModeS was told one")
    return other == 0


def main() -> None:
    parser = argparse.ArgumentParser(description="Mode S decoding against its peer")
    here = sys.executable if importlib.util.find_spec("pyModeS") else None
    parser.add_argument("--peers", default=os.environ.get("SEAWALL_PEERS_PYTHON", here))
    parser.add_argument("--peer", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        peer(given.peer[0], given.peer[1:])
        return
    frames = recorded()
    if not frames:
        print("skipped: no real frames; SEAWALL_SHARED_DATA names their folder")
        return
    data = beast(frames) * (OURS // len(frames))
    ours(data[: 1 << 20])
    kinds = ("frame", "stream")
    turns: list[tuple[float, list[str | None]]] = [
        (ours(data), [ask(given.peers, kind) for kind in kinds]) for _ in range(RUNS)
    ]
    rate = statistics.median(turn[0] for turn in turns)
    print(f"beast      seawall               {rate:12,.0f} frames/s")
    if not given.peers:
        print("beast      pyModeS               skipped: not installed")
        return
    held = compare(given.peers, frames)
    for n, kind in enumerate(kinds):
        theirs = statistics.median(float(turn[1][n] or "nan") for turn in turns)
        ratio = rate / theirs
        held = held and ratio >= TARGET
        print(
            f"beast      pyModeS {kind:13} {theirs:12,.0f} frames/s  "
            f"x {ratio:.1f} (target {TARGET:g})"
        )
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
