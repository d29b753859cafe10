"""The queue."""

from django.db import models

from seawall.foundation.identity.models import Officer, new_id
from seawall.foundation.jobs.choices import State


class Job(models.Model):
    """One piece of work, its payload identifiers only, run as the officer that queued it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    case_reference = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    once_key = models.CharField(max_length=120, blank=True)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_at", "id"],
                name="jobs_due",
                condition=models.Q(state__in=["queued", "running"]),
            ),
            models.Index(fields=["-created_at", "-id"], name="jobs_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["once_key"],
                condition=~models.Q(once_key="") & models.Q(state__in=["queued", "running"]),
                name="jobs_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
