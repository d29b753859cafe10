"""Sign-in, purpose, accounts and tokens, through the pages that people use."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from seawall.foundation.actor import Level
from seawall.foundation.audit.models import Entry
from seawall.foundation.errors import Conflict, Refused
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.identity.doors import actor_of_token
from seawall.foundation.identity.models import Officer
from seawall.foundation.people import services

PASSWORD = "correct horse battery"


def actions():
    with unrestricted("test"):
        return list(Entry.objects.order_by("at").values_list("action", "result"))


def sign_in(client, officer, password=PASSWORD):
    return client.post("/account/login/", {"login": officer.email, "password": password})


def test_sign_in_then_purpose_then_work(world):
    officer, client = world.officer("agency_administrator"), Client(HTTP_HOST="localhost")
    assert client.get("/people/").headers["Location"].startswith("/account/login/")
    assert sign_in(client, officer).status_code == 302
    page = client.get("/people/")
    assert page.headers["Location"] == "/people/purpose?next=%2Fpeople%2F"
    chosen = client.post("/people/purpose", {"purpose": "administration", "next": "/people/"})
    assert chosen.headers["Location"] == "/people/"
    assert client.get("/people/").status_code == 200
    assert ("people.purpose.chosen", "written") in actions()


def test_a_purpose_that_needs_a_case_asks_for_it(world):
    officer, client = world.officer("case_lawyer"), Client(HTTP_HOST="localhost")
    sign_in(client, officer)
    refused = client.post("/people/purpose", {"purpose": "legal_assistance"})
    assert "This purpose needs a case reference." in refused.content.decode()
    client.post("/people/purpose", {"purpose": "legal_assistance", "case_reference": "SLU-26-0117"})
    with unrestricted("test"):
        entry = Entry.objects.get(action="people.purpose.chosen")
    assert entry.case_reference == "SLU-26-0117"


@pytest.mark.parametrize("purpose", ["border_control", "nonsense", ""])
def test_a_purpose_that_is_not_open_is_refused(world, purpose):
    client = Client(HTTP_HOST="localhost")
    sign_in(client, world.officer("auditor"))
    client.post("/people/purpose", {"purpose": purpose})
    assert "purpose" not in client.session


def test_the_next_address_stays_on_this_node(world):
    client = Client(HTTP_HOST="localhost")
    sign_in(client, world.officer("auditor"))
    page = client.post("/people/purpose", {"purpose": "oversight", "next": "https://evil.example/"})
    assert page.headers["Location"] == "/"


def test_five_wrong_passwords_close_the_door_for_a_while(world):
    officer, client = world.officer("auditor"), Client(HTTP_HOST="localhost")
    for _ in range(5):
        sign_in(client, officer, "wrong")
    locked = sign_in(client, officer)
    assert locked.status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_closed_account_and_a_service_account_do_not_sign_in(world):
    for officer in (
        world.officer("auditor", is_active=False),
        world.officer("service_account", kind=Officer.Kind.SERVICE),
    ):
        if officer.kind == Officer.Kind.SERVICE:
            officer.set_unusable_password()
            officer.save()
        client = Client(HTTP_HOST="localhost")
        sign_in(client, officer)
        assert "_auth_user_id" not in client.session


def test_nobody_signs_themselves_up(db):
    client = Client(HTTP_HOST="localhost")
    page = client.post(
        "/account/signup/", {"email": "x@y.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert page.status_code == 404
    assert not Officer.objects.filter(email="x@y.example").exists()


def test_a_shift_ends_after_twelve_hours(world, client_of):
    client = client_of(world.officer("agency_administrator"))
    assert client.get("/people/").status_code == 200
    session = client.session
    session["shift_started"] = (timezone.now() - timedelta(hours=13)).timestamp()
    session.save()
    assert client.get("/people/").headers["Location"].startswith("/account/login/")


def test_an_administrator_adds_changes_and_closes_accounts(world, client_of):
    admin = world.officer("agency_administrator")
    client = client_of(admin)
    page = client.post("/people/add", {
        "email": "new@border.example", "name": "N. Officer",
        "roles": ["border_officer"], "clearance": "2",
    })  # fmt: skip
    assert page.status_code == 200
    made = Officer.objects.get(email="new@border.example")
    assert made.agency_id == admin.agency_id
    first = Client(HTTP_HOST="localhost")
    shown = page.content.decode().split('<p class="mono">')[1].split("<")[0]
    assert sign_in(first, made, shown).status_code == 302
    client.post(f"/people/{made.id}/", {"name": "N. O.", "roles": ["analyst"], "clearance": "1"})
    made.refresh_from_db()
    assert (made.name, made.roles, made.clearance) == ("N. O.", ["analyst"], Level.GREEN)
    client.post(f"/people/{made.id}/close")
    made.refresh_from_db()
    assert not made.is_active
    assert first.get("/people/purpose").status_code == 302


def test_accounts_of_another_agency_do_not_exist_here(world, client_of):
    client = client_of(world.officer("agency_administrator"))
    other = world.officer("border_officer", "police")
    for address in (f"/people/{other.id}/", "/people/00000000-0000-0000-0000-000000000000/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/people/{other.id}/close").status_code == 404
    assert other.email not in client.get("/people/").content.decode()


@pytest.mark.parametrize("role", ["border_officer", "analyst", "watch_officer"])
def test_others_are_refused_and_the_refusal_is_recorded(world, client_of, role):
    assert client_of(world.officer(role)).get("/people/").status_code == 403
    assert ("people.officers.read", "refused") in actions()


def test_the_last_administrator_stays(world):
    actor = world.actor("agency_administrator")
    with pytest.raises(Conflict):
        services.close_officer(actor, officer_id=actor.officer_id)
    with pytest.raises(Conflict):
        services.change_officer(
            actor, officer_id=actor.officer_id, name="x", roles=["auditor"], clearance=Level.AMBER
        )


def test_a_token_is_narrow_shown_once_and_ends(world, client_of):
    officer = world.officer("border_supervisor")
    actor = world.actor("border_supervisor", officer=officer)
    made = services.make_token(
        actor, name="feed", scopes=["border.manifests.receive"], purpose="border_control", days=1
    )
    opened = actor_of_token(made.secret, case_reference=None)
    assert opened.permissions == {"border.manifests.receive"}
    assert made.secret not in str(made.token.__dict__)
    assert actor_of_token(made.secret + "x", case_reference=None) is None
    services.revoke_token(actor, token_id=made.token.id)
    assert actor_of_token(made.secret, case_reference=None) is None
    late = services.make_token(
        actor, name="old", scopes=["border.arrivals.read"], purpose="border_control", days=1
    )
    type(late.token).objects.filter(id=late.token.id).update(expires_at=timezone.now())
    assert actor_of_token(late.secret, case_reference=None) is None
    page = client_of(officer).get("/people/tokens").content.decode()
    assert "feed" in page
    assert late.secret not in page


def test_a_token_cannot_do_more_than_its_officer(world):
    from seawall.foundation.errors import Invalid

    actor = world.actor("border_officer")
    usual = {
        "name": "x",
        "scopes": ["border.arrivals.read"],
        "purpose": "border_control",
        "days": 9,
    }
    for more in (
        {"scopes": ["identity.people.manage"]},
        {"purpose": "oversight"},
        {"days": 400},
        {"scopes": []},
    ):
        with pytest.raises(Invalid):
            services.make_token(actor, **usual | more)


def test_a_role_taken_away_takes_the_token_along(world):
    officer = world.officer("border_supervisor")
    actor = world.actor("border_supervisor", officer=officer)
    made = services.make_token(
        actor, name="x", scopes=["border.hits.decide"], purpose="border_control", days=9
    )
    officer.roles = ["border_officer"]
    officer.save()
    assert actor_of_token(made.secret, case_reference=None).may("border.hits.decide")
    officer.roles = ["auditor"]
    officer.save()
    with pytest.raises(Refused):
        actor_of_token(made.secret, case_reference=None)
