"""Reads of the queue: an agency's own jobs, and those that the node runs for itself."""

from django.db.models import Count, Q, QuerySet

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.identity.actors import NODE_AGENCY
from seawall.foundation.jobs.choices import State
from seawall.foundation.jobs.models import Job


@disclosed("jobs.queue.read", "jobs.read")
def open_queue(actor: Actor) -> Outcome[dict[str, int]]:
    """How many jobs are in each state."""
    found = jobs(actor).values_list("state").annotate(n=Count("id"))
    return Outcome(dict.fromkeys(State.values, 0) | dict(found))


def jobs(actor: Actor) -> QuerySet[Job]:
    """The jobs of the actor's agency and of the node; a payload holds identifiers only."""
    mine = Q(officer__agency_id=actor.agency_id) | Q(officer__agency__code=NODE_AGENCY)
    return Job.objects.select_related("officer").filter(mine)
