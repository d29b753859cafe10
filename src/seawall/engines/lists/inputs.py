"""Takes the files of a list from the caller, within a size."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from seawall.engines.lists.errors import ListError

Files = Mapping[str, bytes | Path]
"""The files of one list: bytes, or a path that the caller opens to us, by file name."""

LONGEST_FIELD = 100_000
"""Characters; the longest field of the lists in use is below 20,000."""

MOST_LINES = 2_000_000
"""The longest file of the lists in use has some 20,000; even a blank line costs time."""

_FORBIDDEN = "".join(chr(n) for n in range(32) if chr(n) not in "\t\n\r\x0b\x0c\x1a")


def take(files: Files, *, max_bytes: int) -> dict[str, bytes]:
    """Read every file, none of them longer than what is left of ``max_bytes``.

    Raises:
        ListError: ``too_large``, ``file_unreadable``, or ``empty`` for a file of no bytes.
    """
    taken: dict[str, bytes] = {}
    left = max_bytes
    for name, given in files.items():
        content = given if isinstance(given, bytes) else _read(name, given, left)
        if len(content) > left:
            raise ListError("too_large", name, offset=left)
        if not content:
            raise ListError("empty", name)
        left -= len(content)
        taken[name] = content
    return taken


def text_of(name: str, content: bytes, encodings: tuple[str, ...]) -> str:
    """The text of a file in the first encoding that fits.

    Raises:
        ListError: ``encoding``, or ``binary`` where control characters show that it is no text.
    """
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            offset = error.start
            continue
        if text.translate(_without_forbidden) != text:
            break
        return text
    else:
        raise ListError("encoding", name, offset=offset)
    position = next(i for i, c in enumerate(text) if c in _FORBIDDEN)
    raise ListError("binary", name, line=text.count("\n", 0, position) + 1)


def csv_rows(name: str, text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Every record with the line it begins on.

    Raises:
        ListError: ``too_large`` for too many lines, ``line_too_long`` or ``line_malformed``.
    """
    if text.count("\n") > MOST_LINES:
        raise ListError("too_large", name, line=MOST_LINES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            code = "line_too_long" if "limit" in str(error) else "line_malformed"
            raise ListError(code, name, line=line) from error
        if any(len(cell) > LONGEST_FIELD for cell in row):
            raise ListError("line_too_long", name, line=line)
        yield line, row
        line = reader.line_num + 1


def _read(name: str, path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise ListError("file_unreadable", name) from error


_without_forbidden = dict.fromkeys(map(ord, _FORBIDDEN))
