"""An entry while a reader still adds to it; what is said twice is kept once.

Everything is kept in dictionaries, so that an entry of a hostile list with a million values takes
a million steps and not their square.
"""

from dataclasses import dataclass, field
from typing import Literal

from seawall.engines.lists.dates import parse
from seawall.engines.lists.drafts import (
    IDENTIFIER_KINDS,
    AddressDraft,
    DateDraft,
    EntryDraft,
    IdentifierDraft,
    Kind,
    LinkDraft,
    NameDraft,
)
from seawall.reference.countries import alpha3

LONGEST_NAME = 512
"""Characters; a longer one is text that went astray, and no engine compares it."""


@dataclass(slots=True)
class Building:
    """The parts of an entry; dictionaries serve as ordered sets."""

    key: str
    kind: Kind
    names: dict[str, NameDraft] = field(default_factory=dict)
    birth_dates: dict[str, DateDraft] = field(default_factory=dict)
    birth_places: dict[str, None] = field(default_factory=dict)
    nationalities: dict[str, None] = field(default_factory=dict)
    sex: Literal["male", "female"] | None = None
    identifiers: dict[tuple[str, str, str | None], IdentifierDraft] = field(default_factory=dict)
    addresses: dict[AddressDraft, None] = field(default_factory=dict)
    flags: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    links: dict[LinkDraft, None] = field(default_factory=dict)
    programmes: dict[str, None] = field(default_factory=dict)
    other_keys: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)
    single: dict[str, str] = field(default_factory=dict)

    def add_name(self, name: NameDraft) -> bool:
        """Whether it may be a name by its length.

        The same words are kept once, as the stronger of two names.
        """
        if not 0 < len(name.full) <= LONGEST_NAME:
            return False
        known = self.names.get(name.full)
        if known is None or (known.quality == "weak" and name.quality == "strong"):
            self.names[name.full] = name
        return True

    def add_birth_date(self, text: str, note: str | None = None) -> bool:
        """Whether the text held a date; ``note`` keeps what the date alone would lose."""
        value = parse(text)
        if value is None:
            return False
        self.birth_dates.setdefault(value, DateDraft(value, note))
        return True

    def add_country(self, text: str) -> None:
        self.nationalities[country(text)] = None

    def add_identifier(
        self, kind: str, value: str, issuer: str | None = None, note: str | None = None
    ) -> bool:
        """Whether there was a value; the same number of the same issuer is kept once."""
        if kind not in IDENTIFIER_KINDS:
            raise ValueError(kind)
        value = " ".join(value.split())
        if not any(c.isalnum() for c in value):
            return False
        issuer = country(issuer) if issuer else None
        draft = IdentifierDraft(kind, value, issuer, note or None)
        self.identifiers.setdefault((kind, value, issuer), draft)
        return True

    def set_sex(self, text: str) -> bool:
        """Whether the text names a sex; two different ones leave it unknown."""
        sex = _SEXES.get(text.strip().lower())
        if sex is None:
            return False
        self.sex = sex if self.sex in {None, sex} else None
        return True

    def draft(self) -> EntryDraft:
        """The entry as it stands."""
        known = {name: value for name, value in self.single.items() if value}
        return EntryDraft(
            key=self.key,
            kind=self.kind,
            names=tuple(self.names.values()),
            birth_dates=tuple(self.birth_dates.values()),
            birth_places=tuple(self.birth_places),
            nationalities=tuple(self.nationalities),
            sex=self.sex,
            identifiers=tuple(self.identifiers.values()),
            addresses=tuple(self.addresses),
            flags=tuple(self.flags),
            titles=tuple(self.titles),
            links=tuple(self.links),
            programmes=tuple(self.programmes),
            other_keys=tuple(self.other_keys),
            reason="\n".join(self.reasons) or None,
            remarks="\n".join(self.remarks) or None,
            **known,
        )


_SEXES: dict[str, Literal["male", "female"]] = {
    "male": "male",
    "m": "male",
    "female": "female",
    "f": "female",
}


def country(text: str) -> str:
    """Alpha-3 where the country is known, and otherwise the words given."""
    words = " ".join(text.split())
    return alpha3(words) or words


def read_order(text: str) -> tuple[str, str | None, str | None]:
    """A person's name in the order it is read, its surname and its given names.

    ``DOE, John`` sets the surname before a comma; without one, nobody knows which is which.
    """
    surname, comma, given = text.partition(",")
    surname, given = " ".join(surname.split()), " ".join(given.replace(",", " ").split())
    if not comma or not surname or not given:
        return text, None, None
    return f"{given} {surname}", surname, given
