"""The queue of possible matches and everything an officer needs to decide one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.errors import NotFound
from seawall.foundation.handling.scope import acting
from seawall.modules.alerts.rules import SEVERITIES
from seawall.modules.border.models import Traveller, Voyage
from seawall.modules.border.rules.decisions import Choice, Limits, open_choices
from seawall.modules.border.selectors import possible
from seawall.modules.border.selectors.decisions import (
    DecisionView,
    decisions_about,
    newest,
    waiting_for_signature,
)
from seawall.modules.border.selectors.people import Person, before, person_of
from seawall.modules.border.selectors.protection import people
from seawall.modules.border.selectors.raw import Excerpt, excerpts_of
from seawall.modules.border.services.deciding import limits_of
from seawall.modules.border.services.effects import REFERRALS
from seawall.modules.border.services.timing import due_at, has_departed, is_interactive
from seawall.modules.screening import selectors as screening
from seawall.modules.screening.models import Hit
from seawall.modules.screening.selectors import EntryView

READ = "border.hits.read"


@dataclass(frozen=True, slots=True)
class WaitingHit:
    """One hit that waits, with whom it is about.

    Args:
        hit: with reasons.
        traveller, voyage: whom and where.
        due_at: when it must be decided, or None where times are not known.
        decision: what has been decided and waits for a signature or for inspection, or None.
    """

    hit: Hit
    traveller: Traveller
    voyage: Voyage
    due_at: datetime | None
    decision: DecisionView | None


@dataclass(frozen=True, slots=True)
class HitView:
    """Everything on the page of one hit."""

    hit: Hit
    person: Person
    voyage: Voyage
    entry: EntryView | None
    due_at: datetime | None
    excerpts: tuple[Excerpt, ...]
    decisions: tuple[DecisionView, ...]
    current: DecisionView | None
    choices: tuple[tuple[Choice, Limits], ...]
    others: tuple[Hit, ...]
    before: tuple[Traveller, ...]


def waiting_count(actor: Actor) -> int:
    """How many hits of the actor's agency wait; those in secondary inspection wait there."""
    if not actor.may(READ):
        return 0
    with acting(actor):
        ids = possible.open_ids(actor)
        decided = decisions_about(actor, ids)
        return sum(not is_referred(newest(decided.get(one, []))) for one in ids)


def is_referred(current: DecisionView | None) -> bool:
    """Whether a decision has sent the traveller to secondary inspection, which closes it."""
    return (
        current is not None
        and current.standing == "in_force"
        and current.decision.choice in REFERRALS
    )


def signatures_count(actor: Actor) -> int:
    """How many decisions wait for a signature that this actor may give."""
    with acting(actor):
        return len([one for one in waiting_for_signature(actor) if may_sign(actor, one)])


def may_sign(actor: Actor, view: DecisionView) -> bool:
    """Whether this actor may give the signature that a decision waits for."""
    asked = {"second": "border.decisions.countersign", "review": "border.decisions.review"}
    signers = {view.decision.by_id, *(one.by_id for one in view.signatures)}
    needed = asked.get(view.standing)
    return needed is not None and actor.may(needed) and actor.officer_id not in signers


@disclosed("border.hits.listed", READ)
def waiting_hits(actor: Actor) -> Outcome[list[WaitingHit]]:
    """The hits that wait, by deadline, the gravest first; five queries whatever their number."""
    every = _waiting(actor, possible.open_hits(actor))
    found = [one for one in every if not is_referred(one.decision)]
    return Outcome(found, about=tuple(("screening.hit", one.hit.id) for one in found[:200]))


@disclosed("border.signatures.listed", READ)
def waiting_signatures(actor: Actor) -> Outcome[list[WaitingHit]]:
    """Decisions that wait for a signature, with the hits they are about."""
    views = {one.decision.hit_id: one for one in waiting_for_signature(actor)}
    subjects = {one.decision.traveller_id for one in views.values()}
    hits = [hit for hit in possible.hits_of(actor, subjects) if hit.id in views]
    found = _waiting(actor, hits)
    return Outcome(found, about=tuple(("screening.hit", one.hit.id) for one in found))


def _waiting(actor: Actor, hits: Sequence[Hit]) -> list[WaitingHit]:
    travellers = people(actor).in_bulk({hit.subject_id for hit in hits})
    voyages = Voyage.objects.visible_to(actor).in_bulk(
        {row.voyage_id for row in travellers.values()}
    )
    decided = decisions_about(actor, [hit.id for hit in hits])
    now = timezone.now()
    found = []
    for hit in hits:
        traveller = travellers.get(hit.subject_id)
        voyage = voyages.get(traveller.voyage_id) if traveller else None
        if traveller is not None and voyage is not None:
            current = newest(decided.get(hit.id, []))
            found.append(WaitingHit(hit, traveller, voyage, due_at(voyage, now), current))
    return sorted(found, key=_urgency)


def _urgency(one: WaitingHit) -> tuple[object, ...]:
    far = datetime.max.replace(tzinfo=timezone.get_default_timezone())
    grave = -SEVERITIES.index(one.hit.severity)
    return (one.due_at or far, grave, -one.hit.points, one.hit.id)


@disclosed("border.hit.opened", READ)
def open_hit(actor: Actor, *, hit_id: UUID) -> Outcome[HitView]:
    """One hit, whole: both sides, the reasons, the message, what was decided and what may be.

    Raises:
        NotFound: no such hit, or not the actor's to see.
    """
    hit = possible.hit_of(actor, hit_id)
    traveller = people(actor).filter(id=hit.subject_id).first() if hit else None
    if hit is None or traveller is None:
        raise NotFound("border.hit.missing", _("There is no such hit."))
    voyage = Voyage.objects.visible_to(actor).get(id=traveller.voyage_id)
    decisions = decisions_about(actor, [hit.id]).get(hit.id, [])
    options = open_choices(interactive=is_interactive(), departed=has_departed(voyage))
    aboard = people(actor).filter(voyage_id=voyage.id).values_list("id", flat=True)
    view = HitView(
        hit=hit,
        person=person_of(actor, traveller),
        voyage=voyage,
        entry=_entry(actor, hit),
        due_at=due_at(voyage),
        excerpts=excerpts_of(actor, traveller),
        decisions=tuple(decisions),
        current=newest(decisions),
        choices=tuple((choice, limits_of(traveller, choice)) for choice in options),
        others=tuple(_in_order(possible.hits_of(actor, aboard))),
        before=tuple(before(actor, traveller)),
    )
    about = (("screening.hit", hit.id), ("border.traveller", traveller.id))
    return Outcome(view, about=about)


def _entry(actor: Actor, hit: Hit) -> EntryView | None:
    """The entry, where the actor may see more of it than the hit tells."""
    if not actor.may("screening.entries.read"):
        return None
    try:
        return screening.open_entry(actor, entry_id=hit.entry_id)
    except NotFound:
        return None


def _in_order(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-SEVERITIES.index(hit.severity), -hit.points, hit.id))


def grave_counts(actor: Actor, voyage_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """Open hits on each voyage by severity, gravest first; two queries whatever their number."""
    hits = possible.open_hits(actor)
    rows = people(actor).filter(id__in={hit.subject_id for hit in hits})
    homes = dict(rows.filter(voyage_id__in=list(voyage_ids)).values_list("id", "voyage_id"))
    counts: dict[UUID, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SEVERITIES[::-1], 0))
    for hit in hits:
        if hit.subject_id in homes:
            counts[homes[hit.subject_id]][hit.severity] += 1
    return {key: {sev: n for sev, n in found.items() if n} for key, found in counts.items()}


def voyages_with_hits(actor: Actor) -> set[UUID]:
    """Voyages with an open hit that the actor may know of; two queries."""
    hits = possible.open_hits(actor)
    rows = people(actor).filter(id__in={hit.subject_id for hit in hits})
    return set(rows.values_list("voyage_id", flat=True))
