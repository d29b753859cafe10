"""What a PAXLST reader judges once a call, a traveller or the message is complete."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.dates import LocalTime, in_utc
from seawall.engines.edifact.paxlst.records import CallTime, PaxlstMessage

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


def complete_message(values: dict[str, Any], context: Context) -> None:
    """Compare the sender's totals with what was read, and note people listed twice."""
    travellers = values.get("travellers", ())
    for count in values.get("counts", ()):
        counted = _COUNTED.get(count.kind)
        if counted is None or count.value is None:
            continue
        found = sum(traveller.kind in counted for traveller in travellers)
        if found != count.value:
            context.note(
                "traveller_count_mismatch", kind=count.kind, stated=count.value, counted=found
            )
    _note_twins(travellers, context)
    message = PaxlstMessage(
        document_code=values.get("document_code"), function_code=values.get("function_code")
    )
    if message.function is None:
        detail = {"document": message.document_code, "function": message.function_code}
        context.note("function_unknown", **detail)


def _note_twins(travellers: Any, context: Context) -> None:
    seen: dict[object, Any] = {}
    for traveller in travellers:
        first = seen.setdefault(traveller, traveller)
        if first is not traveller:
            here, there = traveller.span, first.span
            detail = {"first_segment": there.first_segment}
            context.log.add("traveller_duplicate", here.first_segment, here.start, **detail)
