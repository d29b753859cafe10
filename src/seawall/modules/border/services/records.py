"""Finds the records that a verb is about, or says that there are none."""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.errors import Invalid, NotFound
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.selectors import header_for
from seawall.modules.border.models import Decision, Traveller, Voyage
from seawall.modules.border.services.decoding import storable

DECISION_DATA_CLASS = "hit"


def traveller_of(actor: Actor, traveller_id: UUID, *, lock: bool = False) -> Traveller:
    """A traveller of the actor's agency.

    Raises:
        NotFound: no such traveller, or not the actor's to see.
    """
    rows = Traveller.objects.visible_to(actor)
    rows = rows.select_for_update() if lock else rows
    row = rows.filter(id=traveller_id, owner_id=actor.agency_id).first()
    if row is None:
        raise NotFound("border.traveller.missing", _("There is no such traveller."))
    return row


def voyage_of(actor: Actor, voyage_id: UUID) -> Voyage:
    """A voyage that the actor may see.

    Raises:
        NotFound: no such voyage, or not the actor's to see.
    """
    voyage = Voyage.objects.visible_to(actor).filter(id=voyage_id).first()
    if voyage is None:
        raise NotFound("border.voyage.missing", _("There is no such voyage."))
    return voyage


def decision_of(actor: Actor, decision_id: UUID) -> Decision:
    """A decision of the actor's agency, locked.

    Raises:
        NotFound: no such decision, or not the actor's to see.
    """
    rows = Decision.objects.visible_to(actor).select_for_update()
    decision = rows.filter(id=decision_id, owner_id=actor.agency_id).first()
    if decision is None:
        raise NotFound("border.decision.missing", _("There is no such decision."))
    return decision


def decision_header(actor: Actor, traveller: Traveller, level: Level) -> Header:
    """The handling of what is decided about a traveller: its owner's, as strict as the hit."""
    kept = header_for(actor, data_class=DECISION_DATA_CLASS, uses=tuple(traveller.permitted_uses))
    return replace(
        traveller.header,
        level=max(level, Level(traveller.level)),
        audience_id=None,
        data_class=kept.data_class,
        mask_on=kept.mask_on,
        retain_until=kept.retain_until,
    )


def said(reason: str, field: str = "reason") -> str:
    """The reason, without space round it.

    Raises:
        Invalid: there is none.
    """
    why = str(storable(reason)).strip()
    if not why:
        message = _("Say why, in a few words.")
        raise Invalid("border.no_reason", message, {field: message})
    return why
