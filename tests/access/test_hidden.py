"""A list, a count, a search, an export: the same with and without what one may not see."""

import pytest
from tests.access.kit import PLACES, ROLES, Place, lists, undone

HANDLINGS = sorted({place.record for place in PLACES.values()})
STANDS = sorted({(p.agency, p.let_in, p.clearance) for p in PLACES.values()})


@pytest.mark.parametrize("record", HANDLINGS)
def test_what_is_hidden_changes_nothing(bare, sample, record):
    """Asked before and after one record of each kind was made that the officer may not see."""
    header = bare.header(record)
    cases = []
    for role in ROLES:
        for agency, let_in, clearance in STANDS:
            officer = bare.officer(role, Place(agency, record, let_in, clearance))
            if not header.visible_to(bare.actor(officer)):
                cases += [(officer, door) for door in lists() if not door.exempt]
    chosen = sample(cases, size=20)
    assert chosen
    before = [bare.ask(door, officer) for officer, door in chosen]
    with undone():
        bare.make(record)
        after = [bare.ask(door, officer) for officer, door in chosen]
    for (officer, door), was, now in zip(chosen, before, after, strict=True):
        where = f"{door.label} as {officer.roles} of {officer.agency}"
        assert was.status == now.status, where
        assert was.body == now.body, where
        assert was.headers == now.headers, where
        assert was.statements == now.statements, where
