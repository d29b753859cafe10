"""Plays invented traffic into a running node, as a carrier's gateway would send it."""

import threading

from django.conf import settings
from django.utils import timezone

from seawall.foundation.actor import Actor
from seawall.foundation.identity.actors import service_actor
from seawall.modules.border.choices import Origin
from seawall.modules.border.services.receiving import accept_message
from seawall.node.demo.day import TimedMessage
from seawall.node.demo.feed import Feed
from seawall.node.demo.opening import known

RECEIVER = "immigration"


def play(stop: threading.Event) -> None:
    """Send what has happened so far, then a message every half minute, until told to stop.

    A node that holds no demonstration gets nothing.
    """
    demonstration = known(settings.SEAWALL)
    if demonstration is None:
        stop.wait()
        return
    receiver = service_actor(RECEIVER)
    feed = Feed(
        demonstration.seed,
        timezone.now(),
        year=demonstration.year,
        state=settings.SEAWALL.state,
    )
    for message in feed.first_batch():
        _send(receiver, message)
    while not stop.wait(feed.pause().total_seconds()):
        _send(receiver, feed.next_message(timezone.now()))


def _send(receiver: Actor, message: TimedMessage) -> None:
    accept_message(receiver, data=message.data, origin=Origin.API, sender=message.origin)
