"""Small made-up voyages and the messages that carriers would send about them."""

from dataclasses import replace
from hashlib import sha256

from seawall.engines.edifact import PaxlstMessage, write_paxlst
from seawall.engines.edifact.dates import LocalTime
from seawall.engines.edifact.envelope import Envelope, MessageHeader
from seawall.engines.edifact.parts import CallTime
from seawall.engines.edifact.paxlst.traveller import Document, Traveller
from seawall.engines.edifact.paxlst.voyage import Call, Leg

FUNCTIONS = {
    "new": ("745", None),
    "crew": ("250", None),
    "change": ("745", "CP"),
    "cancel_travellers": ("745", "XR"),
    "close_out": ("266", "CLOB"),
    "cancel": ("266", "XF"),
}


# Plainly made up, and far apart from each other: nobody here may be taken for another.
NAMES = (
    ("ALDERMOOT", "ODO"),
    ("BRAMBLETHORN", "MARLOW"),
    ("OXENHOLLOW", "THESSALY"),
    ("PICKERWICK", "IGNATZ"),
    ("TARNISHGATE", "PERPETUA"),
    ("VELLUMSHORE", "ULRIC"),
    ("JUNIPERLOCK", "CLEMENCY"),
    ("WHISTLECRAG", "BARNABUS"),
    ("FENNELSTAFF", "HYACINTH"),
    ("DUSKMANTLE", "GODFREDA"),
)
PASSPORTS = {1: "K4829173", 2: "M7750926"}
BIRTHS = {1: "1951-02-11", 2: "1974-09-30"}


def drawn(number: int, of: str) -> bytes:
    return sha256(f"{of} {number}".encode()).digest()


def word(number: int, of: str) -> str:
    """A word of no language."""
    letters = drawn(number, of)
    return "".join("BDFGKLMNPRSTVZ"[one % 14] + "AEIOU"[one // 14 % 5] for one in letters[:5])


def person(number: int, **more) -> Traveller:
    """A plainly made-up passenger, told apart by number."""
    surname, given = (
        NAMES[number] if number < len(NAMES) else (word(number, "surname"), word(number, "given"))
    )
    day = drawn(number, "birth")
    born = f"{1940 + day[0] % 60}-{1 + day[1] % 12:02d}-{1 + day[2] % 28:02d}"
    digits = int.from_bytes(drawn(number, "passport")[:4]) % 10**7
    values = {
        "kind": "passenger",
        "surname": surname,
        "given_names": given,
        "sex": "F" if number % 2 else "M",
        "birth_date": BIRTHS.get(number, born),
        "nationality": "BRB",
        "embark": "BGI",
        "disembark": "UVF",
        "unique_reference": f"REF{number:05d}",
        "seat": f"{1 + number}C",
        "documents": (document(PASSPORTS.get(number, f"X{digits:07d}")),),
    }
    return Traveller(**values | more)


def document(number: str, **more) -> Document:
    return Document(
        **{"type": "P", "number": number, "issuer": "BRB", "expires": "2031-05-06", **more}
    )


def leg(
    number: str = "ZK214",
    *,
    carrier: str = "ZK",
    places: tuple[str, str] = ("BGI", "UVF"),
    departs: str = "2026-11-24T10:55",
    arrives: str = "2026-11-24T11:40",
    **more,
) -> Leg:
    calls = (
        Call(role="125", place=places[0], times=(CallTime("189", LocalTime(departs)),)),
        Call(role="87", place=places[1], times=(CallTime("232", LocalTime(arrives)),)),
    )
    return Leg(stage="20", number=number, carrier=carrier, calls=calls, **more)


def message(
    function: str,
    people=(),
    *,
    prepared: str = "2026-11-24T08:00",
    reference: str = "1",
    legs=None,
    sequence: str | None = None,
    syntax: str = "UNOA",
) -> PaxlstMessage:
    """One message as a carrier would mean it."""
    document_code, function_code = FUNCTIONS[function]
    header = MessageHeader(reference, "PAXLST", "D", "02B", "UN", "IATA", sequence=sequence)
    envelope = Envelope(
        syntax=syntax,
        syntax_version="4",
        sender="ZK",
        recipient="LCAAPIS",
        prepared=prepared,
        reference=reference,
    )
    return PaxlstMessage(
        header=header,
        envelope=envelope,
        document_code=document_code,
        function_code=function_code,
        legs=(leg(),) if legs is None else legs,
        travellers=tuple(people),
    )


def wire(*messages: PaxlstMessage) -> bytes:
    return write_paxlst(*messages)


def crew(number: int, **more) -> Traveller:
    return person(number, **{"kind": "crew", "seat": None, **more})


def without(traveller: Traveller, *names: str) -> Traveller:
    """The traveller as a poorer message would tell it."""
    empty = {name: () if name == "documents" else None for name in names}
    return replace(traveller, **empty)
