"""Reads of alerts."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation import ports
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed, refuse
from seawall.foundation.errors import NotFound
from seawall.foundation.handling.models import RecordQuerySet
from seawall.foundation.handling.scope import acting
from seawall.foundation.ports import SubjectView
from seawall.modules.alerts.choices import State
from seawall.modules.alerts.models import Alert, AlertEvent


@dataclass(frozen=True, slots=True)
class AlertView:
    """One alert with what happened to it and what it is about."""

    alert: Alert
    events: tuple[AlertEvent, ...]
    subject: SubjectView | None


def alerts(actor: Actor) -> RecordQuerySet[Alert]:
    """The alerts of the actor's agency; evaluate it in the actor's scope."""
    return Alert.objects.visible_to(actor).filter(owner_id=actor.agency_id)


def waiting(actor: Actor) -> int:
    """How many alerts wait for somebody of the actor's agency."""
    if not actor.may("alerts.read"):
        return 0
    with acting(actor):
        return alerts(actor).exclude(state=State.CLOSED).count()


@disclosed("alerts.alert.opened", "alerts.read")
def open_alert(actor: Actor, *, alert_id: UUID) -> Outcome[AlertView]:
    """One alert, whole.

    Raises:
        NotFound: no such alert, or not the actor's to see.
    """
    alert = alerts(actor).select_related("holder").filter(id=alert_id).first()
    if alert is None:
        raise NotFound("alerts.alert.missing", _("There is no such alert."))
    events = tuple(alert.events.select_related("officer").order_by("at", "id"))
    view = AlertView(alert=alert, events=events, subject=_subject(actor, alert))
    return Outcome(view, about=(("alerts.alert", alert.id),))


def _subject(actor: Actor, alert: Alert) -> SubjectView | None:
    describe = ports.subjects.get(alert.subject_kind)
    if describe is None or alert.subject_id is None:
        return None
    return describe(actor, alert.subject_id)


def require_reading(actor: Actor) -> None:
    """Refuse an actor that may not read alerts, and write the refusal down.

    Raises:
        Refused: the actor's roles do not allow it.
    """
    if not actor.may("alerts.read"):
        refuse(actor, "alerts.list.opened", "alerts.read")
