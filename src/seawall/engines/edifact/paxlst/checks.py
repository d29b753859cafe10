"""What a PAXLST reader judges once a call, a traveller or the message is complete."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Any

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.dates import LocalTime, in_utc
from seawall.engines.edifact.parts import CallTime
from seawall.engines.edifact.paxlst.message import Count, PaxlstMessage
from seawall.engines.edifact.paxlst.traveller import Traveller

_CREW = frozenset({"crew", "transit_crew"})
_PASSENGERS = frozenset({"passenger", "transit_passenger"})
_COUNTED = {"41": _CREW, "42": _PASSENGERS}


def complete_call(values: dict[str, Any], context: Context) -> None:
    """Bring the times of a call to UTC by the zone of its place."""
    times = values.get("times")
    if times:
        place = values.get("place")
        values["times"] = tuple(
            CallTime(one.kind, _zoned(one.time, place, context)) for one in times
        )


def _zoned(time: LocalTime | None, place: str | None, context: Context) -> LocalTime | None:
    if time is None or time.offset_minutes is not None or "T" not in time.local:
        return time
    zone = context.zone_of(place) if context.zone_of and place else None
    if zone is None:
        context.note("time_zone_unknown", place=place, local=time.local)
        return time
    return LocalTime(time.local, None, _instant(time.local, zone, context))


def _instant(local: str, zone: tzinfo, context: Context) -> datetime | None:
    """The instant of a local time; the earlier one where the clock showed it twice or never."""
    shown = datetime.fromisoformat(local).replace(tzinfo=zone)
    ahead, ahead_again = shown.utcoffset(), shown.replace(fold=1).utcoffset()
    if ahead != ahead_again:
        context.note("time_ambiguous", local=local)
    return in_utc(shown.replace(tzinfo=None), ahead or timedelta())


def complete_traveller(values: dict[str, Any], context: Context) -> None:
    """Note a person without a name."""
    if "surname" not in values and "given_names" not in values:
        context.note("name_missing")


def totals(message: PaxlstMessage) -> tuple[Count, ...]:
    """The totals a message should state: of each kind on board or stated, then any others."""
    stated = {count.kind for count in message.counts}
    counted = {kind: _found(kinds, message.travellers) for kind, kinds in _COUNTED.items()}
    own = [Count(kind, found) for kind, found in counted.items() if found or kind in stated]
    return (*own, *(count for count in message.counts if count.kind not in _COUNTED))


def _found(kinds: frozenset[str], travellers: Iterable[Traveller]) -> int:
    return sum(traveller.kind in kinds for traveller in travellers)


def complete_message(values: dict[str, Any], context: Context) -> None:
    """Compare the sender's totals with what was read, and note people listed twice."""
    travellers = values.get("travellers", ())
    for count in values.get("counts", ()):
        counted = _COUNTED.get(count.kind)
        found = _found(counted, travellers) if counted else None
        if counted and count.value is not None and found != count.value:
            detail = {"kind": count.kind, "stated": count.value, "counted": found}
            context.note("traveller_count_mismatch", **detail)
    _note_twins(travellers, context)
    message = PaxlstMessage(
        document_code=values.get("document_code"), function_code=values.get("function_code")
    )
    if message.function is None:
        codes = {"document": message.document_code, "function": message.function_code}
        context.note("function_unknown", **codes)


def _note_twins(travellers: Iterable[Traveller], context: Context) -> None:
    seen: dict[Traveller, Traveller] = {}
    for traveller in travellers:
        first = seen.setdefault(traveller, traveller)
        here, there = traveller.span, first.span
        if first is not traveller and here and there:
            detail = {"first_segment": there.first_segment}
            context.log.add("traveller_duplicate", here.first_segment, here.start, **detail)
