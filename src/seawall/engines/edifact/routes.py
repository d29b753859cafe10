"""Compiles a format table: from the groups open now and a segment to where that segment goes."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.tables import TEXT, Composite, Field, Group, Part, Row

ReadField = tuple[str, int, int, Callable[[Composite, int, Context], Any] | None]
"""Attribute, element, component, and the converter's read; None for plain text."""

Level = tuple[Group, int]
"""A group and the position of its open child in it; -1 where none is open."""


class Route(NamedTuple):
    """Where a segment goes.

    Args:
        depth: Index of the open group it belongs to, or that its own group belongs to.
        position: Its place in the order of that group.
        slot: Its index in the content of that group.
        row: What it is.
        opens: The group it begins; None where it begins none.
        fields: The row's fields, ready to be read.
        parts: The row's parts, the same.
    """

    depth: int
    position: int
    slot: int
    row: Row
    opens: Group | None
    fields: tuple[ReadField, ...]
    parts: tuple[tuple[Part, tuple[ReadField, ...]], ...]


TagRoutes = dict[str | None, Route]
"""By qualifier; None is the route of every other qualifier."""


class Plan(NamedTuple):
    """How segments are taken while one group is the innermost open one.

    Args:
        group: That group.
        routes: By tag.
        required: Slots of its content that must not stay empty.
        listed: Its attributes that gather records.
        order: The place of each tag among its rows.
    """

    group: Group
    routes: dict[str, TagRoutes]
    required: frozenset[int]
    listed: frozenset[str]
    order: dict[str, int]


class Routes:
    """All routes of one format.

    Args:
        root: The format's outermost group.
    """

    def __init__(self, root: Group) -> None:
        self.root = root
        self.tags: set[str] = set()
        self.triggers: dict[str, str] = {}
        self._plans: dict[tuple[str, ...], Plan] = {}
        self._compile(((root, -1),))

    def plan(self, path: tuple[str, ...]) -> Plan:
        """The plan while the groups of this path (their `into` names) are open."""
        return self._plans[path]

    def _compile(self, levels: tuple[Level, ...]) -> None:
        routes: dict[str, TagRoutes] = {}
        for depth in reversed(range(len(levels))):
            self._add(levels[depth], depth, routes)
        group = levels[-1][0]
        content = group.content
        self._plans[tuple(level.into for level, _ in levels)] = Plan(
            group,
            routes,
            frozenset(slot for slot, item in enumerate(content) if item.required),
            frozenset(item.into for item in content if item.into),
            {item.tag: slot for slot, item in enumerate(content) if isinstance(item, Row)},
        )
        for slot, item in enumerate(content):
            if isinstance(item, Group):
                self._compile((*levels[:-1], (group, slot), (item, -1)))

    def _add(self, level: Level, depth: int, routes: dict[str, TagRoutes]) -> None:
        group, now = level
        for position, item in enumerate(group.content):
            row = item.trigger if isinstance(item, Group) else item
            if row is None:
                continue
            self.tags.add(row.tag)
            if isinstance(item, Group):
                self.triggers.update(dict.fromkeys(row.qualifiers, row.tag))
            route = _route(depth, group, position, row)
            known = routes.setdefault(row.tag, {})
            for qualifier in row.qualifiers:
                known.setdefault(qualifier, route)
            if row.otherwise and position >= now:
                known.setdefault(None, route)


def _in_order(group: Group, position: int) -> int:
    """The place of a row in its group's order: rows of one tag side by side share theirs."""
    content = group.content
    row = content[position]
    while position and isinstance(row, Row):
        before = content[position - 1]
        if not (isinstance(before, Row) and before.tag == row.tag):
            break
        position -= 1
    return position


def _route(depth: int, group: Group, slot: int, row: Row) -> Route:
    item = group.content[slot]
    opens = item if isinstance(item, Group) else None
    parts = tuple((part, reads(part.fields)) for part in row.parts)
    return Route(depth, _in_order(group, slot), slot, row, opens, reads(row.fields), parts)


def reads(fields: Iterable[Field]) -> tuple[ReadField, ...]:
    """A row's fields with the reading side of their converters, ready for speed."""
    return tuple(
        (
            one.name,
            one.element,
            one.component,
            None if one.converter is TEXT else one.converter.read,
        )
        for one in fields
    )


def read_fields(
    fields: tuple[ReadField, ...],
    elements: list[Composite],
    context: Context,
    values: dict[str, Any],
) -> dict[str, Any]:
    """Put the values of a segment's fields, those it has, into a record's values."""
    count = len(elements)
    for name, element, component, read in fields:
        if element >= count or name in values:
            continue
        composite = elements[element]
        if read:
            value = read(composite, component, context)
        elif component < len(composite):
            value = composite[component].strip() or None
        else:
            continue
        if value is not None:
            values[name] = value
    return values
