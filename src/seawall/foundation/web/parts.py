"""What components are given to show: small frozen values that pages fill."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with what it is compared with.

    Args:
        label: what is counted.
        figure: as it is shown; the caller formats it.
        context: period or comparison; no figure without one.
        url: the rows it counts, or None.
    """

    label: Text
    figure: Text
    context: Text = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing that waits for a person.

    Args:
        sev: ``critical``, ``high``, ``medium`` or ``low``.
        title: who or what.
        url: where it is decided.
        where: place of it: flight and seat, agency, file.
        deadline: when it is due, UTC, or None.
        reason: why it is here, one line.
        score: as it is shown before the reason, or "".
        holder: who has it and since when, or "".
    """

    sev: str
    title: str
    url: str
    where: Text
    deadline: datetime | None
    reason: Text
    score: str = ""
    holder: Text = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline.

    Args:
        at: when, UTC.
        what: what happened.
        source: who says so.
        sev: shape of the dot, or "" for a plain one.
        confirmed: a hollow dot where not.
    """

    at: datetime
    what: Text
    source: Text = ""
    sev: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure: ``done``, ``current`` or ``ahead``."""

    label: Text
    state: str
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One numbered slot: who signs, and what is known of it (asked, opened, signed, when)."""

    who: Text
    note: Text = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide, with its consequence.

    Args:
        value: sent by the form.
        label: what is decided.
        consequence: what then happens.
        state: look of the choice when chosen, such as ``no-board``, or "".
        key: the digit that chooses it, or "".
        disabled: why it cannot be chosen, or "".
    """

    value: str
    label: Text
    consequence: Text = ""
    state: str = ""
    key: str = ""
    disabled: Text = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of a page, with how many things are in it or None."""

    label: Text
    url: str
    count: int | None = None
    current: bool = False
