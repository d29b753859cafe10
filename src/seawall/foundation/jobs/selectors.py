"""Reads of the queue."""

from django.db.models import Count, QuerySet

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.jobs.choices import State
from seawall.foundation.jobs.models import Job


@disclosed("jobs.queue.read", "jobs.read")
def open_queue(_actor: Actor) -> Outcome[dict[str, int]]:
    """How many jobs are in each state."""
    found = Job.objects.values_list("state").annotate(n=Count("id"))
    return Outcome(dict.fromkeys(State.values, 0) | dict(found))


def jobs() -> QuerySet[Job]:
    """Every job; its payload holds identifiers only."""
    return Job.objects.select_related("officer")
