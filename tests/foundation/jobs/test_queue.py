"""Jobs: once, under a lease, as the officer that queued them."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from seawall.foundation import ports
from seawall.foundation.errors import Invalid
from seawall.foundation.jobs import services
from seawall.foundation.jobs.choices import State
from seawall.foundation.jobs.models import Job

ran = []


@pytest.fixture(autouse=True)
def kinds():
    ran.clear()
    before = dict(ports.jobs._answers)
    ports.jobs.register("test.note", lambda actor, payload: ran.append((actor, payload)))

    def fails(actor, payload):
        raise Invalid("test.bad", "it was bad")

    def breaks(actor, payload):
        raise ZeroDivisionError

    ports.jobs.register("test.fails", fails)
    ports.jobs.register("test.breaks", breaks)
    yield
    ports.jobs._answers = before


def test_a_job_runs_once_as_its_officer(world):
    actor = world.actor("case_lawyer", purpose="legal_assistance")
    services.enqueue(actor, "test.note", {"id": "1"})
    assert services.run_due()
    assert not services.run_due()
    ((who, payload),) = ran
    assert (who.officer_id, who.purpose, who.case_reference) == (
        actor.officer_id, "legal_assistance", "T-1",
    )  # fmt: skip
    assert payload == {"id": "1"}


def test_a_job_of_a_transaction_that_failed_does_not_exist(world):
    actor = world.actor()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.enqueue(actor, "test.note")
        raise ZeroDivisionError
    assert not services.run_due()


def test_a_killed_workers_job_is_taken_up_when_its_lease_ends(world):
    services.enqueue(world.actor(), "test.note")
    taken = services._take()
    assert taken is not None
    assert services._take() is None
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert services.run_due()
    assert len(ran) == 1
    services._finish(taken, "late answer of the lost worker")
    assert Job.objects.get().state == State.DONE


def test_many_workers_never_run_one_job_twice(world):
    actor = world.actor()
    for number in range(30):
        services.enqueue(actor, "test.note", {"n": number})

    def work():
        try:
            while services.run_due():
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(payload["n"] for _, payload in ran) == list(range(30))


@pytest.mark.parametrize(("kind", "reason"), [
    ("test.fails", "test.bad: it was bad"), ("test.breaks", "ZeroDivisionError in breaks"),
])  # fmt: skip
def test_a_failing_job_tries_again_then_says_why(world, client_of, kind, reason):
    services.enqueue(world.actor(), kind)
    for _ in range(services.MOST_ATTEMPTS):
        Job.objects.update(run_at=timezone.now())
        assert services.run_due()
    job = Job.objects.get()
    assert job.state == State.FAILED
    assert job.error.startswith(reason)
    client = client_of(world.officer("agency_administrator"))
    assert reason.split(":")[0] in client.get("/jobs/").content.decode()
    assert client.post(f"/jobs/{job.id}/retry").status_code == 302
    assert Job.objects.get().state == State.QUEUED
    assert client_of(world.officer("border_officer")).get("/jobs/").status_code == 403


def test_a_key_keeps_a_job_from_being_queued_twice(world):
    actor = world.actor()
    assert services.enqueue(actor, "test.note", once_key="k")
    assert services.enqueue(actor, "test.note", once_key="k") is None
    services.run_due()
    assert services.enqueue(actor, "test.note", once_key="k")


def test_an_unknown_kind_is_refused_at_once(world):
    with pytest.raises(LookupError):
        services.enqueue(world.actor(), "test.nobody")


def test_a_schedule_queues_when_its_interval_has_passed(world, db):
    from seawall.foundation.identity.actors import node_actor
    from seawall.foundation.people.setup import ensure_node_account

    ensure_node_account(name="x", state="LCA")
    node = node_actor()
    services.queue_schedules(node)
    services.queue_schedules(node)
    assert Job.objects.filter(kind="retention.daily").count() == 1
    while services.run_due():
        pass
    assert Job.objects.get(kind="retention.daily").state == State.DONE
    services.queue_schedules(node)
    assert Job.objects.filter(kind="retention.daily").count() == 1
    Job.objects.update(created_at=timezone.now() - timedelta(days=2))
    services.queue_schedules(node)
    assert Job.objects.filter(kind="retention.daily").count() == 2
