"""The open streams of one web process and the last news, for those who come back.

Places in the news travel sealed under a key that lives as long as the process: a plain counter
would tell an officer how much goes on that he may not see.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography.fernet import Fernet, InvalidToken

from seawall.foundation.actor import Actor
from seawall.foundation.web.live import Event, may_hear

KEPT = 1000
WAITING = 200
RESET = "reset"
STALE = "stale"
News = tuple[int, Event]


class Stream:
    """One open page (or browser): what waits to be sent to it."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.waiting: asyncio.Queue[News | str] = asyncio.Queue(WAITING)

    def offer(self, item: News | str) -> None:
        """Queue an item; a stream that cannot keep up is told to ask for everything again."""
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            item = RESET
        self.waiting.put_nowait(item)


class Hub:
    """All open streams of this process and the last news, for those who come back."""

    def __init__(self, kept: int = KEPT) -> None:
        self.listening = asyncio.Event()
        self._box = Fernet(Fernet.generate_key())
        self._kept: deque[News] = deque(maxlen=kept)
        self._head = 0
        self._lost_before = 0
        self._streams: set[Stream] = set()

    def take(self, event: Event) -> None:
        """News from the database: keep it and hand it to those who may hear of it."""
        self._head += 1
        if len(self._kept) == self._kept.maxlen:
            self._lost_before = self._kept[0][0]
        self._kept.append((self._head, event))
        for stream in self._streams:
            if may_hear(stream.actor, event):
                stream.offer((self._head, event))

    def lost(self) -> None:
        """The database is away: what happens now will not be heard."""
        self.listening.clear()
        self._tell(STALE)

    def found(self) -> None:
        """The database is back: whoever was open meanwhile must ask for everything again."""
        self._head += 1
        self._kept.clear()
        self._lost_before = self._head
        self.listening.set()
        self._tell(RESET)

    @contextmanager
    def open(self, actor: Actor) -> Iterator[Stream]:
        stream = Stream(actor)
        self._streams.add(stream)
        try:
            yield stream
        finally:
            self._streams.discard(stream)

    def place(self, position: int | None = None) -> str:
        """A sealed place in the news: the present one, or that of a position."""
        at = self._head if position is None else position
        return self._box.encrypt(str(at).encode()).decode()

    def since(self, actor: Actor, place: str) -> list[News] | None:
        """What the actor may have missed since a place, or None where that is not known."""
        try:
            position = int(self._box.decrypt(place.encode()))
        except InvalidToken:
            return None
        if position < self._lost_before:
            return None
        return [news for news in self._kept if news[0] > position and may_hear(actor, news[1])]

    def _tell(self, control: str) -> None:
        for stream in self._streams:
            stream.offer(control)
