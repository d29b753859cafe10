"""The voyage of a PAXLST message: flights or sailings, the places they call at, who tells."""

import re
from dataclasses import dataclass

from seawall.engines.edifact.dates import LocalTime
from seawall.engines.edifact.parts import CallTime, Contact
from seawall.engines.edifact.tables import Extra


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends the message, or another party that is not on board.

    Args:
        role: MS message sender, ... (data element 3035).
        identifier: A code for it.
        name: Its name, the parts as the message gives them.
        contacts: How to reach it.
        extras: Segments without an attribute.
    """

    role: str | None = None
    identifier: str | None = None
    name: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A place on the voyage.

    Args:
        role: 125 departure, 87 arrival, 92 next, 130 last, ... (data element 3227).
        place: Its code as the message gives it: IATA airport or UN/LOCODE.
        name: Its name, where given.
        times: When.
        extras: Segments without an attribute.
    """

    role: str | None = None
    place: str | None = None
    name: str | None = None
    times: tuple[CallTime, ...] = ()
    extras: tuple[Extra, ...] = ()

    def at(self, kind: str) -> LocalTime | None:
        """The time of one kind, if the message gives it."""
        return next((one.time for one in self.times if one.kind == kind), None)


_MODES = {"1": "sea", "10": "sea", "4": "air", "40": "air"}
_AIR_NUMBER = re.compile(r"[A-Z0-9]{2,3}\d{1,4}[A-Z]?", re.ASCII)
_IMO = re.compile(r"(?:IMO)?(\d{7})", re.ASCII)
_DEPARTURES = ("189", "186", "133", "136")
_ARRIVALS = ("232", "178", "132")


@dataclass(frozen=True, slots=True)
class Leg:
    """One TDT: a flight or a voyage, and the places it calls at.

    Args:
        stage: 20 main carriage, 34 overflight, ... (data element 8051).
        number: Flight or voyage number as the message gives it, carrier included or not.
        mode_code: Mode of transport (data element 8067); airlines leave it out.
        carrier: Carrier code.
        carrier_name: Carrier's name, where given.
        craft: Registration, call sign or IMO number of the craft.
        craft_list: Code list that tells which.
        craft_name: Name of the vessel.
        craft_flag: Its flag.
        calls: The places in their order.
        extras: Segments without an attribute.
    """

    stage: str | None = None
    number: str | None = None
    mode_code: str | None = None
    carrier: str | None = None
    carrier_name: str | None = None
    craft: str | None = None
    craft_list: str | None = None
    craft_name: str | None = None
    craft_flag: str | None = None
    calls: tuple[Call, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def mode(self) -> str:
        """air, sea or unknown: what the message says, else what only one of them would give.

        Only a ship has an IMO number; only a flight has an airline's number between places of
        three letters (IATA airports; UN/LOCODEs have five).
        """
        if self.mode_code in _MODES:
            return _MODES[self.mode_code]
        if self.mode_code:
            return "unknown"
        if self.imo:
            return "sea"
        places = [call.place or "" for call in self.calls]
        airports = bool(places) and all(len(place) == 3 for place in places)
        if airports and _AIR_NUMBER.fullmatch((self.number or "").replace(" ", "")):
            return "air"
        return "unknown"

    @property
    def imo(self) -> str | None:
        """The ship's IMO number, if its check digit says that it is one."""
        found = _IMO.fullmatch((self.craft or "").replace(" ", ""))
        if not found:
            return None
        digits = [int(digit) for digit in found[1]]
        weighed = sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False))
        return found[1] if weighed % 10 == digits[6] else None

    @property
    def departure(self) -> Call | None:
        """The call the leg departs from: role 125, else one with a time of departure."""
        return self._call("125", _DEPARTURES)

    @property
    def arrival(self) -> Call | None:
        """The call the leg arrives at: role 87, else one with a time of arrival."""
        return self._call("87", _ARRIVALS)

    def _call(self, role: str, times: tuple[str, ...]) -> Call | None:
        named = [call for call in self.calls if call.role == role]
        timed = [call for call in self.calls if any(call.at(kind) for kind in times)]
        return next(iter(named or timed), None)

    @property
    def departs(self) -> LocalTime | None:
        """When it departs, as scheduled where the message says so."""
        call = self.departure
        return _first_time(call, _DEPARTURES) if call else None

    @property
    def arrives(self) -> LocalTime | None:
        """When it arrives, as scheduled where the message says so."""
        call = self.arrival
        return _first_time(call, _ARRIVALS) if call else None

    @property
    def next_port(self) -> str | None:
        """The place of role 92, unless the leg departs from it."""
        departure = self.departure
        others = [call for call in self.calls if call is not departure]
        return next((call.place for call in others if call.role == "92"), None)

    @property
    def last_port(self) -> str | None:
        """The place of role 130."""
        return next((call.place for call in self.calls if call.role == "130"), None)


def _first_time(call: Call, kinds: tuple[str, ...]) -> LocalTime | None:
    return next((time for kind in kinds if (time := call.at(kind))), None)
