"""Gives every committed entry its place in the tree and signs the tree's head.

Entries are taken from ``Waiting`` after their commit, so that one whose transaction ends late is
sealed later and never skipped. The checkpoint is signed, stored, and appended with its new leaves
to ``checkpoints.jsonl`` outside the database, where changing a row cannot reach it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections
from django.utils import timezone

from seawall.engines.merkle import Frontier, leaf_hash
from seawall.foundation.audit.models import Checkpoint, Entry, Seal, Waiting
from seawall.foundation.handling.scope import unrestricted

BATCH = 5000
FILE_NAME = "checkpoints.jsonl"
_LOCK = 0x5EA1


class LogBroken(Exception):
    """The log is not as it was sealed, so that nothing can be sealed on top of it."""


@dataclass(frozen=True, slots=True)
class Head:
    """One signed tree head as the file holds it."""

    tree_size: int
    root: bytes
    at: datetime
    signature: bytes
    leaves: tuple[bytes, ...]

    def line(self) -> str:
        return json.dumps(
            {
                "tree_size": self.tree_size,
                "root": self.root.hex(),
                "at": self.at.isoformat(),
                "signature": self.signature.hex(),
                "leaves": [leaf.hex() for leaf in self.leaves],
            }
        )

    @staticmethod
    def parse(line: str) -> "Head":
        """Read one line of the file.

        Raises:
            ValueError: it is not a checkpoint.
        """
        try:
            value: dict[str, Any] = json.loads(line)
            head = Head(
                tree_size=int(value["tree_size"]),
                root=bytes.fromhex(value["root"]),
                at=datetime.fromisoformat(value["at"]),
                signature=bytes.fromhex(value["signature"]),
                leaves=tuple(bytes.fromhex(leaf) for leaf in value["leaves"]),
            )
        except (AttributeError, KeyError, OverflowError, RecursionError, TypeError) as error:
            raise ValueError(f"not a checkpoint: {error}") from error
        if head.line() != line.removesuffix("\n"):
            raise ValueError("not a checkpoint as this program writes it")
        return head


def signed_bytes(tree_size: int, root: bytes, at: datetime) -> bytes:
    """What a checkpoint's signature covers."""
    return b"\n".join([b"seawall audit 1", str(tree_size).encode(), root, at.isoformat().encode()])


def leaf_of(entry: Entry) -> bytes:
    """The leaf hash of an entry: SHA-256 over its canonical JSON."""
    canonical = json.dumps(entry.canonical(), sort_keys=True, separators=(",", ":"))
    return leaf_hash(canonical.encode())


def seal_waiting(*, key: Ed25519PrivateKey, directory: Path) -> int:
    """Seal every entry that waits; returns how many. Safe to run in several processes at once.

    Raises:
        LogBroken: the last checkpoint was changed; nothing is sealed on top of it.
    """
    total = 0
    with _alone():
        while sealed := _seal_batch(key):
            total += sealed
        _write_missing_heads(directory)
    return total


@contextmanager
def _alone() -> Iterator[None]:
    """Keep every other sealer away, and whoever compares database and file, until both agree."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def hold_sealing() -> None:
    """Let no entry be sealed until the open transaction ends."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _seal_batch(key: Ed25519PrivateKey) -> int:
    with unrestricted("audit sealing"):
        ids = list(Waiting.objects.values_list("entry_id", flat=True)[:BATCH])
        entries = sorted(Entry.objects.filter(id__in=ids), key=lambda entry: (entry.at, entry.id))
        if not entries:
            return 0
        last = Checkpoint.objects.order_by("-tree_size").first()
        tree = _frontier(last)
        if last is not None and tree.root() != bytes(last.root):
            raise LogBroken(f"checkpoint {last.tree_size} is not as it was signed")
        seals = []
        for entry in entries:
            leaf = leaf_of(entry)
            seals.append(Seal(position=tree.size, entry_id=entry.id, leaf=leaf))
            tree = tree.append(leaf)
        Seal.objects.bulk_create(seals, batch_size=1000)
        at = timezone.now()
        Checkpoint.objects.create(
            tree_size=tree.size,
            root=tree.root(),
            peaks=[peak.hex() for peak in tree.peaks],
            at=at,
            signature=key.sign(signed_bytes(tree.size, tree.root(), at)),
        )
        Waiting.objects.filter(entry_id__in=[entry.id for entry in entries]).delete()
        return len(entries)


def _frontier(checkpoint: Checkpoint | None) -> Frontier:
    if checkpoint is None:
        return Frontier()
    peaks = tuple(bytes.fromhex(peak) for peak in checkpoint.peaks)
    return Frontier(checkpoint.tree_size, peaks)


def read_heads(directory: Path) -> Iterator[Head]:
    """The checkpoints of the file, in order.

    Raises:
        ValueError: a line of the file is damaged; says which.
    """
    path = directory / FILE_NAME
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield Head.parse(line)
            except ValueError as error:
                raise ValueError(f"{FILE_NAME}, line {number}: {error}") from error


def _write_missing_heads(directory: Path) -> None:
    """Append the checkpoints that the file does not hold yet, whoever died before writing them."""
    with unrestricted("audit sealing"):
        written = _last_size(directory)
        missing = Checkpoint.objects.filter(tree_size__gt=written).order_by("tree_size")
        lines = []
        for checkpoint in missing:
            leaves = Seal.objects.filter(position__gte=written, position__lt=checkpoint.tree_size)
            head = Head(
                tree_size=checkpoint.tree_size,
                root=bytes(checkpoint.root),
                at=checkpoint.at,
                signature=bytes(checkpoint.signature),
                leaves=tuple(bytes(seal.leaf) for seal in leaves.order_by("position")),
            )
            lines.append(head.line() + "\n")
            written = checkpoint.tree_size
        _append(directory, lines)


def _last_size(directory: Path) -> int:
    path = directory / FILE_NAME
    if not path.exists():
        return 0
    _cut_torn_line(path)
    size = 0
    for head in read_heads(directory):
        size = head.tree_size
    return size


def _cut_torn_line(path: Path) -> None:
    """A line without its end was being written when the power went: its checkpoint comes again."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(data.rfind(b"\n") + 1)


def _append(directory: Path, lines: list[str]) -> None:
    if not lines:
        return
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (directory / FILE_NAME).open("a", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
