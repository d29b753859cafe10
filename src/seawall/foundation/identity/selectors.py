"""Reads of accounts that every module needs: colleagues, and who a session belongs to."""

from uuid import UUID

from django.db.models import QuerySet

from seawall.foundation.actor import Actor
from seawall.foundation.identity.models import Officer


def colleagues(actor: Actor) -> QuerySet[Officer]:
    """The people of the actor's agency that work may be handed to, by name."""
    people = Officer.objects.filter(
        agency_id=actor.agency_id, is_active=True, kind=Officer.Kind.PERSON
    )
    return people.exclude(id=actor.officer_id).order_by("name")


def colleague(actor: Actor, officer_id: UUID) -> Officer | None:
    """One of them, or None."""
    return colleagues(actor).filter(id=officer_id).first()


def officer_by_email(email: str) -> Officer:
    """The account of an address, with its agency.

    Raises:
        Officer.DoesNotExist: no account has this address.
    """
    return Officer.objects.select_related("agency__organisation").get(email__iexact=email)
