"""Accounts for all that a list holds: what was used, and what was not and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field

_EXAMPLES = 5
_EXAMPLE_LENGTH = 160

REASONS = {
    "end_mark": "the mark that ends the file",
    "blank": "a line with nothing on it",
    "comment": "a line for people",
    "orphan": "speaks of an entry that the list does not have",
    "repeated": "says again what was already said",
    "cut_off": "the list breaks off within it, so nothing can rest on it",
    "not_screened": "understood and kept in the remarks, and of no use in telling one from another",
    "not_understood": "kept in the remarks, and not understood",
    "unknown_kind": "of a kind the reader does not know",
    "not_listed": "the list itself says this one is only mentioned",
    "protected": "ethnicity, religion, politics or health: Seawall does not keep it",
    "unnamed": "has neither a name nor a number",
    "unreadable": "cannot be read as what its column holds",
    "row_refused": "belongs to a row that was refused as a whole",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One place where something was not used, with the beginning of its text."""

    line: int | None
    text: str


@dataclass(slots=True)
class Tally:
    """How much of one thing a file holds; ``total`` is counted apart from the rest."""

    total: int = 0
    used: int = 0
    unused: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[Example]] = field(default_factory=dict)

    @property
    def balanced(self) -> bool:
        return self.total == self.used + sum(self.unused.values())


class Account:
    """Counts by file and by what is counted (``line``, ``field``, ``clause``, ``element``, …)."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, str], Tally] = {}

    def found(self, file: str, what: str, count: int = 1) -> None:
        """The file holds so many more of these; each must later be used or left."""
        self._tally(file, what).total += count

    def use(self, file: str, what: str, count: int = 1) -> None:
        self._tally(file, what).used += count

    def leave(
        self, file: str, what: str, reason: str, *, line: int | None = None, text: str = ""
    ) -> None:
        """One of these was not used, for a reason of :data:`REASONS`."""
        if reason not in REASONS:
            raise ValueError(reason)
        tally = self._tally(file, what)
        tally.unused[reason] = tally.unused.get(reason, 0) + 1
        examples = tally.examples.setdefault(reason, [])
        if len(examples) < _EXAMPLES:
            examples.append(Example(line, text[:_EXAMPLE_LENGTH]))

    @property
    def balanced(self) -> bool:
        """Whether everything found was either used or left with a reason."""
        return all(tally.balanced for tally in self._tallies.values())

    def tally(self, file: str, what: str) -> Tally:
        return self._tallies.get((file, what), Tally())

    def __iter__(self) -> Iterator[tuple[str, str, Tally]]:
        for (file, what), tally in sorted(self._tallies.items()):
            yield file, what, tally

    def rows(self) -> list[dict[str, str | int | None]]:
        """The account as flat rows, ready to be stored or shown."""
        flat: list[dict[str, str | int | None]] = []
        for file, what, tally in self:
            flat.append({"file": file, "what": what, "reason": None, "count": tally.used})
            for reason, count in sorted(tally.unused.items()):
                first = tally.examples[reason][0]
                flat.append(
                    {
                        "file": file,
                        "what": what,
                        "reason": reason,
                        "count": count,
                        "line": first.line,
                        "example": first.text,
                    }
                )
        return flat

    def _tally(self, file: str, what: str) -> Tally:
        return self._tallies.setdefault((file, what), Tally())
