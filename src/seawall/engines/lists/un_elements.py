"""Reads the elements of one entry of the United Nations list, each tag by its own reader."""

import re
from collections.abc import Callable
from typing import Literal
from xml.etree.ElementTree import Element

from seawall.engines.lists.building import Building, country, read_order
from seawall.engines.lists.dates import day_of, parse
from seawall.engines.lists.drafts import AddressDraft, DateDraft, NameDraft
from seawall.engines.lists.scripts import script_of, unpacked
from seawall.reference.countries import alpha3

_IMO = re.compile(r"\bIMO(?: number| no\.?)?:? ?(\d{7})\b", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"\b(?:number|no\.?|code)[: ] ?|N°", re.IGNORECASE)
_NUMBER_UNTIL = re.compile(r",|;|(?:^| )issued\b| expire| under\b| \(| at\b| date\b", re.IGNORECASE)
_LONGEST_NUMBER = 40
_LONGEST_ORIGINAL = 1000
_PASSPORT = re.compile(
    r"passport (?:no\.?|number):? ?([A-Z]{0,3} ?\d{3}[\dA-Z/-]{0,20})", re.IGNORECASE
)
_BORN = re.compile(
    r"\b(?:born(?: in| on)?|DP?OB(?: -|:)?) ((?:\d{1,2} [A-Z][a-z]{2,8}\.? )?\d{4})\b"
)


class Leaves:
    """The texts of one entry, each of which is taken once or left."""

    def __init__(self, entry: Element) -> None:
        self.entry = entry
        self._left = {id(e): e for e in entry.iter() if (e.text or "").strip()}
        self.total = len(self._left)
        self.longest = max((len(e.text or "") for e in self._left.values()), default=0)

    def take(self, parent: Element, tag: str) -> str:
        """The text of the parent's child, "" where there is none."""
        child = parent.find(tag)
        return "" if child is None else self.text(child)

    def text(self, element: Element) -> str:
        self._left.pop(id(element), None)
        return " ".join((element.text or "").split())

    def give_back(self, parent: Element, *tags: str) -> None:
        """The texts were read and not used after all."""
        for tag in tags:
            child = parent.find(tag)
            if child is not None and (child.text or "").strip():
                self._left[id(child)] = child

    @property
    def left(self) -> list[Element]:
        return list(self._left.values())


def read_entry(entry: Building, leaves: Leaves) -> None:
    """Add to the entry all that its element says; what is not understood stays in ``leaves``."""
    _name(entry, leaves)
    for child in leaves.entry:
        if child.tag in _READERS:
            _READERS[child.tag](entry, child, leaves)
    _details(entry, leaves)


def _name(entry: Building, leaves: Leaves) -> None:
    tags = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    full = " ".join(filter(None, (leaves.take(leaves.entry, tag) for tag in tags)))
    if full:
        entry.add_name(NameDraft(full=full, script=script_of(full)))
    for name in unpacked(leaves.take(leaves.entry, "NAME_ORIGINAL_SCRIPT")):
        entry.add_name(NameDraft(full=name, role="alias", script=script_of(name)))


def _details(entry: Building, leaves: Leaves) -> None:
    number = leaves.take(leaves.entry, "DATAID")
    if number and number != entry.key:
        entry.other_keys[number] = None
    if not entry.set_sex(leaves.take(leaves.entry, "GENDER")):
        leaves.give_back(leaves.entry, "GENDER")
    programme = leaves.take(leaves.entry, "UN_LIST_TYPE")
    if programme:
        entry.programmes[programme] = None
    entry.single["listed_on"] = day_of(leaves.take(leaves.entry, "LISTED_ON")) or ""
    entry.single["nomination"] = leaves.take(leaves.entry, "SUBMITTED_BY")
    remarks = leaves.take(leaves.entry, "COMMENTS1")
    if remarks:
        entry.remarks[remarks] = None
    if entry.kind == "organisation":
        for imo in _IMO.findall(remarks):
            entry.add_identifier("imo_company", imo, note="named in the remarks")


def _values(add: Callable[[Building, str], None]) -> "_Reader":
    def read_values(entry: Building, element: Element, leaves: Leaves) -> None:
        for value in element.iter("VALUE"):
            text = leaves.text(value)
            if text:
                add(entry, text)

    return read_values


def _updated(entry: Building, text: str) -> None:
    day = day_of(text) or ""
    entry.single["updated_on"] = max(day, entry.single.get("updated_on", ""))


def _title(entry: Building, text: str) -> None:
    entry.titles[text] = None


def _alias(entry: Building, element: Element, leaves: Leaves) -> None:
    quality, note = leaves.take(element, "QUALITY").lower(), leaves.take(element, "NOTE")
    packed = leaves.take(element, "ALIAS_NAME")
    formerly = quality == "f.k.a." or note.lower().startswith(("previously", "formerly"))
    role: Literal["alias", "former"] = "former" if formerly else "alias"
    added = [_add_alias(entry, name, role, packed, quality) for name in unpacked(packed)]
    if not all(added):
        leaves.give_back(element, "ALIAS_NAME")
    written = _in_original_script(note)
    for name in unpacked(written):
        entry.add_name(NameDraft(full=name, role=role, script=script_of(name)))
    if note and not formerly and not written:
        entry.remarks[f"{packed}: {note}"] = None
        if not _said_of_alias(entry, f"as {packed[:_LONGEST_ORIGINAL]}", note):
            leaves.give_back(element, "NOTE")
    _alias_birth(entry, element, leaves, packed[:_LONGEST_ORIGINAL])


def _add_alias(
    entry: Building, name: str, role: Literal["alias", "former"], packed: str, quality: str
) -> bool:
    full, surname, given = read_order(name) if entry.kind == "person" else (name, None, None)
    return entry.add_name(
        NameDraft(
            full=full,
            role=role,
            quality="weak" if quality == "low" else "strong",
            surname=surname,
            given=given,
            script=script_of(name),
            original=packed if full != packed and len(packed) <= _LONGEST_ORIGINAL else None,
        )
    )


def _said_of_alias(entry: Building, alias: str, note: str) -> bool:
    """Whether the note held a passport or a birth date of the person under the alias."""
    numbers = [entry.add_identifier("passport", n, note=alias) for n in _PASSPORT.findall(note)]
    dates = [entry.add_birth_date(day, alias) for day in _BORN.findall(note)]
    return any(numbers) or any(dates)


def _in_original_script(note: str) -> str:
    """What a note gives after "original script:" or "in Arabic:"."""
    for mark in ("original script:", "in arabic:"):
        at = note.lower().find(mark)
        if at >= 0:
            return note[at + len(mark) :]
    return ""


def _alias_birth(entry: Building, element: Element, leaves: Leaves, name: str) -> None:
    born = leaves.take(element, "DATE_OF_BIRTH")
    if born and not entry.add_birth_date(born, note=f"as {name}"):
        leaves.give_back(element, "DATE_OF_BIRTH")
    tags = ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")
    place = ", ".join(filter(None, (leaves.take(element, tag) for tag in tags)))
    if place:
        entry.birth_places[place] = None


def _birth_date(entry: Building, element: Element, leaves: Leaves) -> None:
    tags = ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE")
    day, year, first, last, note = (leaves.take(element, tag) for tag in tags)
    how = leaves.take(element, "TYPE_OF_DATE").upper()
    text = day or year or (f"{first} to {last}" if first and last else first or last)
    found = (parse(f"{note} {year}") if note else None) or parse(text)
    if found is None:
        leaves.give_back(element, *tags)
        return
    if "APPROX" in how or note.lower().startswith("approx"):
        found = f"{found.removesuffix('~')}~"
    entry.birth_dates.setdefault(found, DateDraft(found, note or None))


def _place(element: Element, leaves: Leaves) -> tuple[str, str]:
    tags = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
    parts = [leaves.take(element, tag) for tag in tags]
    return ", ".join(filter(None, parts)), parts[-1]


def _birth_place(entry: Building, element: Element, leaves: Leaves) -> None:
    text, _ = _place(element, leaves)
    note = leaves.take(element, "NOTE")
    place = " ".join(filter(None, (text, f"({note})" if note else "")))
    if place:
        entry.birth_places[place] = None


def _address(entry: Building, element: Element, leaves: Leaves) -> None:
    text, where = _place(element, leaves)
    note = leaves.take(element, "NOTE") or None
    if text or note:
        entry.addresses[AddressDraft(text, country(where) if where else None, note)] = None


def _document(entry: Building, element: Element, leaves: Leaves) -> None:
    """A number stands in NUMBER, or in words in the second kind or the note."""
    first, second, number, note, *about = (leaves.take(element, tag) for tag in _DOCUMENT_TAGS)
    words = number or _with_digit(second) or _with_digit(note)
    value, named = _number_in(words)
    issuer, issuer2, day, city = about
    issued = " ".join(filter(None, (day, city)))
    said = [
        second or first,
        words if words != value else "",
        note if note != words else "",
        f"issued {issued}" if issued else "",
    ]
    kind = _document_kind(" ".join((first, second, words)))
    told = "; ".join(dict.fromkeys(filter(None, said)))
    if not entry.add_identifier(kind, value, issuer or issuer2 or named, told):
        leaves.give_back(element, *_DOCUMENT_TAGS)
        if told:
            entry.remarks[told] = None


def _with_digit(text: str) -> str:
    return text if any(c.isdigit() for c in text) else ""


def _number_in(words: str) -> tuple[str, str | None]:
    """The number, and the country where one stands before it: ``Jordan 654781``.

    A word of three letters and more before the number says what it is, and is no part of it.
    """
    after = _NUMBER_AFTER.split(words)[-1]
    value = _NUMBER_UNTIL.split(after)[0].strip(" .:")
    value = value.rpartition(":")[2].strip()
    named = None
    word, _, rest = value.partition(" ")
    while len(word) >= 3 and word.isalpha() and _with_digit(rest):
        named = named or alpha3(word)
        value = rest
        word, _, rest = value.partition(" ")
    if len(value) > _LONGEST_NUMBER or not _with_digit(value):
        return "", None
    return value, named


def _document_kind(words: str) -> str:
    lowered = words.lower()
    return next((kind for part, kind in _DOCUMENTS if part in lowered), "national_id")


_Reader = Callable[[Building, Element, Leaves], None]

_DOCUMENT_TAGS = (
    "TYPE_OF_DOCUMENT",
    "TYPE_OF_DOCUMENT2",
    "NUMBER",
    "NOTE",
    "ISSUING_COUNTRY",
    "COUNTRY_OF_ISSUE",
    "DATE_OF_ISSUE",
    "CITY_OF_ISSUE",
)
_DOCUMENTS = (
    ("fiscal", "tax"),
    ("nif", "tax"),
    ("ration", "other"),
    ("driver", "driver_licence"),
    ("driving", "driver_licence"),
    ("birth certificate", "birth_certificate"),
    ("social security", "social_security"),
    ("ssn", "social_security"),
    ("military", "military"),
    ("fardc", "military"),
    ("resident", "residence"),
    ("passport", "passport"),
    ("passeport", "passport"),
    ("pasaporte", "passport"),
    ("laissez-passer", "passport"),
)
_READERS: dict[str, _Reader] = {
    "TITLE": _values(_title),
    "DESIGNATION": _values(_title),
    "NATIONALITY": _values(Building.add_country),
    "LAST_DAY_UPDATED": _values(_updated),
    "INDIVIDUAL_ALIAS": _alias,
    "ENTITY_ALIAS": _alias,
    "INDIVIDUAL_DATE_OF_BIRTH": _birth_date,
    "INDIVIDUAL_PLACE_OF_BIRTH": _birth_place,
    "INDIVIDUAL_ADDRESS": _address,
    "ENTITY_ADDRESS": _address,
    "INDIVIDUAL_DOCUMENT": _document,
}
WHY_LEFT = {
    **dict.fromkeys(("VERSIONNUM", "VALUE", "SORT_KEY", "SORT_KEY_LAST_MOD"), "not_screened"),
    **dict.fromkeys(_DOCUMENT_TAGS, "not_understood"),
    **dict.fromkeys(("DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "GENDER"), "unreadable"),
    "DATE_OF_BIRTH": "unreadable",
    "ALIAS_NAME": "unreadable",
}
"""Why a text of this tag is left, where it is; a tag not named here is unknown."""
