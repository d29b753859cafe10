"""Who is the same person on one voyage, and what is known once several messages spoke of them.

Strong signs join whatever else a message says; weak ones join only where they point at exactly one
person on both sides and nothing contradicts. A number alone never joins two people: carriers give
one document number to a whole list, and one reference to a family.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

from seawall.engines.edifact.paxlst.traveller import Document, Traveller
from seawall.modules.border.rules.folding import fold, squeeze

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """What a person may be known by.

    Args:
        reference: the carrier's own reference of the person.
        name: folded surname and given names.
        birth_date: as given.
        documents: number and issuer of each document.
    """

    reference: str
    name: str
    birth_date: str
    documents: frozenset[Key]

    @staticmethod
    def of(traveller: Traveller) -> "Signs":
        return Signs(
            reference=squeeze(traveller.unique_reference),
            name=full_name(traveller),
            birth_date=traveller.birth_date or "",
            documents=frozenset(
                (squeeze(one.number), squeeze(one.issuer))
                for one in traveller.documents
                if squeeze(one.number)
            ),
        )


def full_name(traveller: Traveller) -> str:
    """Folded surname and given names, apart by a slash; empty where there are none."""
    given = (traveller.given_names, traveller.middle_names, *traveller.more_names)
    name = f"{fold(traveller.surname)}/{fold(' '.join(filter(None, given)))}"
    return "" if name == "/" else name


@dataclass(slots=True)
class Person:
    """One person of a voyage while its messages are read in order.

    Args:
        known: the newest of everything that any message said of the person.
        state: ``on_manifest``, ``boarded``, ``not_boarded`` or ``removed``.
        mentions: the messages and places in them that spoke of the person.
        signs: of each mention; none is forgotten when a later message says otherwise.
    """

    known: Traveller
    state: str = "on_manifest"
    mentions: list[tuple[int, int]] = field(default_factory=list)
    told: list[Traveller] = field(default_factory=list)
    signs: list[Signs] = field(default_factory=list)

    def hear(self, traveller: Traveller, mention: tuple[int, int]) -> None:
        """Take in what one message says of the person."""
        self.known = merged(self.known, traveller) if self.mentions else traveller
        self.mentions.append(mention)
        self.told.append(traveller)
        signs = Signs.of(traveller)
        if signs not in self.signs:
            self.signs.append(signs)


def merged(older: Traveller, newer: Traveller) -> Traveller:
    """The newer statement over the older one; silence takes nothing back, documents add up."""
    changes = {}
    for one in fields(Traveller):
        said = getattr(newer, one.name)
        if said not in (None, ()):
            changes[one.name] = said
    changes["documents"] = all_documents(older.documents, newer.documents)
    return replace(older, **changes)


def all_documents(older: Iterable[Document], newer: Iterable[Document]) -> tuple[Document, ...]:
    """Each document once, by type, number and issuer, as the newest message gives it."""
    found: dict[Key, Document] = {}
    for one in (*older, *newer):
        key = (one.type or "", squeeze(one.number), squeeze(one.issuer))
        found[key] = one
    return tuple(found.values())


def _strong(signs: Signs) -> Iterator[Key]:
    """Keys that join by themselves: a reference or a document, with the same name and birth."""
    if signs.reference and signs.name:
        yield ("reference", signs.reference, signs.name, signs.birth_date)
    for document in sorted(signs.documents):
        if signs.name:
            yield ("document", *document, signs.name, signs.birth_date)


def _by_reference(signs: Signs) -> Iterator[Key]:
    if signs.reference:
        yield (signs.reference,)


def _by_document(signs: Signs) -> Iterator[Key]:
    yield from sorted(signs.documents)


def _by_name_and_birth(signs: Signs) -> Iterator[Key]:
    if signs.name and signs.birth_date:
        yield (signs.name, signs.birth_date)


def _by_name(signs: Signs) -> Iterator[Key]:
    if signs.name:
        yield (signs.name,)


def _agree(one: Signs, other: Signs) -> bool:
    """Whether something beside a reference or a number says that they are one."""
    same_name = bool(one.name) and one.name == other.name
    same_birth = bool(one.birth_date) and one.birth_date == other.birth_date
    return same_name or same_birth


def _joined_by_reference(one: Signs, other: Signs) -> bool:
    return _agree(one, other) or bool(one.documents & other.documents)


def _joined_by_name(one: Signs, other: Signs) -> bool:
    """The same name: births must not differ, and two references must not say otherwise."""
    births_differ = bool(one.birth_date and other.birth_date) and one.birth_date != other.birth_date
    apart = bool(one.reference and other.reference) and one.reference != other.reference
    return not births_differ and not apart


WEAK: tuple[tuple[Callable[[Signs], Iterator[Key]], Callable[[Signs, Signs], bool]], ...] = (
    (_by_reference, _joined_by_reference),
    (_by_document, _agree),
    (_by_name_and_birth, _joined_by_name),
    (_by_name, _joined_by_name),
)


def match(persons: Sequence[Person], entries: Sequence[Traveller]) -> list[int]:
    """For each entry of one message the index of the person it speaks of.

    New people are counted on from ``len(persons)`` in the order of their entries; two entries of
    one message speak of one new person where a strong key joins them.
    """
    signs = [Signs.of(entry) for entry in entries]
    answer = _match_strong(persons, signs)
    for keys, joined in WEAK:
        _match_weak(persons, signs, answer, keys, joined)
    return _number_new(signs, answer, len(persons))


def _match_strong(persons: Sequence[Person], signs: Sequence[Signs]) -> list[int | None]:
    known: dict[Key, int] = {}
    for index, person in enumerate(persons):
        for told in person.signs:
            for key in _strong(told):
                known.setdefault(key, index)
    return [next((known[key] for key in _strong(own) if key in known), None) for own in signs]


def _match_weak(
    persons: Sequence[Person],
    signs: Sequence[Signs],
    answer: list[int | None],
    keys: Callable[[Signs], Iterator[Key]],
    joined: Callable[[Signs, Signs], bool],
) -> None:
    """Join entries and persons that a key points to, where it points to one on each side."""
    taken = {index for index in answer if index is not None}
    free_persons = [pair for pair in enumerate(persons) if pair[0] not in taken]
    there = _holders(((index, told) for index, one in free_persons for told in one.signs), keys)
    here = _holders(((n, own) for n, own in enumerate(signs) if answer[n] is None), keys)
    for key, numbers in here.items():
        free = there.get(key, set()) - taken
        if len(numbers) != 1 or len(free) != 1:
            continue
        (number,), (index,) = numbers, free
        fits = any(joined(told, signs[number]) for told in persons[index].signs)
        if answer[number] is None and fits:
            answer[number] = index
            taken.add(index)


def _holders(
    keyed: Iterable[tuple[int, Signs]], keys: Callable[[Signs], Iterator[Key]]
) -> dict[Key, set[int]]:
    """Who holds each key."""
    found: dict[Key, set[int]] = defaultdict(set)
    for holder, signs in keyed:
        for key in keys(signs):
            found[key].add(holder)
    return found


def _number_new(
    signs: Sequence[Signs], answer: Sequence[int | None], known_persons: int
) -> list[int]:
    first: dict[Key, int] = {}
    fresh = known_persons
    numbered = []
    for own, index in zip(signs, answer, strict=True):
        again = next((first[key] for key in _strong(own) if key in first), None)
        place = index if index is not None else again
        if place is None:
            place = fresh
            fresh += 1
            for key in _strong(own):
                first.setdefault(key, place)
        numbered.append(place)
    return numbered
