"""The language in which a message format is written down: rows, groups and fields.

A format is a tree of groups. A group lists, in the order of its directory, the segments it may
hold (rows) and the groups nested in it; a row names the segment by tag and qualifier and says
which component of which element becomes which attribute. One reader and one writer serve every
format.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from seawall.engines.edifact.context import Context

Composite: TypeAlias = list[str]


class Converter(NamedTuple):
    """How a component becomes a value and back.

    Args:
        read: From the composite, the component's number and the context; None for no value.
        write: To the components from that one on; given a value that is not None.
    """

    read: Callable[[Composite, int, Context], Any]
    write: Callable[[Any, Context], list[str]]


def _read_text(composite: Composite, component: int, _: Context) -> str | None:
    if component >= len(composite):
        return None
    return composite[component].strip() or None


TEXT = Converter(_read_text, lambda value, _: [value])


class Field(NamedTuple):
    """One attribute's place in a segment.

    Args:
        name: The attribute. Two fields of one name are alternatives: the first one found is
            read, the first one listed is written.
        element: Number of the element behind the tag, from 1.
        component: Number of the component in it, from 0.
        converter: How it becomes a value.
    """

    name: str
    element: int
    component: int = 0
    converter: Converter = TEXT


class Part(NamedTuple):
    """Fields of a segment that make up one record, if any of them is there.

    Args:
        into: The attribute that holds the record.
        record: Its class.
        fields: What it is made of.
    """

    into: str
    record: Callable[..., Any]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One segment of a group, told from its like by the qualifier in its first element.

    A segment that says nothing that its row understands, or says it again, is kept as it is.

    Args:
        tag: Segment tag.
        qualifiers: The qualifiers it is known by.
        otherwise: It is also whatever qualifier no other row claims.
        fields: What it says. A row without fields keeps every segment as it is, in `extras`.
        parts: Records that it says on top of that.
        into: Attribute that gathers one record a segment; None where the fields are attributes
            of the group's own record.
        record: Class of those records.
        each: Most elements in one segment that are a record each (COM); 0 where the segment is.
        constants: Element, component and text that are written and not read.
        required: A group without it gets a notice.
    """

    tag: str
    qualifiers: tuple[str, ...] = ()
    otherwise: bool = False
    fields: tuple[Field, ...] = ()
    parts: tuple[Part, ...] = ()
    into: str | None = None
    record: Callable[..., Any] | None = None
    each: int = 0
    constants: tuple[tuple[int, int, str], ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group of segments that begins with its trigger and makes one record.

    Args:
        into: Attribute of the enclosing record that gathers these; "" for the message itself.
        record: Class of the records.
        trigger: The segment that begins the group; None for the message itself.
        content: Rows and groups in the order of the directory.
        required: A message without it gets a notice.
        most: Most repetitions the directory allows; more get a notice.
        spanned: Its records say in `span` which segments they came from.
        finish: Told the values of a record before it is made, to judge and complete them.
    """

    into: str
    record: Callable[..., Any]
    trigger: Row | None
    content: "tuple[Row | Group, ...]"
    required: bool = False
    most: int = 1
    spanned: bool = False
    finish: Callable[[dict[str, Any], Context], None] | None = None


class Span(NamedTuple):
    """Where in the input a record came from, so that its raw text can be shown.

    Args:
        first_segment: Number of its first segment within the interchange, from 1.
        last_segment: Number of its last segment.
        start: Byte of the input where the first segment starts.
        end: Byte of the input behind the last segment's terminator.
    """

    first_segment: int
    last_segment: int
    start: int
    end: int


class Extra(NamedTuple):
    """A segment that the format allows and that has no attribute of its own, as it was.

    Args:
        tag: Segment tag.
        elements: Components of each element behind the tag, without empty ones at the ends.
    """

    tag: str
    elements: tuple[tuple[str, ...], ...]
