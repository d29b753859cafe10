"""Search or go to: places of the rail first, then what modules find, all cleared for the actor."""

from dataclasses import dataclass

from django.utils.functional import Promise

from seawall.foundation import ports
from seawall.foundation.actor import Actor
from seawall.foundation.web.context import rail_for

EACH = 5
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette."""

    title: str | Promise
    summary: str
    url: str
    icon: str


def find(actor: Actor, text: str, path: str) -> list[Found]:
    """What a text leads to; with none, every place the actor may go to.

    Args:
        actor: who looks.
        text: what was typed; records are looked for from two letters on.
        path: the current page's.
    """
    wanted = text.casefold()
    places = [
        Found(item.label, "", item.url, item.icon)
        for item in rail_for(actor, path)
        if wanted in str(item.label).casefold()
    ]
    if len(text) < SHORTEST:
        return places
    records = [
        Found(answer.title, answer.summary, answer.url, answer.icon)
        for _name, search in ports.search.items()
        for answer in search(actor, text, limit=EACH)
    ]
    return places + records
