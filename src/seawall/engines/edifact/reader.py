"""Reads the segments of one message into the records of a table, whatever order they come in.

A segment goes to the innermost open group that knows its tag and qualifier, else outwards. What
deviates is noted; what belongs to nobody is noted and left; a group is never dropped.
"""

from typing import Any, TypeAlias

from seawall.engines.edifact.budget import EXTRA, GROUP, RECORD
from seawall.engines.edifact.context import Context
from seawall.engines.edifact.recall import Recall
from seawall.engines.edifact.routes import Plan, Route, Routes, Said
from seawall.engines.edifact.syntax import MOST_ELEMENTS, Segment
from seawall.engines.edifact.tables import Extra, Row, Span

_NAMED = 4
"""A segment of unknown tag is taken for a group's trigger only if it reaches this element."""

_TWO_SEGMENTS = 6
"""More elements than this may be two segments run together, the second with a name."""

_NAMELESS = [[""], [""]]
"""The two elements of a NAD that people's leave empty."""


Reading: TypeAlias = tuple[Route, Said]
"""Where a segment goes, and what it says; None of what its group has already."""


class _Frame:
    """A group that is open: what its record will be made of."""

    __slots__ = ("extras", "first", "plan", "position", "recall", "seen", "values")

    def __init__(self, plan: Plan, recall: Recall[Reading], first: Segment) -> None:
        self.plan = plan
        self.recall = recall
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
        self._budget = context.log.budget
        self._recalls: dict[Plan, Recall[Reading]] = {}
        self._stack: list[_Frame] = []
        self._last = first
        self._open(routes.plan, first)

    def _open(self, plan: Plan, first: Segment) -> _Frame:
        """Open a group: from now on it is the innermost one."""
        recall = self._recalls.get(plan)
        if recall is None:
            recall = self._recalls[plan] = Recall()
        self._budget.spend(GROUP)
        frame = _Frame(plan, recall, first)
        self._stack.append(frame)
        return frame

    def feed(self, segment: Segment) -> None:
        """Take the next segment of the message."""
        self._context.segment = segment
        text = segment.text
        reading = self._stack[-1].recall.get(text) if text else None
        if reading:
            self._take(reading, segment)
            self._last = segment
        else:
            self._feed_new(segment)

    def _feed_new(self, segment: Segment) -> None:
        """Take a segment whose like was not met before while the same groups were open."""
        elements = segment.elements
        if len(elements) > _TWO_SEGMENTS:
            segment = self._parted(segment)
            elements = segment.elements
        frame, log = self._stack[-1], self._context.log
        before = log.count
        route = self._route(frame, segment)
        if route:
            if route.single and route.slot in self._stack[route.depth].seen:
                self._take((route, None), segment)
            else:
                reading = (route, route.read(elements, self._context))
                if log.count == before and segment.text:
                    # What is noted must be noted each time, so only the flawless is remembered.
                    frame.recall.keep(segment.text, reading)
                self._take(reading, segment)
        self._last = segment

    def _route(self, frame: _Frame, segment: Segment) -> Route | None:
        """Where a segment goes; None, and a notice, where it goes nowhere."""
        elements = segment.elements
        qualifier = elements[1][0].strip() if len(elements) > 1 else ""
        known = frame.plan.routes.get(segment.tag)
        route = known and (known.get(qualifier) or known.get(None))
        return route or self._guessed(segment, qualifier)

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
                self._feed_new(segment._replace(elements=[*elements[:at], last], text=""))
                rest = [[tag], *elements[at + 1 :]]
                segment = segment._replace(tag=tag, elements=rest, text="")
                return self._parted(segment)
        return segment

    def finish(self) -> dict[str, Any]:
        """Close every group; the values of the message's own record."""
        self._close_to(0)
        return self._closed(self._stack[0])

    def _take(self, reading: Reading, segment: Segment) -> None:
        """Put what a segment says where it belongs; close the groups that it ends."""
        (depth, position, slot, into, opens, _, _), said = reading
        frame = self._stack[depth]
        if position < frame.position:
            self._note("segment_out_of_order", segment)
            ends = bool(opens)
        else:
            frame.position = position
            ends = True
        if ends and depth < len(self._stack) - 1:
            self._close_to(depth)
        if opens:
            frame.seen.add(slot)
            self._open(frame.plan.inner[opens], segment).values.update(said)
        elif into:
            frame.seen.add(slot)
            self._budget.spend(RECORD * len(said))
            frame.values.setdefault(into, []).extend(said)
        elif said and slot not in frame.seen:
            frame.seen.add(slot)
            frame.values.update(said)
        else:
            if slot in frame.seen:
                self._note("segment_duplicate", segment)
            self._budget.spend(EXTRA)
            frame.extras.append(_extra(segment))

    def _note(self, code: str, segment: Segment) -> None:
        """Note something about a segment, with what it is called by."""
        elements = segment.elements
        qualifier = elements[1][0].strip() if len(elements) > 1 else ""
        self._context.note(code, tag=segment.tag, qualifier=qualifier)

    def _guessed(self, segment: Segment, qualifier: str) -> Route | None:
        """The route of a segment whose tag no open group knows, where only its tag is garbled."""
        meant = self._routes.triggers.get(qualifier) if len(qualifier) > 1 else None
        expected = self._stack[-1].plan.routes.get(meant or "")
        if segment.tag in self._routes.tags:
            self._note("segment_unexpected", segment)
        elif expected and qualifier in expected and len(segment.elements) > _NAMED:
            # One garbled letter in its tag must not make a person vanish into the one before.
            self._context.note("segment_tag_garbled", tag=segment.tag, read_as=meant)
            return expected[qualifier]
        else:
            self._context.note("segment_unknown", tag=segment.tag[:35])
        return None

    def _close_to(self, depth: int) -> None:
        """Close the groups within the one at this depth."""
        stack = self._stack
        while len(stack) - 1 > depth:
            frame = stack.pop()
            group = frame.plan.group
            records = stack[-1].values.setdefault(group.into, [])
            records.append(frame.plan.make(self._closed(frame)))
            if len(records) == group.most + 1:
                self._context.note("group_repeated", group=group.into)

    def _closed(self, frame: _Frame) -> dict[str, Any]:
        plan, values = frame.plan, frame.values
        group = plan.group
        if not plan.required <= frame.seen:
            self._note_missing(frame)
        for name in plan.listed:
            if name in values:
                values[name] = tuple(values[name])
        if frame.extras:
            # In the order of the table, as they are written again.
            values["extras"] = tuple(sorted(frame.extras, key=lambda one: plan.order[one.tag]))
        first = frame.first
        if group.spanned:
            last = self._last
            values["span"] = Span(first.number, last.number, first.offset, last.end)
        if group.finish:
            # What it notes is about the group's first segment.
            now, self._context.segment = self._context.segment, first
            group.finish(values, self._context)
            self._context.segment = now
        return values

    def _note_missing(self, frame: _Frame) -> None:
        """Note the segments that a group must have and has not."""
        content, first = frame.plan.group.content, frame.first
        for slot in sorted(frame.plan.required - frame.seen):
            item = content[slot]
            row = item if isinstance(item, Row) else item.trigger
            if row:
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
