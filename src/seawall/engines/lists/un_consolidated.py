"""Reads the United Nations Security Council Consolidated List in its XML layout.

An entry is known by its permanent reference number (``QDi.001``). The layout is that of the
list's own XML schema; an element the reader does not know is accounted for, not refused.
"""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from seawall.engines.lists.account import Account
from seawall.engines.lists.building import Building
from seawall.engines.lists.dates import day_of
from seawall.engines.lists.drafts import Kind, ListReading
from seawall.engines.lists.errors import ListError
from seawall.engines.lists.inputs import LONGEST_FIELD, Files, take
from seawall.engines.lists.un_elements import WHY_LEFT, Leaves, read_entry

_DEPTH = 8
_KINDS: dict[str, Kind] = {"INDIVIDUAL": "person", "ENTITY": "organisation"}
_SECTIONS = {"INDIVIDUALS", "ENTITIES"}


def read(files: Files, *, max_bytes: int) -> ListReading:
    """Read the list whole.

    Args:
        files: the one XML file, under any name.
        max_bytes: the most that it may hold.

    Raises:
        ListError: it is too large, no well-formed XML, declares a document type or entities,
            nests too deep, is XML of another kind, or repeats a reference number.
    """
    taken = list(take(files, max_bytes=max_bytes).items())
    if len(taken) != 1:
        raise ListError("file_unknown" if taken else "file_missing", taken[1][0] if taken else None)
    name, content = taken[0]
    account = Account()
    entries: dict[str, Building] = {}
    published = None
    for element in _elements(name, content, account):
        if element.tag == "CONSOLIDATED_LIST":
            published = day_of(element.get("dateGenerated", ""))
            continue
        entry = _entry(element, account, name)
        if entry is None:
            continue
        if entry.key in entries:
            raise ListError("key_twice", name)
        entries[entry.key] = entry
    if not entries:
        raise ListError("no_entries", name)
    return ListReading(tuple(e.draft() for e in entries.values()), account, published)


def _elements(name: str, content: bytes, account: Account) -> Iterator[Element]:
    """The root as it opens, then every individual and entity as it closes.

    Raises:
        ListError: see :func:`read`.
    """
    try:
        yield from _parsed(name, content, account)
    except ParseError as error:
        raise ListError("xml_malformed", name, line=error.position[0]) from error
    except DefusedXmlException as error:
        raise ListError("xml_declares", name) from error
    except (ValueError, LookupError) as error:
        raise ListError("encoding", name) from error


def _parsed(name: str, content: bytes, account: Account) -> Iterator[Element]:
    path: list[Element] = []
    for event, element in iterparse(io.BytesIO(content), ("start", "end"), forbid_dtd=True):
        if event == "start":
            path.append(element)
            if len(path) > _DEPTH:
                raise ListError("xml_too_deep", name)
            if len(path) == 1:
                if element.tag != "CONSOLIDATED_LIST":
                    raise ListError("xml_other", name)
                yield element
            continue
        path.pop()
        if len(path) == 2 and element.tag in _KINDS:
            yield element
            path[-1].clear()
        elif len(path) == 2 or (len(path) == 1 and element.tag not in _SECTIONS):
            account.found(name, "element")
            account.leave(name, "element", "unknown_kind", text=f"<{element.tag}>")
            path[-1].clear()


def _entry(element: Element, account: Account, file: str) -> Building | None:
    leaves = Leaves(element)
    if leaves.longest > LONGEST_FIELD:
        raise ListError("line_too_long", file)
    account.found(file, "entry")
    account.found(file, "element", leaves.total)
    key = leaves.take(element, "REFERENCE_NUMBER") or leaves.take(element, "DATAID")
    entry = Building(key, _KINDS[element.tag])
    read_entry(entry, leaves)
    if not key or not entry.names:
        account.leave(file, "entry", "unnamed", text=key)
        for _ in range(leaves.total):
            account.leave(file, "element", "row_refused", text=key)
        return None
    account.use(file, "entry")
    account.use(file, "element", leaves.total - len(leaves.left))
    for leaf in leaves.left:
        reason = WHY_LEFT.get(leaf.tag, "unknown_kind")
        said = " ".join((leaf.text or "").split())
        account.leave(file, "element", reason, text=f"{key} {leaf.tag}: {said}")
    return entry
