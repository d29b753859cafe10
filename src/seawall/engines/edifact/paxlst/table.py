"""The PAXLST format as a table: directories D.02B to D.16B, the UN's and the US dialect.

Sources: UN/EDIFACT directories D.02B, D.05B, D.12B and D.16B, message PAXLST, segment table
4.3.1; WCO/IATA/ICAO Guidelines on Advance Passenger Information, appendix II (PAXLST
implementation guide), sections 4.5 to 4.24 for the qualifiers.
"""

from seawall.engines.edifact.dates import NEAR_DATE, PAST_DATE, TIME
from seawall.engines.edifact.parts import CallTime, Contact, Reference
from seawall.engines.edifact.paxlst import checks
from seawall.engines.edifact.paxlst.message import Count, PaxlstMessage
from seawall.engines.edifact.paxlst.traveller import Address, BagTag, Document, Traveller
from seawall.engines.edifact.paxlst.voyage import Call, Leg, Party
from seawall.engines.edifact.tables import Field, Group, Part, Row
from seawall.engines.edifact.values import COUNT, MISPLACED_COUNT, NUMBER, REST, code

KIND = code({"FL": "passenger", "FM": "crew", "DDU": "transit_passenger", "DDT": "transit_crew"})
SEX = code({"M": "M", "F": "F", "X": "X", "U": "U"})
VERIFICATION = code({"173": "verified", "174": "not_verified"})

CONTACTS = Row(
    "COM",
    otherwise=True,
    fields=(Field("address", 1, 0), Field("means", 1, 1)),
    into="contacts",
    record=Contact,
    each=3,
)
REFERENCES = Row(
    "RFF",
    otherwise=True,
    fields=(Field("kind", 1, 0), Field("number", 1, 1)),
    into="references",
    record=Reference,
)


def _rest(tag: str) -> Row:
    """Segments of one tag whose qualifiers have no attribute: kept as they are."""
    return Row(tag, otherwise=True)


def _place(qualifier: str, name: str) -> Row:
    """A LOC whose code is an attribute; its name stands in where the code is missing."""
    return Row("LOC", (qualifier,), fields=(Field(name, 2, 0), Field(name, 2, 3)))


def _reference(qualifier: str, name: str) -> Row:
    return Row("RFF", (qualifier,), fields=(Field(name, 1, 1),))


PARTIES = Group(
    "parties",
    Party,
    Row(
        "NAD",
        ("MS",),
        otherwise=True,
        fields=(
            Field("role", 1, 0),
            Field("identifier", 2, 0),
            Field("name", 4, 0, REST),
            Field("name", 3, 0, REST),
        ),
    ),
    (_rest("CTA"), CONTACTS),
    most=5,
)

CALLS = Group(
    "calls",
    Call,
    Row(
        "LOC",
        ("125", "87", "92", "130"),
        otherwise=True,
        fields=(Field("role", 1, 0), Field("place", 2, 0), Field("name", 2, 3)),
    ),
    (
        Row(
            "DTM",
            otherwise=True,
            fields=(Field("kind", 1, 0), Field("time", 1, 1, TIME)),
            into="times",
            record=CallTime,
        ),
    ),
    most=99,
    finish=checks.complete_call,
)

LEGS = Group(
    "legs",
    Leg,
    Row(
        "TDT",
        otherwise=True,
        fields=(
            Field("stage", 1, 0),
            Field("number", 2, 0),
            Field("mode_code", 3, 0),
            Field("carrier", 5, 0),
            Field("carrier_name", 5, 3),
            Field("craft", 8, 0),
            Field("craft_list", 8, 1),
            Field("craft_name", 8, 3),
            Field("craft_flag", 8, 4),
        ),
    ),
    (_rest("DTM"), CALLS),
    required=True,
    most=10,
)

DOCUMENTS = Group(
    "documents",
    Document,
    Row(
        "DOC",
        otherwise=True,
        fields=(
            Field("type", 1, 0),
            Field("type_list", 1, 1, REST),
            Field("number", 2, 0),
        ),
    ),
    (
        Row("DTM", ("36",), fields=(Field("expires", 1, 1, NEAR_DATE),)),
        Row("DTM", ("182",), fields=(Field("issued", 1, 1, PAST_DATE),)),
        _rest("DTM"),
        _rest("GEI"),
        REFERENCES,
        _place("91", "issuer"),
        _rest("LOC"),
        _rest("CPI"),
        _rest("QTY"),
    ),
    most=5,
)

TRAVELLERS = Group(
    "travellers",
    Traveller,
    Row(
        "NAD",
        ("FL", "FM", "DDU", "DDT"),
        otherwise=True,
        fields=(
            Field("kind", 1, 0, KIND),
            Field("identifier", 2, 0),
            Field("surname", 4, 0),
            Field("given_names", 4, 1),
            Field("middle_names", 4, 2),
            Field("more_names", 4, 3, REST),
        ),
        parts=(
            Part(
                "address",
                Address,
                (
                    Field("lines", 3, 0, REST),
                    Field("street", 5, 0, REST),
                    Field("city", 6, 0),
                    Field("region", 7, 0),
                    Field("region", 7, 3),
                    Field("postcode", 8, 0),
                    Field("country", 9, 0),
                ),
            ),
        ),
    ),
    (
        Row("ATT", ("2",), fields=(Field("sex", 3, 0, SEX),)),
        _rest("ATT"),
        Row("DTM", ("329",), fields=(Field("birth_date", 1, 1, PAST_DATE),)),
        _rest("DTM"),
        Row("MEA", ("CT",), fields=(Field("bag_count", 3, 1, COUNT),)),
        Row(
            "MEA",
            ("WT",),
            fields=(Field("bag_weight_unit", 3, 0), Field("bag_weight", 3, 1, NUMBER)),
        ),
        _rest("MEA"),
        Row("GEI", ("4",), fields=(Field("verification", 2, 0, VERIFICATION),)),
        _rest("GEI"),
        Row(
            "FTX",
            ("BAG",),
            fields=(Field("number", 4, 0), Field("following", 4, 1, REST)),
            into="bag_tags",
            record=BagTag,
        ),
        _rest("FTX"),
        _place("22", "clearance"),
        _place("174", "residence"),
        _place("178", "embark"),
        _place("179", "disembark"),
        Row(
            "LOC",
            ("180",),
            fields=(
                Field("birth_country", 2, 0),
                Field("birth_place", 2, 3),
                Field("birth_place", 3, 3),
            ),
        ),
        _rest("LOC"),
        CONTACTS,
        Row(
            "EMP",
            ("1",),
            fields=(Field("crew_role", 2, 0),),
            constants=((2, 1, "110"), (2, 2, "111")),
        ),
        _rest("EMP"),
        Row("NAT", ("2",), fields=(Field("nationality", 2, 0),)),
        _rest("NAT"),
        _reference("AVF", "booking_reference"),
        _reference("ABO", "unique_reference"),
        _reference("SEA", "seat"),
        _reference("AEA", "agency_reference"),
        _reference("CR", "customer_reference"),
        REFERENCES,
        DOCUMENTS,
    ),
    most=99999,
    spanned=True,
    finish=checks.complete_traveller,
)

PAXLST = Group(
    "",
    PaxlstMessage,
    None,
    (
        Row(
            "BGM",
            otherwise=True,
            fields=(
                Field("document_code", 1, 0),
                Field("function_code", 2, 0),
                Field("message_function", 3, 0),
            ),
            required=True,
        ),
        Row(
            "RFF",
            ("TN",),
            fields=(Field("transaction_reference", 1, 1), Field("transaction_revision", 1, 4)),
        ),
        REFERENCES,
        _rest("DTM"),
        PARTIES,
        LEGS,
        TRAVELLERS,
        Row(
            "CNT",
            otherwise=True,
            fields=(
                Field("kind", 1, 0),
                Field("value", 1, 1, COUNT),
                Field("value", 2, 0, MISPLACED_COUNT),
            ),
            into="counts",
            record=Count,
        ),
        _rest("AUT"),
    ),
    finish=checks.complete_message,
)
