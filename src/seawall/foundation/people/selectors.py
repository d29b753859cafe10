"""Reads of accounts and tokens."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed, refuse
from seawall.foundation.errors import NotFound
from seawall.foundation.identity.models import ApiToken, Officer


def officers(actor: Actor) -> QuerySet[Officer]:
    """The accounts of the actor's agency."""
    return Officer.objects.filter(agency_id=actor.agency_id)


@disclosed("people.officers.listed_at_console")
def every_officer(_actor: Actor) -> Outcome[tuple[Officer, ...]]:
    """Every account of the node, for whoever holds the machine."""
    return Outcome(tuple(Officer.objects.select_related("agency").order_by("email")))


@disclosed("people.officers.read", "identity.people.read")
def open_officers(actor: Actor) -> Outcome[int]:
    """Open the list of accounts; how many are open."""
    return Outcome(officers(actor).filter(is_active=True).count())


@disclosed("people.officer.read", "identity.people.read")
def open_officer(actor: Actor, *, officer_id: UUID) -> Outcome[Officer]:
    """One account of the actor's agency.

    Raises:
        NotFound: the agency has no such account.
    """
    officer = officers(actor).select_related("agency").filter(id=officer_id).first()
    if officer is None:
        raise NotFound("people.officer.missing", _("There is no such account."))
    return Outcome(officer, about=(("people.officer", officer.id),))


def require_managing(actor: Actor) -> None:
    """Refuse an actor that does not manage accounts, and write the refusal down.

    Raises:
        Refused: the actor's roles do not allow it.
    """
    if not actor.may("identity.people.manage"):
        refuse(actor, "people.officers.managed", "identity.people.manage")


def require_tokens(actor: Actor) -> None:
    """Refuse an actor that may have no tokens, and write the refusal down.

    Raises:
        Refused: the actor's roles do not allow it.
    """
    if not actor.may("identity.tokens.own"):
        refuse(actor, "people.tokens.listed", "identity.tokens.own")


def own_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens, newest first."""
    return ApiToken.objects.filter(officer_id=actor.officer_id).order_by("-created_at")
