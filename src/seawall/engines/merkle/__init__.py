"""The Merkle tree of Certificate Transparency (RFC 6962, section 2.1), grown a leaf at a time.

>>> tree = Frontier()
>>> tree = tree.append(leaf_hash(b"entry"))
>>> tree.root().hex()[:8]
'a3aa1bfb'
"""

from seawall.engines.merkle.tree import (
    Frontier,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_from_inclusion,
)

__all__ = ["Frontier", "inclusion_proof", "leaf_hash", "node_hash", "root_from_inclusion"]
