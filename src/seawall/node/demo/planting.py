"""Puts people of the lists, and people who merely look like them, among the travellers.

What was planted is known, so that tests can count what screening finds and what it should leave.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from seawall.node.demo.dice import Dice
from seawall.node.demo.people import Birth, Paper, Person, draw_given, draw_paper, draw_person
from seawall.node.demo.watchlists import Entry


@dataclass(frozen=True, slots=True)
class Planted:
    """Somebody put among the travellers.

    Args:
        kind: one of :data:`KINDS`.
        voyage: key of the voyage.
        traveller: reference of the traveller (RFF+ABO).
        entry_key: the entry that the traveller is, or resembles.
    """

    kind: str
    voyage: str
    traveller: str
    entry_key: str

    @property
    def is_match(self) -> bool:
        """Whether the traveller truly is what the entry lists."""
        return KINDS[self.kind].is_match


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to plant somebody.

    Args:
        is_match: whether the traveller truly is what the entry lists.
        suits: entries it can be made from.
        make: the person to put in the place of a traveller.
    """

    is_match: bool
    suits: Callable[[Entry], bool]
    make: Callable[[Dice, Entry, Person, date], Person]


def _listed(entry: Entry) -> Person:
    if entry.person is None:
        raise ValueError(f"{entry.key} lists no person")
    return entry.person


def _renewed(throw: Dice, paper: Paper | None, person: Person, on: date) -> tuple[Paper, ...]:
    """The listed document, still valid, or a new one where none is listed."""
    if paper is None:
        return (draw_paper(throw, person.nationality, on),)
    return (replace(paper, expires=date(on.year + 3, 5, 31)),)


def _exact(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    person = _listed(entry)
    return replace(person, papers=_renewed(throw, entry.paper, person, on))


def _under_alias(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """Travels under a listed alias, with a new passport."""
    person = _listed(entry)
    given, surnames = entry.aliases[0]
    papers = (draw_paper(throw, person.nationality, on),)
    return replace(person, given=given, surnames=surnames, papers=papers)


SLIPS = (("ph", "f"), ("y", "i"), ("ck", "k"), ("v", "b"), ("z", "s"), ("ll", "l"), ("i", "y"))


def misspelt(throw: Dice, name: str) -> str:
    """The name as somebody hears it: one sound written another way, or two letters swapped."""
    low = name.lower()
    for sound, other in throw.sample(SLIPS, len(SLIPS)):
        if (at := low.rfind(sound)) > 0:
            return name[:at] + other + name[at + len(sound) :]
    places = [at for at in range(1, len(name) - 1) if name[at] != name[at + 1]]
    if not places:
        return name + name[-1]
    at = throw.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _misspelt(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    person = _listed(entry)
    surnames = (misspelt(throw, person.surnames[0]), *person.surnames[1:])
    return replace(person, surnames=surnames, papers=(draw_paper(throw, person.nationality, on),))


def _shortened(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """Without the second given name and the second surname."""
    person = _listed(entry)
    return replace(
        person,
        given=person.given[:1],
        surnames=person.surnames[:1],
        papers=(draw_paper(throw, person.nationality, on),),
    )


def _second_document(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """Shows a new document first and the listed one second."""
    person = _listed(entry)
    new = draw_paper(throw, person.nationality, on)
    return replace(person, papers=(new, *_renewed(throw, entry.paper, person, on)))


def _stolen(throw: Dice, entry: Entry, stranger: Person, on: date) -> Person:
    """A stranger with the listed document."""
    issuer = stranger.nationality if entry.paper is None else entry.paper.issuer
    return replace(stranger, nationality=issuer, papers=_renewed(throw, entry.paper, stranger, on))


def _slipped(throw: Dice, paper: Paper) -> Paper:
    """The document with its last digit another."""
    at = max(place for place, sign in enumerate(paper.number) if sign.isdigit())
    digit = str((int(paper.number[at]) + throw.randint(1, 9)) % 10)
    return replace(paper, number=paper.number[:at] + digit + paper.number[at + 1 :])


def _slipped_document(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """The listed person, the listed document mistyped in the message."""
    person = _listed(entry)
    paper = _renewed(throw, entry.paper, person, on)[0]
    return replace(person, papers=(_slipped(throw, paper),))


def _near_document(throw: Dice, entry: Entry, stranger: Person, on: date) -> Person:
    """A stranger of the same nationality whose document is one digit off."""
    paper = _renewed(throw, entry.paper, stranger, on)[0]
    return replace(stranger, nationality=paper.issuer, papers=(_slipped(throw, paper),))


def _swapped_birth(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """The listed person, day and month of birth exchanged in the message."""
    person = _listed(entry)
    birth = Birth(person.birth.year, person.birth.day, person.birth.month)
    return replace(person, birth=birth, papers=(draw_paper(throw, person.nationality, on),))


def _in_year(birth: Birth, year: int) -> Birth:
    return Birth(year, birth.month or 6, min(birth.day or 15, 28))


def _namesake(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """Somebody else of the same name, born at least eleven years apart."""
    person = _listed(entry)
    other = draw_person(throw, person.culture, person.nationality, on=on, sex=person.sex)
    apart = throw.randint(11, 16)
    year = person.birth.year + (apart if person.birth.year < on.year - 40 else -apart)
    return replace(
        other,
        surnames=person.surnames,
        given=person.given,
        birth=_in_year(other.birth, year),
        papers=(draw_paper(throw, person.nationality, on),),
    )


def _similar_name(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """Somebody else of the same surname and birth year."""
    person = _listed(entry)
    other = draw_person(throw, person.culture, person.nationality, on=on, sex=person.sex)
    given = draw_given(throw, person.culture, person.sex)
    while set(given) & set(person.given):
        given = draw_given(throw, person.culture, person.sex)
    return replace(
        other,
        surnames=person.surnames,
        given=given,
        birth=_in_year(other.birth, person.birth.year),
        papers=(draw_paper(throw, person.nationality, on),),
    )


def _relative(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """Somebody else of the same surname and first given name, born within three years."""
    person = _listed(entry)
    other = draw_person(throw, person.culture, person.nationality, on=on, sex=person.sex)
    second = draw_given(throw, person.culture, person.sex)[1:]
    while second == person.given[1:]:
        second = draw_given(throw, person.culture, person.sex)[1:]
    return replace(
        other,
        surnames=person.surnames,
        given=(person.given[0], *second),
        birth=_in_year(other.birth, person.birth.year + throw.choice((-3, -2, 2, 3))),
        papers=(draw_paper(throw, person.nationality, on),),
    )


def _homonym(throw: Dice, entry: Entry, _: Person, on: date) -> Person:
    """Somebody else from elsewhere: the same surname and first given name, the same birth year."""
    person = _listed(entry)
    elsewhere = throw.choice(
        [state for state in ("CAN", "FRA", "USA") if state != person.nationality]
    )
    other = draw_person(throw, person.culture, elsewhere, on=on, sex=person.sex)
    return replace(
        other,
        surnames=person.surnames,
        given=(person.given[0], *draw_given(throw, person.culture, person.sex)[1:]),
        birth=_in_year(other.birth, person.birth.year),
    )


def _is_person(entry: Entry) -> bool:
    return entry.person is not None


def _has_two_given_names(entry: Entry) -> bool:
    return entry.person is not None and len(entry.person.given) > 1


def _knows_only_the_year(entry: Entry) -> bool:
    return entry.birth is not None and entry.birth.month is None


def _has_alias(entry: Entry) -> bool:
    return _is_person(entry) and bool(entry.aliases)


def _has_paper(entry: Entry) -> bool:
    return _is_person(entry) and entry.paper is not None


def _can_swap(entry: Entry) -> bool:
    """Whether day and month can be exchanged, and the list knows both."""
    birth = entry.birth
    return birth is not None and birth.day is not None and birth.month != birth.day <= 12


def _is_document(entry: Entry) -> bool:
    return entry.kind == "document"


KINDS = {
    "exact": Kind(True, _is_person, _exact),
    "alias": Kind(True, _has_alias, _under_alias),
    "misspelt": Kind(True, _is_person, _misspelt),
    "shortened": Kind(True, _is_person, _shortened),
    "second_document": Kind(True, _has_paper, _second_document),
    "swapped_birth": Kind(True, _can_swap, _swapped_birth),
    "stolen_document": Kind(True, _is_document, _stolen),
    "slipped_document": Kind(True, _has_paper, _slipped_document),
    "near_document": Kind(False, _has_paper, _near_document),
    "homonym": Kind(False, _knows_only_the_year, _homonym),
    "namesake": Kind(False, _is_person, _namesake),
    "relative": Kind(False, _has_two_given_names, _relative),
    "similar_name": Kind(False, _is_person, _similar_name),
}


def plant(
    throw: Dice, kind: str, entries: tuple[Entry, ...], stranger: Person, on: date
) -> tuple[str, Person]:
    """Somebody of a kind, made from an entry that suits it.

    Args:
        throw: dice.
        kind: one of :data:`KINDS`.
        entries: of the lists; at least one must suit the kind.
        stranger: whose place is taken; a stolen document is put into this person's hands.
        on: the day of departure.

    Returns:
        The key of the entry and the person to put in the stranger's place.
    """
    entry = throw.choice([entry for entry in entries if KINDS[kind].suits(entry)])
    return entry.key, KINDS[kind].make(throw, entry, stranger, on)
