"""Decisions as they stand now, read off their rows in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import refuse
from seawall.foundation.errors import NotFound
from seawall.foundation.handling.scope import acting
from seawall.modules.border.models import Decision, Signature
from seawall.modules.border.rules.decisions import CHOICES, Choice, Signed, standing

UNDO, DECIDE = "undo", "border.hits.decide"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision with its signatures, and how it was undone.

    Args:
        decision: as written.
        signatures: second signature and legal review, as far as given.
        undo: the record that took it back, or None.
        standing: ``in_force``, ``second``, ``review``, ``returned`` or ``undone``.
    """

    decision: Decision
    signatures: tuple[Signature, ...]
    undo: Decision | None
    standing: str

    @property
    def choice(self) -> Choice:
        return CHOICES[self.decision.choice]

    def signature(self, part: str) -> Signature | None:
        return next((one for one in self.signatures if one.part == part), None)


def decisions_about(actor: Actor, hit_ids: Iterable[UUID]) -> dict[UUID, list[DecisionView]]:
    """All decisions about hits, oldest first; three queries whatever their number."""
    ids = list(hit_ids)
    rows = Decision.objects.visible_to(actor).filter(hit_id__in=ids)
    return _views(list(rows.select_related("by").order_by("at", "id"))) if ids else {}


def _views(rows: Collection[Decision]) -> dict[UUID, list[DecisionView]]:
    signatures: dict[UUID, list[Signature]] = defaultdict(list)
    ids = [row.id for row in rows]
    for one in Signature.objects.filter(decision_id__in=ids).select_related("by").order_by("at"):
        signatures[one.decision_id].append(one)
    undone = {row.undoes_id: row for row in rows if row.undoes_id is not None}
    found: dict[UUID, list[DecisionView]] = defaultdict(list)
    for row in rows:
        if row.choice != UNDO:
            signed = tuple(signatures[row.id])
            undo = undone.get(row.id)
            found[row.hit_id].append(DecisionView(row, signed, undo, _standing(row, signed, undo)))
    return found


def _standing(row: Decision, signed: Collection[Signature], undo: Decision | None) -> str:
    words = {one.part: one.agrees for one in signed}
    return standing(
        row.signatures_needed,
        row.review,
        Signed(
            second=words.get("second", False),
            reviewed=words.get("review", False),
            returned=not all(words.values()),
            undone=undo is not None,
        ),
    )


def require_decision(actor: Actor, *, decision_id: UUID) -> None:
    """Refuse who may not take this decision back.

    Raises:
        Refused: the actor's roles do not decide.
        NotFound: no such decision, or not the actor's agency's.
    """
    if not actor.may(DECIDE):
        refuse(actor, "border.decision.undone", DECIDE)
    with acting(actor):
        mine = Decision.objects.visible_to(actor).filter(owner_id=actor.agency_id)
        if not mine.filter(id=decision_id).exists():
            raise NotFound("border.decision.missing", _("There is no such decision."))


def newest(views: Iterable[DecisionView]) -> DecisionView | None:
    """The decision that counts: the newest that was neither undone nor returned."""
    standing_ones = [one for one in views if one.standing not in ("undone", "returned")]
    return standing_ones[-1] if standing_ones else None


def waiting_for_signature(actor: Actor) -> list[DecisionView]:
    """Decisions of the actor's agency that wait for a second signature or a legal review."""
    mine = Decision.objects.visible_to(actor).filter(owner_id=actor.agency_id)
    asked = mine.filter(signatures_needed__gt=1).order_by("-at", "-id")[:200]
    hits = {row.hit_id for row in asked}
    views = [one for several in decisions_about(actor, hits).values() for one in several]
    waiting = [one for one in views if one.standing in ("second", "review")]
    return sorted(
        waiting, key=lambda one: (one.decision.due_at is None, one.decision.due_at, one.decision.at)
    )
