"""The purpose of a shift, accounts, agencies, audiences, tokens: each change one verb, recorded."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound
from seawall.foundation.identity.doors import digest_of_token
from seawall.foundation.identity.models import Agency, ApiToken, Officer, Organisation
from seawall.foundation.identity.roles import ROLE_LABELS, purposes_of

# Oversight reads every agency's log: whoever holds the machine appoints it, no agency for itself.
APPOINTED_AT_CONSOLE = frozenset({"oversight"})
LONGEST_TOKEN = timedelta(days=366)
TOKEN_PREFIX = "sw_"  # noqa: S105 - a mark that secret scanners know, no secret


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made and the password to hand over in person, shown once."""

    officer: Officer
    password: str


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made and its secret, shown once."""

    token: ApiToken
    secret: str


@recorded("people.purpose.chosen")
def choose_purpose(actor: Actor) -> Outcome[Actor]:
    """Write down why the officer works from now on; the actor carries the purpose chosen."""
    return Outcome(actor, about=(("people.officer", actor.officer_id),))


@recorded("people.officer.added", "identity.people.manage")
def add_officer(
    actor: Actor, *, email: str, name: str, roles: Sequence[str], clearance: Level
) -> Outcome[NewAccount]:
    """Make an account of the actor's agency.

    Raises:
        Invalid: the address, name or a role cannot be used.
        Conflict: the address has an account.
    """
    _check(email, name, roles, barred=APPOINTED_AT_CONSOLE)
    if Officer.objects.filter(email__iexact=email).exists():
        message = _("This address has an account already.")
        raise Conflict("people.officer.exists", message, {"email": message})
    officer = Officer(
        email=email.strip().lower(),
        name=name.strip(),
        agency_id=actor.agency_id,
        roles=sorted(set(roles)),
        clearance=int(clearance),
    )
    password = new_password()
    officer.set_password(password)
    officer.save()
    return Outcome(NewAccount(officer, password), about=(("people.officer", officer.id),))


@recorded("people.officer.added_at_console")
def add_from_console(
    _actor: Actor,
    *,
    email: str,
    name: str,
    agency_code: str,
    agency_name: str,
    roles: Sequence[str],
    clearance: Level,
) -> Outcome[NewAccount]:
    """Make an account of any agency: whoever holds the machine may, and it is recorded.

    Args:
        email: of the account.
        name: that colleagues see.
        agency_code: made as an agency of the node's operator where it is new.
        agency_name: of a new agency; its code where empty.
        roles: role codes.
        clearance: the highest level it may read.

    Raises:
        Invalid: the address, name or a role cannot be used.
        Conflict: the address has an account.
    """
    _check(email, name, roles)
    if Officer.objects.filter(email__iexact=email).exists():
        raise Conflict("people.officer.exists", _("This address has an account already."))
    operator = Organisation.objects.get(operates_node=True)
    agency, _made = Agency.objects.get_or_create(
        code=agency_code, defaults={"organisation": operator, "name": agency_name or agency_code}
    )
    officer = Officer(
        email=email, name=name, agency=agency, roles=sorted(set(roles)), clearance=int(clearance)
    )
    password = new_password()
    officer.set_password(password)
    officer.save()
    return Outcome(NewAccount(officer, password), about=(("people.officer", officer.id),))


@recorded("people.officer.changed", "identity.people.manage")
def change_officer(
    actor: Actor, *, officer_id: UUID, name: str, roles: Sequence[str], clearance: Level
) -> Outcome[Officer]:
    """Change an account of the actor's agency.

    Raises:
        NotFound: the agency has no such account.
        Invalid: the name or a role cannot be used.
        Conflict: it would leave the agency without an administrator.
    """
    officer = _own(actor, officer_id)
    _check(officer.email, name, roles, barred=APPOINTED_AT_CONSOLE - set(officer.roles))
    _keep_an_administrator(officer, roles)
    before = {"roles": list(officer.roles), "clearance": officer.clearance}
    officer.name, officer.roles = name.strip(), sorted(set(roles))
    officer.clearance = int(clearance)
    officer.save(update_fields=["name", "roles", "clearance", "email"])
    details = {"before": before, "after": {"roles": officer.roles, "clearance": officer.clearance}}
    return Outcome(officer, about=(("people.officer", officer.id),), details=details)


@recorded("people.officer.closed", "identity.people.manage")
def close_officer(actor: Actor, *, officer_id: UUID) -> Outcome[Officer]:
    """Close an account: it signs in no more and its tokens end. What it did stays under its name.

    Raises:
        NotFound: the agency has no such account.
        Conflict: it is the agency's last administrator.
    """
    officer = _own(actor, officer_id)
    _keep_an_administrator(officer, ())
    officer.is_active = False
    officer.save(update_fields=["is_active", "email"])
    officer.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
    return Outcome(officer, about=(("people.officer", officer.id),))


@recorded("people.password.reset", "identity.people.manage")
def reset_password(actor: Actor, *, officer_id: UUID) -> Outcome[NewAccount]:
    """Give an account of the agency a new password, to hand over in person.

    Raises:
        NotFound: the agency has no such account.
    """
    officer = _own(actor, officer_id)
    password = new_password()
    officer.set_password(password)
    officer.save(update_fields=["password", "email"])
    return Outcome(NewAccount(officer, password), about=(("people.officer", officer.id),))


@recorded("people.token.made", "identity.tokens.own")
def make_token(
    actor: Actor, *, name: str, scopes: Sequence[str], purpose: str, days: int
) -> Outcome[NewToken]:
    """Make an API token of the actor's own account.

    Args:
        actor: the officer.
        name: what the token is for.
        scopes: permissions that it narrows the account to.
        purpose: of its calls; one that is open to the account's roles.
        days: until it ends, at most 366.

    Raises:
        Invalid: a scope or the purpose is not the officer's, or the time is too long.
    """
    if not name.strip():
        message = _("Say what the token is for.")
        raise Invalid("people.token.nameless", message, {"name": message})
    if not scopes or not set(scopes) <= actor.permissions:
        message = _("Choose among what your own roles allow.")
        raise Invalid("people.token.scopes", message, {"scopes": message})
    if purpose not in {open_one.code for open_one in purposes_of(actor.roles)}:
        message = _("Choose a purpose that is open to your roles.")
        raise Invalid("people.token.purpose", message, {"purpose": message})
    if not 1 <= days <= LONGEST_TOKEN.days:
        message = _("A token lasts from 1 to 366 days.")
        raise Invalid("people.token.days", message, {"days": message})
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        officer_id=actor.officer_id,
        name=name.strip(),
        digest=digest_of_token(secret),
        scopes=sorted(set(scopes)),
        purpose=purpose,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return Outcome(NewToken(token, secret), about=(("people.token", token.id),))


@recorded("people.token.revoked", "identity.tokens.own")
def revoke_token(actor: Actor, *, token_id: UUID) -> Outcome[ApiToken]:
    """End a token of the actor's own at once.

    Raises:
        NotFound: the officer has no such token.
    """
    token = ApiToken.objects.filter(id=token_id, officer_id=actor.officer_id).first()
    if token is None:
        raise NotFound("people.token.missing", _("There is no such token."))
    token.revoked_at = token.revoked_at or timezone.now()
    token.save(update_fields=["revoked_at"])
    return Outcome(token, about=(("people.token", token.id),))


def new_password() -> str:
    """A password that is long enough to need no rules and short enough to read out."""
    return "-".join(secrets.token_hex(3) for _part in range(4))


def _own(actor: Actor, officer_id: UUID) -> Officer:
    rows = Officer.objects.select_for_update().filter(kind=Officer.Kind.PERSON)
    officer = rows.filter(id=officer_id, agency_id=actor.agency_id).first()
    if officer is None:
        raise NotFound("people.officer.missing", _("There is no such account."))
    return officer


def _check(
    email: str, name: str, roles: Sequence[str], barred: frozenset[str] = frozenset()
) -> None:
    faults: dict[str, str] = {}
    try:
        validate_email(email)
    except ValidationError:
        faults["email"] = _("Give a whole e-mail address.")
    if not name.strip():
        faults["name"] = _("Give the officer's name.")
    if not roles or not set(roles) <= set(ROLE_LABELS) - {"service_account"}:
        faults["roles"] = _("Choose at least one role of the list.")
    elif barred & set(roles):
        faults["roles"] = _("Oversight is appointed at the node's console.")
    if faults:
        raise Invalid("people.officer.invalid", " ".join(faults.values()), faults)


def _keep_an_administrator(officer: Officer, roles: Sequence[str]) -> None:
    role = "agency_administrator"
    if role not in officer.roles or role in roles:
        return
    others = Officer.objects.filter(agency=officer.agency, is_active=True, roles__contains=[role])
    if not others.exclude(id=officer.id).exists():
        message = _("This is the agency's last administrator. Appoint another first.")
        raise Conflict("people.officer.last_administrator", message, {"roles": message})
