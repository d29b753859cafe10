"""Whom a module has screened, and what it is told."""

from dataclasses import dataclass
from uuid import UUID

from seawall.engines.names import Subject
from seawall.foundation.handling.header import Header


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone or something to screen.

    Args:
        kind: what sort of record it is, a key of ``ports.subjects``, such as ``border.traveller``.
        id: the record.
        subject: its names, dates, countries and identifiers; every document it has.
        header: the record's handling; its owner is the agency that the hit is for.
    """

    kind: str
    id: UUID
    subject: Subject
    header: Header


@dataclass(frozen=True, slots=True)
class HitNotice:
    """A hit for somebody to be told of.

    Raise an alert for each new one with ``header``, which says who may learn of it. What is
    ``silent`` belongs to the owner of the entry alone: nothing of it may be written on the
    candidate's record, shown to its agency, or change what happens to the person.

    Args:
        hit_id: the hit; the subject ``("screening.hit", hit_id)`` of an alert.
        header: whose hit it is and who may see it.
        effect: what the list means here: ``information``, ``refer``, ``detain_under_warrant`` or
            ``tell_owner_only``.
        severity: low, medium, high or critical, by the effect and the score.
        score: how probable it is that both are one, in [0, 1].
        silent: whether the candidate's agency must not learn of it.
        is_new: False where an open hit was seen again and grew.
    """

    hit_id: UUID
    header: Header
    effect: str
    severity: str
    score: float
    silent: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Screened:
    """What screening one candidate gave: its hits, the most probable first.

    Hits that a justified exception covers are kept and not told.
    """

    candidate: Candidate
    hits: tuple[HitNotice, ...]
