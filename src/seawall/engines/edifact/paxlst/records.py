"""What a PAXLST message says: its voyage and everybody on it."""

import re
from dataclasses import dataclass, field

from seawall.engines.edifact.dates import LocalTime
from seawall.engines.edifact.envelope import Envelope, FunctionalGroup, MessageHeader
from seawall.engines.edifact.notices import Notice
from seawall.engines.edifact.tables import Extra, Span


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or address to reach somebody by.

    Args:
        address: The number or address itself.
        means: TE telephone, FX fax, EM e-mail, ... (data element 3155).
    """

    address: str | None = None
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that has no attribute of its own.

    Args:
        kind: What it refers to (data element 1153).
        number: The reference.
    """

    kind: str | None = None
    number: str | None = None


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
class CallTime:
    """A time of a call at a place.

    Args:
        kind: 189 scheduled departure, 232 scheduled arrival, ... (data element 2005).
        time: By the clock of the place.
    """

    kind: str | None = None
    time: LocalTime | None = None


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


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives or will stay.

    Args:
        lines: In care of whom, or the address unstructured.
        street: Street lines.
        city: City.
        region: State or parish.
        postcode: Postcode.
        country: Country code.
    """

    lines: tuple[str, ...] = ()
    street: tuple[str, ...] = ()
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class BagTag:
    """One FTX BAG.

    Args:
        number: The (first) tag's number.
        following: What the message gives behind it: how many tags run from it, or further tags.
    """

    number: str | None = None
    following: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A travel document.

    Args:
        type: P passport, V visa, ... as the message gives it.
        type_list: Code list and agency of that type.
        number: Its number.
        issuer: State that issued it (LOC 91).
        expires: Day of expiry, ISO 8601, with as much precision as given.
        issued: Day of issue, the same.
        references: References to it.
        extras: Segments without an attribute.
    """

    type: str | None = None
    type_list: tuple[str, ...] = ()
    number: str | None = None
    issuer: str | None = None
    expires: str | None = None
    issued: str | None = None
    references: tuple[Reference, ...] = ()
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody on board.

    Args:
        kind: passenger (FL), crew (FM), transit_passenger (DDU), transit_crew (DDT); None where
            the message gives another code.
        identifier: A code for the person.
        surname: Surname, or the whole name where the message does not divide it.
        given_names: Given names.
        middle_names: The name's third part.
        more_names: Further parts.
        address: Address, where given.
        sex: M, F, X or U as given; None where not given.
        birth_date: ISO 8601 with as much precision as given: "1979-03-12", "1979-03", "1979".
        verification: verified or not_verified (GEI), by the carrier.
        bag_count: Checked bags.
        bag_weight: Their weight, in `bag_weight_unit`.
        bag_weight_unit: KGM kilograms, LBR pounds, ...; None where not given.
        bag_tags: Their tags.
        clearance: Place of clearance (LOC 22).
        residence: Country of residence (LOC 174).
        embark: Where the person boards (LOC 178).
        disembark: Where the person leaves (LOC 179).
        birth_country: Country of birth (LOC 180). It is not a nationality.
        birth_place: Place of birth.
        contacts: How to reach the person.
        crew_role: CR1 cockpit, CR2 cabin, ... (EMP).
        nationality: Nationality, from NAT alone.
        booking_reference: Record locator (AVF).
        unique_reference: The carrier's own reference of the person (ABO).
        seat: Seat (SEA).
        agency_reference: A government agency's reference (AEA).
        customer_reference: Customer reference (CR).
        references: Other references.
        documents: Travel documents.
        extras: Segments without an attribute.
        span: The segments it comes from; None where it was not read.
    """

    kind: str | None = None
    identifier: str | None = None
    surname: str | None = None
    given_names: str | None = None
    middle_names: str | None = None
    more_names: tuple[str, ...] = ()
    address: Address | None = None
    sex: str | None = None
    birth_date: str | None = None
    bag_count: int | None = None
    bag_weight: float | None = None
    bag_weight_unit: str | None = None
    verification: str | None = None
    bag_tags: tuple[BagTag, ...] = ()
    clearance: str | None = None
    residence: str | None = None
    embark: str | None = None
    disembark: str | None = None
    birth_country: str | None = None
    birth_place: str | None = None
    contacts: tuple[Contact, ...] = ()
    crew_role: str | None = None
    nationality: str | None = None
    booking_reference: str | None = None
    unique_reference: str | None = None
    seat: str | None = None
    agency_reference: str | None = None
    customer_reference: str | None = None
    references: tuple[Reference, ...] = ()
    documents: tuple[Document, ...] = ()
    extras: tuple[Extra, ...] = ()
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """A total as the sender counted it.

    Args:
        kind: 41 crew, 42 passengers, ... (data element 6069).
        value: How many.
    """

    kind: str | None = None
    value: int | None = None


_HEADER = MessageHeader("1", "PAXLST", "D", "12B", "UN", "IATA")
_ENVELOPE = Envelope()
_LIST_KINDS = {"745": "passenger", "250": "crew", "336": "crew"}
_FUNCTIONS = {
    "new": ("A", "B", "C", "D", "E", "F", "G"),
    "change": ("CP", "CF", "AC", "BC", "CC", "DC", "EC", "FC", "I"),
    "cancel": ("XF",),
    "cancel_travellers": ("XR", "RP", "H"),
    "close_out": ("CL", "CLOB"),
    "close_out_not_boarded": ("CLNB",),
}
_FUNCTION_OF = {code: function for function, codes in _FUNCTIONS.items() for code in codes}


@dataclass(frozen=True, slots=True)
class PaxlstMessage:
    """One passenger or crew list.

    Args:
        header: Its reference, directory and place in a list sent in parts.
        group: The functional group it came in; None where in none.
        envelope: The interchange it came in, with the notices on that as a whole.
        document_code: 745 passenger list, 250 crew list, 336 master crew list, 266 flight
            status update.
        function_code: What it does, as the message codes it: CP, XF, CLOB, ...; None for none.
        message_function: Data element 1225, where given.
        transaction_reference: Reference of the transaction (RFF TN), the same over its parts.
        transaction_revision: Its revision.
        references: Other references of the message.
        parties: The sender and whoever else is named.
        legs: The voyage.
        travellers: Everybody on board, or whom the message is about.
        counts: The sender's totals.
        extras: Segments without an attribute.
        notices: What deviates in it.
    """

    header: MessageHeader = _HEADER
    group: FunctionalGroup | None = None
    envelope: Envelope = _ENVELOPE
    document_code: str | None = None
    function_code: str | None = None
    message_function: str | None = None
    transaction_reference: str | None = None
    transaction_revision: str | None = None
    references: tuple[Reference, ...] = ()
    parties: tuple[Party, ...] = ()
    legs: tuple[Leg, ...] = ()
    travellers: tuple[Traveller, ...] = ()
    counts: tuple[Count, ...] = ()
    extras: tuple[Extra, ...] = ()
    notices: tuple[Notice, ...] = field(default=(), compare=False)

    @property
    def reference(self) -> str | None:
        """The message's own reference."""
        return self.header.reference

    @property
    def list_kind(self) -> str | None:
        """Passenger or crew; of a status update, what its travellers are; None where unknown."""
        stated = _LIST_KINDS.get(self.document_code or "")
        if stated:
            return stated
        kinds = {"crew" if "crew" in (t.kind or "") else "passenger" for t in self.travellers}
        return kinds.pop() if len(kinds) == 1 else None

    @property
    def master(self) -> bool:
        """Whether it is a master crew list: who may crew, not who is on one voyage."""
        return self.document_code == "336"

    @property
    def function(self) -> str | None:
        """What the message is for; None where its code is not known.

        new, change, cancel (the whole voyage), cancel_travellers (those listed only),
        close_out (those listed are on board), close_out_not_boarded (those listed are not).
        """
        if self.function_code:
            return _FUNCTION_OF.get(self.function_code)
        return "new" if self.document_code in _LIST_KINDS else None

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """How to reach the sender."""
        senders = [party for party in self.parties if party.role == "MS"]
        return tuple(contact for party in senders for contact in party.contacts)
