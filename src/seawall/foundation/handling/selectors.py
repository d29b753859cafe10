"""Reads about handling itself."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor, Level
from seawall.foundation.errors import Invalid
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.models import DataClass


def header_for(
    actor: Actor,
    *,
    data_class: str,
    uses: tuple[str, ...],
    level: Level = Level.AMBER,
    **more: Any,
) -> Header:
    """The header of a record that the actor's agency writes now, its end taken from the data class.

    Args:
        actor: whose agency will own it.
        data_class: code of a ``DataClass``.
        uses: permitted uses.
        level: TLP 2.0.
        more: any other column of ``Header``, such as ``audience_id``.

    Raises:
        Invalid: this node has no such data class.
    """
    kept = DataClass.objects.filter(code=data_class).first()
    if kept is None:
        message = _("This node has no data class %(code)s.") % {"code": data_class}
        raise Invalid("handling.data_class.unknown", message)
    now = timezone.now()
    mask = kept.mask_after_days
    return Header(
        owner_id=actor.agency_id,
        owner_state=actor.state,
        level=level,
        permitted_uses=uses,
        data_class=data_class,
        mask_on=None if mask is None else now + timedelta(days=mask),
        retain_until=now + timedelta(days=kept.delete_after_days),
        **more,
    )
