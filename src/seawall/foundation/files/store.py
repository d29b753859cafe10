"""The folder that holds the bytes, each file under its SHA-256."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from seawall.foundation.errors import Unavailable


class FileDamaged(Unavailable):
    """The bytes on disk are not the bytes that were stored."""


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def path_of(directory: Path, digest: str) -> Path:
    return directory / digest[:2] / digest


def put(directory: Path, data: bytes) -> str:
    """Write the bytes, whole or not at all, and return their digest."""
    digest = digest_of(data)
    path = path_of(directory, digest)
    if path.exists():
        return digest
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
    return digest


def get(directory: Path, digest: str) -> bytes:
    """The bytes of a digest.

    Raises:
        FileDamaged: they are missing or are not what was stored.
    """
    try:
        data = path_of(directory, digest).read_bytes()
    except FileNotFoundError as error:
        raise FileDamaged("files.bytes.missing", digest) from error
    if digest_of(data) != digest:
        raise FileDamaged("files.bytes.changed", digest)
    return data
