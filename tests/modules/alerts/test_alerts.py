"""One alert for one situation, handled by named officers."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from seawall.foundation.errors import Conflict, DomainError, Invalid, NotFound, Refused
from seawall.foundation.handling.scope import acting
from seawall.foundation.handling.selectors import header_for
from seawall.modules.alerts import selectors, services


def raise_one(actor, situation="s-1", severity="medium", header=None, **more):
    own = header or header_for(actor, data_class="alert", uses=("admission", "interdiction"))
    return services.raise_alert(
        actor, kind="border.hit", situation=situation, header=own, severity=severity, **more
    )


def all_of(actor):
    with acting(actor):
        return list(selectors.alerts(actor).order_by("situation"))


def test_the_same_situation_grows_one_alert(world):
    actor = world.actor()
    first = raise_one(actor, reasons=[{"code": "score", "score": ".9"}])
    again = raise_one(
        actor, severity="high", reasons=[{"code": "score", "score": ".9"}, {"code": "silent"}]
    )
    lower = raise_one(actor, severity="low")
    assert first.id == again.id == lower.id
    (alert,) = all_of(actor)
    assert (alert.times, alert.severity, len(alert.reasons)) == (3, "high", 2)


def test_a_closed_situation_that_comes_back_is_a_new_alert(world):
    actor = world.actor()
    first = raise_one(actor)
    services.close_alert(actor, alert_id=first.id, outcome="unfounded", text="not the same person")
    assert raise_one(actor).id != first.id


def test_two_writers_of_one_situation_make_one_alert(world):
    actor = world.actor()
    failures = []

    def work():
        try:
            for _ in range(5):
                raise_one(actor)
        except DomainError as error:
            failures.append(error)
        finally:
            connection.close()

    raise_one(actor)
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    (alert,) = all_of(actor)
    assert alert.times == 21


def test_an_alert_for_another_agency_is_theirs_alone(world):
    border, police = (
        world.actor(),
        world.actor("analyst", "police", purpose="intelligence_analysis"),
    )
    header = header_for(police, data_class="alert", uses=("intelligence",))
    raise_one(border, header=header)
    assert all_of(border) == []
    assert len(all_of(police)) == 1


def test_take_comment_hand_over_close_and_who_did_it(world):
    actor, colleague = world.actor(), world.officer("border_officer")
    alert = raise_one(actor)
    services.take_alert(actor, alert_id=alert.id)
    services.comment_alert(actor, alert_id=alert.id, text="called the desk")
    services.hand_over_alert(actor, alert_id=alert.id, to=colleague.id, text="end of shift")
    other = world.actor(officer=colleague)
    services.close_alert(other, alert_id=alert.id, outcome="confirmed", text="the same person")
    view = selectors.open_alert(other, alert_id=alert.id)
    acts = [(event.act, event.officer_id) for event in view.events]
    assert [act for act, _ in acts] == ["raised", "taken", "commented", "handed_over", "closed"]
    assert acts[-1][1] == colleague.id
    with pytest.raises(Conflict):
        services.take_alert(other, alert_id=alert.id)


def test_what_cannot_be_done_is_said(world):
    actor = world.actor()
    alert = raise_one(actor)
    with pytest.raises(Invalid):
        services.comment_alert(actor, alert_id=alert.id, text="  ")
    with pytest.raises(Invalid):
        services.close_alert(actor, alert_id=alert.id, outcome="nonsense", text="x")
    with pytest.raises(Invalid):
        stranger = world.officer("border_officer", "police")
        services.hand_over_alert(actor, alert_id=alert.id, to=stranger.id, text="x")
    for who in (world.actor(agency="police"),):
        with pytest.raises(NotFound):
            services.take_alert(who, alert_id=alert.id)
        with pytest.raises(NotFound):
            selectors.open_alert(who, alert_id=uuid4())
    with pytest.raises(Refused):
        services.take_alert(world.actor("auditor"), alert_id=alert.id)
    assert all_of(actor)[0].state == "new"


def test_pages(world, client_of):
    actor_officer = world.officer("border_officer")
    client = client_of(actor_officer)
    actor = world.actor(officer=actor_officer)
    alert = raise_one(actor)
    assert "Possible match of a traveller" in client.get("/alerts/").content.decode()
    page = client.get(f"/alerts/{alert.id}/")
    assert page.status_code == 200
    assert client.post(f"/alerts/{alert.id}/take").status_code == 302
    bad = client.post(f"/alerts/{alert.id}/close", {"e-outcome": "confirmed", "e-text": " "})
    assert bad.status_code == 422
    good = client.post(f"/alerts/{alert.id}/close", {"e-outcome": "confirmed", "e-text": "so"})
    assert good.status_code == 302
    stranger = client_of(world.officer("border_officer", "police"))
    missing, hidden = stranger.get(f"/alerts/{uuid4()}/"), stranger.get(f"/alerts/{alert.id}/")
    assert missing.status_code == hidden.status_code == 404


def test_what_is_due_ends_and_what_is_held_stays(world):
    from datetime import timedelta

    from django.utils import timezone

    from seawall.foundation.handling.scope import unrestricted
    from seawall.modules.alerts.models import Alert, AlertEvent
    from seawall.modules.alerts.retention import Ending

    actor = world.actor()
    due, held, young = (raise_one(actor, situation=name) for name in ("due", "held", "young"))
    past = timezone.now() - timedelta(days=1)
    with unrestricted("test"):
        rows = Alert.objects.unrestricted()
        rows.filter(id__in=[due.id, held.id]).update(retain_until=past)
        rows.filter(id=held.id).update(legal_hold="court")
    assert Ending().delete(actor, now=timezone.now(), limit=10) == 1
    assert Ending().delete(actor, now=timezone.now(), limit=10) == 0
    assert {alert.situation for alert in all_of(actor)} == {"held", "young"}
    with unrestricted("test"):
        assert not AlertEvent.objects.filter(alert_id=due.id).exists()
    assert young
