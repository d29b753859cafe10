"""AIS decoding against pyais and gpsdecode: sentences a second, and equal values.

    python benchmarks/ais.py [--peers PYTHON]

PYTHON (or SEAWALL_PEERS_PYTHON) is an interpreter that has pyais; without it, and without gpsdecode
on the path, the peer is skipped and says so. Rates are messages per second of processor time, so
that other work on the machine weighs less; compilation is not counted. The real sentences are the
shared data beside the checkout or at SEAWALL_SHARED_DATA.
"""

from __future__ import annotations

import argparse
import enum
import importlib.util
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

OURS, PYAIS, GPSDECODE = 1_000_000, 20_000, 100_000
"""Sentences that each is timed on."""
RUNS = 5
POSITION_TARGETS = {"pyais": 50.0, "gpsdecode -j": 20.0}
MIXED_TARGETS = {"pyais": 20.0}
POSITION_COLUMNS = (
    "type", "repeat", "mmsi", "status", "turn", "speed_kn", "accuracy", "lon", "lat", "course",
    "heading", "second", "maneuver", "raim", "radio",
)  # fmt: skip
FILES = ("gpsd-sample.aivdm", "aislib-stream.txt", "libais-tagblock.nmea")


def folder() -> Path:
    beside = Path(__file__).parents[2] / "shared" / "data"
    return Path(os.environ.get("SEAWALL_SHARED_DATA", beside)) / "picture" / "ais"


def repeated(lines: list[bytes], count: int) -> bytes:
    return b"".join(lines[n % len(lines)] + b"\r\n" for n in range(count))


# ---- the peer, in an interpreter of its own


def plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        value = value.value
    return value.hex() if isinstance(value, bytes) else value


def peer(command: str, paths: list[str]) -> None:
    """Runs where pyais is installed: prints messages a second, or every value as JSON."""
    from pyais import FileReaderStream

    if command == "values":
        for path in paths:
            for message in FileReaderStream(path):
                values = message.decode().asdict()
                print(json.dumps({name: plain(value) for name, value in values.items()}))
        return
    begun, count = time.process_time(), 0
    for message in FileReaderStream(paths[0]):
        message.decode()
        count += 1
    print(count / (time.process_time() - begun))


def ask(python: str | None, command: str, *paths: Path) -> str | None:
    if python is None:
        return None
    script = [python, __file__, "--peer", command, *map(str, paths)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(script, capture_output=True, text=True, check=True, env=environment)
    return done.stdout


# ---- speeds


def ours(data: bytes, columns: tuple[str, ...]) -> float:
    from seawall.engines import ais

    begun, count = time.process_time(), 0
    for batch in ais.decode_file(io.BytesIO(data)):
        count += len(batch)
        for name in columns:
            batch[name]
    return count / (time.process_time() - begun)


def gpsdecode(path: Path, count: int) -> float | None:
    program = shutil.which("gpsdecode")
    if program is None:
        return None
    before = os.times()
    with path.open("rb") as source:
        subprocess.run([program, "-j"], stdin=source, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    used = after.children_user - before.children_user
    return count / (used + after.children_system - before.children_system)


def number(answer: str | None) -> float | None:
    return None if answer is None else float(answer)


def middle_of(rates: list[float | None]) -> float | None:
    """The median, the peers having run in turn."""
    known = [rate for rate in rates if rate is not None]
    return statistics.median(known) if known else None


def measure(
    name: str,
    lines: list[bytes],
    columns: tuple[str, ...],
    targets: dict[str, float],
    python: str | None,
) -> bool:
    with tempfile.TemporaryDirectory() as place:
        small, middle = Path(place, "small"), Path(place, "middle")
        small.write_bytes(repeated(lines, PYAIS))
        middle.write_bytes(repeated(lines, GPSDECODE))
        data = repeated(lines, OURS)
        ours(data[: 1 << 20], columns)
        messages = round(GPSDECODE * rate_of_messages(lines))
        runs: dict[str, Callable[[], float | None]] = {
            "seawall": lambda: ours(data, columns),
            "pyais": lambda: number(ask(python, "rate", small)),
            "gpsdecode -j": lambda: gpsdecode(middle, messages),
        }
        seen = [{who: run() for who, run in runs.items()} for _ in range(RUNS)]
    peers = {who: middle_of([turn[who] for turn in seen]) for who in runs}
    rate = peers.pop("seawall") or 0.0
    print(f"{name:10} seawall        {rate:12,.0f} messages/s")
    held = True
    for peer_name, theirs in peers.items():
        target = targets.get(peer_name)
        if theirs is None:
            print(f"{name:10} {peer_name:14} skipped: not installed")
            continue
        ratio = rate / theirs
        wanted = f"(target {target:g})" if target else ""
        held = held and (target is None or ratio >= target)
        print(f"{name:10} {peer_name:14} {theirs:12,.0f} messages/s  x {ratio:.1f} {wanted}")
    return held


def rate_of_messages(lines: list[bytes]) -> float:
    """Messages in a line, on average."""
    from seawall.engines import ais

    return len(ais.decode(b"\n".join(lines))) / len(lines)


# ---- equal values

NAMES = {
    "msg_type": "type", "speed": "speed_kn", "alt": "altitude_m", "ship_type": "shiptype",
    "draught": "draught_m", "partno": "part", "quiet": "quiet_min", "full_name": "aid_name",
    **{f"mmsi{n}": f"dest_mmsi_{n}" for n in range(1, 5)},
    **{f"mmsiseq{n}": f"dest_seqno_{n}" for n in range(1, 5)},
    **{f"dest{n}": f"dest_mmsi_{n}" for n in range(1, 3)},
    **{f"{name}{n}": f"{name}_{n}" for name in ("offset", "increment") for n in range(1, 5)},
    **{f"number{n}": f"slots_{n}" for n in range(1, 5)},
    **{f"timeout{n}": f"timeout_min_{n}" for n in range(1, 5)},
    **{f"type{n}": f"asked_type_{n}" for n in ("1_1", "1_2", "2_1")},
    **{f"offset{n}": f"asked_offset_{n}" for n in ("1_1", "1_2", "2_1")},
}  # fmt: skip
"""pyais's name and ours, where they differ."""

ETA = ("month", "day", "hour", "minute")
TENTHS = ("lat", "lon", "ne_lat", "ne_lon", "sw_lat", "sw_lon")
REASONS = {
    "unknown": "pyais gives codes for 'not available', or outside the range, as values",
    "tenths": "pyais gives tenths of a minute, south as north (Annex 8, Messages 17, 22, 23)",
    "turn": "pyais rounds the rate of turn to whole degrees (Messages 1, 2, 3)",
    "category": "pyais has no such code in its list and says 0 (Message 5, type of ship; EPFD)",
    "spaces": "pyais strips leading spaces, which were sent",
    "binary": "pyais has the communication state or an application's head in the data (Message 26)",
    "missing": "pyais does not read the communication state of Message 26",
    "cut": "the message ends within the field; pyais makes a number of the bits that are left",
    "at": "pyais's name does not end at the first @ (Message 21)",
    "padding": "pyais gives a whole byte more than the message has bits",
}
"""Every kind of difference; in all of them the standard is with us."""


def explained(name: str, type_: int, theirs: Any, value: Any, raw: Any, rate: Any) -> str | None:
    """Which of the known differences this is, or None."""
    rules: tuple[tuple[str, bool], ...] = (
        ("unknown", value is None and theirs in ("", None)),
        ("unknown", value is None and raw is not None),
        ("cut", value is None and raw is None),
        ("tenths", type_ in (17, 22, 23) and name in TENTHS),
        ("turn", name == "turn" and rate is not None and theirs == round(rate)),
        ("turn", name == "turn" and abs(theirs) == 127 == abs(value)),
        ("category", name in ("shiptype", "epfd") and theirs == 0),
        ("spaces", isinstance(value, str) and value.strip() == theirs),
        ("at", name == "aid_name" and str(theirs).partition("@")[0] == value),
        ("missing", name == "radio" and type_ == 26 and theirs is None),
        ("binary", name in ("data", "dac", "fid") and type_ == 26),
        ("padding", name == "data" and str(theirs).rstrip("0") == str(value).rstrip("0")),
    )
    return next((reason for reason, holds in rules if holds), None)


def equal(theirs: Any, value: Any) -> bool:
    if isinstance(value, float) and isinstance(theirs, int | float):
        return abs(theirs - value) < 1e-6
    return bool(theirs == value)


def our_values(path: Path) -> tuple[dict[str, list[Any]], dict[str, list[Any]], list[Any]]:
    from seawall.engines import ais
    from seawall.engines.ais.layouts import message_specs

    batch = ais.decode(path.read_bytes())
    specs = message_specs()
    read = {name: batch.plain(name).tolist() for name in specs}
    numeric = [name for name in specs if specs[name].kind not in ("text", "hex")]
    raw = {name: batch.raw(name).tolist() for name in numeric}
    return read, raw, batch["turn_deg_min"].tolist()


def renamed(given: str, type_: int) -> str:
    """Our name for a value of pyais's."""
    if type_ == 5 and given in ETA:
        return f"eta_{given}"
    if type_ == 23 and given == "ship_type":
        return "asked_shiptype"
    return NAMES.get(given, given)


def pairs(
    path: Path, theirs: list[dict[str, Any]]
) -> Iterator[tuple[str, int, Any, Any, Any, Any]]:
    """Every value that both have: name, type of message, theirs, ours, the code, the turn."""
    read, raw, turns = our_values(path)
    for row, message in enumerate(theirs):
        type_ = read["type"][row]
        application = type_ in (6, 8)
        for given, value in message.items():
            name = renamed(given, type_)
            if name not in read or (
                application and name not in ("type", "repeat", "mmsi", "dac", "fid")
            ):
                continue
            if isinstance(value, str) and "mmsi" in name:
                value = int(value)
            codes = raw.get(name)
            yield name, type_, value, read[name][row], codes and codes[row], turns[row]


def compare(python: str | None) -> bool:
    answer = ask(python, "values", *(folder() / name for name in FILES))
    if answer is None:
        print("equal      pyais          skipped: not installed")
        return True
    theirs = [json.loads(line) for line in answer.splitlines()]
    counts: Counter[str] = Counter()
    for name in FILES:
        size = len(our_values(folder() / name)[1]["mmsi"])
        for field, type_, value, read, raw, turn in pairs(folder() / name, theirs[:size]):
            same = equal(value, read)
            reason = None if same else explained(field, type_, value, read, raw, turn)
            counts[
                "equal" if same else reason or f"UNEXPLAINED {type_} {field} {value} {read}"
            ] += 1
        theirs = theirs[size:]
    print(
        f"equal      pyais          {counts.pop('equal'):,} values equal, {len(theirs)} unmatched"
    )
    for reason, count in counts.most_common():
        print(f"           {count:8,}  {REASONS.get(reason, reason)}")
    return not theirs and set(counts) <= set(REASONS)


def main() -> None:
    parser = argparse.ArgumentParser(description="AIS decoding against its peers")
    here = sys.executable if importlib.util.find_spec("pyais") else None
    parser.add_argument("--peers", default=os.environ.get("SEAWALL_PEERS_PYTHON", here))
    parser.add_argument("--peer", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        peer(given.peer[0], given.peer[1:])
        return
    if not folder().is_dir():
        print(f"skipped: no real sentences at {folder()}")
        return
    from seawall.engines.ais.rows import READ

    stream = (folder() / "aislib-stream.txt").read_bytes().splitlines()
    sentences = [line for line in stream if line[3:5] == b"VD"]
    positions = [
        line for line in sentences if line[6:11] == b",1,1," and line.split(b",")[5][:1] in b"123B"
    ]
    held = [
        measure("positions", positions, POSITION_COLUMNS, POSITION_TARGETS, given.peers),
        measure("mixed", stream, READ, MIXED_TARGETS, given.peers),
        compare(given.peers),
    ]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
