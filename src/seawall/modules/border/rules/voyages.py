"""Which voyage a message is about, and in which way it crosses the domestic space."""

import re
from dataclasses import dataclass
from datetime import datetime

from seawall.engines.edifact import PaxlstMessage
from seawall.engines.edifact.dates import LocalTime
from seawall.engines.edifact.paxlst.voyage import Leg
from seawall.modules.border.rules.folding import fold, squeeze

_FLIGHT = re.compile(r"0*(\d+)([A-Z]?)")


@dataclass(frozen=True, slots=True)
class VoyageFacts:
    """What a message says of its voyage; None is what it does not say.

    Args:
        key: names the voyage within its owner: carrier, number, day and place of departure.
        mode: ``air``, ``sea`` or ``unknown``.
        designator: what people call it, such as ``ZK 214`` or the ship's name.
        carrier, carrier_name, number, craft, craft_name: as in the message, number without carrier.
        departs_from, arrives_at: codes of the first and last place.
        departs_local, arrives_local: ISO 8601 by the clock of the place.
        departs, arrives: the same in UTC, where the zone is known.
        standing: a carrier's list of crew that is of no voyage (BGM 336).
        legs: the parts of the voyage.
    """

    key: str
    mode: str
    designator: str
    carrier: str | None
    carrier_name: str | None
    number: str | None
    craft: str | None
    craft_name: str | None
    departs_from: str | None
    arrives_at: str | None
    departs_local: str | None
    arrives_local: str | None
    departs: datetime | None
    arrives: datetime | None
    standing: bool
    legs: tuple[Leg, ...]


def facts_of(message: PaxlstMessage, *, alone: str) -> VoyageFacts:
    """What a message says of its voyage.

    The first leg names the voyage; its last place is that of the last leg.

    Args:
        message: as it was read.
        alone: key of the voyage where the message does not say which one it is about.
    """
    first = message.legs[0] if message.legs else Leg()
    last = message.legs[-1] if message.legs else Leg()
    carrier = squeeze(first.carrier) or None
    number = _number(first.number, carrier)
    departs, arrives = first.departs, last.arrives
    departure, arrival = first.departure, last.arrival
    facts = VoyageFacts(
        key="",
        mode=first.mode,
        designator=_designator(first, carrier, number),
        carrier=carrier,
        carrier_name=first.carrier_name,
        number=number,
        craft=first.imo or first.craft,
        craft_name=first.craft_name,
        departs_from=_code(departure.place if departure else None),
        arrives_at=_code(arrival.place if arrival else None),
        departs_local=departs.local if departs else None,
        arrives_local=arrives.local if arrives else None,
        departs=departs.utc if departs else None,
        arrives=arrives.utc if arrives else None,
        standing=message.master,
        legs=message.legs,
    )
    return _named(facts, departs or arrives, alone)


def _named(facts: VoyageFacts, time: LocalTime | None, alone: str) -> VoyageFacts:
    which = facts.number or squeeze(facts.craft) or fold(facts.craft_name)
    if facts.standing:
        key = "|".join(("standing", facts.carrier or alone))
    elif not which or time is None:
        key = alone
    else:
        day = time.local[:10]
        key = "|".join((facts.carrier or "", which, day, facts.departs_from or ""))
    values = {name: getattr(facts, name) for name in VoyageFacts.__slots__}
    return VoyageFacts(**values | {"key": key[:200]})


def _number(text: str | None, carrier: str | None) -> str | None:
    """The number without the carrier's code and leading zeros: ``UA0989`` of UA is ``989``."""
    bare = squeeze(text)
    if carrier and bare.startswith(carrier) and bare != carrier:
        bare = bare.removeprefix(carrier)
    flight = _FLIGHT.fullmatch(bare)
    return f"{flight[1]}{flight[2]}" if flight else bare or None


def _designator(leg: Leg, carrier: str | None, number: str | None) -> str:
    if leg.mode == "sea" and leg.craft_name:
        return leg.craft_name
    said = " ".join(filter(None, (carrier, number)))
    return said or leg.craft_name or leg.craft or ""


def _code(place: str | None) -> str | None:
    return squeeze(place) or None


def merged(older: VoyageFacts | None, newer: VoyageFacts) -> VoyageFacts:
    """What is known of a voyage once a newer message is read: it overrides what it says itself."""
    if older is None:
        return newer
    values = {}
    for name in VoyageFacts.__slots__:
        said = getattr(newer, name)
        values[name] = getattr(older, name) if said in (None, "", (), "unknown") else said
    # Two messages about a voyage agree on who it is, so the first one's name stays.
    return VoyageFacts(**values | {"key": older.key})
