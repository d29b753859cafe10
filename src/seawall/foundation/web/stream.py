"""The door of live news: one server-sent-event stream for a browser.

A stream ends by itself after two minutes and the browser comes back at once from where it was:
an officer whose session ended or whose roles changed is not told of anything for longer.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from seawall.foundation.actor import Actor
from seawall.foundation.errors import DomainError
from seawall.foundation.identity.doors import actor_of
from seawall.foundation.web.hub import STALE, Hub, News
from seawall.foundation.web.listener import station

BEAT_S = 15.0
LASTS_S = 120.0
RETRY_MS = 1000
FIRST_WAIT_S = 5.0


async def live(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Stream the news that the actor may hear of, from ``Last-Event-ID`` or ``from`` on."""
    try:
        actor = await sync_to_async(actor_of)(request)
    except DomainError as error:
        return HttpResponse(status=error.status)
    place = request.headers.get("Last-Event-ID") or request.GET.get("from", "")
    response = StreamingHttpResponse(_frames(actor, place), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _frames(actor: Actor, place: str) -> AsyncIterator[str]:
    # Reading the session opened a connection that would stay for as long as the stream.
    await sync_to_async(connections.close_all)()
    async for frame in frames(station.start(), actor, place):
        yield frame


async def frames(
    hub: Hub, actor: Actor, place: str, *, beat_s: float = BEAT_S, lasts_s: float = LASTS_S
) -> AsyncIterator[str]:
    """Server-sent events of one stream (HTML Living Standard, 9.2).

    Args:
        hub: the news of this process.
        actor: who listens.
        place: the last place seen, or "" where none is known.
        beat_s: seconds of silence after which a comment keeps the line open.
        lasts_s: seconds after which the stream ends and the browser comes back.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + lasts_s
    yield f"retry: {RETRY_MS}\n\n"
    if not await _wait(hub, FIRST_WAIT_S):
        yield frame(STALE, hub.place(), 0)
    with hub.open(actor) as stream:
        missed = hub.since(actor, place)
        told = 0
        yield frame("hello" if missed is not None else "reset", hub.place(), told)
        for news in missed or []:
            told += 1
            yield _news(hub, news, told)
        while (left := ends - loop.time()) > 0:
            try:
                item = await asyncio.wait_for(stream.waiting.get(), min(beat_s, left))
            except TimeoutError:
                yield ": still here\n\n"
                continue
            told += 1
            yield (
                frame(item, hub.place(), told) if isinstance(item, str) else _news(hub, item, told)
            )


async def _wait(hub: Hub, seconds: float) -> bool:
    try:
        await asyncio.wait_for(hub.listening.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _news(hub: Hub, news: News, told: int) -> str:
    position, event = news
    return frame("news", hub.place(position), told, topic=event.topic, ids=event.ids)


def frame(kind: str, place: str, told: int, **data: Any) -> str:
    """One event; ``n`` counts those of this stream, so that the page notices a gap."""
    text = json.dumps({"n": told, **data}, separators=(",", ":"))
    return f"id: {place}\nevent: {kind}\ndata: {text}\n\n"
