"""Writes records as the segments of a table, and messages as an interchange with right counts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.envelope import (
    FUNCTIONAL_GROUP,
    INTERCHANGE,
    MESSAGE_HEADER,
    Envelope,
    FunctionalGroup,
    MessageHeader,
)
from seawall.engines.edifact.notices import EdifactError
from seawall.engines.edifact.service import CHARSETS, DEFAULT, ServiceCharacters
from seawall.engines.edifact.tables import Composite, Extra, Field, Group, Row

Elements = list[Composite]

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class Written(NamedTuple):
    """A message ready to be put into an interchange.

    Args:
        header: For its UNH.
        group: The functional group it belongs in, if any.
        body: Its segments between UNH and UNT.
    """

    header: MessageHeader
    group: FunctionalGroup | None
    body: list[Elements]


def body_of(group: Group, record: Any, context: Context) -> Iterator[Elements]:
    """The segments of a record, in the order of its table."""
    if group.trigger:
        yield _segment(group.trigger, record, context)
    content = group.content
    for position, item in enumerate(content):
        if isinstance(item, Group):
            for child in getattr(record, item.into):
                yield from body_of(item, child, context)
            continue
        yield from _row(item, record, context)
        behind = content[position + 1] if position + 1 < len(content) else None
        if not (isinstance(behind, Row) and behind.tag == item.tag):
            # Whatever has no attribute goes behind what has one, tag by tag.
            yield from (_kept(extra) for extra in record.extras if extra.tag == item.tag)


def _row(row: Row, record: Any, context: Context) -> Iterator[Elements]:
    if row.into is None:
        if _says_something(row, record):
            yield _segment(row, record, context)
        return
    segments = [_segment(row, one, context) for one in getattr(record, row.into)]
    if not row.each:
        yield from segments
        return
    for first in range(0, len(segments), row.each):
        together = segments[first : first + row.each]
        yield [together[0][0], *(one[1] for one in together if len(one) > 1)]


def _says_something(row: Row, record: Any) -> bool:
    names = [field.name for field in row.fields]
    return any(getattr(record, name) not in (None, ()) for name in names)


def _kept(extra: Extra) -> Elements:
    return [[extra.tag], *(list(parts) or [""] for parts in extra.elements)]


def _segment(row: Row, record: Any, context: Context) -> Elements:
    elements: Elements = [[row.tag]]
    if row.qualifiers and not any((f.element, f.component) == (1, 0) for f in row.fields):
        _put(elements, 1, 0, [row.qualifiers[0]])
    for element, component, text in row.constants:
        _put(elements, element, component, [text])
    _put_fields(elements, row.fields, record, context)
    for part in row.parts:
        held = getattr(record, part.into)
        if held is not None:
            _put_fields(elements, part.fields, held, context)
    return elements


def _put_fields(elements: Elements, fields: Sequence[Field], record: Any, context: Context) -> None:
    written: set[str] = set()
    for name, element, component, converter in fields:
        value = getattr(record, name)
        if value is not None and name not in written:
            written.add(name)
            _put(elements, element, component, converter.write(value, context))


def _put(elements: Elements, element: int, component: int, texts: list[str]) -> None:
    while len(elements) <= element:
        elements.append([""])
    composite = elements[element]
    while len(composite) < component + len(texts):
        composite.append("")
    composite[component : component + len(texts)] = texts


def write_interchange(
    envelope: Envelope, messages: Iterable[Written], service: ServiceCharacters = DEFAULT
) -> bytes:
    """Put messages into one interchange; messages of one group stand in one functional group.

    Args:
        envelope: What its UNB says; sender, recipient, preparation and reference are required,
            the syntax is UNOA version 4 where it is not given.
        messages: The messages in their order.
        service: The service characters; the UNA is always written.

    Raises:
        EdifactError: `envelope_incomplete`; `text_unwritable` where a value has control
            characters, or service characters that cannot be released; `text_unencodable` where
            the character set has no code for a value.
    """
    charset = CHARSETS.get(envelope.syntax or "UNOA")
    known = (envelope.sender, envelope.recipient, envelope.prepared, envelope.reference)
    if charset is None or not all(known):
        raise EdifactError("envelope_incomplete")
    context = Context(decimal=service.decimal)
    head = _segment(INTERCHANGE, envelope, context)
    _put(head, 1, 0, [envelope.syntax or "UNOA", envelope.syntax_version or "4"])
    segments = [head]
    messages = tuple(messages)
    grouped = 0
    for group, these in groupby(messages, lambda one: one.group):
        segments += _grouped(group, tuple(these), context)
        grouped += group is not None
    segments.append(_trailer("UNZ", grouped or len(messages), envelope.reference))
    text = service.advice + "".join(_text(segment, service) for segment in segments)
    try:
        return text.encode(charset)
    except UnicodeEncodeError as error:
        raise EdifactError("text_unencodable") from error


def _grouped(
    group: FunctionalGroup | None, messages: Sequence[Written], context: Context
) -> Iterator[Elements]:
    if group:
        yield _segment(FUNCTIONAL_GROUP, group, context)
    for message in messages:
        yield _segment(MESSAGE_HEADER, message.header, context)
        yield from message.body
        yield _trailer("UNT", len(message.body) + 2, message.header.reference)
    if group:
        yield _trailer("UNE", len(messages), group.reference)


def _trailer(tag: str, count: int, reference: str | None) -> Elements:
    return [[tag], [str(count)], [reference or ""]]


def _text(segment: Elements, service: ServiceCharacters) -> str:
    parts = [
        _joined([_guarded(text, service) for text in one], service.component) for one in segment
    ]
    return _joined(parts, service.element) + service.terminator


def _joined(texts: list[str], separator: str) -> str:
    """Join without the empty ones at the end (ISO 9735-1, clause 9)."""
    last = len(texts)
    while last > 1 and not texts[last - 1]:
        last -= 1
    return separator.join(texts[:last])


def _guarded(text: str, service: ServiceCharacters) -> str:
    """Release the service characters in a value."""
    if _CONTROL.search(text):
        raise EdifactError("text_unwritable")
    release = service.release
    special = (release, service.component, service.element, service.repetition, service.terminator)
    for character in special:
        if character and character in text:
            if not release:
                raise EdifactError("text_unwritable")
            text = text.replace(character, release + character)
    return text
