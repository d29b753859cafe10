"""Flags of protection: asylum, protection, child, victim, privileged. They are never a suspicion.

Someone under asylum or protection is seen by nobody outside the agency, whatever audience the
record had, and inside it only by those who handle the person (``selectors.protection``).
"""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.audit.recording import Outcome, recorded
from seawall.foundation.errors import Conflict, Invalid, NotFound
from seawall.modules.border.choices import FlagCode
from seawall.modules.border.models import Flag, Traveller
from seawall.modules.border.rules.decisions import ASYLUM_FLAGS
from seawall.modules.border.services.records import said, traveller_of


@recorded("border.flag.set", "border.flags.set")
def set_flag(actor: Actor, *, traveller_id: UUID, code: str, reason: str) -> Outcome[Flag]:
    """Set a flag of protection for a traveller.

    Raises:
        NotFound: no such traveller, or not the actor's to see.
        Invalid: no such flag, or no reason.
        Conflict: it is set already.
    """
    row = traveller_of(actor, traveller_id, lock=True)
    if code not in FlagCode.values:
        message = _("Choose one of the flags.")
        raise Invalid("border.flag.unknown", message, {"code": message})
    if Flag.objects.filter(traveller=row, code=code, ended_at=None).exists():
        raise Conflict("border.flag.set", _("This flag is set already."))
    flag = Flag.objects.create(
        traveller=row,
        code=code,
        reason=said(reason),
        set_by_id=actor.officer_id,
        set_at=timezone.now(),
    )
    _shield(row)
    return Outcome(flag, about=(("border.traveller", row.id),), details={"code": code})


@recorded("border.flag.ended", "border.flags.set")
def end_flag(actor: Actor, *, traveller_id: UUID, code: str, reason: str) -> Outcome[Flag]:
    """End a flag; that it was set stays written.

    Raises:
        NotFound: no such traveller or flag, or not the actor's to see.
        Invalid: no reason.
    """
    row = traveller_of(actor, traveller_id, lock=True)
    flag = Flag.objects.filter(traveller=row, code=code, ended_at=None).first()
    if flag is None:
        raise NotFound("border.flag.missing", _("This flag is not set."))
    why = said(reason)
    flag.ended_by_id, flag.ended_at = actor.officer_id, timezone.now()
    flag.save(update_fields=["ended_by", "ended_at"])
    _shield(row)
    about = (("border.traveller", row.id),)
    return Outcome(flag, about=about, details={"code": code, "reason": why})


def _shield(row: Traveller) -> None:
    """Keep a protected traveller's record inside the agency; it is not opened again by itself."""
    flags = Flag.objects.filter(traveller=row, ended_at=None, code__in=ASYLUM_FLAGS)
    row.is_protected = flags.exists()
    if row.is_protected:
        row.audience_id = None
        row.level = max(row.level, int(Level.AMBER_STRICT))
    row.save(update_fields=["is_protected", "audience", "level", "updated_at"])
