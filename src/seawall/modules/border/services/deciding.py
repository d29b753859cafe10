"""A named officer decides about a hit; a second signs, a lawyer reviews, an officer takes it back.

Nothing written is changed: signatures, returns and undoing are rows of their own, and what stands
is read off them (``rules.decisions.standing``).
"""

from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, Refused
from seawall.modules.border.choices import SignaturePart
from seawall.modules.border.models import Decision, Flag, Signature, TravelDocument, Traveller
from seawall.modules.border.reasons import REFUSALS
from seawall.modules.border.rules.decisions import (
    CHOICES,
    Choice,
    Concerned,
    Limits,
    Signed,
    limits,
    open_choices,
    standing,
)
from seawall.modules.border.services import effects
from seawall.modules.border.services.records import (
    decision_header,
    decision_of,
    said,
    traveller_of,
    voyage_of,
)
from seawall.modules.border.services.timing import due_at, has_departed, is_interactive
from seawall.modules.screening.services.hits import own_hit

HIT, DECISION, TRAVELLER = "screening.hit", "border.decision", "border.traveller"
UNDO = "undo"
KEY_LENGTH = 200
SETTLED = frozenset({"review", "second", "in_force"})


@recorded("border.hit.decided", "border.hits.decide")
def decide_hit(
    actor: Actor,
    *,
    hit_id: UUID,
    choice: str,
    reason: str,
    referral: str = "",
    request_key: str = "",
) -> Outcome[Decision]:
    """Decide about a hit, by name and with a reason.

    Args:
        actor: who decides.
        hit_id: a hit of the actor's agency.
        choice: a code of ``rules.decisions.CHOICES`` that is open for this voyage now.
        reason: why; kept with the name.
        referral: what the inspecting officer is told where the choice is a referral; never the
            intelligence behind the hit.
        request_key: the caller's own key of this request; the same key is the same decision.

    Raises:
        NotFound: no such hit, or not the actor's to see.
        Invalid: no reason, or a choice that is not open or not allowed for this traveller.
        Conflict: it is decided, or waits for a signature.
    """
    hit = own_hit(actor, hit_id)
    made = _made_before(actor, hit_id, request_key)
    if made is not None:
        return _done(made, {"again": True})
    traveller = traveller_of(actor, hit.subject_id, lock=True)
    voyage = voyage_of(actor, traveller.voyage_id)
    chosen = _open_choice(choice, departed=has_departed(voyage))
    bounds = limits_of(traveller, chosen)
    if bounds.refused:
        message = str(REFUSALS[bounds.refused])
        raise Invalid(f"border.decision.{bounds.refused}", message, {"choice": message})
    _refuse_second_decision(actor, hit_id, hit.state)
    decision = Decision(
        hit_id=hit.id,
        traveller=traveller,
        voyage=voyage,
        choice=chosen.code,
        reason=said(reason),
        by_id=actor.officer_id,
        at=timezone.now(),
        due_at=due_at(voyage),
        request_key=request_key,
        signatures_needed=bounds.signatures,
        review=list(bounds.review),
        **decision_header(actor, traveller, Level(hit.level)).columns(),
    )
    decision.save(force_insert=True)
    if standing_of(actor, decision) == "in_force":
        effects.put_in_force(actor, decision, referral=referral)
    effects.tell(decision)
    return _done(decision, {"choice": chosen.code})


def _made_before(actor: Actor, hit_id: UUID, request_key: str) -> Decision | None:
    if len(request_key) > KEY_LENGTH:
        raise Invalid("request.key.too_long", _("A request key has 200 characters at most."))
    rows = Decision.objects.visible_to(actor).filter(by_id=actor.officer_id)
    made = rows.filter(request_key=request_key).first() if request_key else None
    if made is not None and made.hit_id != hit_id:
        raise Conflict("request.key.used", _("This request key was used for another decision."))
    return made


def _open_choice(code: str, *, departed: bool) -> Choice:
    known = {one.code for one in open_choices(interactive=is_interactive(), departed=departed)}
    if code not in known:
        message = _("Choose one of the decisions that are open for this voyage.")
        raise Invalid("border.decision.not_open", message, {"choice": message})
    return CHOICES[code]


def limits_of(traveller: Traveller, choice: Choice) -> Limits:
    """What stands between a choice and its effect on this traveller."""
    documents = TravelDocument.objects.filter(traveller_id=traveller.id)
    flags = Flag.objects.filter(traveller_id=traveller.id, ended_at=None)
    who = Concerned(
        nationalities=frozenset(filter(None, [traveller.nationality])),
        issuers=frozenset(filter(None, documents.values_list("issuer", flat=True))),
        flags=frozenset(flags.values_list("code", flat=True)),
    )
    return limits(choice, who, own_state=settings.SEAWALL.state.upper())


def _refuse_second_decision(actor: Actor, hit_id: UUID, state: str) -> None:
    """One decision at a time: what is settled or waits must be taken back first."""
    rows = Decision.objects.visible_to(actor).filter(hit_id=hit_id, undoes=None)
    newest = rows.order_by("-at", "-id").first()
    closed = state == "closed"
    if newest is not None:
        now = standing_of(actor, newest)
        closed = closed or (now in SETTLED and (now != "in_force" or CHOICES[newest.choice].closes))
    if closed:
        raise Conflict(
            "border.hit.decided",
            _("This hit is decided, or waits for a signature. Take that back first."),
        )


def standing_of(actor: Actor, decision: Decision) -> str:
    """What a decision amounts to now; see ``rules.decisions.standing``."""
    words = {one.part: one.agrees for one in decision.signatures.all()}
    signed = Signed(
        second=words.get("second", False),
        reviewed=words.get("review", False),
        returned=not all(words.values()),
        undone=Decision.objects.visible_to(actor).filter(undoes_id=decision.id).exists(),
    )
    return standing(decision.signatures_needed, decision.review, signed)


@recorded("border.decision.countersigned", "border.decisions.countersign")
def countersign_decision(
    actor: Actor, *, decision_id: UUID, agrees: bool, reason: str
) -> Outcome[Decision]:
    """Give the second signature, or return the decision with a reason.

    Raises:
        NotFound: no such decision, or not the actor's to see.
        Invalid: no reason.
        Refused: the actor signed it already.
        Conflict: it does not wait for a second signature.
    """
    decision = decision_of(actor, decision_id)
    return _sign(actor, decision, SignaturePart.SECOND, agrees, reason)


@recorded("border.decision.reviewed", "border.decisions.review")
def review_decision(
    actor: Actor, *, decision_id: UUID, agrees: bool, reason: str
) -> Outcome[Decision]:
    """Give a lawyer's word on a decision that may touch a right.

    Raises:
        NotFound: no such decision, or not the actor's to see.
        Invalid: no reason.
        Refused: the actor signed it already.
        Conflict: it does not wait for a review.
    """
    decision = decision_of(actor, decision_id)
    return _sign(actor, decision, SignaturePart.REVIEW, agrees, reason)


def _sign(
    actor: Actor, decision: Decision, part: SignaturePart, agrees: bool, reason: str
) -> Outcome[Decision]:
    signers = {decision.by_id, *(one.by_id for one in decision.signatures.all())}
    if actor.officer_id in signers:
        raise Refused("border.decision.same_person", _("Somebody else must sign this."))
    if standing_of(actor, decision) != part.value:
        raise Conflict(
            "border.decision.not_waiting", _("This decision does not wait for this signature.")
        )
    Signature.objects.create(
        decision=decision,
        part=part,
        agrees=agrees,
        reason=said(reason),
        by_id=actor.officer_id,
        at=timezone.now(),
    )
    if standing_of(actor, decision) == "in_force":
        effects.put_in_force(actor, decision)
    effects.tell(decision)
    return _done(decision, {"agrees": agrees, "part": part.value})


@recorded("border.decision.undone", "border.hits.decide")
def undo_decision(actor: Actor, *, decision_id: UUID, reason: str) -> Outcome[Decision]:
    """Take a decision back: a new record says so, and the hit waits again.

    Raises:
        NotFound: no such decision, or not the actor's to see.
        Invalid: no reason.
        Conflict: it was undone or returned already, or what it led to has gone too far.
    """
    decision = decision_of(actor, decision_id)
    was = standing_of(actor, decision)
    if was not in SETTLED or decision.choice == UNDO:
        raise Conflict("border.decision.undone", _("This decision does not stand any more."))
    undo = Decision(
        hit_id=decision.hit_id,
        traveller_id=decision.traveller_id,
        voyage_id=decision.voyage_id,
        choice=UNDO,
        reason=said(reason),
        by_id=actor.officer_id,
        at=timezone.now(),
        undoes=decision,
        **decision.header.columns(),
    )
    undo.save(force_insert=True)
    if was == "in_force":
        effects.take_back(actor, decision, said(reason))
    effects.tell(decision)
    return _done(undo, {"undoes": str(decision.id)})


def _done(decision: Decision, details: dict[str, object]) -> Outcome[Decision]:
    about = (
        (DECISION, decision.id),
        (HIT, decision.hit_id),
        (TRAVELLER, decision.traveller_id),
    )
    return Outcome(decision, about=about, details=details)
