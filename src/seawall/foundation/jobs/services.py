"""Queue work, and run what is due under a lease."""

import traceback
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import connections, transaction
from django.db.models import Q
from django.utils import timezone

from seawall.foundation import ports
from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, DomainError, NotFound
from seawall.foundation.identity.actors import actor_for
from seawall.foundation.identity.models import Officer
from seawall.foundation.jobs.choices import State
from seawall.foundation.jobs.models import Job
from seawall.foundation.jobs.selectors import jobs

CHANNEL = "seawall_jobs"
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 5
RETRY_AFTER = timedelta(seconds=20)

log = structlog.get_logger()


def enqueue(
    actor: Actor, kind: str, payload: dict[str, Any] | None = None, *, once_key: str = ""
) -> Job | None:
    """Queue a job in the caller's transaction: it exists if and only if the caller commits.

    Args:
        actor: as whom it will run.
        kind: a key of ``ports.jobs``.
        payload: identifiers only, no personal data.
        once_key: while a job with this key waits or runs, another is not queued.

    Returns:
        The job, or None where one with the same key waits already.
    """
    if kind not in ports.jobs:
        raise LookupError(f"nobody runs jobs of kind {kind}")
    job = Job(
        kind=kind,
        payload=payload or {},
        officer_id=actor.officer_id,
        purpose=actor.purpose,
        case_reference=actor.case_reference or "",
        once_key=once_key,
        run_at=timezone.now(),
    )
    made = Job.objects.bulk_create([job], ignore_conflicts=bool(once_key))
    if once_key and not Job.objects.filter(id=job.id).exists():
        return None
    wake()
    return made[0]


def wake() -> None:
    """Tell the workers, when the transaction commits, that something is due."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def run_due() -> bool:
    """Take one due job under a lease and run it; False where nothing is due."""
    job = _take()
    if job is None:
        return False
    error = _run(job)
    _finish(job, error)
    return True


def _take() -> Job | None:
    """The longest due job, or one whose worker let its lease run out."""
    now = timezone.now()
    due = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now)
    with transaction.atomic():
        rows = Job.objects.select_for_update(skip_locked=True).filter(due, run_at__lte=now)
        job = rows.order_by("run_at", "id").first()
        if job is None:
            return None
        job.state = State.RUNNING
        job.attempts += 1
        job.lease_until = now + LEASE
        job.save(update_fields=["state", "attempts", "lease_until"])
        return job


def _run(job: Job) -> str:
    """Run it; gives the reason where it failed. Any failure belongs to the job, not to us."""
    try:
        officer = Officer.objects.select_related("agency__organisation").get(id=job.officer_id)
        actor = actor_for(officer, purpose=job.purpose, case_reference=job.case_reference or None)
        ports.jobs[job.kind](actor, job.payload)
    except DomainError as error:
        return f"{error.code}: {error.message}"
    except Exception as error:
        log.exception("job failed", kind=job.kind, job=str(job.id))
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {last.name}, line {last.lineno}"
    return ""


def _finish(job: Job, error: str) -> None:
    now = timezone.now()
    done = not error
    given_up = bool(error) and job.attempts >= MOST_ATTEMPTS
    states = {(True, False): State.DONE, (False, True): State.FAILED}
    state = states.get((done, given_up), State.QUEUED)
    # Only while the lease is still ours: after it ran out, another worker answers for the job.
    Job.objects.filter(id=job.id, attempts=job.attempts).update(
        state=state,
        error=error,
        lease_until=None,
        run_at=now if done or given_up else now + RETRY_AFTER * 2 ** (job.attempts - 1),
        finished_at=now if done or given_up else None,
    )


def queue_schedules(actor: Actor) -> None:
    """Queue each scheduled job whose interval has passed since its last one was made."""
    now = timezone.now()
    for name, schedule in ports.schedules.items():
        recent = Job.objects.filter(kind=schedule.kind, created_at__gt=now - schedule.every)
        if not recent.exists():
            enqueue(actor, schedule.kind, once_key=f"schedule:{name}")


@recorded("jobs.job.retried", "jobs.retry")
def retry_job(actor: Actor, *, job_id: UUID) -> Outcome[Job]:
    """Run a failed job again.

    Raises:
        NotFound: no such job, or one of another agency.
        Conflict: it did not fail.
    """
    mine = jobs(actor).filter(id=job_id)
    job = Job.objects.select_for_update().filter(id__in=mine.values("id")).first()
    if job is None:
        raise NotFound("jobs.job.missing", "")
    if job.state != State.FAILED:
        raise Conflict("jobs.job.not_failed", "")
    job.state, job.attempts, job.run_at, job.finished_at = State.QUEUED, 0, timezone.now(), None
    job.save(update_fields=["state", "attempts", "run_at", "finished_at"])
    wake()
    return Outcome(job, about=(("jobs.job", job.id),))
