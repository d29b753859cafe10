"""How the border's records end: names, numbers and raw bytes first, the rest later."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from seawall.foundation.actor import Actor
from seawall.foundation.files import store
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.models import Record, RecordQuerySet
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.border.models import (
    Bag,
    CarrierReply,
    Contact,
    Decision,
    Flag,
    Message,
    MessageSection,
    SearchToken,
    SecondaryInspection,
    TravelDocument,
    Traveller,
    Voyage,
)

REASON = "retention"
# What stays of a traveller, kind, state, voyage and nationality, tells nobody from anybody.
MASKED: dict[str, Any] = {
    "surname": None,
    "given_names": None,
    "earlier_names": [],
    "birth_date": None,
    "earlier_birth_dates": [],
    "birth_place": None,
    "residence": None,
    "address": None,
    "booking_reference": None,
    "unique_reference": None,
    "seat": None,
    "screened_digest": "",
}
PARTS_ERASED = (TravelDocument, Bag, Contact, SearchToken)


class Ending:
    """What the daily retention job asks of the border. What is under legal hold stays whole."""

    def mask(self, actor: Actor, *, now: datetime, limit: int) -> int:
        """Take away what tells a traveller from others, and erase raw bytes whose time is up.

        That a message came, when and about which voyage, stays as long as the voyage does.
        """
        del actor
        with unrestricted(REASON):
            return (
                _mask_travellers(now, limit)
                or _erase_messages(now, limit)
                or _erase_replies(now, limit)
            )

    def delete(self, actor: Actor, *, now: datetime, limit: int) -> int:
        """Delete what is due, parts before what they hang on, since held records keep theirs."""
        del actor
        with unrestricted(REASON):
            return (
                _delete(SecondaryInspection.objects.unrestricted(), now, limit)
                or _delete(Decision.objects.unrestricted(), now, limit)
                or _delete(CarrierReply.objects.unrestricted().filter(file=None), now, limit)
                or _delete(_undecided_travellers(), now, limit)
                or _delete(_empty_voyages(), now, limit)
                or _delete(_spent_messages(), now, limit)
            )


def _mask_travellers(now: datetime, limit: int) -> int:
    due = Traveller.objects.unrestricted().filter(mask_on__lte=now, masked_at=None, legal_hold="")
    ids = list(due.order_by("mask_on", "id").values_list("id", flat=True)[:limit])
    if ids:
        Traveller.objects.unrestricted().filter(id__in=ids).update(masked_at=now, **MASKED)
        for part in PARTS_ERASED:
            part.objects.filter(traveller_id__in=ids).delete()
        Flag.objects.filter(traveller_id__in=ids).update(reason="")
    return len(ids)


def _erase_messages(now: datetime, limit: int) -> int:
    due = Message.objects.unrestricted().filter(
        retain_until__lte=now, masked_at=None, legal_hold=""
    )
    messages = list(due.order_by("retain_until", "id")[:limit])
    files = [message.file_id for message in messages if message.file_id is not None]
    for message in messages:
        message.file, message.masked_at, message.notices, message.sender = None, now, [], ""
    columns = ["file", "masked_at", "notices", "sender"]
    if messages:
        Message.objects.unrestricted().bulk_update(messages, columns)
    _erase_files(files)
    return len(messages)


def _erase_replies(now: datetime, limit: int) -> int:
    over = StoredFile.objects.unrestricted().filter(retain_until__lte=now).values("id")
    due = CarrierReply.objects.unrestricted().filter(file_id__in=over, legal_hold="")
    found = dict(due.order_by("id").values_list("id", "file_id")[:limit])
    if found:
        CarrierReply.objects.unrestricted().filter(id__in=found).update(file=None)
        _erase_files([key for key in found.values() if key is not None])
    return len(found)


def _erase_files(ids: Collection[UUID]) -> None:
    """Delete stored files, and their bytes unless another agency's record holds the same ones."""
    rows = StoredFile.objects.unrestricted().filter(id__in=ids, legal_hold="")
    digests = set(rows.values_list("digest", flat=True))
    rows.delete()
    kept = StoredFile.objects.unrestricted().filter(digest__in=digests)
    directory = Path(settings.SEAWALL.files_dir)
    for digest in digests - set(kept.values_list("digest", flat=True)):
        store.path_of(directory, digest).unlink(missing_ok=True)


def _undecided_travellers() -> RecordQuerySet[Traveller]:
    """Travellers on whom no decision or inspection hangs any more."""
    decided = Decision.objects.unrestricted().values("traveller_id")
    inspected = SecondaryInspection.objects.unrestricted().values("traveller_id")
    rows = Traveller.objects.unrestricted()
    return rows.exclude(id__in=decided).exclude(id__in=inspected)


def _empty_voyages() -> RecordQuerySet[Voyage]:
    on_board = Traveller.objects.unrestricted().values("voyage_id")
    replied = CarrierReply.objects.unrestricted().values("voyage_id")
    return Voyage.objects.unrestricted().exclude(id__in=on_board).exclude(id__in=replied)


def _spent_messages() -> RecordQuerySet[Message]:
    """Messages whose bytes are erased and whose voyages have gone."""
    told = MessageSection.objects.values("message_id")
    return Message.objects.unrestricted().filter(file=None).exclude(id__in=told)


def _delete(rows: RecordQuerySet[Record], now: datetime, limit: int) -> int:
    due = rows.filter(retain_until__lte=now, legal_hold="").order_by("retain_until", "id")
    ids = list(due.values_list("id", flat=True)[:limit])
    if ids:
        rows.model.objects.unrestricted().filter(id__in=ids).delete()
    return len(ids)
