"""Puts one audit entry beside every write and every reading that discloses personal data.

``@recorded`` is the door of a service, ``@disclosed`` that of a selector: each opens the actor's
scope, checks the permission, runs the verb and writes the entry, in one transaction. A verb
returns an ``Outcome``: its value, what it was about, and details for the log.
"""

import functools
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.choices import Result
from seawall.foundation.audit.models import Detail, DetailKey, Entry, Subject
from seawall.foundation.errors import Refused, Unavailable
from seawall.foundation.handling.scope import acting

P = ParamSpec("P")
T = TypeVar("T")
About = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a verb did.

    Args:
        value: what the caller gets.
        about: kind and id of each record it touched or showed.
        details: what else the log should say; encrypted, erasable; no secrets.
    """

    value: T
    about: tuple[About, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


def recorded(
    action: str, permission: str | None = None
) -> Callable[[Callable[Concatenate[Actor, P], Outcome[T]]], Callable[Concatenate[Actor, P], T]]:
    """A service: one transaction, one entry.

    Args:
        action: what happened, as ``module.thing.verbed``.
        permission: what the actor must hold; None for verbs of the node itself.
    """
    return _door(action, permission, Result.WRITTEN)


def disclosed(
    action: str, permission: str | None = None
) -> Callable[[Callable[Concatenate[Actor, P], Outcome[T]]], Callable[Concatenate[Actor, P], T]]:
    """A selector that shows personal data: one transaction, one entry that says what was read."""
    return _door(action, permission, Result.READ)


def _door(
    action: str, permission: str | None, result: Result
) -> Callable[[Callable[Concatenate[Actor, P], Outcome[T]]], Callable[Concatenate[Actor, P], T]]:
    def wrap(
        verb: Callable[Concatenate[Actor, P], Outcome[T]],
    ) -> Callable[Concatenate[Actor, P], T]:
        @functools.wraps(verb)
        def door(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if permission is not None and not actor.may(permission):
                refuse(actor, action, permission)
            with acting(actor):
                outcome = verb(actor, *args, **kwargs)
                write(actor, action, result, outcome.about, outcome.details)
                return outcome.value

        door.audit_action = action  # type: ignore[attr-defined]  # read by the architecture tests
        door.permission = permission  # type: ignore[attr-defined]
        return door

    return wrap


def refuse(actor: Actor, action: str, permission: str) -> None:
    """Write down a refusal, then refuse.

    Raises:
        Refused: always.
    """
    with acting(actor):
        write(actor, action, Result.REFUSED, (), {"permission": permission})
    raise Refused("access.permission", _("Your roles do not allow this."))


def write(
    actor: Actor,
    action: str,
    result: Result,
    about: tuple[About, ...],
    details: Mapping[str, Any],
) -> Entry:
    """Write one entry in the open transaction."""
    entry = Entry(
        at=timezone.now(),
        action=action,
        result=result,
        officer_id=actor.officer_id,
        agency_id=actor.agency_id,
        purpose=actor.purpose,
        case_reference=actor.case_reference or "",
        about=[[kind, str(identity)] for kind, identity in about],
    )
    sealed = _encrypt(entry, details) if details else None
    entry.save(force_insert=True)
    Subject.objects.bulk_create(
        Subject(entry=entry, kind=kind, subject_id=identity) for kind, identity in about
    )
    if sealed:
        for part in sealed:
            part.save(force_insert=True)
    return entry


def _encrypt(entry: Entry, details: Mapping[str, Any]) -> tuple[Detail, DetailKey]:
    key, nonce = AESGCM.generate_key(256), secrets.token_bytes(12)
    plain = json.dumps(details, sort_keys=True, default=str).encode()
    ciphertext = nonce + AESGCM(key).encrypt(nonce, plain, entry.id.bytes)
    entry.detail_digest = sha256(ciphertext).hexdigest()
    return Detail(entry=entry, ciphertext=ciphertext), DetailKey(entry_id=entry.id, key=key)


def details_of(entry_id: UUID) -> dict[str, Any] | None:
    """The details of an entry, or None where there are none or their key was destroyed.

    Raises:
        Unavailable: details or key have been changed.
    """
    detail = Detail.objects.filter(entry_id=entry_id).first()
    key = DetailKey.objects.filter(entry_id=entry_id).first()
    if detail is None or key is None:
        return None
    try:
        plain = opened(bytes(key.key), bytes(detail.ciphertext), entry_id)
    except (InvalidTag, ValueError) as error:
        message = _("The details of this entry are not as they were written. Verify the log.")
        raise Unavailable("audit.details.damaged", message) from error
    loaded: dict[str, Any] = json.loads(plain)
    return loaded


def opened(key: bytes, ciphertext: bytes, entry_id: UUID) -> bytes:
    """The details of an entry as they were written.

    Raises:
        InvalidTag: details or key are not the entry's.
        ValueError: they are too short to be.
    """
    return AESGCM(key).decrypt(ciphertext[:12], ciphertext[12:], entry_id.bytes)
