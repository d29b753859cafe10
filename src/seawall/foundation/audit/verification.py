"""Checks the whole log against its seals, its checkpoints and the file outside the database."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import Exists, OuterRef

from seawall.engines.merkle import Frontier, inclusion_proof, root_from_inclusion
from seawall.foundation.audit.models import (
    Checkpoint,
    Detail,
    DetailKey,
    Entry,
    Seal,
    Subject,
    Waiting,
)
from seawall.foundation.audit.recording import opened
from seawall.foundation.audit.sealing import Head, hold_sealing, leaf_of, read_heads, signed_bytes
from seawall.foundation.handling.scope import unrestricted

BATCH = 2000


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
    heads: set[int] = field(default_factory=set)

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

    The log is read once, a batch at a time, whatever its length. Sealing waits meanwhile, so that
    database and file are compared as they stand together.

    Args:
        key: the node's public key.
        directory: where ``checkpoints.jsonl`` lies.
    """
    report = Report(root=Frontier().root())
    with unrestricted("audit verification"):
        hold_sealing()
        _check_sealed(key, directory, report)
        _check_stored_checkpoints(report)
        _check_unsealed(report)
        report.unsealed = Waiting.objects.count()
    return report


def _check_sealed(key: Ed25519PublicKey, directory: Path, report: Report) -> None:
    """Follow the file's checkpoints and compare each with the seals and entries it covers."""
    tree = Frontier()
    seals = iter(Seal.objects.order_by("position").iterator(chunk_size=BATCH))
    place = _Place(next(seals, None), seals)
    try:
        for head in read_heads(directory):
            first = tree.size
            for leaf in head.leaves:
                tree = tree.append(leaf)
            _check_head(head, tree, key, report)
            for start in range(0, len(head.leaves), BATCH):
                _check_leaves(place, first + start, head.leaves[start : start + BATCH], report)
            report.root, report.checkpoints = head.root, report.checkpoints + 1
    except ValueError:
        report.faults.append(Fault("checkpoint_file_damaged"))
    report.tree_size = tree.size
    while place.seal is not None:
        report.faults.append(
            Fault("seal_without_checkpoint", place.seal.position, place.seal.entry_id)
        )
        place.go_on()


@dataclass(slots=True)
class _Place:
    """How far the seals have been read."""

    seal: Seal | None
    rest: Iterator[Seal]

    def go_on(self) -> None:
        self.seal = next(self.rest, None)


def _check_head(head: Head, tree: Frontier, key: Ed25519PublicKey, report: Report) -> None:
    if tree.size != head.tree_size or tree.root() != head.root:
        report.faults.append(Fault("checkpoint_root_wrong", head.tree_size))
    try:
        key.verify(head.signature, signed_bytes(head.tree_size, head.root, head.at))
    except InvalidSignature:
        report.faults.append(Fault("checkpoint_signature_wrong", head.tree_size))
    stored = Checkpoint.objects.filter(tree_size=head.tree_size).first()
    if stored is None:
        report.faults.append(Fault("checkpoint_missing", head.tree_size))
    elif (bytes(stored.root), bytes(stored.signature), stored.at, stored.peaks) != (
        head.root,
        head.signature,
        head.at,
        [peak.hex() for peak in tree.peaks],
    ):
        report.faults.append(Fault("checkpoint_changed", head.tree_size))
    report.heads.add(head.tree_size)


def _check_leaves(place: _Place, first: int, leaves: Sequence[bytes], report: Report) -> None:
    """Compare a stretch of the file's leaves with the seals, and those with their entries."""
    found: list[tuple[Seal, bytes]] = []
    for position, leaf in enumerate(leaves, start=first):
        while place.seal is not None and place.seal.position < position:
            report.faults.append(Fault("seal_misplaced", place.seal.position, place.seal.entry_id))
            place.go_on()
        if place.seal is None or place.seal.position != position:
            report.faults.append(Fault("seal_missing", position))
            continue
        found.append((place.seal, leaf))
        place.go_on()
    entries = Entry.objects.in_bulk([seal.entry_id for seal, _leaf in found])
    for seal, leaf in found:
        entry = entries.get(seal.entry_id)
        if entry is None:
            report.faults.append(Fault("entry_missing", seal.position, seal.entry_id))
        elif leaf_of(entry) != leaf:
            report.faults.append(Fault("entry_changed", seal.position, seal.entry_id))
        elif bytes(seal.leaf) != leaf:
            report.faults.append(Fault("seal_changed", seal.position, seal.entry_id))
    positions = {seal.entry_id: seal.position for seal, _leaf in found}
    _check_parts(entries, positions, report)


def _check_parts(
    entries: Mapping[UUID, Entry], positions: Mapping[UUID, int], report: Report
) -> None:
    """Details and index of these entries against what their seal covers."""
    details = {row.entry_id: row for row in Detail.objects.filter(entry_id__in=entries)}
    keys = {row.entry_id: row for row in DetailKey.objects.filter(entry_id__in=entries)}
    subjects: dict[UUID, list[list[str]]] = {}
    for row in Subject.objects.filter(entry_id__in=entries):
        subjects.setdefault(row.entry_id, []).append([row.kind, str(row.subject_id)])
    for identity, entry in entries.items():
        codes = [_fault_of_details(entry, details.get(identity), keys.get(identity))]
        if sorted(subjects.get(identity, [])) != sorted(entry.about):
            codes.append("subjects_changed")
        report.faults.extend(
            Fault(code, positions.get(identity), identity) for code in codes if code
        )


def _fault_of_details(entry: Entry, detail: Detail | None, key: DetailKey | None) -> str:
    """What is wrong with the details of an entry, "" for nothing. Their key may be destroyed."""
    if detail is None:
        return "details_missing" if entry.detail_digest else ""
    ciphertext = bytes(detail.ciphertext)
    if sha256(ciphertext).hexdigest() != entry.detail_digest:
        return "details_changed"
    try:
        if key is not None:
            opened(bytes(key.key), ciphertext, entry.id)
    except (InvalidTag, ValueError):
        return "details_key_changed"
    return ""


def _check_stored_checkpoints(report: Report) -> None:
    stored = Checkpoint.objects.order_by("tree_size").values_list("tree_size", flat=True)
    for size in stored.iterator(chunk_size=BATCH):
        if size not in report.heads:
            report.faults.append(Fault("checkpoint_not_in_file", size))


def _check_unsealed(report: Report) -> None:
    """Every entry is sealed or waits to be, and nothing else waits."""
    sealed = Seal.objects.filter(entry_id=OuterRef("pk"))
    waits = Waiting.objects.filter(entry_id=OuterRef("pk"))
    rest = Entry.objects.filter(~Exists(sealed)).annotate(waits=Exists(waits)).order_by("pk")
    entries = rest.iterator(chunk_size=BATCH)
    while batch := list(itertools.islice(entries, BATCH)):
        lost = (entry.id for entry in batch if not entry.waits)
        report.faults.extend(Fault("entry_never_sealed", entry_id=identity) for identity in lost)
        _check_parts({entry.id: entry for entry in batch}, {}, report)
    known = Entry.objects.filter(id=OuterRef("entry_id"))
    done = Seal.objects.filter(entry_id=OuterRef("entry_id"))
    stray = Waiting.objects.filter(~Exists(known) | Exists(done)).values_list("entry_id", flat=True)
    report.faults.extend(Fault("waiting_without_need", entry_id=identity) for identity in stray)


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
