"""Makes up the lists that the traffic is screened against."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from seawall.node.demo.dice import Dice, dice, pattern, weighted
from seawall.node.demo.people import Birth, Paper, Person, draw_person

Alias = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an invented list.

    Args:
        key: what the list calls it; unique over all lists.
        kind: ``person``, ``vessel`` or ``document``.
        person: who is listed; None for a vessel or a document.
        aliases: further names, each given names and surnames.
        birth: the birth date as the list knows it, perhaps less than the person's own.
        paper: the document listed; for a person the passport known, if any.
        vessel: name, IMO number and flag of a vessel.
    """

    key: str
    kind: str
    reason: str
    criterion: str
    instruction: str
    listed_on: date
    expires_on: date
    person: Person | None = None
    aliases: tuple[Alias, ...] = ()
    birth: Birth | None = None
    paper: Paper | None = None
    vessel: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Watchlist:
    """An invented list.

    Args:
        code: short and stable, in small letters.
        title: in words.
        effect: what a match means here: ``refer``, ``tell_owner_only``.
        legal_basis: of the listing, invented like the rest.
        owner: code of the agency that keeps it.
        audience: the named set of agencies that see it besides, or None.
        sealed: whether only those let into the sealed matter see it.
        entries: in the order of their keys.
    """

    code: str
    title: str
    effect: str
    legal_basis: str
    owner: str
    audience: str | None
    sealed: bool
    entries: tuple[Entry, ...]


GROUNDS = (
    ("Sought for interview in a customs case", "customs offence under inquiry", "refer"),
    ("Court order not to leave the state", "order of a court", "refer"),
    ("Warrant issued, failed to appear", "warrant of a court", "refer"),
    ("Overstayed, told to leave before", "removal order", "refer"),
    ("Reported missing by family", "missing person", "inform"),
    ("Named in a firearms case", "firearms offence under inquiry", "refer"),
    ("Named in a fraud case", "fraud under inquiry", "refer"),
)

CULTURES = (
    (("english_caribbean", "JAM"), 12),
    (("english_caribbean", "BRB"), 8),
    (("english_caribbean", "VCT"), 6),
    (("spanish", "VEN"), 14),
    (("spanish", "DOM"), 8),
    (("spanish", "COL"), 8),
    (("french", "FRA"), 8),
    (("haitian", "HTI"), 8),
    (("dutch", "NLD"), 6),
    (("indian_caribbean", "GUY"), 8),
    (("indian_caribbean", "TTO"), 6),
    (("chinese", "CHN"), 4),
    (("arabic", "LBN"), 4),
    (("portuguese", "BRA"), 6),
    (("anglo", "USA"), 8),
    (("anglo", "GBR"), 6),
    (("german", "DEU"), 3),
)

VESSELS = ("Petrel III", "Blue Marlin", "Doña Carmen", "Étoile du Sud", "Lady Ionie", "Windhoek")


def _known_birth(throw: Dice, birth: Birth) -> Birth:
    """What a list often knows of a birth date: all of it, or the year."""
    return birth if throw.random() < 0.75 else Birth(birth.year)


def _person(throw: Dice, key: str, year: int) -> Entry:
    culture, nationality = weighted(throw, CULTURES)
    person = draw_person(throw, culture, nationality, on=date(year, 1, 1), ages=(21, 62))
    reason, criterion, instruction = throw.choice(GROUNDS)
    aliases: tuple[Alias, ...] = ()
    if throw.random() < 0.4:
        other = draw_person(throw, culture, nationality, on=date(year, 1, 1), sex=person.sex)
        aliases = ((other.given, person.surnames),)
    if len(person.surnames) > 1:
        aliases = (*aliases, (person.given[:1], person.surnames[:1]))
    return Entry(
        key=key,
        kind="person",
        reason=reason,
        criterion=criterion,
        instruction=instruction,
        listed_on=date(year - throw.randint(1, 3), throw.randint(1, 12), throw.randint(1, 28)),
        expires_on=date(year + 2, 6, 30),
        person=person,
        aliases=aliases,
        birth=_known_birth(throw, person.birth),
        paper=person.papers[0] if throw.random() < 0.7 else None,
    )


def _document(throw: Dice, key: str, year: int) -> Entry:
    _, nationality = weighted(throw, CULTURES)
    holder = draw_person(throw, "anglo", nationality, on=date(year, 1, 1))
    return Entry(
        key=key,
        kind="document",
        reason=throw.choice(("Reported stolen", "Reported stolen", "Reported lost")),
        criterion="stolen, lost or revoked document",
        instruction="refer",
        listed_on=date(year - 1, throw.randint(1, 12), throw.randint(1, 28)),
        expires_on=date(year + 8, 12, 31),
        paper=holder.papers[0],
    )


def _vessel(throw: Dice, key: str, name: str, year: int) -> Entry:
    flag = throw.choice(("VEN", "VCT", "PAN", "TTO", "COL"))
    return Entry(
        key=key,
        kind="vessel",
        reason="Named in a fisheries case",
        criterion="vessel of interest",
        instruction="inform",
        listed_on=date(year - 1, throw.randint(1, 12), throw.randint(1, 28)),
        expires_on=date(year + 1, 12, 31),
        vessel=(name, _imo(throw), flag),
    )


def _imo(throw: Dice) -> str:
    """A ship number whose check digit fits (IMO Resolution A.1117(30))."""
    digits = pattern(throw, "9#####")
    return digits + str(sum(int(d) * (7 - i) for i, d in enumerate(digits)) % 10)


@cache
def watchlists(seed: int, year: int, state: str) -> tuple[Watchlist, ...]:
    """The lists of a year.

    Args:
        seed: any whole number.
        year: of listing and expiry dates.
        state: ISO 3166-1 alpha-3 of the node.

    Returns:
        The state's own list (persons, stolen and lost documents, vessels; matches are referred),
        a partner's and a sealed one (persons; a match is told to its owner only).
    """
    throw = dice(seed, "lists", state, year)
    own = [_person(throw, f"{state}-P{number:04d}", year) for number in range(1, 61)]
    own += [_document(throw, f"{state}-D{number:04d}", year) for number in range(1, 41)]
    own += [
        _vessel(throw, f"{state}-V{number:04d}", name, year)
        for number, name in enumerate(VESSELS, start=1)
    ]
    partner = [_person(throw, f"RPT-P{number:04d}", year) for number in range(1, 26)]
    sealed = [_person(throw, f"LTN-P{number:04d}", year) for number in range(1, 9)]
    return (
        Watchlist(
            code="national",
            title="National watchlist",
            effect="refer",
            legal_basis="Demonstration Act, section 12",
            owner="special-branch",
            audience="Border",
            sealed=False,
            entries=tuple(own),
        ),
        Watchlist(
            code="partner-lookouts",
            title="Regional partner's lookouts",
            effect="tell_owner_only",
            legal_basis="Demonstration Treaty, article 4",
            owner="processor",
            audience="Lookouts",
            sealed=False,
            entries=tuple(partner),
        ),
        Watchlist(
            code="lantern",
            title="Operation Lantern",
            effect="tell_owner_only",
            legal_basis="Demonstration Act, section 31",
            owner="special-branch",
            audience=None,
            sealed=True,
            entries=tuple(sealed),
        ),
    )
