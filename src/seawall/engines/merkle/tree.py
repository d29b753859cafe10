"""Leaf and node hashes, a frontier that appends in O(log n), inclusion proofs."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the leaf (RFC 6962, section 2.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children (RFC 6962, section 2.1)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the complete subtrees of a growing tree, largest first.

    Args:
        size: how many leaves the tree has.
        peaks: one 32-byte hash for each one-bit of ``size``, from the highest bit down.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """The tree with one more leaf hash at its end."""
        peaks, node, size = list(self.peaks), leaf, self.size
        while size & 1:
            node = node_hash(peaks.pop(), node)
            size >>= 1
        peaks.append(node)
        return Frontier(self.size + 1, tuple(peaks))

    def root(self) -> bytes:
        """The tree head; of no leaves, the hash of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of one leaf, from its sibling up (RFC 6962, section 2.1.1).

    Args:
        leaves: every leaf hash of the tree.
        index: which leaf, from 0.

    Raises:
        IndexError: the tree has no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: list[bytes] = []
    level, place = list(leaves), index
    while len(level) > 1:
        if place ^ 1 < len(level):
            path.append(level[place ^ 1])
        pairs = [node_hash(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
        place //= 2
    return path


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that a leaf and its audit path lead to (RFC 9162, section 2.1.3.2).

    Raises:
        ValueError: the path is too long or too short for this place in this tree.
    """
    node, place, last = leaf, index, size - 1
    for sibling in path:
        if last == 0:
            raise ValueError("the path is longer than the tree is high")
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        place >>= 1
        last >>= 1
    if last:
        raise ValueError("the path is shorter than the tree is high")
    return node
