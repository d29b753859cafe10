"""Draws people who could live in the region, named by the custom of their culture."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from seawall.node.demo.dice import Dice, pattern
from seawall.node.demo.places import table


@dataclass(frozen=True, slots=True)
class Custom:
    """How a culture names its people.

    Args:
        surnames: how many surnames a child is given.
        spouse: what a wife does with her husband's: ``takes``, ``adds`` or ``keeps``.
        second_given: share of people with a second given name.
        particle: share of surnames that carry a particle.
        patronymic: share of people whose second given name is the father's, after a particle.
        syllables: whether given names are put together from the table's syllables.
    """

    surnames: int = 1
    spouse: str = "takes"
    second_given: float = 0.96
    particle: float = 0.0
    patronymic: float = 0.0
    syllables: bool = False


CUSTOMS = {
    "english_caribbean": Custom(),
    "spanish": Custom(surnames=2, spouse="adds", particle=0.06),
    "french": Custom(particle=0.05),
    "haitian": Custom(),
    "dutch": Custom(particle=0.5),
    "indian_caribbean": Custom(),
    "chinese": Custom(spouse="keeps", second_given=0.0, syllables=True),
    "arabic": Custom(spouse="keeps", patronymic=0.3),
    "portuguese": Custom(surnames=2, spouse="keeps", particle=0.35),
    "anglo": Custom(),
    "german": Custom(),
}


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as known: a year, perhaps a month, perhaps a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def text(self) -> str:
        """ISO 8601, as long as what is known."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Paper:
    """A travel document.

    Args:
        kind: P passport, I identity card, CP CARIPASS.
        number: as printed.
        issuer: ISO 3166-1 alpha-3.
        expires: last day of validity.
    """

    kind: str
    number: str
    issuer: str
    expires: date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented.

    Args:
        surnames: in the order in which they are written; particles belong to them.
        given: given names in order.
        sex: F or M.
        nationality: ISO 3166-1 alpha-3, as are ``birth_state`` and ``residence``.
    """

    culture: str
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    sex: str
    birth: Birth
    nationality: str
    birth_state: str
    residence: str
    papers: tuple[Paper, ...]

    @property
    def surname(self) -> str:
        return " ".join(self.surnames)

    @property
    def given_names(self) -> str:
        return " ".join(self.given)


@cache
def _parts(culture: str) -> dict[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for row in table(f"names/{culture}"):
        parts[row["part"]] = (*parts.get(row["part"], ()), row["name"])
    return parts


def draw_surname(throw: Dice, culture: str) -> str:
    """One surname of a culture, with a particle as often as the custom has it."""
    name = throw.choice(_parts(culture)["surname"])
    if throw.random() < CUSTOMS[culture].particle:
        return f"{throw.choice(_parts(culture)['particle'])} {name}"
    return name


def draw_given(throw: Dice, culture: str, sex: str) -> tuple[str, ...]:
    """The given names of one person."""
    custom, parts = CUSTOMS[culture], _parts(culture)
    if custom.syllables:
        return ("".join(throw.sample(parts["given"], throw.choice((1, 2, 2)))).capitalize(),)
    first, second = throw.sample(parts["given_f" if sex == "F" else "given_m"], 2)
    if throw.random() < custom.patronymic:
        particle = "bint" if sex == "F" else "bin"
        return first, f"{particle} {throw.choice(parts['given_m'])}"
    return (first, second) if throw.random() < custom.second_given else (first,)


def draw_birth(throw: Dice, on: date, ages: tuple[int, int]) -> Birth:
    """A birth date of somebody between two ages; one in 70 is known in part only."""
    youngest = on - timedelta(days=ages[0] * 365 + 1)
    born = youngest - timedelta(days=throw.randrange(max(1, (ages[1] - ages[0]) * 365)))
    known = throw.random()
    if known < 0.007:
        return Birth(born.year)
    if known < 0.014:
        return Birth(born.year, born.month)
    return Birth(born.year, born.month, born.day)


def draw_paper(throw: Dice, issuer: str, on: date, kind: str = "P") -> Paper:
    """A document valid on a day, numbered as the issuer's look.

    Raises:
        LookupError: ``tables/documents`` has no such document.
    """
    for row in table("tables/documents"):
        if (row["state"], row["kind"]) == (issuer, kind):
            left = timedelta(days=throw.randrange(40, int(row["years"]) * 365))
            return Paper(kind, pattern(throw, row["pattern"]), issuer, on + left)
    raise LookupError(f"no document {kind} of {issuer}")


@cache
def caricom_papers() -> dict[str, frozenset[str]]:
    """By state whose nationals travel freely in the region, the kinds of document it issues."""
    kinds: dict[str, frozenset[str]] = {}
    for row in table("tables/documents"):
        if row["caricom"]:
            kinds[row["state"]] = kinds.get(row["state"], frozenset()) | {row["kind"]}
    return kinds


def draw_papers(throw: Dice, nationality: str, on: date) -> tuple[Paper, ...]:
    """What somebody shows: a passport, or an identity card, or a CARIPASS beside the passport."""
    passport = draw_paper(throw, nationality, on)
    kinds = caricom_papers().get(nationality, frozenset())
    choice = throw.random()
    if "I" in kinds and choice < 0.12:
        return (draw_paper(throw, nationality, on, "I"),)
    if kinds and choice < 0.18:
        number = f"CP{pattern(throw, '########')}"
        return passport, Paper("CP", number, nationality, passport.expires)
    return (passport,)


def draw_person(
    throw: Dice,
    culture: str,
    nationality: str,
    *,
    on: date,
    ages: tuple[int, int] = (18, 79),
    sex: str | None = None,
) -> Person:
    """Somebody who stands alone.

    Args:
        throw: dice.
        culture: of :data:`CUSTOMS`.
        nationality: ISO 3166-1 alpha-3, one of ``tables/documents``.
        on: the day whose age counts.
        ages: youngest and oldest, whole years.
        sex: F, M, or None for either.
    """
    sex = sex or throw.choice("FM")
    return Person(
        culture=culture,
        surnames=tuple(draw_surname(throw, culture) for _ in range(CUSTOMS[culture].surnames)),
        given=draw_given(throw, culture, sex),
        sex=sex,
        birth=draw_birth(throw, on, ages),
        nationality=nationality,
        birth_state=nationality,
        residence=nationality,
        papers=draw_papers(throw, nationality, on),
    )


def marry(throw: Dice, husband: Person, wife: Person) -> Person:
    """The wife under the name that her culture's custom gives her."""
    spouse = CUSTOMS[wife.culture].spouse
    if spouse == "takes" and throw.random() < 0.85:
        return replace(wife, surnames=husband.surnames)
    if spouse == "adds" and throw.random() < 0.25:
        return replace(wife, surnames=(wife.surnames[0], f"de {husband.surnames[0]}"))
    return wife


def draw_child(throw: Dice, father: Person, mother: Person, *, on: date) -> Person:
    """A child of both, named by the father's culture; 0 to 15 years old."""
    child = draw_person(throw, father.culture, father.nationality, on=on, ages=(0, 15))
    inherited = {
        "spanish": (father.surnames[0], mother.surnames[0]),
        "portuguese": (mother.surnames[-1], father.surnames[-1]),
    }
    return replace(child, surnames=inherited.get(father.culture, father.surnames[:1]))
