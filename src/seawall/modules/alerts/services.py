"""Raise, take, comment, hand over, close."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import About, Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.identity.selectors import colleague
from seawall.foundation.web.live import publish
from seawall.modules.alerts.choices import AlertOutcome, State
from seawall.modules.alerts.models import Alert, AlertEvent
from seawall.modules.alerts.rules import allowed, worse

TOPIC = "alerts"
Reasons = Sequence[Mapping[str, Any]]


@recorded("alerts.alert.raised")
def raise_alert(
    actor: Actor,
    *,
    kind: str,
    situation: str,
    header: Header,
    severity: str,
    subject: About | None = None,
    reasons: Reasons = (),
    due_at: datetime | None = None,
) -> Outcome[Alert]:
    """Raise an alert, or let the open one of the same situation grow.

    The owner may be another agency: a hit tells the agency whose entry was hit.

    Args:
        actor: whose work brought it to light.
        kind: what sort of situation, such as ``border.hit``.
        situation: names it within its owner; the same situation is one alert.
        header: whose alert it is, and who may see it.
        severity: low, medium, high or critical.
        subject: kind and id of the record it is about.
        reasons: codes with values, each said once.
        due_at: when somebody must have decided.
    """
    now = timezone.now()
    with unrestricted("an alert reaches its owner, whoever that is"):
        alert = (
            Alert.objects.unrestricted()
            .select_for_update()
            .filter(owner_id=header.owner_id, situation=situation)
            .exclude(state=State.CLOSED)
            .first()
        )
        act = "raised" if alert is None else "grew"
        if alert is None:
            alert = Alert(
                kind=kind,
                situation=situation,
                severity=severity,
                subject_kind=subject[0] if subject else "",
                subject_id=subject[1] if subject else None,
                reasons=list(reasons),
                last_at=now,
                due_at=due_at,
                **header.columns(),
            )
            alert.save(force_insert=True)
        else:
            _grow(alert, severity, reasons, now, due_at)
        AlertEvent.objects.create(alert=alert, officer_id=actor.officer_id, act=act)
        publish(TOPIC, header=header, permission="alerts.read")
    return Outcome(alert, about=(("alerts.alert", alert.id),), details={"kind": kind, "act": act})


def _grow(
    alert: Alert, severity: str, reasons: Reasons, now: datetime, due_at: datetime | None
) -> None:
    known = list(alert.reasons)
    alert.reasons = known + [dict(reason) for reason in reasons if dict(reason) not in known]
    alert.severity = worse(alert.severity, severity)
    alert.times += 1
    alert.last_at = now
    alert.due_at = min(filter(None, (alert.due_at, due_at)), default=None)
    alert.save()


@recorded("alerts.alert.taken", "alerts.handle")
def take_alert(actor: Actor, *, alert_id: UUID) -> Outcome[Alert]:
    """Take an alert: from now on it is this officer's.

    Raises:
        NotFound: no such alert, or not the actor's to see.
        Conflict: it is closed.
    """
    alert = _locked(actor, alert_id, "take")
    alert.state, alert.holder_id = State.TAKEN, actor.officer_id
    return _done(actor, alert, "taken")


@recorded("alerts.alert.commented", "alerts.handle")
def comment_alert(actor: Actor, *, alert_id: UUID, text: str) -> Outcome[Alert]:
    """Add a comment; comments are never changed.

    Raises:
        NotFound: no such alert, or not the actor's to see.
        Invalid: the comment is empty.
    """
    alert = _locked(actor, alert_id, "comment")
    return _done(actor, alert, "commented", _said(text))


@recorded("alerts.alert.handed_over", "alerts.handle")
def hand_over_alert(actor: Actor, *, alert_id: UUID, to: UUID, text: str) -> Outcome[Alert]:
    """Hand an alert over to a colleague of the same agency, saying why.

    Raises:
        NotFound: no such alert, or not the actor's to see.
        Invalid: no such colleague, or no reason.
        Conflict: it is closed.
    """
    alert = _locked(actor, alert_id, "hand_over")
    receiver = colleague(actor, to)
    if receiver is None:
        message = _("Choose an officer of your agency.")
        raise Invalid("alerts.alert.no_colleague", message, {"to": message})
    alert.state, alert.holder = State.HANDED_OVER, receiver
    return _done(actor, alert, "handed_over", _said(text))


@recorded("alerts.alert.closed", "alerts.handle")
def close_alert(actor: Actor, *, alert_id: UUID, outcome: str, text: str) -> Outcome[Alert]:
    """Close an alert with what it turned out to be, and why.

    Raises:
        NotFound: no such alert, or not the actor's to see.
        Invalid: no such outcome, or no reason.
        Conflict: it is closed already.
    """
    alert = _locked(actor, alert_id, "close")
    if outcome not in AlertOutcome.values:
        message = _("Choose what it turned out to be.")
        raise Invalid("alerts.alert.no_outcome", message, {"outcome": message})
    alert.state, alert.outcome, alert.closed_at = State.CLOSED, outcome, timezone.now()
    return _done(actor, alert, "closed", _said(text))


@recorded("alerts.alert.settled")
def settle_situation(
    actor: Actor, *, owner_id: UUID, situation: str, outcome: str
) -> Outcome[Alert | None]:
    """Close the alert of a situation that another act settled, such as a decision on its hit."""
    with unrestricted("the decision on a hit closes its alert"):
        alert = (
            Alert.objects.unrestricted()
            .select_for_update()
            .filter(owner_id=owner_id, situation=situation)
            .exclude(state=State.CLOSED)
            .first()
        )
        if alert is None:
            return Outcome(None)
        alert.state, alert.outcome, alert.closed_at = State.CLOSED, outcome, timezone.now()
        alert.save()
        AlertEvent.objects.create(alert=alert, officer_id=actor.officer_id, act="closed")
        publish(TOPIC, header=alert.header, permission="alerts.read")
    return Outcome(alert, about=(("alerts.alert", alert.id),))


def _locked(actor: Actor, alert_id: UUID, act: str) -> Alert:
    rows = Alert.objects.visible_to(actor).select_for_update()
    alert = rows.filter(id=alert_id, owner_id=actor.agency_id).first()
    if alert is None:
        raise NotFound("alerts.alert.missing", _("There is no such alert."))
    if not allowed(act, alert.state):
        raise Conflict("alerts.alert.closed", _("This alert is closed."))
    return alert


def _said(text: str) -> str:
    if not text.strip():
        message = _("Say why, in a few words.")
        raise Invalid("alerts.alert.no_reason", message, {"text": message})
    return text.strip()


def _done(actor: Actor, alert: Alert, act: str, text: str = "") -> Outcome[Alert]:
    alert.save()
    AlertEvent.objects.create(alert=alert, officer_id=actor.officer_id, act=act, text=text)
    publish(TOPIC, header=alert.header, permission="alerts.read")
    return Outcome(alert, about=(("alerts.alert", alert.id),))
