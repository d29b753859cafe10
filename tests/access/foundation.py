"""The foundation's own doors. What is no record (an account, a job) is its agency's alone."""

from django.utils import timezone
from tests.access.kit import RECORD, Door, agency_of, own_agency_only

from seawall.foundation.audit.models import Entry
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.identity.models import Officer
from seawall.foundation.jobs.choices import State
from seawall.foundation.jobs.models import Job
from seawall.foundation.people import services as people


def account(scene, header, marker):
    """An account of the first agency; it has no handling of its own."""
    officer = Officer.objects.create(
        email=f"{marker.lower()}.{timezone.now().timestamp()}@own.example",
        name=marker,
        agency=scene.agencies["own"],
        roles=["border_officer"],
    )
    return officer.id


def token(scene, header, marker):
    made = people.make_token(
        scene.actor(scene.maker),
        name=marker,
        scopes=["identity.tokens.own"],
        purpose="border_control",
        days=1,
    )
    return made.token.id


def job(scene, header, marker):
    failed = Job.objects.create(
        kind="retention.daily",
        officer=scene.maker,
        purpose="border_control",
        state=State.FAILED,
        error=marker,
        run_at=timezone.now(),
    )
    return failed.id


def entry(scene, header, marker):
    """Something that the maker did."""
    people.choose_purpose(scene.actor(scene.maker))
    with unrestricted("test"):
        chosen = Entry.objects.filter(action="people.purpose.chosen", officer_id=scene.maker.id)
        return chosen.latest("id").id


RECORDS = {"account": account, "token": token, "job": job, "audit.entry": entry}


def readers_of_the_log(actor, header):
    """An auditor reads the own agency's entries, oversight every agency's."""
    reads = "audit.entries.read" in actor.permissions
    return reads and ("oversight" in actor.roles or header.owner_id == actor.agency_id)


def nobody_else(actor, header):
    return False


PASSWORDS = {"oldpassword": "x", "password1": "x", "password2": "x"}
LOG = (
    "an auditor's page tells what was done, not what is known; places count every agency's entries"
)
OWN_AGENCY = "an account and a job belong to the agency, whatever the records are"
ACCOUNT = {"email": "new@own.example", "name": "New", "roles": ["watch_officer"], "clearance": "1"}
CHANGE = {"name": "Changed", "roles": ["watch_officer"], "clearance": "1"}
TOKEN = {"name": "t", "purpose": "x", "scopes": ["x"], "days": "1"}


def sign_in(name, *methods, done=(200, 302), signed_out=(302,), **more):
    return [
        Door(name, method=method, done=done, signed_out=signed_out, **more) for method in methods
    ]


HOLD = ("handling.retention.read", "handling.hold.set")
HELD = {"kind": "alerts.alert", "record_id": RECORD, "reason": "court order"}

DOORS = [
    *sign_in("account_login", "GET", "POST", signed_out=(200,), anyone=True),
    *sign_in("account_logout", "GET", "POST"),
    *sign_in("account_inactive", "GET", signed_out=(200,), anyone=True),
    *sign_in("account_reauthenticate", "GET", "POST"),
    *sign_in("account_change_password", "GET", "POST", send=PASSWORDS),
    *sign_in("mfa_index", "GET"),
    *sign_in("mfa_authenticate", "GET", "POST"),
    *sign_in("mfa_reauthenticate", "GET", "POST"),
    *sign_in("mfa_activate_totp", "GET", "POST"),
    *sign_in("mfa_deactivate_totp", "GET", "POST", done=(200, 302, 404)),
    *sign_in("mfa_view_recovery_codes", "GET", done=(200, 302, 404)),
    *sign_in("mfa_generate_recovery_codes", "GET", "POST"),
    *sign_in("mfa_download_recovery_codes", "GET", done=(200, 302, 404)),
    Door("people:purpose"),
    Door("people:purpose", method="POST", send={"purpose": "oversight"}, done=(200, 302)),
    Door("people:officers", ("identity.people.read",), exempt=OWN_AGENCY),
    Door("people:add", ("identity.people.manage",)),
    Door("people:add", ("identity.people.manage",), "POST", send=ACCOUNT),
    Door("people:tokens", ("identity.tokens.own",)),
    Door("people:tokens", ("identity.tokens.own",), "POST", send=TOKEN),
    Door("people:revoke", ("identity.tokens.own",), "POST", record="token", sees=nobody_else),
    Door("people:officer", ("identity.people.read",), record="account", sees=agency_of),
    Door(
        "people:officer",
        ("identity.people.manage",),
        "POST",
        record="account",
        sees=agency_of,
        send=CHANGE,
        done=(302,),
    ),
    Door(
        "people:close",
        ("identity.people.manage",),
        "POST",
        record="account",
        sees=agency_of,
        done=(302,),
    ),
    Door("people:reset", ("identity.people.manage",), "POST", record="account", sees=agency_of),
    Door("audit:log", ("audit.entries.read",), exempt=LOG),
    Door(
        "audit:log",
        ("audit.entries.read",),
        query={"action": "alerts.", "who": "Officer"},
        exempt=LOG,
    ),
    Door(
        "audit:log",
        ("audit.entries.read", "audit.entries.export"),
        query={"export": "csv"},
        exempt=LOG,
    ),
    Door("audit:own", ("audit.own.read",)),
    Door("audit:verify", ("audit.log.verify",), "POST", exempt=LOG),
    Door("audit:entry", ("audit.own.read",), record="audit.entry", sees=readers_of_the_log),
    Door("jobs:queue", ("jobs.read",), exempt=OWN_AGENCY),
    Door("jobs:queue", ("jobs.read",), query={"state": "failed"}, exempt=OWN_AGENCY),
    Door("jobs:retry", ("jobs.retry",), "POST", record="job", sees=agency_of, done=(302,)),
    Door("retention:retention", ("handling.retention.read",)),
    Door(
        "retention:retention",
        HOLD,
        "POST",
        record="alert",
        sees=own_agency_only,
        send=HELD,
        done=(302,),
        hidden=(200,),
    ),
    Door(
        "retention:lift",
        HOLD[1:],
        "POST",
        record="alert",
        sees=own_agency_only,
        send=HELD,
        done=(302,),
    ),
    Door("web:home", done=(302,)),
    Door("web:display"),
    Door(
        "web:display",
        method="POST",
        done=(302,),
        send={"theme": "dark", "density": "normal", "language": "en"},
    ),
    Door(
        "web:language",
        method="POST",
        send={"language": "es"},
        done=(302,),
        signed_out=(302,),
        anyone=True,
    ),
    Door("web:session", method="POST"),
    Door("web:components"),
    Door("web:components", query={"export": "csv"}),
    Door("web:palette"),
    Door("web:palette", query={"q": "QUELLMARK"}),
    Door("web:live", signed_out=(403,)),
    Door("api:openapi-json", signed_out=(200,), anyone=True),
    Door("api:api-root", done=(404,), signed_out=(404,), anyone=True),
]
