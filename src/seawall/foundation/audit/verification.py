"""Checks the whole log against its seals, its checkpoints and the file outside the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from seawall.engines.merkle import Frontier, inclusion_proof, root_from_inclusion
from seawall.foundation.audit.models import Checkpoint, Detail, Entry, Seal, Waiting
from seawall.foundation.audit.sealing import Head, leaf_of, read_heads, signed_bytes
from seawall.foundation.handling.scope import unrestricted


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was sealed.

    Args:
        code: what is wrong, such as ``entry_changed``.
        position: place in the tree, None where it has none.
        entry_id: the entry, None where only its place is known.
    """

    code: str
    position: int | None = None
    entry_id: UUID | None = None


@dataclass(slots=True)
class Report:
    """What a verification found. The log is whole if and only if ``faults`` is empty."""

    tree_size: int = 0
    root: bytes = b""
    checkpoints: int = 0
    unsealed: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def root_hex(self) -> str:
        return self.root.hex()

    @property
    def whole(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry is in the tree of a signed head; anyone can check it offline."""

    position: int
    leaf: bytes
    path: tuple[bytes, ...]
    tree_size: int
    root: bytes
    signature: bytes


def verify(*, key: Ed25519PublicKey, directory: Path) -> Report:
    """Read the whole log and name every entry, seal or checkpoint that is not as it was signed.

    Args:
        key: the node's public key.
        directory: where ``checkpoints.jsonl`` lies.
    """
    report = Report()
    with unrestricted("audit verification"):
        heads = _heads(directory, report)
        leaves = [leaf for head in heads for leaf in head.leaves]
        _check_heads(heads, key, report)
        _check_rows(leaves, report)
        _check_stored_checkpoints(heads, report)
        _check_details(report)
        report.unsealed = Waiting.objects.count()
        _check_unsealed(report)
    report.tree_size = len(leaves)
    report.checkpoints = len(heads)
    report.root = heads[-1].root if heads else Frontier().root()
    return report


def _heads(directory: Path, report: Report) -> list[Head]:
    heads: list[Head] = []
    try:
        heads.extend(read_heads(directory))
    except ValueError:
        report.faults.append(Fault("checkpoint_file_damaged"))
    return heads


def _check_heads(heads: list[Head], key: Ed25519PublicKey, report: Report) -> None:
    tree = Frontier()
    for head in heads:
        for leaf in head.leaves:
            tree = tree.append(leaf)
        if tree.size != head.tree_size or tree.root() != head.root:
            report.faults.append(Fault("checkpoint_root_wrong", head.tree_size))
        try:
            key.verify(head.signature, signed_bytes(head.tree_size, head.root, head.at))
        except InvalidSignature:
            report.faults.append(Fault("checkpoint_signature_wrong", head.tree_size))


def _check_rows(leaves: list[bytes], report: Report) -> None:
    """Compare the file's leaves with the seals and with the entries they were made of."""
    seals = iter(Seal.objects.order_by("position").iterator(chunk_size=5000))
    seal = next(seals, None)
    batch: list[tuple[Seal, bytes]] = []
    for position, leaf in enumerate(leaves):
        if seal is None or seal.position != position:
            report.faults.append(Fault("seal_missing", position))
            continue
        batch.append((seal, leaf))
        if len(batch) == 5000:
            _check_batch(batch, report)
            batch = []
        seal = next(seals, None)
    _check_batch(batch, report)
    while seal is not None:
        report.faults.append(Fault("seal_without_checkpoint", seal.position, seal.entry_id))
        seal = next(seals, None)


def _check_batch(batch: list[tuple[Seal, bytes]], report: Report) -> None:
    entries = Entry.objects.in_bulk([seal.entry_id for seal, _leaf in batch])
    for seal, leaf in batch:
        entry = entries.get(seal.entry_id)
        if entry is None:
            report.faults.append(Fault("entry_missing", seal.position, seal.entry_id))
        elif leaf_of(entry) != leaf:
            report.faults.append(Fault("entry_changed", seal.position, seal.entry_id))
        elif bytes(seal.leaf) != leaf:
            report.faults.append(Fault("seal_changed", seal.position, seal.entry_id))


def _check_stored_checkpoints(heads: list[Head], report: Report) -> None:
    stored = {point.tree_size: point for point in Checkpoint.objects.all()}
    for head in heads:
        point = stored.pop(head.tree_size, None)
        if point is None:
            report.faults.append(Fault("checkpoint_missing", head.tree_size))
        elif bytes(point.root) != head.root or bytes(point.signature) != head.signature:
            report.faults.append(Fault("checkpoint_changed", head.tree_size))
    report.faults.extend(Fault("checkpoint_not_in_file", size) for size in stored)


def _check_details(report: Report) -> None:
    """The digest of the details is sealed with the entry, so changed details show as well."""
    digests = dict(Entry.objects.exclude(detail_digest="").values_list("id", "detail_digest"))
    for detail in Detail.objects.iterator(chunk_size=2000):
        found = sha256(bytes(detail.ciphertext)).hexdigest()
        if digests.pop(detail.entry_id, None) != found:
            report.faults.append(Fault("details_changed", entry_id=detail.entry_id))
    report.faults.extend(Fault("details_missing", entry_id=entry_id) for entry_id in digests)


def _check_unsealed(report: Report) -> None:
    """Every entry is sealed or waits to be."""
    sealed = Seal.objects.values("entry_id")
    waiting = Waiting.objects.values("entry_id")
    lost = Entry.objects.exclude(id__in=sealed).exclude(id__in=waiting)
    report.faults.extend(Fault("entry_never_sealed", entry_id=entry.id) for entry in lost)


def prove(entry_id: UUID) -> Proof | None:
    """That the entry is in the newest signed tree, or None while it waits for its seal."""
    with unrestricted("audit proof"):
        seal = Seal.objects.filter(entry_id=entry_id).first()
        point = Checkpoint.objects.order_by("-tree_size").first()
        if seal is None or point is None:
            return None
        leaves = list(_leaves(point.tree_size))
    return Proof(
        position=seal.position,
        leaf=bytes(seal.leaf),
        path=tuple(inclusion_proof(leaves, seal.position)),
        tree_size=point.tree_size,
        root=bytes(point.root),
        signature=bytes(point.signature),
    )


def _leaves(tree_size: int) -> Iterator[bytes]:
    rows = Seal.objects.filter(position__lt=tree_size).order_by("position")
    return (bytes(leaf) for leaf in rows.values_list("leaf", flat=True).iterator(chunk_size=10_000))


def holds(proof: Proof) -> bool:
    """Whether the path leads from the leaf to the root."""
    try:
        root = root_from_inclusion(proof.leaf, proof.position, proof.tree_size, proof.path)
    except ValueError:
        return False
    return root == proof.root
