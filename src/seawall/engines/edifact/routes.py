"""Compiles a format table: from the groups open now and a segment to where that segment goes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.making import Make, maker
from seawall.engines.edifact.tables import TEXT, Composite, Field, Group, Row

Said: TypeAlias = Any
"""What a segment says: values of its group's record by attribute, or its row's own records."""

Reader: TypeAlias = Callable[[list[Composite], Context], Said]
"""Reads the elements of a segment."""

Level = tuple[Group, int]
"""A group and the position of its open child in it; -1 where none is open."""


class Route(NamedTuple):
    """Where a segment goes.

    Args:
        depth: Index of the open group it belongs to, or that its own group belongs to.
        position: Its place in the order of that group.
        slot: Its index in the content of that group.
        into: Attribute of the group that gathers what it says; None where that is values of
            the group's own.
        opens: The `into` of the group it begins; None where it begins none.
        single: It gives values of a group that is open already; what comes first is read.
        read: Reads it.
    """

    depth: int
    position: int
    slot: int
    into: str | None
    opens: str | None
    single: bool
    read: Reader


TagRoutes = dict[str | None, Route]
"""By qualifier; None is the route of every other qualifier."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How segments are taken while one group is the innermost open one.

    Args:
        group: That group.
        make: Makes its records.
        routes: By tag.
        required: Slots of its content that must not stay empty.
        listed: Its attributes that gather records.
        order: The place of each tag among its rows.
        inner: The plans of the groups in it, by their `into`.
    """

    group: Group
    make: Make
    routes: dict[str, TagRoutes]
    required: frozenset[int]
    listed: tuple[str, ...]
    order: dict[str, int]
    inner: "dict[str, Plan]"


class Routes:
    """All routes of one format.

    Args:
        root: The format's outermost group.
    """

    def __init__(self, root: Group) -> None:
        self.tags: set[str] = set()
        self.triggers: dict[str, str] = {}
        self.plan = self._compile(((root, -1),))

    def _compile(self, levels: tuple[Level, ...]) -> Plan:
        routes: dict[str, TagRoutes] = {}
        for depth in reversed(range(len(levels))):
            self._add(levels[depth], depth, routes)
        group = levels[-1][0]
        content = group.content
        return Plan(
            group,
            maker(group.record),
            routes,
            frozenset(slot for slot, item in enumerate(content) if item.required),
            tuple({item.into: None for item in content if item.into}),
            {item.tag: slot for slot, item in enumerate(content) if isinstance(item, Row)},
            {
                item.into: self._compile((*levels[:-1], (group, slot), (item, -1)))
                for slot, item in enumerate(content)
                if isinstance(item, Group)
            },
        )

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
    opens = item.into if isinstance(item, Group) else None
    read = _lister(row) if row.into else _own_reader(row)
    single = not (opens or row.into)
    return Route(depth, _in_order(group, slot), slot, row.into, opens, single, read)


def _own_reader(row: Row) -> Reader:
    """The reader of a row whose fields are attributes of its group's record."""
    read_own = fields_reader(row.fields)
    parts = [(part.into, maker(part.record), fields_reader(part.fields)) for part in row.parts]
    if not parts:
        return read_own

    def read(elements: list[Composite], context: Context) -> dict[str, Any]:
        values = read_own(elements, context)
        for into, make, read_part in parts:
            held = read_part(elements, context)
            if held:
                values[into] = make(held)
        return values

    return read


def _lister(row: Row) -> Reader:
    """The reader of a row that is a record of its own, or one record an element."""
    read_one, make = fields_reader(row.fields), maker(row.record)

    def read(elements: list[Composite], context: Context) -> tuple[Any, ...]:
        values = read_one(elements, context)
        return (make(values),) if values else ()

    def read_each(elements: list[Composite], context: Context) -> tuple[Any, ...]:
        alone = [[elements[0], one] for one in elements[1:]]
        return tuple([one for cut in alone for one in read(cut, context)])

    return read_each if row.each else read


def fields_reader(fields: Iterable[Field]) -> Callable[[list[Composite], Context], dict[str, Any]]:
    """The reader of a row's fields: gives the values that a segment has, by attribute."""
    compiled = [
        (one.element, (one.name, one.element, one.component, _converter(one))) for one in fields
    ]
    longest = max((element for element, _ in compiled), default=0) + 1
    within = [[one for element, one in compiled if element < n] for n in range(longest + 1)]
    """The fields that a segment of so many elements can have."""

    def read(elements: list[Composite], context: Context) -> dict[str, Any]:
        values: dict[str, Any] = {}
        count = len(elements)
        for name, element, component, convert in within[min(count, longest)]:
            if name in values:
                continue
            composite = elements[element]
            if convert:
                value = convert(composite, component, context)
            elif component < len(composite):
                value = composite[component].strip() or None
            else:
                continue
            if value is not None:
                values[name] = value
        return values

    return read


def _converter(field: Field) -> Callable[[Composite, int, Context], Any] | None:
    """The reading side of a field's converter; None for plain text, which is most of them."""
    return None if field.converter is TEXT else field.converter.read
