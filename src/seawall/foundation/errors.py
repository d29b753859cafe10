"""Every error a person can cause, in one tree; doors translate it once.

DomainError
├── NotFound       404  no such record, or one this officer may not see: never told apart
├── Refused        403  the officer's roles, purpose or clearance do not allow it
├── Invalid        422  what was given cannot be used; says which field and why
├── Conflict       409  the record has moved on, or the same key was used for something else
├── TooLarge       413  over the size a node accepts
└── Unavailable    503  something this needs is away; nothing was changed
"""

from collections.abc import Mapping
from typing import ClassVar


class DomainError(Exception):
    """Something a person asked for that Seawall will not do, with a stable code.

    Args:
        code: machine-readable and stable, such as ``border.manifest.unreadable``.
        message: one sentence for the person, already translated.
        fields: the sentence for each field at fault, by field name.
    """

    status: ClassVar[int] = 400

    def __init__(self, code: str, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = dict(fields or {})


class NotFound(DomainError):
    status = 404


class Refused(DomainError):
    status = 403


class Invalid(DomainError):
    status = 422


class Conflict(DomainError):
    status = 409


class TooLarge(DomainError):
    status = 413


class Unavailable(DomainError):
    status = 503
