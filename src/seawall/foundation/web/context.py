"""What the frame of every page shows: who works, why, where they can go. Asked only when used."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from seawall.foundation import ports
from seawall.foundation.actor import Actor, Level
from seawall.foundation.errors import DomainError
from seawall.foundation.identity.doors import STARTED_KEY, actor_of, has_purpose
from seawall.foundation.web import meanings, words
from seawall.foundation.web.listener import station

THEMES = ("auto", "light", "dark", "night")
DENSITIES = ("normal", "compact")


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place the actor may go to."""

    label: str | Promise
    icon: str
    url: str
    letter: str
    waiting: int | None
    current: bool


class Shell:
    """The frame of one page; an officer who has not signed in or chosen a purpose has no actor."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def actor(self) -> Actor | None:
        try:
            return actor_of(self._request) if has_purpose(self._request) else None
        except DomainError:
            return None

    @cached_property
    def rail(self) -> list[RailItem]:
        return [] if self.actor is None else rail_for(self.actor, self._request.path)

    @cached_property
    def node_name(self) -> str:
        return str(settings.SEAWALL.node_name)

    @cached_property
    def node_kind(self) -> str:
        return _("Training node") if settings.SEAWALL.training else _("Node")

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def theme(self) -> str:
        return self._preference("theme", THEMES)

    @cached_property
    def density(self) -> str:
        return self._preference("density", DENSITIES)

    @cached_property
    def shortcuts(self) -> bool:
        return bool(getattr(self._user, "shortcuts", True))

    @cached_property
    def signed_in(self) -> bool:
        return bool(getattr(self._user, "is_authenticated", False))

    @cached_property
    def name(self) -> str:
        return self.actor.display if self.actor else str(self._user or "")

    @cached_property
    def roles(self) -> list[str | Promise]:
        held = sorted(self.actor.roles) if self.actor else []
        return [meanings.ROLES.get(role, role) for role in held]

    @cached_property
    def purpose(self) -> str:
        return str(meanings.PURPOSES.get(self.actor.purpose, "")) if self.actor else ""

    @cached_property
    def live_from(self) -> str:
        """The place in the news that this page is made at."""
        return station.place()

    @cached_property
    def utc_offset_min(self) -> int:
        """Minutes that the node's clock is ahead of UTC now."""
        offset = timezone.localtime(self.now).utcoffset() or timedelta()
        return int(offset.total_seconds()) // 60

    @cached_property
    def session_ends(self) -> datetime | None:
        """When this officer is signed out: idle for too long, or at the end of the shift."""
        if not self.signed_in:
            return None
        session = self._request.session
        idle: datetime = session.get_expiry_date()
        started = session.get(STARTED_KEY)
        if started is None:
            return idle
        return min(
            idle, datetime.fromtimestamp(started, UTC) + timedelta(hours=settings.SHIFT_HOURS)
        )

    def marking(self, level: Level | int | str | None) -> str:
        """The line that print repeats on top and bottom of each page."""
        said = [
            "" if level is None or level == "" else Level(int(level)).label,
            _("node %(name)s") % {"name": self.node_name},
            _("printed %(time)s by %(name)s")
            % {"time": words.zulu(self.now), "name": self.name or _("nobody signed in")},
            self.purpose,
            (self.actor.case_reference or "") if self.actor else "",
        ]
        return " · ".join(part for part in said if part)

    @cached_property
    def _user(self) -> Any:
        return getattr(self._request, "user", None)

    def _preference(self, name: str, allowed: tuple[str, ...]) -> str:
        wanted = str(getattr(self._user, name, "") or "")
        return wanted if wanted in allowed else allowed[0]


def rail_for(actor: Actor, path: str) -> list[RailItem]:
    """The places an actor may go to, in order; one of them is current where the path is in it."""
    items: list[RailItem] = []
    letters: set[str] = set()
    seen = sorted(ports.navigation.items(), key=lambda pair: pair[1].order)
    places = [(key, item, _address(item)) for key, item in seen if actor.may(item.permission)]
    current = _current([url for _key, _item, url in places], path)
    for key, item, url in places:
        letter = key.rpartition(".")[2][:1]
        items.append(
            RailItem(
                label=item.label,
                icon=item.icon,
                url=url,
                letter="" if letter in letters else letter,
                waiting=item.waiting(actor) if item.waiting else None,
                current=url == current,
            )
        )
        letters.add(letter)
    return items


def _address(item: ports.NavigationItem) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch as error:
        raise LookupError(f"navigation leads to {item.url_name}, which is no page") from error


def _current(urls: list[str], path: str) -> str | None:
    """The longest address that the path is at or below."""
    inside = [url for url in urls if path == url or path.startswith(url.rstrip("/") + "/")]
    return max(inside, key=len, default=None)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: ``shell`` in every template."""
    return {"shell": Shell(request)}
