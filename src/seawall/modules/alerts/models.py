"""Alerts and what happened to each of them."""

from django.db import models

from seawall.foundation.handling.models import Record
from seawall.foundation.identity.models import Officer, new_id
from seawall.modules.alerts.choices import Act, AlertOutcome, State


class Alert(Record):
    """One situation that waits for a person.

    ``situation`` names it within its owner: news about the same situation grows this alert instead
    of raising another. ``reasons`` are codes with values, never sentences.
    """

    kind = models.CharField(max_length=80)
    situation = models.CharField(max_length=160)
    severity = models.CharField(max_length=8)
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject_id = models.UUIDField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    holder = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    outcome = models.CharField(max_length=12, choices=AlertOutcome.choices, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "situation"],
                condition=~models.Q(state="closed"),
                name="alert_once_per_situation",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "-last_at", "-id"], name="alert_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.situation}"


class AlertEvent(models.Model):
    """One thing that happened to an alert: raised, grew, taken, commented, handed over, closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=12, choices=Act.choices)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["alert", "at"], name="alert_event_of")]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%H:%M}"
