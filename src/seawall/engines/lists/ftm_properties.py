"""What each FollowTheMoney property becomes (schemata of FollowTheMoney 4)."""

from collections.abc import Callable

from seawall.engines.lists.building import Building, country
from seawall.engines.lists.drafts import AddressDraft, Kind, NameDraft
from seawall.engines.lists.scripts import script_of
from seawall.reference.countries import name_of

SUBJECTS: dict[str, Kind] = {
    "Person": "person",
    "LegalEntity": "organisation",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
"""Schemata that are entries. A LegalEntity that has a birth date or a sex is a person."""

PERSONAL = ("birthDate", "gender", "nationality", "passportNumber", "lastName", "birthPlace")

HOLDERS = {
    "Passport": ("holder",),
    "Identification": ("holder",),
    "Sanction": ("entity",),
    "CryptoWallet": ("holder",),
    "BankAccount": ("holder", "owner"),
    "Address": (),
}
"""Schemata that belong to an entry, by the properties that name it."""

RELATIONS = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Representation": ("agent", "client"),
    "Family": ("person", "relative"),
    "Associate": ("person", "associate"),
    "Succession": ("predecessor", "successor"),
    "UnknownLink": ("subject", "object"),
}
"""Schemata that tie two entries together, by the properties of both ends."""

Reader = Callable[[Building, str, str], bool]
"""Adds a value of the property named last to the entry; whether it could be read."""


def _name(role: str) -> Reader:
    def read_name(entry: Building, value: str, _: str) -> bool:
        first = role == "primary" and not entry.names
        return entry.add_name(
            NameDraft(
                full=value,
                role="primary" if first else "former" if role == "former" else "alias",
                quality="weak" if role == "weak" else "strong",
                script=script_of(value),
            )
        )

    return read_name


def _birth_date(entry: Building, value: str, _: str) -> bool:
    return entry.add_birth_date(value)


def _birth_place(entry: Building, value: str, prop: str) -> bool:
    known = name_of(country(value)) if prop == "birthCountry" else None
    entry.birth_places[known or value] = None
    return True


def _nationality(entry: Building, value: str, _: str) -> bool:
    entry.add_country(value)
    return True


def _seat(entry: Building, value: str, _: str) -> bool:
    """A person may be tied to a country in any way; all others are seated or registered there."""
    if entry.kind == "person":
        return False
    entry.add_country(value)
    return True


def _sex(entry: Building, value: str, _: str) -> bool:
    return entry.set_sex(value)


def _title(entry: Building, value: str, _: str) -> bool:
    entry.titles[value] = None
    return True


def _programme(entry: Building, value: str, _: str) -> bool:
    entry.programmes[value] = None
    return True


def _flag(entry: Building, value: str, _: str) -> bool:
    entry.flags[country(value)] = None
    return True


def _address(entry: Building, value: str, _: str) -> bool:
    entry.addresses[AddressDraft(value)] = None
    return True


def _remark(entry: Building, value: str, _: str) -> bool:
    entry.remarks[value] = None
    return True


def _identifier(kind: str, issuer: str | None = None, *, note: bool = False) -> Reader:
    def read_identifier(entry: Building, value: str, prop: str) -> bool:
        return entry.add_identifier(kind, value, issuer, prop if note else None)

    return read_identifier


def _registration(entry: Building, value: str, _: str) -> bool:
    kind = "registration" if entry.kind in {"vessel", "aircraft"} else "company"
    return entry.add_identifier(kind, value)


def _imo(entry: Building, value: str, _: str) -> bool:
    kind = "imo" if entry.kind == "vessel" else "imo_company"
    return entry.add_identifier(kind, value.upper().removeprefix("IMO").strip())


PROPERTIES: dict[str, Reader] = {
    "name": _name("primary"),
    "alias": _name("alias"),
    "abbreviation": _name("weak"),
    "weakAlias": _name("weak"),
    "previousName": _name("former"),
    "birthDate": _birth_date,
    "birthPlace": _birth_place,
    "birthCountry": _birth_place,
    "nationality": _nationality,
    "citizenship": _nationality,
    "country": _seat,
    "jurisdiction": _seat,
    "mainCountry": _seat,
    "gender": _sex,
    "title": _title,
    "position": _title,
    "program": _programme,
    "flag": _flag,
    "pastFlags": _flag,
    "address": _address,
    "notes": _remark,
    "summary": _remark,
    "description": _remark,
    "passportNumber": _identifier("passport"),
    "idNumber": _identifier("national_id"),
    "personalNumber": _identifier("national_id"),
    "socialSecurityNumber": _identifier("social_security"),
    "taxNumber": _identifier("tax"),
    "vatCode": _identifier("tax"),
    "irsCode": _identifier("tax", "USA"),
    "innCode": _identifier("tax", "RUS"),
    "voenCode": _identifier("tax", "AZE"),
    "registrationNumber": _registration,
    "ogrnCode": _identifier("company", "RUS"),
    "uscCode": _identifier("company", "CHN"),
    "cikCode": _identifier("company", "USA"),
    "licenseNumber": _identifier("licence"),
    "npiCode": _identifier("licence", "USA"),
    "leiCode": _identifier("lei"),
    "dunsCode": _identifier("duns"),
    "swiftBic": _identifier("swift"),
    "imoNumber": _imo,
    "mmsi": _identifier("mmsi"),
    "callSign": _identifier("call_sign"),
    "serialNumber": _identifier("serial"),
    "email": _identifier("email"),
    "phone": _identifier("phone"),
    "website": _identifier("website"),
    "uniqueEntityId": _identifier("other", note=True),
    "jibCode": _identifier("other", note=True),
    "bikCode": _identifier("other", note=True),
    "kppCode": _identifier("other", note=True),
    "okpoCode": _identifier("other", note=True),
    "bvdId": _identifier("other", note=True),
    "crsNumber": _identifier("other", note=True),
    "isinCode": _identifier("other", note=True),
}

NAME_PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName", "nameSuffix")
PROTECTED = {"ethnicity", "religion", "political", "motherName"}
NOT_SCREENED = {
    "topics",
    "programId",
    "sourceUrl",
    "publisher",
    "publisherUrl",
    "wikipediaUrl",
    "wikidataId",
    "keywords",
    "createdAt",
    "modifiedAt",
    "retrievedAt",
    "country",
    "deathDate",
    "profession",
    "education",
    "spokenLanguage",
    "height",
    "weight",
    "eyeColor",
    "hairColor",
    "appearance",
    "legalForm",
    "status",
    "sector",
    "classification",
    "incorporationDate",
    "dissolutionDate",
    "opencorporatesUrl",
    "icijId",
    "type",
    "model",
    "icaoCode",
    "manufacturer",
    "buildDate",
    "registrationDate",
    "deregistrationDate",
    "registrationPort",
    "tonnage",
    "grossRegisteredTonnage",
    "deadweightTonnage",
    "pastTypes",
    "authority",
    "provisions",
    "programUrl",
}
