"""Opens the wall for one actor: a transaction in which PostgreSQL knows who reads.

The settings are local to the transaction (``set_config(..., true)``): they cannot leak to the next
user of a pooled connection, and outside a transaction nothing is visible at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from seawall.foundation.actor import Actor

SETTINGS = (
    "agency", "state", "officer", "clearance", "audiences", "compartments", "uses", "unrestricted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """Who reads in this transaction: an actor, or the node itself with a stated reason."""

    actor: Actor | None
    reason: str

    def values(self) -> tuple[str, ...]:
        actor = self.actor
        if actor is None:
            return ("",) * (len(SETTINGS) - 1) + (self.reason,)
        return (
            str(actor.agency_id),
            actor.state or "",
            str(actor.officer_id),
            str(int(actor.clearance)),
            "{" + ",".join(map(str, sorted(actor.audiences))) + "}",
            "{" + ",".join(map(str, sorted(actor.compartments))) + "}",
            "{" + ",".join(sorted(actor.uses)) + "}",
            "",
        )


_NOBODY = Scope(actor=None, reason="")
_open: WeakKeyDictionary[BaseDatabaseWrapper, list[Scope]] = WeakKeyDictionary()


def current() -> Scope | None:
    """The scope that this thread's connection reads in, or None outside every scope."""
    stack = _open.get(_wrapper())
    return stack[-1] if stack else None


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """A transaction that sees what the actor may see and writes as the actor's agency."""
    with _scope(Scope(actor=actor, reason="")):
        yield


@contextmanager
def unrestricted(reason: str) -> Iterator[None]:
    """A transaction in which the node itself sees every record.

    Args:
        reason: why no officer's view will do, such as ``screening``; never empty.
    """
    if not reason:
        raise ValueError("say why the node must see everything")
    with _scope(Scope(actor=None, reason=reason)):
        yield


@contextmanager
def _scope(scope: Scope) -> Iterator[None]:
    wrapper = _wrapper()
    stack = _open.setdefault(wrapper, [])
    outer = stack[-1] if stack else None
    outermost = not wrapper.in_atomic_block
    with transaction.atomic():
        if scope != outer:
            _tell(scope)
        stack.append(scope)
        try:
            yield
        finally:
            stack.pop()
        # After an error the rollback takes the settings back as well.
        if scope != outer and not outermost:
            _tell(outer or _NOBODY)


def _tell(scope: Scope) -> None:
    calls = ", ".join(f"set_config('seawall.{name}', %s, true)" for name in SETTINGS)
    with _wrapper().cursor() as cursor:
        cursor.execute(f"SELECT {calls}", scope.values())


def _wrapper() -> BaseDatabaseWrapper:
    return connections["default"]
