"""The columns of Seawall's own list template: what each means and how its cells are read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from seawall.engines.lists.building import Building, country
from seawall.engines.lists.dates import day_of
from seawall.engines.lists.drafts import IDENTIFIER_KINDS, AddressDraft, Kind, NameDraft
from seawall.engines.lists.scripts import script_of

ENTRY_KINDS: dict[str, Kind] = {
    "person": "person",
    "organisation": "organisation",
    "organization": "organisation",
    "company": "organisation",
    "vessel": "vessel",
    "ship": "vessel",
    "aircraft": "aircraft",
    "document": "document",
}
"""What people write in the column of kinds."""

Reader = Callable[[Building, str], bool]
"""Adds one value of a cell to the entry; whether it could be read."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template.

    Args:
        name: its head, in lower case with underscores.
        meaning: what to write in it.
        example: a cell as it might be.
        required: whether every row needs it.
        many: whether semicolons separate values.
    """

    name: str
    meaning: str
    example: str
    read: Reader
    required: bool = False
    many: bool = False


def _told(_entry: Building, _value: str) -> bool:
    """Read when the row began."""
    return True


def _name(role: Literal["primary", "alias", "former"], *, weak: bool = False) -> Reader:
    def read_name(entry: Building, value: str) -> bool:
        as_role = "alias" if role == "primary" and entry.names else role
        quality: Literal["strong", "weak"] = "weak" if weak else "strong"
        return entry.add_name(NameDraft(value, as_role, quality, script=script_of(value)))

    return read_name


def _birth_place(entry: Building, value: str) -> bool:
    entry.birth_places[value] = None
    return True


def _nationality(entry: Building, value: str) -> bool:
    entry.add_country(value)
    return True


def _flag(entry: Building, value: str) -> bool:
    entry.flags[country(value)] = None
    return True


def _document(entry: Building, value: str) -> bool:
    """``kind:issuer:number``; the issuer may be empty."""
    kind, _, rest = value.partition(":")
    issuer, found, number = rest.partition(":")
    kind = kind.strip().lower().replace(" ", "_")
    if not found or kind not in IDENTIFIER_KINDS:
        return False
    return entry.add_identifier(kind, number, issuer.strip() or None)


def _number(kind: str) -> Reader:
    def read_number(entry: Building, value: str) -> bool:
        return entry.add_identifier(kind, value)

    return read_number


def _address(entry: Building, value: str) -> bool:
    entry.addresses[AddressDraft(value)] = None
    return True


def _title(entry: Building, value: str) -> bool:
    entry.titles[value] = None
    return True


def _programme(entry: Building, value: str) -> bool:
    entry.programmes[value] = None
    return True


def _words(name: str) -> Reader:
    def read_words(entry: Building, value: str) -> bool:
        entry.single[name] = value
        return True

    return read_words


def _reason(entry: Building, value: str) -> bool:
    entry.reasons[value] = None
    return True


def _remark(entry: Building, value: str) -> bool:
    entry.remarks[value] = None
    return True


def _day(name: str) -> Reader:
    def read_day(entry: Building, value: str) -> bool:
        day = day_of(value)
        entry.single[name] = day or ""
        return day is not None

    return read_day


COLUMNS: tuple[Column, ...] = (
    Column(
        "key",
        "What the list calls the entry; never changes and is never given to another. "
        "A row whose key begins with # is a comment",
        "BOLO-0001",
        _told,
        required=True,
    ),
    Column(
        "kind", "person, organisation, vessel, aircraft or document", "person", _told, required=True
    ),
    Column("name", "The whole name, given names first", "Aurelia Pennyfeather", _name("primary")),
    Column("surname", "Family names, where they are known apart", "Pennyfeather", _told),
    Column("given_names", "Given names, where they are known apart", "Aurelia", _told),
    Column("aliases", "Other names", "A. Pennyfeather; Relia", _name("alias"), many=True),
    Column(
        "weak_aliases",
        "Names too common to stand alone, such as nicknames",
        "Feather",
        _name("alias", weak=True),
        many=True,
    ),
    Column("former_names", "Names no longer used", "Aurelia Quill", _name("former"), many=True),
    Column(
        "birth_dates",
        "1979-03-12, 1979-03, 1979, about 1979, or 1978 to 1980",
        "1979-03; about 1980",
        Building.add_birth_date,
        many=True,
    ),
    Column("birth_places", "Town and country", "Port Example, Jamaica", _birth_place, many=True),
    Column(
        "nationalities",
        "Nationality, or the seat of an organisation: a name or an ISO 3166 code",
        "Jamaica; TTO",
        _nationality,
        many=True,
    ),
    Column("sex", "male or female", "female", Building.set_sex),
    Column(
        "documents",
        "kind:issuer:number; the kinds are those of the reference",
        "passport:JAM:A0000000; national_id::00-0000",
        _document,
        many=True,
    ),
    Column("imo", "IMO number of a ship", "", _number("imo"), many=True),
    Column("mmsi", "Maritime mobile service identity", "", _number("mmsi"), many=True),
    Column("call_sign", "Call sign", "", _number("call_sign"), many=True),
    Column(
        "registration",
        "Registration mark of an aircraft or official number of a ship",
        "",
        _number("registration"),
        many=True,
    ),
    Column("icao24", "24-bit address of an aircraft, in hexadecimal", "", _number("icao24")),
    Column("flag", "State whose flag a vessel flies or flew", "", _flag, many=True),
    Column("phones", "Telephone numbers", "", _number("phone"), many=True),
    Column("emails", "Addresses of electronic mail", "", _number("email"), many=True),
    Column("addresses", "Addresses, each in one line", "", _address, many=True),
    Column("titles", "Ranks, posts and ways of address", "", _title, many=True),
    Column("reason", "Why the entry is listed, in a sentence or two", "Made up", _reason),
    Column("criterion", "The criterion of the list that is met", "", _words("criterion")),
    Column("nomination", "Who proposed the entry, and when", "", _words("nomination")),
    Column("legal_basis", "The law and section", "", _words("legal_basis")),
    Column("instruction", "What an officer who meets it should do", "", _words("instruction")),
    Column("grade", "Grading as given, scheme first: 5x5x5:B21", "", _words("grade")),
    Column("programme", "Programmes or sub-lists", "", _programme, many=True),
    Column("listed_on", "Day of listing", "", _day("listed_on")),
    Column("expires_on", "Day on which the entry ends", "", _day("expires_on")),
    Column("review_on", "Day by which the entry is to be reviewed", "", _day("review_on")),
    Column("remarks", "Anything else", "", _remark),
)
BY_NAME = {column.name: column for column in COLUMNS}
NUMBERS = ("documents", "imo", "mmsi", "call_sign", "registration", "icao24")
"""Columns that tell an entry without a name from others."""
