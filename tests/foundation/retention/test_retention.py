"""What is due ends; what is held stays."""

from uuid import uuid4

import pytest

from seawall.foundation import ports
from seawall.foundation.audit.models import Entry
from seawall.foundation.errors import Invalid, NotFound, Refused
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.handling.selectors import header_for
from seawall.foundation.retention import selectors, services
from seawall.modules.alerts import services as alerts
from seawall.modules.alerts.models import Alert

KIND = "alerts.alert"


def an_alert(world, agency="border"):
    actor = world.actor("border_officer", agency)
    header = header_for(actor, data_class="alert", uses=("admission", "oversight"))
    return alerts.raise_alert(
        actor, kind="x", situation=str(uuid4()), header=header, severity="low"
    )


def test_a_hold_is_set_shown_and_lifted(world, client_of):
    alert = an_alert(world)
    officer = world.officer("data_protection_officer")
    client = client_of(officer)
    page = client.post(
        "/retention/", {"kind": KIND, "record_id": alert.id, "reason": "High Court 12/2026"}
    )
    assert page.status_code == 302
    assert "High Court 12/2026" in client.get("/retention/").content.decode()
    classes, holds = selectors.open_retention(
        world.actor("data_protection_officer", officer=officer)
    )
    assert [held.record.id for held in holds] == [alert.id]
    assert {kept.data_class.code: kept.held for kept in classes}["alert"] == 1
    client.post("/retention/lift", {"kind": KIND, "record_id": alert.id})
    with unrestricted("test"):
        assert Alert.objects.unrestricted().get().legal_hold == ""


def test_what_cannot_be_held(world, client_of):
    foreign = an_alert(world, "police")
    actor = world.actor("data_protection_officer")
    for kind, record in ((KIND, foreign.id), (KIND, uuid4()), ("identity.officer", uuid4())):
        with pytest.raises(NotFound):
            services.set_hold(actor, kind=kind, record_id=record, reason="x")
    with pytest.raises(Invalid):
        services.set_hold(actor, kind=KIND, record_id=foreign.id, reason=" ")
    with pytest.raises(Refused):
        services.set_hold(world.actor(), kind=KIND, record_id=foreign.id, reason="x")
    client = client_of(world.officer("data_protection_officer"))
    shown = client.post("/retention/", {"kind": KIND, "record_id": uuid4(), "reason": "x"})
    assert "Your agency has no such record." in shown.content.decode()


def test_the_daily_run_asks_every_module_until_nothing_is_due(world):
    left = {"mask": [500, 3, 0], "delete": [2, 0]}

    class Port:
        def mask(self, actor, *, now, limit):
            return left["mask"].pop(0)

        def delete(self, actor, *, now, limit):
            return left["delete"].pop(0)

    ports.retention.register("test", Port())
    try:
        from django.utils import timezone

        actor = world.actor("agency_administrator")
        counts = services.apply_retention(actor, now=timezone.now())
    finally:
        ports.retention._answers.pop("test")
    assert counts["test.mask"] == 503
    assert counts["test.delete"] == 2
    with acting(actor):
        assert Entry.objects.filter(action="retention.records.ended").count() == 1
