"""Writes a voyage's messages as its carrier would: PAXLST in the carrier's own dialect."""

import re
import unicodedata
from datetime import datetime

from seawall.engines.edifact import PaxlstMessage, ServiceCharacters, write_paxlst
from seawall.engines.edifact.dates import LocalTime
from seawall.engines.edifact.envelope import Envelope, FunctionalGroup, MessageHeader
from seawall.engines.edifact.parts import CallTime, Contact
from seawall.engines.edifact.paxlst.traveller import BagTag, Document
from seawall.engines.edifact.paxlst.traveller import Traveller as Listed
from seawall.engines.edifact.paxlst.voyage import Call, Leg, Party
from seawall.engines.edifact.service import DEFAULT
from seawall.node.demo.dice import dice, pattern
from seawall.node.demo.parties import Traveller
from seawall.node.demo.places import Carrier, clock
from seawall.node.demo.story import Telling
from seawall.node.demo.voyages import Voyage
from seawall.reference.places import Place

CODES = {
    "list": ("745", None),
    "crew": ("250", None),
    "change": ("745", "CP"),
    "removal": ("745", "XR"),
    "close_out": ("266", "CLOB"),
    "cancel": ("266", "XF"),
}
"""Document and function of each stage's message (BGM)."""

NOTICES = {"wrong_unt": "segment_count_mismatch", "trailing_junk": "surplus_text"}
"""What a reader says of a quirk."""

_LETTERS = {"Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "Æ": "AE", "Ø": "OE", "Å": "AA"}
"""ICAO Doc 9303-3, section 6: letters that become two."""


def written(name: str, carrier: Carrier) -> str:
    """A name in capitals, in the letters that the carrier can send.

    Those with Latin letters keep accents. Others transliterate as in a passport's machine-readable
    zone (ICAO Doc 9303-3, section 6) and keep hyphens; of them, those that split given names drop
    apostrophes as well.
    """
    text = name.replace("ß", "SS").upper().replace(".", "")
    if carrier.latin:
        return text
    text = "".join(_LETTERS.get(sign, sign) for sign in text)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return text.replace("'", "") if carrier.splits_given_names else text


def separators(carrier: Carrier) -> ServiceCharacters:
    """The carrier's service characters; the usual ones where it sends no UNA."""
    if not carrier.separators:
        return DEFAULT
    component, element, decimal, release, repetition, terminator = tuple(carrier.separators)
    return ServiceCharacters(component, element, decimal, release, repetition.strip(), terminator)


def _call(role: str, place: Place, kind: str, at: datetime) -> Call:
    local = at.astimezone(clock(place))
    return Call(role, place.code, times=(CallTime(kind, LocalTime(f"{local:%Y-%m-%dT%H:%M}")),))


def _leg(voyage: Voyage) -> Leg:
    route = voyage.route
    calls = [
        _call("125", route.origin, "189", voyage.departs),
        _call("87", route.destination, "232", voyage.arrives),
    ]
    if route.onward is not None:
        calls.append(Call("92", route.onward.code))
    return Leg(
        stage="20",
        number=f"{route.carrier.code}{route.number}",
        mode_code="1" if route.carrier.mode == "sea" else None,
        carrier=route.carrier.code,
        carrier_name=route.carrier.name,
        craft_name=route.ship,
        calls=tuple(calls),
    )


def _kind(traveller: Traveller, voyage: Voyage) -> str:
    if traveller.crew:
        return "crew"
    stays = traveller.leaves is not voyage.route.destination
    return "transit_passenger" if stays else "passenger"


def _listed(traveller: Traveller, voyage: Voyage) -> Listed:
    carrier, person = voyage.route.carrier, traveller.person
    given = [written(name, carrier) for name in person.given]
    if not carrier.splits_given_names:
        given = [" ".join(given)]
    return Listed(
        kind=_kind(traveller, voyage),
        surname=written(person.surname, carrier),
        given_names=given[0],
        middle_names=given[1] if len(given) > 1 else None,
        sex=person.sex,
        birth_date=person.birth.text,
        bag_count=len(traveller.tags) or None,
        bag_weight=traveller.weight_kg,
        bag_weight_unit="KGM" if traveller.weight_kg else None,
        bag_tags=tuple(BagTag(tag) for tag in traveller.tags),
        clearance=voyage.route.destination.code,
        residence=person.residence,
        embark=traveller.embarks.code,
        disembark=traveller.leaves.code,
        birth_country=person.birth_state,
        contacts=(Contact(traveller.contact, "TE"),) if traveller.contact else (),
        nationality=person.nationality,
        booking_reference=traveller.locator,
        unique_reference=traveller.reference,
        seat=traveller.seat,
        documents=tuple(
            Document(
                type=paper.kind,
                type_list=("110", "111"),
                number=paper.number,
                issuer=paper.issuer,
                expires=paper.expires.isoformat(),
            )
            for paper in person.papers
        ),
    )


def _message(seed: int, voyage: Voyage, telling: Telling, at: datetime) -> PaxlstMessage:
    carrier, state = voyage.route.carrier, voyage.route.destination.state
    throw = dice(seed, "wire", voyage.key, telling.stage, telling.after_departure)
    prepared = f"{at:%Y-%m-%dT%H:%M}"
    document, function = CODES[telling.stage]
    told = voyage.people | {wrong.reference: wrong for wrong in telling.slips}
    people = tuple(_listed(told[who], voyage) for who in telling.names)
    group = FunctionalGroup(
        kind="PAXLST",
        sender=carrier.name.upper() if not carrier.latin else carrier.code,
        recipient=f"{state}APIS",
        prepared=prepared,
        reference="1",
        agency="UN",
        version="D",
        release=carrier.directory,
    )
    return PaxlstMessage(
        header=MessageHeader("PAX001", "PAXLST", "D", carrier.directory, "UN", "IATA"),
        group=group if carrier.group else None,
        envelope=Envelope(
            syntax="UNOC" if carrier.latin else "UNOB",
            syntax_version="4",
            sender=carrier.code,
            sender_qualifier="ZZ",
            recipient=f"{state}APIS",
            recipient_qualifier="ZZ",
            prepared=prepared,
            reference=pattern(throw, "##########"),
            application="APIS",
        ),
        document_code=document,
        function_code=function,
        transaction_reference=voyage.key.replace("/", "").replace("-", ""),
        parties=(Party("MS", name=(f"{carrier.code} OPERATIONS",)),),
        legs=(_leg(voyage),),
        travellers=people,
    )


def _miscounted(data: bytes, element: bytes) -> bytes:
    """The message with a segment count that is three too high."""
    tag = b"UNT" + re.escape(element)
    return re.sub(tag + rb"(\d+)", lambda found: found[0][:4] + b"%d" % (int(found[1]) + 3), data)


def render(seed: int, voyage: Voyage, telling: Telling, at: datetime) -> bytes:
    """The bytes of one message, as its carrier sends it at a moment.

    Args:
        seed: as for the voyage.
        voyage: the voyage told about.
        telling: one of the voyage's own.
        at: UTC; stands in the message's header.
    """
    carrier = voyage.route.carrier
    service = separators(carrier)
    data = write_paxlst(_message(seed, voyage, telling, at), service=service)
    if not carrier.separators:
        data = data[len(service.advice) :]
    if "wrong_unt" in telling.quirks:
        data = _miscounted(data, service.element.encode())
    if "trailing_junk" in telling.quirks:
        data += b"\r\n\x1a\r\nEND OF TELEX"
    return data
