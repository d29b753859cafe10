"""Raw SQL under the node's role, over every walled table: without an actor nothing."""

import threading
from contextlib import suppress
from types import SimpleNamespace

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.foundation.handling.scope import acting, current, unrestricted

from . import walls

REFUSED = (psycopg.errors.InsufficientPrivilege, ProgrammingError)


@pytest.fixture
def admin(db):
    with psycopg.connect(db, autocommit=True) as link:
        yield link


def test_without_an_actor_no_walled_table_shows_or_takes_anything(world, admin, raw):
    tables = walls.walled(admin)
    assert set(walls.roots()) | {part.table for part in walls.parts()} <= set(tables)
    for table in tables:
        walls.insert(admin, table)
        key = walls.key_of(table)
        assert admin.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
        assert raw(f"SELECT count(*) FROM {table}") == [(0,)], table
        for statement in (
            f"UPDATE {table} SET {key} = {key} RETURNING 1",
            f"DELETE FROM {table} RETURNING 1",
        ):
            with suppress(psycopg.errors.InsufficientPrivilege):
                assert raw(statement) == [], f"{table}: {statement}"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw(*walls.copying(admin, table))


def test_with_an_actor_every_root_shows_exactly_what_the_rule_says(world, admin):
    headers = list(walls.headers(world))
    actors = walls.actors(world)
    for table in walls.roots():
        rows = {walls.insert(admin, table, **header.columns()): header for header in headers}
        for actor in actors:
            visible = {key for key, header in rows.items() if header.visible_to(actor)}
            mine = {key for key in visible if rows[key].owner_id == actor.agency_id}
            with acting(actor):
                seen = {key for (key,) in walls.run(f"SELECT id FROM {table}")}
                changed = walls.run(f"UPDATE {table} SET level = level RETURNING id")
                ended = walls.run(f"DELETE FROM {table} RETURNING id")
                transaction.set_rollback(True)
            assert seen == visible, table
            assert {key for (key,) in changed} == mine, table
            assert ended == [], table
        assert walls.run(f"SELECT count(*) FROM {table}") == [(0,)]


def test_parts_share_the_wall_of_their_root(world, admin):
    headers = list(walls.headers(world))
    actors = walls.actors(world)
    roots = {table: [] for table in walls.roots()}
    for table in roots:
        roots[table] = [(walls.insert(admin, table, **h.columns()), h) for h in headers]
    waiting = list(walls.parts())
    while waiting:
        part = next(each for each in waiting if each.root in roots)
        waiting.remove(part)
        roots[part.table] = rows = [
            (walls.insert(admin, part.table, **{part.column: key}), header)
            for key, header in roots[part.root]
        ]
        handling = dict(rows)
        key = walls.key_of(part.table)
        for actor in actors:
            visible = {k for k, header in rows if header.visible_to(actor)}
            mine = {k for k in visible if handling[k].owner_id == actor.agency_id}
            with acting(actor):
                seen = {k for (k,) in walls.run(f"SELECT {key} FROM {part.table}")}
                with suppress(ProgrammingError), transaction.atomic():
                    changed = walls.run(f"UPDATE {part.table} SET {key} = {key} RETURNING {key}")
                    assert {k for (k,) in changed} <= mine, part
                with suppress(ProgrammingError), transaction.atomic():
                    ended = walls.run(f"DELETE FROM {part.table} RETURNING {key}")
                    assert {k for (k,) in ended} <= mine, part
                transaction.set_rollback(True)
            assert seen == visible, part


def test_nobody_adds_to_anothers_record_or_in_anothers_name(world, admin):
    header = next(walls.headers(world))
    stranger = world.actor(agency="third")
    for table in walls.roots():
        walls.insert(admin, table, **header.columns())
        copy = walls.copying(admin, table)
        with pytest.raises(REFUSED, match="row-level security"), acting(stranger):
            walls.run(*copy)


def test_an_own_record_is_not_given_away_or_made_anothers(world, admin):
    header = next(walls.headers(world))
    own, other = world.actor(), world.agency("third")
    for table in walls.roots():
        key = walls.insert(admin, table, **header.columns())
        with acting(own):
            assert walls.run(f"SELECT id FROM {table}") == [(key,)]
        with pytest.raises(REFUSED, match="row-level security"), acting(own):
            walls.run(f"UPDATE {table} SET owner_id = %s", other.id)


# What a scope is like after nesting, errors, savepoints, threads and a shared connection.

PROGRAMS = st.recursive(
    st.sampled_from(["look", "error", "broken statement"]),
    lambda inner: st.tuples(
        st.sampled_from(["own", "abroad", "node", "savepoint", "caught"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


class Deliberate(Exception):
    pass


@pytest.fixture
def stage(world, admin):
    """One record of each of two agencies, an actor of each, and what a scope should show."""
    own, abroad = world.actor(), world.actor(agency="abroad", state="BRB")
    shown = {}
    for name, actor in (("own", own), ("abroad", abroad)):
        header = next(h for h in walls.headers_of(actor))
        shown[name] = walls.insert(admin, "alerts_alert", **header.columns())
    scopes = {
        "own": lambda: acting(own),
        "abroad": lambda: acting(abroad),
        "node": lambda: unrestricted("test"),
        "savepoint": transaction.atomic,
    }
    return SimpleNamespace(
        scopes=scopes,
        sees={
            "own": {shown["own"]},
            "abroad": {shown["abroad"]},
            "node": set(shown.values()),
            "": set(),
        },
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(program=st.lists(PROGRAMS, max_size=4))
def test_any_nesting_shows_what_its_innermost_scope_may_see(stage, program):  # noqa: C901 - one case a scope
    def look(scope):
        seen = {key for (key,) in walls.run("SELECT id FROM alerts_alert")}
        assert seen == stage.sees[scope]

    def go(step, scope):
        if step == "look":
            look(scope)
        elif step == "error":
            raise Deliberate
        elif step == "broken statement":
            with pytest.raises(Exception, match="division by zero"), transaction.atomic():
                walls.run("SELECT 1 / 0")
            look(scope)
        elif step[0] == "caught":
            with suppress(Deliberate), transaction.atomic():
                for inner in step[1]:
                    go(inner, scope)
            look(scope)
        else:
            inside = scope if step[0] == "savepoint" else step[0]
            with stage.scopes[step[0]]():
                for inner in step[1]:
                    go(inner, inside)
                look(inside)
            look(scope)

    with suppress(Deliberate):
        for step in program:
            go(step, "")
    assert current() is None
    look("")


def test_threads_do_not_share_a_scope(stage):
    seen = []

    def other():
        try:
            seen.append((current(), walls.run("SELECT count(*) FROM alerts_alert")))
        finally:
            connection.close()

    with stage.scopes["node"]():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert seen == [(None, [(0,)])]


def test_a_pooled_connection_hands_nothing_to_its_next_user(stage):
    """The pool of a real node, with one connection: the next user gets the very same session."""
    before = connections["default"]
    given = {**before.settings_dict, "OPTIONS": {"pool": {"min_size": 1, "max_size": 1}}}
    pooled = DatabaseWrapper(given, "default")
    connections["default"] = pooled
    try:
        sessions = set()
        for scope in ("own", "node", "abroad"):
            with suppress(Deliberate), stage.scopes[scope]():
                sessions.add(walls.run("SELECT pg_backend_pid()")[0])
                assert len(walls.run("SELECT id FROM alerts_alert")) == len(stage.sees[scope])
                raise Deliberate
            pooled.close()
            sessions.add(walls.run("SELECT pg_backend_pid()")[0])
            assert walls.run("SELECT count(*) FROM alerts_alert") == [(0,)]
            with transaction.atomic():
                assert walls.run("SELECT count(*) FROM alerts_alert") == [(0,)]
            pooled.close()
        assert len(sessions) == 1
    finally:
        pooled.close_pool()
        connections["default"] = before


def test_settings_outside_a_transaction_do_nothing(stage):
    """``SET LOCAL`` in autocommit is over when it is said: nobody opens the wall by mistake."""
    walls.run("SELECT set_config('seawall.unrestricted', 'x', true)")
    assert walls.run("SELECT count(*) FROM alerts_alert") == [(0,)]
