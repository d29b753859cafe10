"""Screening a day's traffic finds everybody who was planted as listed, and few besides."""

from dataclasses import asdict
from datetime import date

import pytest

from seawall.engines.edifact import Traveller, read_paxlst
from seawall.engines.lists import csv_template
from seawall.engines.names import Identifier, Index, Name, Subject
from seawall.modules.screening.rules import subject_of
from seawall.node.demo.day import DemoDay, generate_day

KINDS = {"P": "passport", "I": "national_id"}


def subject(reference: str, traveller: Traveller) -> Subject:
    given = " ".join(filter(None, (traveller.given_names, traveller.middle_names)))
    return Subject(
        id=reference,
        kind="person",
        names=(Name(traveller.surname or "", given),),
        birth_dates=tuple(filter(None, (traveller.birth_date,))),
        countries=tuple(filter(None, (traveller.nationality,))),
        identifiers=tuple(
            Identifier(KINDS.get(one.type or "", "other"), one.number or "", one.issuer)
            for one in traveller.documents
        ),
        sex=traveller.sex,
    )


def found_on(day: DemoDay) -> dict[tuple[str, str | None], set[str]]:
    """Keys of the entries that each traveller may be, by voyage and reference."""
    index = Index.build(
        subject_of(entry.key, asdict(entry))
        for made in day.lists
        for entry in csv_template.read({"list.csv": made.data}, max_bytes=1_000_000).entries
    )
    people = {
        (message.voyage, traveller.unique_reference): traveller
        for message in day.messages
        for traveller in read_paxlst(message.data)[0].travellers
    }
    subjects = [subject("|".join(map(str, key)), one) for key, one in people.items()]
    matches = index.search_many(subjects)
    return {key: {one.id for one in hits} for key, hits in zip(people, matches, strict=True)}


@pytest.mark.parametrize(("seed", "state"), [(7, "LCA"), (3, "TTO")])
def test_everybody_planted_as_listed_is_found_and_few_besides(seed: int, state: str) -> None:
    day = generate_day(seed, date(2026, 11, 24), state)
    found = found_on(day)
    planted = {(one.voyage, one.traveller): one for one in day.planted}
    missed = [
        one for key, one in planted.items() if one.is_match and one.entry_key not in found[key]
    ]
    assert not missed
    strangers = [key for key, entries in found.items() if entries and key not in planted]
    assert len(strangers) <= len(found) // 500
