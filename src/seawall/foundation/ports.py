"""What a lower layer asks of a higher one: a protocol and a registry for each question.

Modules fill the registries in their ``apps.py``. There is no other way up.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from seawall.foundation.actor import Actor

T = TypeVar("T")


class Registry(Generic[T]):
    """Answers by key, in order of registration; a key is given once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._answers: dict[str, T] = {}

    def register(self, key: str, answer: T) -> None:
        """Give the answer for a key.

        Raises:
            ValueError: the key already has an answer.
        """
        if key in self._answers:
            raise ValueError(f"{self._name}: {key} is registered twice")
        self._answers[key] = answer

    def __contains__(self, key: str) -> bool:
        return key in self._answers

    def get(self, key: str) -> T | None:
        return self._answers.get(key)

    def __getitem__(self, key: str) -> T:
        return self._answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def items(self) -> Iterator[tuple[str, T]]:
        return iter(self._answers.items())


@dataclass(frozen=True, slots=True)
class SubjectView:
    """How a record shows itself where another layer mentions it."""

    title: str
    summary: str
    url: str


class SubjectPort(Protocol):
    """Describes a record to an actor, or None where the actor may not see it."""

    def __call__(self, actor: Actor, subject_id: UUID, /) -> SubjectView | None: ...


class JobPort(Protocol):
    """Runs one job. It must be safe to run again after a kill at any point."""

    def __call__(self, actor: Actor, payload: dict[str, Any], /) -> None: ...


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that queues itself again each time the interval has passed."""

    kind: str
    every: timedelta


class RetentionPort(Protocol):
    """Ends the life of records whose retention has passed, at most ``limit`` of them.

    Returns how many records each step touched. Records under legal hold stay.
    """

    def mask(self, actor: Actor, *, now: datetime, limit: int) -> int: ...

    def delete(self, actor: Actor, *, now: datetime, limit: int) -> int: ...


class RescreenPort(Protocol):
    """Screens a module's own live subjects again, against the changed entries of lists alone.

    Returns how many subjects were screened. It must be safe to run again after a kill.
    """

    def __call__(self, actor: Actor, entry_ids: Sequence[UUID]) -> int: ...


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One place of the rail.

    Args:
        label: translated lazily, at most 14 letters.
        icon: symbol of the sprite.
        url_name: where it leads.
        permission: who sees it.
        order: from the top.
        waiting: how many things there wait for this actor, or None where nothing is counted.
    """

    label: Any
    icon: str
    url_name: str
    permission: str
    order: int
    waiting: Callable[[Actor], int] | None = None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One place that the search box and the palette can lead to."""

    title: str
    summary: str
    url: str
    icon: str


class SearchPort(Protocol):
    """Finds what an actor may see, best first."""

    def __call__(self, actor: Actor, text: str, *, limit: int) -> Sequence[SearchAnswer]: ...


subjects: Registry[SubjectPort] = Registry("subjects")
jobs: Registry[JobPort] = Registry("jobs")
watches: Registry[Callable[[], None]] = Registry("watches")
schedules: Registry[Schedule] = Registry("schedules")
rescreen: Registry[RescreenPort] = Registry("rescreen")
retention: Registry[RetentionPort] = Registry("retention")
navigation: Registry[NavigationItem] = Registry("navigation")
search: Registry[SearchPort] = Registry("search")
