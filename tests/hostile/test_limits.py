"""A body beyond what a node accepts is refused before it fills the disk."""

import asyncio

import pytest

from seawall.node.limits import BodyLimit

MOST = 1000


def ask(chunks, *, declared=None, kind="http"):
    """Send chunks to an application that reads all of them; gives the statuses and what it read."""
    read, sent = [], []

    async def application(_scope, receive, send):
        more = True
        while more:
            message = await receive()
            read.append(message.get("body", b""))
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    waiting = list(chunks)

    async def receive():
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    headers = [] if declared is None else [(b"content-length", declared)]
    scope = {"type": kind, "headers": headers}
    asyncio.run(BodyLimit(application, MOST)(scope, receive, send))
    return [m["status"] for m in sent if "status" in m], b"".join(read)


def test_what_fits_goes_through():
    assert ask([b"x" * 400, b"x" * 600]) == ([200], b"x" * MOST)
    assert ask([b""], declared=b"0") == ([200], b"")


def test_a_declared_length_beyond_the_limit_is_refused_unread():
    assert ask([b"x"], declared=b"1001") == ([413], b"")


@pytest.mark.parametrize("declared", [None, b"10", b"-5", b"many", b""])
def test_a_body_that_grows_beyond_the_limit_is_cut_off(declared):
    status, read = ask([b"x" * 600] * 5, declared=declared)
    assert status == [413]
    assert len(read) <= MOST


def test_other_protocols_are_not_counted():
    assert ask([b"x" * 2000], declared=b"2000", kind="websocket") == ([200], b"x" * 2000)
