"""Every walled table of every module, and rows for any of them, made as the superuser."""

import itertools
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from psycopg import sql
from psycopg.types.json import Jsonb

from seawall.foundation.actor import Level
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.wall import PartWall, RecordWall

NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Part:
    """A table whose rows share the handling of a root, perhaps by way of another part."""

    table: str
    root: str
    column: str


def operations():
    loader = MigrationLoader(None)
    for _key, migration in sorted(loader.disk_migrations.items()):
        yield from migration.operations


def roots():
    return sorted({each.table for each in operations() if isinstance(each, RecordWall)})


def parts():
    found = {
        Part(each.table, each.root, each.column)
        for each in operations()
        if isinstance(each, PartWall)
    }
    return sorted(found, key=lambda part: part.table)


def walled(admin):
    """Every table of the database that has row-level security."""
    rows = admin.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity ORDER BY relname"
    )
    return [name for (name,) in rows.fetchall()]


VALUES = {
    "uuid": uuid.uuid4,
    "int8": lambda: next(NUMBERS),
    "int4": lambda: next(NUMBERS),
    "int2": lambda: 1,
    "bool": lambda: False,
    "float8": lambda: 0.5,
    "numeric": lambda: 0,
    "timestamptz": timezone.now,
    "date": lambda: timezone.now().date(),
    "bytea": lambda: b"\x00",
    "jsonb": lambda: json.dumps({}),
    "text": lambda: f"t{next(NUMBERS)}",
    "varchar": lambda: f"{next(NUMBERS)}",
    "bpchar": lambda: "x",
    "tsvector": lambda: "",
}


def insert(admin, table, **given):
    """Add one row with some value in every column; foreign keys are not held. Gives its key."""
    row = {
        name: given[name] if name in given else _value(kind, longest)
        for name, kind, nullable, longest in columns(admin, table)
        if name in given or not nullable
    }
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    places = sql.SQL(", ").join(sql.Placeholder() * len(row))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({}) RETURNING {}").format(
        sql.Identifier(table), names, places, sql.Identifier(key_of(table))
    )
    admin.execute("SET session_replication_role = replica")
    (key,) = admin.execute(statement, list(row.values())).fetchone()
    return key


def columns(admin, table):
    """Name, type, whether it may be empty and longest text, of each column that is written to."""
    return admin.execute(
        "SELECT column_name, udt_name, is_nullable = 'YES', character_maximum_length "
        "FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s "
        "AND is_generated = 'NEVER' AND is_identity = 'NO'",
        [table],
    ).fetchall()


def copying(admin, table):
    """Takes the row of a table out of it: the statement that puts it back, and its parameter."""
    names = ", ".join(f'"{name}"' for name, *_rest in columns(admin, table))
    row = admin.execute(f"SELECT row_to_json(t) FROM {table} t").fetchone()[0]
    admin.execute(f"DELETE FROM {table}")
    statement = (
        f"INSERT INTO {table} ({names}) "
        f"SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s)"
    )
    return statement, Jsonb(row)


def _value(kind, longest):
    if kind.startswith("_"):
        return []
    value = VALUES[kind]()
    return value[-longest:] if longest else value


def key_of(table):
    model = next(m for m in apps.get_models(include_auto_created=True) if m._meta.db_table == table)
    return model._meta.pk.column


def headers(world):
    """Handlings that differ in each term of the rule, with the two agencies that own them."""
    own, abroad = world.agency("border"), world.agency("abroad", "BRB")
    audience = world.audience("region", "border", "abroad")
    from seawall.foundation.identity.models import Compartment

    sealed = Compartment.objects.create(name="sealed")
    for owner, level, shown_to, compartment, uses in itertools.product(
        (own, abroad),
        (Level.GREEN, Level.AMBER_STRICT, Level.RED),
        (None, audience.id),
        (None, sealed.id),
        (("admission",), ("statistics",)),
    ):
        yield Header(
            owner_id=owner.id,
            owner_state=owner.organisation.state,
            level=level,
            audience_id=shown_to,
            compartment_id=compartment,
            permitted_uses=uses,
            data_class="alert",
            retain_until=timezone.now() + timedelta(days=1),
        )


def actors(world):
    """One actor for each place in the rule."""
    from seawall.foundation.identity.models import Compartment

    let_in = world.officer("border_officer", clearance=Level.RED)
    Compartment.objects.get(name="sealed").officers.add(let_in)
    return [
        world.actor(officer=let_in),
        world.actor(clearance=Level.GREEN),
        world.actor(agency="abroad", state="BRB", clearance=Level.RED),
        world.actor(agency="third", clearance=Level.RED),
        world.actor("statistician", purpose="statistics"),
    ]


def run(statement: str, *parameters: Any) -> list[Any]:
    """SQL on Django's own connection, in whatever scope is open."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]


def headers_of(actor):
    """A plain handling of a record of the actor's agency."""
    yield Header(
        owner_id=actor.agency_id,
        owner_state=actor.state,
        level=Level.GREEN,
        permitted_uses=tuple(sorted(actor.uses)),
        data_class="alert",
        retain_until=timezone.now() + timedelta(days=1),
    )
