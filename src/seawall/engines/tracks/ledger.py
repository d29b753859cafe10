"""Events of single crafts that the live path holds true, by how firm they are."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from seawall.engines.tracks.events import Events, Key, key_of, table_of

Ints = npt.NDArray[np.int64]
Book = dict[int, dict[Key, np.void]]


class Ledger:
    """Three books by identity: settled, found since (late fixes may undo it), and going on."""

    def __init__(self) -> None:
        """Begin with nothing held true."""
        self._settled: Book = {}
        self._found: Book = {}
        self._open: Book = {}

    def events_of(self, identities: Iterable[int]) -> Events:
        """All that is held true of some identities."""
        rows: list[np.void] = []
        for identity in identities:
            whole: dict[Key, np.void] = {}
            for book in (self._settled, self._found, self._open):
                whole.update(book.get(identity, {}))
            rows.extend(whole.values())
        return table_of(rows)

    def everything(self) -> Events:
        """All that is held true."""
        return self.events_of(self._settled.keys() | self._found.keys() | self._open.keys())

    def find(self, events: Events) -> None:
        """Note events that ended."""
        _enter(self._found, events)

    def settle(self, events: Events) -> None:
        """Note that no late fix can undo events any more."""
        _enter(self._settled, events)
        for event in events:
            self._found.get(int(event["identity"]), {}).pop(key_of(event), None)

    def undo(self, identities: Ints, *, settled: bool) -> None:
        """Take back what was found of some identities, and if so told what was settled."""
        for identity in identities.tolist():
            self._found.pop(identity, None)
            if settled:
                self._settled.pop(identity, None)

    def reopen(self, identities: Ints, events: Events) -> None:
        """Replace what is going on with some identities."""
        for identity in identities.tolist():
            self._open.pop(identity, None)
        _enter(self._open, events)

    def open_events(self) -> Events:
        """All that is going on."""
        return table_of([event for page in self._open.values() for event in page.values()])

    def forget(self, before_t: float) -> None:
        """Drop settled events that ended before a time, without calling them untrue."""
        for identity, page in list(self._settled.items()):
            kept = {key: event for key, event in page.items() if event["end_t"] >= before_t}
            if kept:
                self._settled[identity] = kept
            else:
                del self._settled[identity]


def _enter(book: Book, events: Events) -> None:
    for event in events:
        book.setdefault(int(event["identity"]), {})[key_of(event)] = event
