"""The one error of unreadable lists."""


class ListError(Exception):
    """A list that cannot be read, with where reading stopped.

    A list that a machine wrote is read whole or not at all: with a line lost, someone would
    silently leave the list.

    Args:
        code: stable and machine-readable, one of :data:`CODES`.
        file: the name of the file as the caller gave it, or None where no file is at fault.
        line: from 1, where it is known.
        offset: bytes from the start of the file, where it is known.
    """

    def __init__(
        self, code: str, file: str | None, line: int | None = None, offset: int | None = None
    ) -> None:
        if code not in CODES:
            raise ValueError(code)
        where = [file or "list"]
        where += [f"line {line}"] if line is not None else []
        where += [f"byte {offset}"] if offset is not None else []
        super().__init__(f"{code} ({', '.join(where)})")
        self.code = code
        self.file = file
        self.line = line
        self.offset = offset


CODES = {
    "file_missing": "a file that this kind of list needs was not given",
    "file_unknown": "a file was given that this kind of list does not have",
    "file_unreadable": "the file cannot be opened",
    "too_large": "the files together are larger than the caller accepts",
    "empty": "the file holds nothing",
    "encoding": "the file is not text in an encoding this kind of list may have",
    "binary": "the file holds bytes that no text has",
    "line_too_long": "a line or field is longer than any list has",
    "line_malformed": "a line does not have the shape of this kind of list",
    "columns_missing": "the head lacks a column that every row needs",
    "columns_unknown": "the head names a column the template does not have",
    "columns_twice": "the head names a column twice",
    "key_twice": "two entries claim the same key",
    "xml_malformed": "the XML is not well formed",
    "xml_declares": "the XML declares a document type or entities, which no list needs",
    "xml_too_deep": "the XML nests deeper than any list",
    "xml_other": "the XML is of another kind",
    "no_entries": "not one entry could be read",
}
