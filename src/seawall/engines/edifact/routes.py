"""Compiles a format table: from the groups open now and a segment to where that segment goes."""

from typing import Any, NamedTuple

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.tables import Composite, Field, Group, Part, Row

ReadField = tuple[str, int, int, Any]
"""Attribute, element, component, and the converter's read."""

Level = tuple[Group, int]
"""A group and the position of its open child in it; -1 where none is open."""


class Route(NamedTuple):
    """Where a segment goes.

    Args:
        depth: Index of the open group it belongs to, or that its own group belongs to.
        position: Its place in the order of that group.
        row: What it is.
        opens: The group it begins; None where it begins none.
        fields: The row's fields, ready to be read.
        parts: The row's parts, the same.
    """

    depth: int
    position: int
    row: Row
    opens: Group | None
    fields: tuple[ReadField, ...]
    parts: tuple[tuple[Part, tuple[ReadField, ...]], ...]


TagRoutes = dict[str | None, Route]
"""By qualifier; None is the route of every other qualifier."""


class Routes:
    """All routes of one format.

    Args:
        root: The format's outermost group.
    """

    def __init__(self, root: Group) -> None:
        self.root = root
        self.tags: set[str] = set()
        self.triggers: dict[str, str] = {}
        self._by_path: dict[tuple[str, ...], dict[str, TagRoutes]] = {}
        self._compile(((root, -1),))

    def of(self, path: tuple[str, ...]) -> dict[str, TagRoutes]:
        """The routes while the groups of this path (their `into` names) are open."""
        return self._by_path[path]

    def order_of(self, group: Group) -> dict[str, int]:
        """The place of each tag among the rows of a group."""
        return {item.tag: at for at, item in enumerate(group.content) if isinstance(item, Row)}

    def _compile(self, levels: tuple[Level, ...]) -> None:
        routes: dict[str, TagRoutes] = {}
        for depth in reversed(range(len(levels))):
            self._add(levels[depth], depth, routes)
        self._by_path[tuple(group.into for group, _ in levels)] = routes
        group = levels[-1][0]
        for position, item in enumerate(group.content):
            if isinstance(item, Group):
                self._compile((*levels[:-1], (group, position), (item, -1)))

    def _add(self, level: Level, depth: int, routes: dict[str, TagRoutes]) -> None:
        group, now = level
        for position, item in enumerate(group.content):
            row = item.trigger if isinstance(item, Group) else item
            if row is None:
                continue
            self.tags.add(row.tag)
            if isinstance(item, Group):
                self.triggers.update(dict.fromkeys(row.qualifiers, row.tag))
            route = _route(depth, _in_order(group, position), row, item)
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


def _route(depth: int, position: int, row: Row, item: Row | Group) -> Route:
    opens = item if isinstance(item, Group) else None
    parts = tuple((part, reads(part.fields)) for part in row.parts)
    return Route(depth, position, row, opens, reads(row.fields), parts)


def reads(fields: tuple[Field, ...]) -> tuple[ReadField, ...]:
    """A row's fields with their converters' reading side alone, for speed."""
    return tuple((f.name, f.element, f.component, f.converter.read) for f in fields)


def read_fields(
    fields: tuple[ReadField, ...], elements: list[Composite], context: Context
) -> dict[str, Any]:
    """The values of a segment's fields, those it has."""
    values: dict[str, Any] = {}
    count = len(elements)
    for name, element, component, read in fields:
        if element < count and name not in values:
            value = read(elements[element], component, context)
            if value is not None:
                values[name] = value
    return values
