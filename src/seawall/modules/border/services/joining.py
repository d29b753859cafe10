"""Joins a message to its voyages: reads all that was said about each and brings rows up to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from seawall.engines.edifact.paxlst.voyage import Leg as LegRead
from seawall.foundation.actor import Actor
from seawall.foundation.files import services as files
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.selectors import header_for
from seawall.modules.border.models import Leg, Message, MessageSection, Traveller, Voyage
from seawall.modules.border.rules.deadlines import message_due
from seawall.modules.border.rules.manifest import CREW, Manifest, Statement, manifest_of
from seawall.modules.border.services.decoding import Section, Unreadable, decode, text
from seawall.modules.border.services.manifests import Mentioned, apply_manifest
from seawall.reference.places import state_of

# Totals that a sender got wrong; the board shows them, nobody is dropped for them.
COUNTS = ("traveller_count_mismatch", "segment_count_mismatch")
DATA_CLASS, USES = "passenger_information", ("admission",)


@dataclass(frozen=True, slots=True)
class Joined:
    """A voyage that a message was joined to.

    Args:
        voyage: as it is now.
        to_screen: travellers who are new or of whom something changed that screening compares.
        named: ids of the travellers whom this message names.
    """

    voyage: Voyage
    to_screen: list[Traveller]
    named: set[UUID]


def join(
    actor: Actor, message: Message, sections: Sequence[Section], now: datetime
) -> list[Joined]:
    """Join every list of a message to its voyage, in the caller's transaction.

    Voyages are locked in one order, so that two messages about the same voyages wait and never
    deadlock.

    Raises:
        Unreadable: an earlier message of the voyage was erased by retention; nothing can be joined.
    """
    by_key: dict[str, list[Section]] = defaultdict(list)
    for section in sections:
        by_key[section.key].append(section)
    voyages = _locked_voyages(actor, by_key, message, now)
    _record_sections(message, sections, voyages)
    own = {message.id: list(sections)}
    return [
        _join_voyage(actor, voyages[key], by_key[key][0].alone, own, message.id, now)
        for key in sorted(by_key)
    ]


def _locked_voyages(
    actor: Actor, keys: Iterable[str], message: Message, now: datetime
) -> dict[str, Voyage]:
    header = header_for(actor, data_class=DATA_CLASS, uses=USES)
    fresh = [
        Voyage(
            key=key,
            first_received_at=message.received_at,
            last_received_at=now,
            **header.columns(),
        )
        for key in sorted(keys)
    ]
    Voyage.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = Voyage.objects.visible_to(actor).select_for_update()
    found = rows.filter(owner_id=actor.agency_id, key__in=list(keys)).order_by("key")
    return {voyage.key: voyage for voyage in found}


def _record_sections(
    message: Message, sections: Sequence[Section], voyages: dict[str, Voyage]
) -> None:
    MessageSection.objects.bulk_create(
        MessageSection(
            message=message,
            position=position,
            voyage=voyages[section.key],
            reference=text(section.statement.message.reference, 70) or "",
            function=section.statement.message.function or "",
            code=code_of(section.statement),
            prepared=section.statement.place.prepared,
            travellers=len(section.statement.message.travellers),
        )
        for position, section in enumerate(sections)
    )


def code_of(statement: Statement) -> str:
    """The message's code as the field writes it: ``745``, ``745+CP``, ``266+CLOB``."""
    message = statement.message
    codes = (message.document_code, message.function_code)
    return (text("+".join(filter(None, codes)), 16)) or ""


def _join_voyage(
    actor: Actor,
    voyage: Voyage,
    alone: str,
    own: dict[Any, list[Section]],
    message_id: UUID,
    now: datetime,
) -> Joined:
    mentioned, statements, messages = _statements(actor, voyage, own)
    manifest = manifest_of(statements, alone=alone)
    places = {id(statement): place for statement, place in zip(statements, mentioned, strict=True)}
    mentions = [places[id(statement)] for statement in manifest.statements]
    _describe(voyage, manifest, messages)
    applied = apply_manifest(actor, voyage, manifest, mentions, now)
    voyage.save()
    _replace_legs(voyage, manifest.facts.legs)
    named = {home for spot, home in applied.homes.items() if spot[0] == message_id}
    return Joined(voyage, applied.to_screen, named)


def _statements(
    actor: Actor, voyage: Voyage, own: dict[Any, list[Section]]
) -> tuple[list[Mentioned], list[Statement], list[Message]]:
    """Every statement about the voyage, the earlier ones read again from their bytes."""
    ids = MessageSection.objects.filter(voyage_id=voyage.id).values_list("message_id", flat=True)
    messages = list(Message.objects.visible_to(actor).filter(id__in=set(ids)))
    stored = StoredFile.objects.visible_to(actor).in_bulk([one.file_id for one in messages])
    mentioned, statements = [], []
    for one in messages:
        sections = own.get(one.id) or _read_again(one, stored)
        own[one.id] = sections
        for position, section in enumerate(sections):
            if section.key == voyage.key:
                mentioned.append(Mentioned(one.id, position))
                statements.append(section.statement)
    return mentioned, statements, messages


def _read_again(message: Message, stored: dict[Any, StoredFile]) -> list[Section]:
    kept = stored.get(message.file_id)
    if kept is None:
        raise Unreadable("voyage_erased")
    return decode(files.read(kept), digest=message.digest, received_at=message.received_at)


def _describe(voyage: Voyage, manifest: Manifest, messages: Sequence[Message]) -> None:
    """What the board shows of a voyage, from all its messages together."""
    facts, newest = manifest.facts, manifest.newest
    values: dict[str, Any] = {
        "mode": facts.mode,
        "designator": text(facts.designator, 120) or "",
        "carrier": text(facts.carrier, 20),
        "carrier_name": text(facts.carrier_name, 120),
        "number": text(facts.number, 40),
        "craft": text(facts.craft, 60),
        "craft_name": text(facts.craft_name, 120),
        "departs_from": text(facts.departs_from, 20),
        "arrives_in": text(facts.arrives_at, 20),
        "departs_local": facts.departs_local,
        "arrives_local": facts.arrives_local,
        "departs_at": facts.departs,
        "arrives_at": facts.arrives,
        "standing": facts.standing,
        "cancelled": manifest.cancelled,
        "closed_out": manifest.closed_out is not None,
        "newest_function": newest.message.function or "",
        "newest_code": code_of(newest),
        "newest_prepared": newest.place.prepared,
        "newest_notice": _worst_notice(newest),
        "reply_address": _reply_address(newest),
        "first_received_at": min(one.received_at for one in messages),
        "last_received_at": max(one.received_at for one in messages),
        "messages": len(messages),
        "due_at": _due(manifest),
    }
    present = [one for one in manifest.persons if one.state in ("on_manifest", "boarded")]
    values["crew"] = sum(one.known.kind in CREW for one in present)
    values["passengers"] = len(present) - values["crew"]
    values["screened"] = len(present)
    for name, value in values.items():
        setattr(voyage, name, value)


def _worst_notice(statement: Statement) -> dict[str, Any] | None:
    """The notice that the board shows: a count that is wrong, where there is one."""
    for notice in statement.message.notices:
        if notice.code in COUNTS:
            stated, counted = notice.detail.get("stated"), notice.detail.get("counted")
            return {"code": notice.code, "stated": stated, "counted": counted}
    return None


def _reply_address(statement: Statement) -> dict[str, str | None]:
    """Whom a reply about the voyage goes to, the sender of the newest word, and its reference."""
    message = statement.message
    envelope = message.envelope
    said = {
        "sender": envelope.sender,
        "sender_qualifier": envelope.sender_qualifier,
        "recipient": envelope.recipient,
        "recipient_qualifier": envelope.recipient_qualifier,
        "transaction_reference": message.transaction_reference,
        "transaction_revision": message.transaction_revision,
    }
    return {name: text(value, 70) for name, value in said.items()}


def _due(manifest: Manifest) -> datetime | None:
    facts = manifest.facts
    return message_due(
        state=settings.SEAWALL.state.upper(),
        mode=facts.mode,
        origin=state_of(facts.departs_from),
        destination=state_of(facts.arrives_at),
        departs=facts.departs,
        arrives=facts.arrives,
    )


def _replace_legs(voyage: Voyage, legs: Sequence[LegRead]) -> None:
    values = [_leg_values(leg) for leg in legs[:40]]
    known = [
        {name: getattr(leg, name) for name in _leg_values(LegRead())} for leg in voyage.legs.all()
    ]
    if known == values:
        return
    voyage.legs.all().delete()
    Leg.objects.bulk_create(
        Leg(voyage=voyage, position=position, **value) for position, value in enumerate(values)
    )


def _leg_values(leg: LegRead) -> dict[str, Any]:
    departure, arrival = leg.departure, leg.arrival
    departs, arrives = leg.departs, leg.arrives
    return {
        "carrier": text(leg.carrier, 20) or "",
        "number": text(leg.number, 40) or "",
        "departs_from": text(departure.place, 20) if departure else None,
        "arrives_in": text(arrival.place, 20) if arrival else None,
        "departs_local": departs.local if departs else None,
        "arrives_local": arrives.local if arrives else None,
    }
