"""An index in one file whose arrays are mapped into memory.

Layout: the magic line, the length of a JSON header (8 bytes, little-endian), the header, then the
arrays, each at a multiple of 64 bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names.segment import Segment
from seawall.engines.names.weights import VERSION

_MAGIC = b"seawall-names-1\n"
_ALIGNMENT = 64
_ALIVE = "alive"


class IndexFileError(ValueError):
    """A file that cannot be opened as an index; `code` says why in one word for programs."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def save(path: Path, parts: Iterable[tuple[Segment, NDArray[np.uint8]]]) -> None:
    """Write the parts of an index; the file appears under its name when it is whole."""
    listed: list[list[tuple[str, NDArray[Any]]]] = [
        [*segment.arrays(), (_ALIVE, alive)] for segment, alive in parts
    ]
    header: dict[str, Any] = {"version": VERSION, "parts": []}
    at = 0
    for arrays in listed:
        described = {}
        for name, values in arrays:
            described[name] = {"dtype": values.dtype.str, "shape": values.shape, "at": at}
            at += -(-values.nbytes // _ALIGNMENT) * _ALIGNMENT
        header["parts"].append(described)
    text = json.dumps(header).encode()
    text += b" " * (-(len(_MAGIC) + 8 + len(text)) % _ALIGNMENT)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with partial.open("wb") as file:
        file.write(_MAGIC + len(text).to_bytes(8, "little") + text)
        for arrays in listed:
            for _, values in arrays:
                _write(file, values)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _write(file: BinaryIO, values: NDArray[Any]) -> None:
    file.write(np.ascontiguousarray(values).data)
    file.write(b"\0" * (-values.nbytes % _ALIGNMENT))


def load(path: Path) -> list[tuple[Segment, NDArray[np.uint8]]]:
    """Map the parts of an index.

    Raises:
        IndexFileError: The file is no index, or another version of the scorer wrote it.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise IndexFileError("not_an_index", f"{path.name} is no index of names")
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    if header["version"] != VERSION:
        raise IndexFileError(
            "version_differs", f"{path.name} was written by scorer version {header['version']}"
        )
    mapped = np.memmap(path, dtype=np.uint8, mode="r", offset=len(_MAGIC) + 8 + length)
    parts = []
    for described in header["parts"]:
        arrays = {name: _view(mapped, where) for name, where in described.items()}
        alive = arrays.pop(_ALIVE)
        parts.append((Segment(**arrays), alive))
    return parts


def _view(mapped: NDArray[np.uint8], where: dict[str, Any]) -> NDArray[Any]:
    dtype = np.dtype(where["dtype"])
    size = dtype.itemsize * int(np.prod(where["shape"]))
    part = mapped[where["at"] : where["at"] + size]
    view: NDArray[Any] = np.asarray(part).view(dtype).reshape(where["shape"])
    return view
