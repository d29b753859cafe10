"""The manifest as a pure function of a voyage's messages.

However messages arrive, late, twice or out of order, they are read in the order in which they were
meant (``ordering``), so that the manifest of a set of messages is always the same:

- a list or a change adds people and corrects what is known; silence takes nobody off;
- a cancellation of travellers takes off those it names;
- a close-out says who is on board; passengers it leaves out did not board, crew are left alone
  unless it names crew; a list that is newer puts its people back on the manifest;
- a cancelled voyage keeps its people; a newer message brings the voyage back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from seawall.engines.edifact import PaxlstMessage
from seawall.engines.edifact.paxlst.traveller import Traveller
from seawall.modules.border.rules.ordering import Place
from seawall.modules.border.rules.persons import Person, match
from seawall.modules.border.rules.voyages import VoyageFacts, facts_of, merged

ON_MANIFEST, BOARDED, NOT_BOARDED, REMOVED = "on_manifest", "boarded", "not_boarded", "removed"
CREW = frozenset({"crew", "transit_crew"})

# What a message's function says of each person it names; a list leaves someone on board on board.
# A cancelled voyage says nothing of its people.
SAYS = {
    "new": ON_MANIFEST,
    "change": ON_MANIFEST,
    "cancel_travellers": REMOVED,
    "close_out": BOARDED,
    "close_out_not_boarded": NOT_BOARDED,
    "cancel": None,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One message about a voyage, with its place among them."""

    place: Place
    message: PaxlstMessage


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a voyage's messages say together.

    Args:
        facts: of the voyage.
        persons: everybody that any message named, in the order of first mention; a mention is the
            index of a statement in ``statements`` and that of the entry in it.
        statements: in the order in which they were meant.
        cancelled: whether the newest word is that the voyage is off.
        closed_out: place of the newest close-out, or None.
    """

    facts: VoyageFacts
    persons: tuple[Person, ...]
    statements: tuple[Statement, ...]
    cancelled: bool
    closed_out: Place | None

    @property
    def newest(self) -> Statement:
        return self.statements[-1]


def manifest_of(statements: Sequence[Statement], *, alone: str) -> Manifest:
    """Read a voyage's messages in the order in which they were meant.

    Args:
        statements: at least one, in any order.
        alone: key of the voyage where no message says which one it is about.
    """
    ordered = sorted(statements, key=lambda statement: statement.place)
    persons: list[Person] = []
    facts, cancelled, closed_out = None, False, None
    for number, statement in enumerate(ordered):
        function = statement.message.function or "new"
        facts = merged(facts, facts_of(statement.message, alone=alone))
        cancelled = function == "cancel"
        if function == "close_out":
            closed_out = statement.place
        _read(persons, number, statement.message.travellers, function)
    if facts is None:
        raise ValueError("a manifest needs a message")
    return Manifest(facts, tuple(persons), tuple(ordered), cancelled, closed_out)


def _read(
    persons: list[Person], number: int, travellers: Sequence[Traveller], function: str
) -> None:
    named: set[int] = set()
    for entry, index in enumerate(match(persons, travellers)):
        if index == len(persons):
            persons.append(Person(known=travellers[entry]))
        person = persons[index]
        person.hear(travellers[entry], (number, entry))
        person.state = _state(person.state, SAYS[function])
        named.add(index)
    if function == "close_out":
        _leave_behind(persons, named, travellers)


def _state(now: str, said: str | None) -> str:
    """Nothing said changes nothing, and a list does not take anyone off board."""
    return now if said is None or (now, said) == (BOARDED, ON_MANIFEST) else said


def _leave_behind(
    persons: Sequence[Person], named: set[int], travellers: Sequence[Traveller]
) -> None:
    """Those on the manifest that a close-out does not name did not board."""
    crew_too = any(traveller.kind in CREW for traveller in travellers)
    for index, person in enumerate(persons):
        counted = crew_too or person.known.kind not in CREW
        if index not in named and counted and person.state == ON_MANIFEST:
            person.state = NOT_BOARDED
