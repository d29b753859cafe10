"""Reads the segments of one message into the records of a table, whatever order they come in.

A segment goes to the innermost open group that knows its tag and qualifier, else outwards. What
deviates is noted; what belongs to nobody is noted and left; a group is never dropped.
"""

from collections.abc import Iterator
from typing import Any

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.routes import Plan, ReadField, Route, Routes, read_fields
from seawall.engines.edifact.syntax import MOST_ELEMENTS, Segment
from seawall.engines.edifact.tables import Composite, Extra, Group, Row, Span

_NAMED = 4
"""A segment of unknown tag is taken for a group's trigger only if it reaches this element."""

_TWO_SEGMENTS = 6
"""More elements than this may be two segments run together, the second with a name."""

_NAMELESS = [[""], [""]]
"""The two elements of a NAD that people's leave empty."""


class _Frame:
    """A group that is open: what its record will be made of."""

    __slots__ = ("extras", "first", "path", "plan", "position", "routes", "seen", "values")

    def __init__(self, path: tuple[str, ...], plan: Plan, first: Segment) -> None:
        self.path = path
        self.plan = plan
        self.routes = plan.routes
        self.first = first
        self.position = 0
        self.seen: set[int] = set()
        self.values: dict[str, Any] = {}
        self.extras: list[Extra] = []


class TableReader:
    """Reads one message by the routes of its format.

    Args:
        routes: The format.
        first: The message's first segment, its UNH.
        context: Surroundings; its `segment` is kept up to date for the converters.
    """

    def __init__(self, routes: Routes, first: Segment, context: Context) -> None:
        self._routes = routes
        self._context = context
        path = (routes.root.into,)
        self._stack = [_Frame(path, routes.plan(path), first)]
        self._last = first

    def feed(self, segment: Segment) -> None:
        """Take the next segment of the message."""
        self._context.segment = segment
        elements = segment.elements
        if len(elements) > _TWO_SEGMENTS:
            segment = self._parted(segment)
            elements = segment.elements
        qualifier = elements[1][0].strip() if len(elements) > 1 else ""
        known = self._stack[-1].routes.get(segment.tag)
        route = known and (known.get(qualifier) or known.get(None))
        if route:
            self._take(route, segment, qualifier)
        else:
            self._stray(segment, qualifier)
        self._last = segment

    def _parted(self, segment: Segment) -> Segment:
        """Part segments that a lost terminator ran together; feed the first, return the rest.

        Where the second one begins a group, as NAD begins a person, nobody may vanish in it.
        """
        elements = segment.elements
        if len(elements) > MOST_ELEMENTS:
            self._context.note("segment_too_long", tag=segment.tag)
        for at in range(1, len(elements) - _NAMED + 1):
            tag = self._routes.triggers.get(elements[at + 1][0])
            if tag and elements[at][-1].endswith(tag) and elements[at + 2 : at + 4] == _NAMELESS:
                self._context.note("terminator_missing", tag=tag)
                last = [*elements[at][:-1], elements[at][-1].removesuffix(tag).rstrip("' ")]
                self.feed(segment._replace(elements=[*elements[:at], last]))
                rest = segment._replace(tag=tag, elements=[[tag], *elements[at + 1 :]])
                return self._parted(rest)
        return segment

    def finish(self) -> dict[str, Any]:
        """Close every group; the values of the message's own record."""
        self._close_to(0)
        return self._closed(self._stack[0])

    def _take(self, route: Route, segment: Segment, qualifier: str) -> None:
        depth, position, slot, row, opens, _, _ = route
        frame = self._stack[depth]
        if position < frame.position:
            self._context.note("segment_out_of_order", tag=segment.tag, qualifier=qualifier)
        else:
            frame.position = position
            if depth < len(self._stack) - 1:
                self._close_to(depth)
        if opens:
            self._close_to(depth)
            frame.seen.add(slot)
            path = (*frame.path, opens.into)
            frame = _Frame(path, self._routes.plan(path), segment)
            self._stack.append(frame)
            self._read_own(route, frame, segment)
        elif row.into:
            frame.seen.add(slot)
            records = frame.values.setdefault(row.into, [])
            records.extend(self._listed(row, route.fields, segment.elements))
        elif slot not in frame.seen and self._read_own(route, frame, segment):
            frame.seen.add(slot)
        else:
            if slot in frame.seen:
                self._context.note("segment_duplicate", tag=segment.tag, qualifier=qualifier)
            frame.extras.append(_extra(segment))

    def _read_own(self, route: Route, frame: _Frame, segment: Segment) -> bool:
        """Read a segment into its group's own record; whether there was anything to read."""
        values = frame.values
        before = len(values)
        read_fields(route.fields, segment.elements, self._context, values)
        for part, fields in route.parts:
            held = read_fields(fields, segment.elements, self._context, {})
            if held:
                values[part.into] = part.record(**held)
        return len(values) > before

    def _listed(
        self, row: Row, fields: tuple[ReadField, ...], elements: list[Composite]
    ) -> Iterator[Any]:
        """Read a segment that is a record of its own, or one record an element."""
        alone = [[elements[0], one] for one in elements[1:]]
        for cut in alone if row.each else [elements]:
            values = read_fields(fields, cut, self._context, {})
            if values and row.record:
                yield row.record(**values)

    def _stray(self, segment: Segment, qualifier: str) -> None:
        """A segment that no open group has a place for."""
        meant = self._routes.triggers.get(qualifier) if len(qualifier) > 1 else None
        expected = self._stack[-1].routes.get(meant or "")
        if segment.tag in self._routes.tags:
            self._context.note("segment_unexpected", tag=segment.tag, qualifier=qualifier)
        elif expected and qualifier in expected and len(segment.elements) > _NAMED:
            # One garbled letter in its tag must not make a person vanish into the one before.
            self._context.note("segment_tag_garbled", tag=segment.tag, read_as=meant)
            self._take(expected[qualifier], segment, qualifier)
        else:
            self._context.note("segment_unknown", tag=segment.tag[:35])

    def _close_to(self, depth: int) -> None:
        """Close the groups within the one at this depth."""
        stack = self._stack
        while len(stack) - 1 > depth:
            frame = stack.pop()
            group = frame.plan.group
            records = stack[-1].values.setdefault(group.into, [])
            records.append(group.record(**self._closed(frame)))
            if len(records) == group.most + 1:
                self._context.note("group_repeated", group=group.into)

    def _closed(self, frame: _Frame) -> dict[str, Any]:
        plan, values = frame.plan, frame.values
        group = plan.group
        for slot in sorted(plan.required - frame.seen):
            self._note_missing(group.content[slot], frame)
        for name in plan.listed & values.keys():
            values[name] = tuple(values[name])
        if frame.extras:
            # In the order of the table, as they are written again.
            values["extras"] = tuple(sorted(frame.extras, key=lambda one: plan.order[one.tag]))
        if group.spanned:
            first, last = frame.first, self._last
            values["span"] = Span(first.number, last.number, first.offset, last.end)
        if group.finish:
            self._at(frame.first, group, values)
        return values

    def _at(self, first: Segment, group: Group, values: dict[str, Any]) -> None:
        """Let a group complete its values; what it notes is about its first segment."""
        now, self._context.segment = self._context.segment, first
        if group.finish:
            group.finish(values, self._context)
        self._context.segment = now

    def _note_missing(self, item: Row | Group, frame: _Frame) -> None:
        row = item if isinstance(item, Row) else item.trigger
        if row:
            first = frame.first
            detail = {"tag": row.tag, "qualifier": "|".join(row.qualifiers)}
            self._context.log.add("segment_missing", first.number, first.offset, **detail)


def _extra(segment: Segment) -> Extra:
    elements = [_trimmed([part.strip() for part in one]) for one in segment.elements[1:]]
    while elements and not elements[-1]:
        elements.pop()
    return Extra(segment.tag, tuple(elements))


def _trimmed(parts: list[str]) -> tuple[str, ...]:
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)
