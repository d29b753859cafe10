"""The node's signing key (Ed25519), made at the first start, kept outside the database."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRIVATE, PUBLIC = "node-signing.pem", "node-signing.pub.pem"


def ensure_signing_key(directory: Path) -> None:
    """Make the key pair where there is none."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = directory / PRIVATE
    if path.exists():
        return
    key = Ed25519PrivateKey.generate()
    (directory / PUBLIC).write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def signing_key(directory: Path) -> Ed25519PrivateKey:
    """The private half.

    Raises:
        FileNotFoundError: the node was never started.
        TypeError: the file holds a key of another kind.
    """
    key = serialization.load_pem_private_key((directory / PRIVATE).read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{PRIVATE} is not an Ed25519 key")
    return key


def verifying_key(directory: Path) -> Ed25519PublicKey:
    """The public half, which is all that verification needs.

    Raises:
        FileNotFoundError: the node was never started.
        TypeError: the file holds a key of another kind.
    """
    key = serialization.load_pem_public_key((directory / PUBLIC).read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        raise TypeError(f"{PUBLIC} is not an Ed25519 key")
    return key
