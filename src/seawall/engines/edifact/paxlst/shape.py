"""The JSON shape of a PAXLST message."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from seawall.engines.edifact.paxlst.message import PaxlstMessage
from seawall.engines.edifact.paxlst.voyage import Leg

_PLAIN = (str, int, float, bool, type(None))
_OWN = frozenset({"header", "group", "envelope", "legs", "travellers", "notices"})
"""Attributes of a message that its JSON shape arranges in its own way."""


def to_json(message: PaxlstMessage) -> dict[str, Any]:
    """The message as plain values for JSON; the shape is kept from release to release.

    Every attribute is there under its own name, None for unknown, tuples as lists, times in
    UTC as ISO 8601 with Z. The voyage is that of the first leg, with all legs in it. Notices
    of the interchange come before those of the message.
    """
    return {
        "message": {
            "reference": message.reference,
            "function": message.function,
            "list_kind": message.list_kind,
            "master": message.master,
            **{f.name: plain(getattr(message, f.name)) for f in fields(message) if _shown(f.name)},
            "directory": plain(message.header),
            "group": plain(message.group),
            "interchange": _without(plain(message.envelope), "notices"),
        },
        "voyage": _voyage(message),
        "travellers": plain(message.travellers),
        "notices": plain((*message.envelope.notices, *message.notices)),
    }


def _shown(name: str) -> bool:
    return name not in _OWN


def _without(shape: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in shape.items() if key != name}


def _voyage(message: PaxlstMessage) -> dict[str, Any]:
    first = message.legs[0] if message.legs else Leg()
    return {
        "carrier": first.carrier,
        "number": first.number,
        "mode": first.mode,
        "legs": [_leg(leg) for leg in message.legs],
    }


def _leg(leg: Leg) -> dict[str, Any]:
    departure, arrival = leg.departure, leg.arrival
    return {
        **plain(leg),
        "mode": leg.mode,
        "imo": leg.imo,
        "departure": {"place": departure and departure.place, "time": plain(leg.departs)},
        "arrival": {"place": arrival and arrival.place, "time": plain(leg.arrives)},
        "next_port": leg.next_port,
        "last_port": leg.last_port,
    }


def plain(value: Any) -> Any:
    """A record, or anything in it, as values that JSON has."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    return [plain(one) for one in value]
