"""What FollowTheMoney's documents, sanctions, addresses and accounts add to their holder."""

from collections.abc import Callable

from seawall.engines.lists.building import Building, country
from seawall.engines.lists.dates import day_of
from seawall.engines.lists.drafts import AddressDraft, NameDraft
from seawall.engines.lists.ftm_properties import RELATIONS
from seawall.engines.lists.ftm_stream import Entity


def _document(holder: Building, entity: Entity) -> None:
    kind = "passport" if entity.schema == "Passport" else "national_id"
    what = entity.first("type") or ""
    if "passport" in what.lower():
        kind = "passport"
    elif "driv" in what.lower():
        kind = "driver_licence"
    said = [what if kind != "passport" else ""]
    said += [f"issued {day}" for day in entity.of("startDate")]
    said += [f"expires {day}" for day in entity.of("endDate")]
    said += entity.of("summary")
    for number in entity.of("number") + entity.of("passportNumber"):
        note = "; ".join(filter(None, said))
        holder.add_identifier(kind, number, entity.first("country"), note)
    for number in entity.of("personalNumber"):
        holder.add_identifier("national_id", number, entity.first("country"))
    surname, given = entity.first("surname"), entity.first("givenName")
    if surname and given:
        name = NameDraft(f"{given} {surname}", "alias", surname=surname, given=given)
        holder.add_name(name)
    for day in entity.of("birthDate"):
        holder.add_birth_date(day)


def _sanction(holder: Building, entity: Entity) -> None:
    for programme in entity.of("program"):
        holder.programmes[programme] = None
    for key in entity.of("authorityId") + entity.of("unscId"):
        holder.other_keys[key] = None
    for reason in entity.of("reason"):
        holder.reasons[reason] = None
    for day in [day for prop in _SANCTION_DATES for day in entity.of(prop)]:
        listed, known = day_of(day), holder.single.get("listed_on")
        if listed and (not known or listed < known):
            holder.single["listed_on"] = listed
    words = [f"{prop}: {value}" for prop in _SANCTION_WORDS for value in entity.of(prop)]
    if words:
        holder.remarks["; ".join(words)] = None


def _address(holder: Building, entity: Entity) -> None:
    text = entity.first("full") or ", ".join(v for part in _ADDRESS_PARTS for v in entity.of(part))
    where = entity.first("country")
    note = "; ".join(entity.of("remarks")) or None
    if text:
        holder.addresses[AddressDraft(text, country(where) if where else None, note)] = None


def _wallet(holder: Building, entity: Entity) -> None:
    for key in entity.of("publicKey"):
        holder.add_identifier("wallet", key, note=entity.first("currency"))


def _account(holder: Building, entity: Entity) -> None:
    for number in entity.of("iban") + entity.of("accountNumber"):
        holder.add_identifier("bank_account", number, entity.first("country"))


ATTACH: dict[str, Callable[[Building, Entity], None]] = {
    "Passport": _document,
    "Identification": _document,
    "Sanction": _sanction,
    "Address": _address,
    "CryptoWallet": _wallet,
    "BankAccount": _account,
}
"""By schema, what adds the entity to its holder."""

_DOCUMENT = (
    "holder",
    "number",
    "passportNumber",
    "personalNumber",
    "country",
    "type",
    "startDate",
    "endDate",
    "summary",
    "surname",
    "givenName",
    "birthDate",
)
_SANCTION_DATES = ("listingDate", "startDate")
_SANCTION_WORDS = ("authority", "status", "startDate", "endDate", "provisions", "summary")
_ADDRESS_PARTS = ("street", "street2", "city", "region", "state", "postalCode", "country")
USED: dict[str, frozenset[str]] = {
    "Passport": frozenset(_DOCUMENT),
    "Identification": frozenset(_DOCUMENT),
    "Sanction": frozenset(
        ("entity", "program", "authorityId", "unscId", "reason", *_SANCTION_DATES, *_SANCTION_WORDS)
    ),
    "Address": frozenset(("full", "remarks", *_ADDRESS_PARTS)),
    "CryptoWallet": frozenset(("holder", "publicKey", "currency")),
    "BankAccount": frozenset(("holder", "owner", "iban", "accountNumber", "country")),
    **{
        schema: frozenset((*ends, "role", "relationship", "status"))
        for schema, ends in RELATIONS.items()
    },
}
"""By schema, the properties that are used; the account names the others."""
