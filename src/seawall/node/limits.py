"""Stops a request that sends more than a node accepts, before it fills the disk."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

SAID = b"413 Content Too Large"


class TooMuch(Exception):
    """The body went beyond what was allowed while it was being read."""


class BodyLimit:
    """An ASGI application that answers 413 (RFC 9110, 15.5.14) to a body beyond a size.

    Django itself limits forms, but reads a whole file upload to disk first, from anybody.

    Args:
        application: what is guarded.
        most_bytes: the largest body that it is given.
    """

    def __init__(self, application: Application, most_bytes: int) -> None:
        self.application = application
        self.most_bytes = most_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        if _declared(scope) > self.most_bytes:
            await _refuse(send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.most_bytes:
                raise TooMuch
            return message

        try:
            await self.application(scope, counted, send)
        except TooMuch:
            # Django reads the whole body before it answers: nothing has been sent yet.
            await _refuse(send)


def _declared(scope: Message) -> int:
    """The length that the request states, 0 where it states none that can be read."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


async def _refuse(send: Send) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(SAID)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": SAID})
