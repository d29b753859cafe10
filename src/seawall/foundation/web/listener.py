"""The one listener of a web process: a connection of its own that LISTENs and comes back."""

import asyncio
import logging
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import sql

from seawall.foundation.web.hub import Hub
from seawall.foundation.web.live import CHANNEL, decode

AGAIN_S = (0.5, 1.0, 2.0, 5.0)
CONNECTION_KEYS = ("host", "port", "dbname", "user", "password", "sslmode", "sslrootcert")

log = logging.getLogger(__name__)


async def listen(hub: Hub) -> None:
    """Listen to the database for ever, coming back after each loss."""
    tries = 0
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(autocommit=True, **_address()) as link:
                await link.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                hub.found()
                tries = 0
                await _hear(link, hub)
        except psycopg.OperationalError:
            log.warning("live news: the database is away, trying again")
        hub.lost()
        await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
        tries += 1


async def _hear(link: "psycopg.AsyncConnection[Any]", hub: Hub) -> None:
    async for heard in link.notifies():
        try:
            event = decode(heard.payload)
        except ValueError:
            log.warning("live news: a message on the channel was not ours")
            continue
        hub.take(event)


def _address() -> dict[str, Any]:
    given = connections[DEFAULT_DB_ALIAS].get_connection_params()
    return {key: given[key] for key in CONNECTION_KEYS if given.get(key)}


class Station:
    """The one listener of this web process and its hub, started by the first stream."""

    def __init__(self) -> None:
        self.hub: Hub | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> Hub:
        """The hub of this process; called on its event loop."""
        if self.hub is None or self._task is None or self._task.done():
            self.hub = Hub()
            self._task = asyncio.get_running_loop().create_task(listen(self.hub))
        return self.hub

    def place(self) -> str:
        """The present place in the news, for a page that is being made; "" where unknown."""
        hub = self.hub
        return hub.place() if hub is not None and hub.listening.is_set() else ""


station = Station()
