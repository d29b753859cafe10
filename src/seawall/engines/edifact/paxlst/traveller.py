"""The people of a PAXLST message and their documents."""

from dataclasses import dataclass, field

from seawall.engines.edifact.parts import Contact, Reference
from seawall.engines.edifact.tables import Extra, Span


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
