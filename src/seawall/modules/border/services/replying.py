"""Tells carriers what the state answers (CUSRES): the direction, never the reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from seawall.engines.edifact import CusresMessage, write_cusres
from seawall.engines.edifact.cusres.message import Place, Response, Result
from seawall.engines.edifact.dates import LocalTime
from seawall.engines.edifact.envelope import Envelope, MessageHeader
from seawall.engines.edifact.parts import CallTime
from seawall.foundation.actor import Actor
from seawall.foundation.files import services as files
from seawall.foundation.handling.selectors import header_for
from seawall.modules.border.models import (
    CarrierReply,
    Decision,
    Traveller,
    TravellerReply,
    Voyage,
)

ACCEPTED = "0"
REPLY, UNSOLICITED = "962", "132"


def tell_carrier(actor: Actor, decision: Decision, code: str) -> CarrierReply:
    """Make the unsolicited reply about one traveller, in the caller's transaction."""
    rows = Traveller.objects.visible_to(actor)
    traveller = rows.get(id=decision.traveller_id)
    voyage = Voyage.objects.visible_to(actor).get(id=decision.voyage_id)
    return make_reply(actor, voyage, [(traveller, code)], unsolicited=True)


def make_reply(
    actor: Actor,
    voyage: Voyage,
    lines: Sequence[tuple[Traveller, str]],
    *,
    unsolicited: bool,
    now: datetime | None = None,
) -> CarrierReply:
    """Make a reply, keep it as a file and remember what each traveller's carrier was told.

    Args:
        actor: of the agency that owns the voyage.
        voyage: whose carrier is told.
        lines: travellers with their codes: 0Z, 1Z, 2Z, 4Z.
        unsolicited: whether it changes an earlier reply; else it answers a message.
        now: UTC, when it is made.
    """
    at = now or timezone.now()
    message = cusres(voyage, lines, unsolicited=unsolicited, now=at)
    header = header_for(actor, data_class="raw_message", uses=tuple(voyage.permitted_uses))
    stored = files.keep(
        actor, data=write_cusres(message), media_type="application/edifact", header=header
    )
    reply = CarrierReply.objects.create(
        voyage=voyage,
        file=stored,
        digest=stored.digest,
        unsolicited=unsolicited,
        made_at=at,
        travellers=len(lines),
        codes=_counts(code for _traveller, code in lines),
        **voyage.header.columns(),
    )
    TravellerReply.objects.bulk_create(
        TravellerReply(reply=reply, traveller=traveller, code=code) for traveller, code in lines
    )
    return reply


def _counts(codes: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in codes:
        found[code] = found.get(code, 0) + 1
    return found


def cusres(
    voyage: Voyage, lines: Sequence[tuple[Traveller, str]], *, unsolicited: bool, now: datetime
) -> CusresMessage:
    """The reply as the carrier reads it; who is meant is told by its own references."""
    address: Mapping[str, str | None] = voyage.reply_address or {}
    reference = now.strftime("%y%m%d%H%M%S")
    whole = Result(level="message", responses=(Response(code=ACCEPTED),))
    people = [
        Result(
            level="traveller",
            booking_reference=traveller.booking_reference,
            unique_reference=traveller.unique_reference,
            responses=(Response(code=code),),
        )
        for traveller, code in lines
    ]
    places = (("125", voyage.departs_from), ("87", voyage.arrives_in))
    times = (("189", voyage.departs_local), ("232", voyage.arrives_local))
    return CusresMessage(
        header=MessageHeader(reference, "CUSRES", "D", "02B", "UN", "IATA"),
        envelope=Envelope(
            syntax="UNOA",
            syntax_version="4",
            sender=address.get("recipient") or settings.SEAWALL.state.upper() + "API",
            sender_qualifier=address.get("recipient_qualifier"),
            recipient=address.get("sender") or voyage.carrier or "CARRIER",
            recipient_qualifier=address.get("sender_qualifier"),
            prepared=now.strftime("%Y-%m-%dT%H:%M"),
            reference=reference,
        ),
        document_code=UNSOLICITED if unsolicited else REPLY,
        transaction_reference=address.get("transaction_reference"),
        transaction_revision=address.get("transaction_revision"),
        voyage_number=f"{voyage.carrier or ''}{voyage.number or ''}" or None,
        times=tuple(CallTime(kind, LocalTime(local)) for kind, local in times if local),
        places=tuple(Place(role, place) for role, place in places if place),
        results=(whole, *people),
    )
