"""The readers of lists by the kind of list, and the columns of an entry made of a draft."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from seawall.engines.lists import csv_template, ftm, ofac_sdn, un_consolidated
from seawall.engines.lists.drafts import EntryDraft, ListReading, digest_of
from seawall.engines.lists.errors import ListError
from seawall.foundation.errors import Invalid
from seawall.modules.screening.choices import Loader

READERS: dict[str, Callable[..., ListReading]] = {
    Loader.OFAC: ofac_sdn.read,
    Loader.UN: un_consolidated.read,
    Loader.FTM: ftm.read,
    Loader.SHEET: csv_template.read,
}
_LONGEST_WORDS = 300_000  # of a search vector, which holds at most a megabyte
_LONGEST_KEY = 200


def read(loader: str, files: Mapping[str, bytes], *, max_bytes: int) -> ListReading:
    """What a list says.

    Raises:
        Invalid: it cannot be read; says in which file, where, and why.
    """
    try:
        reading = READERS[loader](files, max_bytes=max_bytes)
    except ListError as error:
        raise unreadable(error.code, error.file, error.line) from error
    if any(len(entry.key) > _LONGEST_KEY for entry in reading.entries):
        raise unreadable("key_too_long", None, None)
    return reading


def unreadable(code: str, file: str | None, line: int | None) -> Invalid:
    """The error for a list that cannot be read."""
    place = {"file": file or _("the list"), "line": line or 0}
    where = _("%(file)s, line %(line)s") % place if line else str(place["file"])
    message = _("%(where)s: %(why)s Nothing was changed.") % {"where": where, "why": _why(code)}
    return Invalid("screening.list.unreadable", message, {"files": message})


def _why(code: str) -> str:
    sentences = {
        "file_missing": _("A file that this kind of list needs is missing."),
        "file_unknown": _("This kind of list has no such file."),
        "file_unreadable": _("The file cannot be opened."),
        "too_large": _("The files are larger than this node accepts."),
        "empty": _("The file is empty."),
        "encoding": _("This is not text in an encoding that such lists have."),
        "binary": _("This is not text."),
        "line_too_long": _("A line is longer than any list has."),
        "line_malformed": _("This line is not of the form of such lists, or the file breaks off."),
        "columns_missing": _("The head lacks a column that every row needs."),
        "columns_unknown": _("The head names a column that the template does not have."),
        "columns_twice": _("The head names a column twice."),
        "key_twice": _("Two entries claim the same key."),
        "key_too_long": _("The key of an entry is too long."),
        "xml_malformed": _("The XML is not well formed, or the file breaks off."),
        "xml_declares": _("The XML declares entities or a document type, which is refused."),
        "xml_too_deep": _("The XML nests deeper than any list."),
        "xml_other": _("This is XML of another kind."),
        "no_entries": _("Not one entry could be read."),
    }
    return sentences[code]


def columns_of(draft: EntryDraft) -> dict[str, Any]:
    """The columns of an entry that come from what its list says."""
    canonical = draft.canonical()
    scheme, colon, grade = (draft.grade or "").partition(":")
    numbers = [identifier.value for identifier in draft.identifiers]
    words = [name.full for name in draft.names] + numbers + [draft.key, *draft.other_keys]
    return {
        "key": draft.key,
        "kind": draft.kind,
        "title": draft.names[0].full if draft.names else (numbers or [draft.key])[0][:512],
        "words": " ".join(words)[:_LONGEST_WORDS],
        "said": json.loads(canonical),
        "digest": digest_of(canonical),
        "expires_on": _day(draft.expires_on),
        "review_on": _day(draft.review_on),
        "grading_scheme": (scheme if colon else "")[:16],
        "grade": (grade if colon else scheme)[:8],
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
