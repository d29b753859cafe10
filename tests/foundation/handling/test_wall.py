"""The wall: what PostgreSQL shows under the node's role, whatever the program asks."""

import itertools
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from seawall.foundation.actor import Level
from seawall.foundation.files.models import StoredFile
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.models import NotCleared
from seawall.foundation.handling.scope import acting, unrestricted
from seawall.foundation.identity.models import Compartment


def stored(owner, **more):
    header = Header(
        **{
            "owner_id": owner.id,
            "owner_state": owner.organisation.state,
            "level": Level.GREEN,
            "permitted_uses": ("admission",),
            "data_class": "raw_message",
            "retain_until": timezone.now() + timedelta(days=1),
            **more,
        }
    )
    with unrestricted("test"):
        return StoredFile.objects.create(
            digest=str(next(NUMBERS)), size_bytes=1, media_type="text/plain", **header.columns()
        )


NUMBERS = itertools.count()


def seen(actor):
    with acting(actor):
        return set(StoredFile.objects.visible_to(actor).values_list("id", flat=True))


def test_without_an_actor_nothing_is_seen_or_written(world, raw):
    stored(world.agency("border"))
    assert raw("SELECT count(*) FROM files_storedfile") == [(0,)]
    assert raw("UPDATE files_storedfile SET digest = 'x' RETURNING id") == []
    assert raw("DELETE FROM files_storedfile RETURNING id") == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw(
            "INSERT INTO files_storedfile SELECT * FROM files_storedfile UNION ALL "
            "SELECT (jsonb_populate_record(NULL::files_storedfile, "
            '\'{"id": "00000000-0000-0000-0000-000000000001"}\')).*'
        )


def test_own_audience_and_nobody_else(world):
    border, police = world.agency("border"), world.agency("police")
    audience = world.audience("island", "border", "police")
    mine = stored(border)
    shared = stored(police, audience_id=audience.id)
    hidden = stored(police)
    actor = world.actor()
    assert seen(actor) == {mine.id, shared.id}
    assert hidden.id in seen(world.actor(agency="police"))


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("clearance", list(Level))
def test_level_against_clearance(world, level, clearance):
    record = stored(world.agency("border"), level=level)
    actor = world.actor(clearance=clearance)
    expected = level <= clearance and level is not Level.RED
    assert (record.id in seen(actor)) is expected


def test_strict_stays_in_the_owners_state(world):
    world.agency("abroad", "BRB")
    audience = world.audience("region", "border", "abroad")
    record = stored(world.agency("border"), level=Level.AMBER_STRICT, audience_id=audience.id)
    amber = stored(world.agency("border"), level=Level.AMBER, audience_id=audience.id)
    assert seen(world.actor(agency="abroad", state="BRB")) == {amber.id}
    assert seen(world.actor()) == {record.id, amber.id}


def test_red_is_for_named_officers(world):
    officer = world.officer("border_officer", clearance=Level.RED)
    record = stored(world.agency("border"), level=Level.RED, named=(officer.id,))
    assert record.id in seen(world.actor(officer=officer))
    assert seen(world.actor(clearance=Level.RED)) == set()


def test_a_compartment_opens_only_to_its_members(world):
    sealed = Compartment.objects.create(name="sealed")
    record = stored(world.agency("border"), compartment_id=sealed.id)
    officer = world.officer("border_officer")
    assert seen(world.actor(officer=officer)) == set()
    sealed.officers.add(officer)
    assert seen(world.actor(officer=officer)) == {record.id}


def test_a_purpose_must_be_compatible(world):
    record = stored(world.agency("border"), permitted_uses=("prosecution",))
    officer = world.officer("border_supervisor")
    assert (
        seen(world.actor("border_supervisor", officer=officer, purpose="border_control")) == set()
    )
    assert seen(world.actor("border_supervisor", officer=officer, purpose="investigation")) == {
        record.id
    }


def test_the_rule_in_python_agrees_with_the_wall(world):
    """Header.visible_to decides about live events; it must say what the wall says."""
    border, abroad = world.agency("border"), world.agency("abroad", "BRB")
    audience = world.audience("region", "border", "abroad")
    sealed = Compartment.objects.create(name="sealed")
    actors = [
        world.actor(clearance=Level.AMBER_STRICT),
        world.actor(clearance=Level.GREEN),
        world.actor(agency="abroad", state="BRB", clearance=Level.RED),
        world.actor(agency="third", clearance=Level.RED),
    ]
    for owner, level, seen_by, compartment, uses in itertools.product(
        (border, abroad),
        Level,
        (None, audience.id),
        (None, sealed.id),
        (("admission",), ("statistics",)),
    ):
        record = stored(owner, level=level, audience_id=seen_by, compartment_id=compartment,
                        permitted_uses=uses)  # fmt: skip
        for actor in actors:
            assert (record.id in seen(actor)) is record.header.visible_to(actor)


def test_another_agency_may_read_but_not_change(world):
    audience = world.audience("island", "border", "police")
    record = stored(world.agency("police"), audience_id=audience.id)
    actor = world.actor()
    with acting(actor):
        rows = StoredFile.objects.visible_to(actor).filter(id=record.id)
        assert rows.update(media_type="x") == 0
        assert rows.get().media_type == "text/plain"


def test_nobody_writes_in_anothers_name(world):
    other, actor = world.agency("police"), world.actor()
    header = stored(other).header
    with pytest.raises(Exception, match="row-level security"), acting(actor):
        StoredFile.objects.create(digest="x", size_bytes=1, media_type="x", **header.columns())


def test_the_scope_ends_with_its_transaction_and_its_nesting(world):
    record = stored(world.agency("border"))
    actor, other = world.actor(), world.actor(agency="police")
    with acting(actor):
        with acting(other):
            assert not StoredFile.objects.visible_to(other).exists()
        assert StoredFile.objects.visible_to(actor).get().id == record.id
        with pytest.raises(ZeroDivisionError), acting(other):
            raise ZeroDivisionError
        assert StoredFile.objects.visible_to(actor).get().id == record.id
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM files_storedfile")
        assert cursor.fetchone() == (0,)


def test_the_tripwire_asks_for_whom(world):
    stored(world.agency("border"))
    actor = world.actor()
    with pytest.raises(NotCleared):
        list(StoredFile.objects.all())
    with pytest.raises(NotCleared):
        StoredFile.objects.visible_to(actor)
    with acting(actor), pytest.raises(NotCleared):
        StoredFile.objects.unrestricted()
    for call in ("count", "exists", "delete", "first"):
        with pytest.raises(NotCleared):
            getattr(StoredFile.objects.all(), call)()
