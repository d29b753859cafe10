"""Replies for carriers: the list, and the bytes of one."""

from uuid import UUID

from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed, refuse
from seawall.foundation.errors import NotFound
from seawall.foundation.files import services as files
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.border.models import CarrierReply

READ = "border.manifests.receive"


def replies(actor: Actor) -> RecordQuerySet[CarrierReply]:
    """Replies of the actor's agency; evaluate it in the actor's scope.

    Raises:
        Refused: the actor's roles do not receive messages.
    """
    if not actor.may(READ):
        refuse(actor, "border.replies.listed", READ)
    return CarrierReply.objects.visible_to(actor).filter(owner_id=actor.agency_id)


@disclosed("border.reply.fetched", READ)
def fetch_reply(actor: Actor, *, reply_id: UUID) -> Outcome[bytes]:
    """The bytes of a reply, for whoever sends it to the carrier.

    Raises:
        NotFound: no such reply, not the actor's to see, or erased.
    """
    reply = CarrierReply.objects.visible_to(actor).filter(id=reply_id).first()
    stored = None
    if reply is not None and reply.file_id is not None:
        stored = StoredFile.objects.visible_to(actor).filter(id=reply.file_id).first()
    if reply is None or stored is None:
        raise NotFound("border.reply.missing", _("There is no such reply."))
    return Outcome(files.read(stored), about=(("border.reply", reply.id),))
