"""What a list says, before anyone stores it: one draft for one entry.

Dates are written in the extended date format of ISO 8601-2: ``1961``, ``1961-12``, ``1961-12-12``,
``1951/1953`` (some day in that interval), ``1951~`` (about).
Countries are ISO 3166-1 alpha-3 where the name is known, and otherwise the words of the list.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal, get_args

from seawall.engines.lists.account import Account

Kind = Literal["person", "organisation", "vessel", "aircraft", "document"]
KINDS: tuple[str, ...] = get_args(Kind)

IDENTIFIER_KINDS = {
    "passport": "travel document of a person",
    "national_id": "identity card or national number of a person",
    "driver_licence": "licence to drive",
    "birth_certificate": "number of a birth certificate",
    "voter": "number in an electoral roll",
    "residence": "residence permit or number",
    "military": "number of a military book or card",
    "social_security": "social security number",
    "tax": "number with a tax authority, of a person or a company",
    "company": "number in a register of companies",
    "licence": "licence of a business or trade",
    "imo": "number of a ship (IMO Resolution A.1117(30))",
    "imo_company": "number of a company that owns or runs ships (IMO Resolution A.1117(30))",
    "mmsi": "maritime mobile service identity (ITU-R M.585)",
    "call_sign": "call sign of a ship or aircraft",
    "registration": "registration mark of an aircraft, or official number of a ship",
    "serial": "manufacturer's serial number of an aircraft",
    "icao24": "24-bit address of an aircraft, in hexadecimal (ICAO Annex 10 vol. III)",
    "swift": "business identifier code of a bank (ISO 9362)",
    "lei": "legal entity identifier (ISO 17442)",
    "duns": "number of a business in the D-U-N-S register",
    "bank_account": "number of a bank account",
    "wallet": "address of a digital currency, with the currency as issuer",
    "email": "address of electronic mail",
    "phone": "telephone or telefax number",
    "website": "address on the web",
    "other": "any other number, its kind in the note",
}


@dataclass(frozen=True, slots=True)
class NameDraft:
    """One name of an entry.

    Args:
        full: the name in the order it is read, given names first.
        role: ``primary``, ``alias`` or ``former``.
        quality: ``strong``, or ``weak`` where the list itself calls the name a poor identifier.
        surname: family names, where the list sets them apart.
        given: given names, where the list sets them apart.
        script: ISO 15924 code of the script, such as ``Latn`` or ``Arab``.
        language: the language, where the list says it.
        original: the name as the list writes it, where that differs from ``full``.
    """

    full: str
    role: Literal["primary", "alias", "former"] = "primary"
    quality: Literal["strong", "weak"] = "strong"
    surname: str | None = None
    given: str | None = None
    script: str | None = None
    language: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class DateDraft:
    """A birth date as far as it is known: ISO 8601-2 in ``value``, the list's words in ``note``."""

    value: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class IdentifierDraft:
    """A number that tells one from another; ``kind`` is one of :data:`IDENTIFIER_KINDS`.

    ``issuer`` is the country that issued it, or the register or currency.
    """

    kind: str
    value: str
    issuer: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """An address in one line, and its country apart."""

    text: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """Someone the list ties the entry to, by the key of their own entry where the list gives it."""

    relation: str
    name: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """One entry of a list.

    Args:
        key: what the list calls the entry; stays the same from version to version.
        kind: what is listed.
        names: at least one, except for a document.
        sex: ``male``, ``female``, or None where the list does not say.
        flags: states whose flag a vessel flies or flew.
        titles: ranks, posts and ways of address.
        programmes: the sanctions programmes or sub-lists it stands in.
        criterion: the criterion met, as the list words it.
        legal_basis: the law under which it is listed here.
        instruction: what an officer who meets it should do.
        grade: the grading of source and content as given, scheme first: ``5x5x5:B21``.
        listed_on, updated_on, expires_on, review_on: ISO dates.
        other_keys: further references of the list to the same entry.
        remarks: everything the list says in words, whole.
    """

    key: str
    kind: Kind
    names: tuple[NameDraft, ...] = ()
    birth_dates: tuple[DateDraft, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    sex: Literal["male", "female"] | None = None
    identifiers: tuple[IdentifierDraft, ...] = ()
    addresses: tuple[AddressDraft, ...] = ()
    flags: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    links: tuple[LinkDraft, ...] = ()
    programmes: tuple[str, ...] = ()
    reason: str | None = None
    criterion: str | None = None
    nomination: str | None = None
    legal_basis: str | None = None
    instruction: str | None = None
    grade: str | None = None
    listed_on: str | None = None
    updated_on: str | None = None
    expires_on: str | None = None
    review_on: str | None = None
    other_keys: tuple[str, ...] = ()
    remarks: str | None = None

    def canonical(self) -> str:
        """All that is said as JSON, the same text for the same content."""
        return json.dumps(
            _plain(self), default=_plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )

    def digest(self) -> str:
        """SHA-256 of all that is said, in hexadecimal: equal exactly while nothing changes."""
        return digest_of(self.canonical())


def digest_of(canonical: str) -> str:
    """The fingerprint of a draft's canonical text."""
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(draft: Any) -> dict[str, Any]:
    """The fields of a draft; many times as fast as ``dataclasses.asdict``, which copies deeply."""
    return {name: getattr(draft, name) for name in draft.__slots__}


@dataclass(frozen=True, slots=True)
class ListReading:
    """What came of reading a list: its entries in the order of the list, and the account.

    ``published`` is the date the list gives itself, where it does.
    """

    entries: tuple[EntryDraft, ...]
    account: Account
    published: str | None = None
