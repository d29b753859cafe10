"""A walk over every page and API operation, as every role, from every place.

A module joins by a file beside this one, ``<module>.py``, that declares

``RECORDS``
    how to make one record of each kind: ``make(scene, header, marker) -> id``. The marker is a word
    that shows wherever the record shows.
``DOORS``
    what leads in: a page by its URL name, an API operation as ``GET /api/…``.

The expected answer comes from the table of permissions and from the rule of visibility alone. A
door that no file declares fails ``test_every_door_is_declared``.
"""

import importlib
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from seawall.foundation.actor import Actor, Level
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.models import Record
from seawall.foundation.handling.scope import unrestricted
from seawall.foundation.identity.actors import actor_for
from seawall.foundation.identity.models import (
    Agency,
    Audience,
    Compartment,
    Officer,
    Organisation,
)
from seawall.foundation.identity.roles import ROLE_LABELS, permission_table, purposes, purposes_of
from seawall.foundation.people import services as people

ROLES = tuple(ROLE_LABELS)
EVERY_USE = tuple(sorted(frozenset().union(*(purpose.uses for purpose in purposes().values()))))
NO_USE_OF_OURS = ("no_purpose_has_this_use",)
MARKER = "QUELLMARK"
# Whatever a write answers to somebody who may: done, or why it cannot be done just now.
WRITES = (200, 201, 202, 302, 409, 422)
RECORD = "the identifier of the record"
API_PREFIX = "/api"


@dataclass(frozen=True)
class Place:
    """Where an officer stands to a record: which agency, which record, let in or not."""

    agency: str
    record: str
    let_in: bool = False
    clearance: Level = Level.AMBER_STRICT


# What issue and rule name: each place differs from the first in one term of the rule.
PLACES = {
    "own agency": Place("own", "shared"),
    "own state, in the audience": Place("allied", "shared"),
    "another state, in the audience": Place("region", "shared"),
    "another state, strict": Place("region", "strict"),
    "own state, strict": Place("allied", "strict"),
    "outside the audience": Place("outside", "shared"),
    "own state, no audience": Place("allied", "private"),
    "own agency, compartment closed": Place("own", "sealed"),
    "own agency, compartment open": Place("own", "sealed", let_in=True),
    "in the audience, compartment open": Place("allied", "sealed", let_in=True),
    "purpose incompatible": Place("own", "other use"),
    "below the level": Place("own", "shared", clearance=Level.GREEN),
    "red, not named": Place("own", "red", clearance=Level.RED),
}


@dataclass(frozen=True)
class Door:
    """One way in.

    Args:
        name: URL name, or ``METHOD /api/path`` with its parameters as the schema writes them.
        permission: what the roles must hold, all of them; none for whoever is at work.
        method: of a page.
        record: kind of the record that the address names; "" for a door that leads to a list.
        parameter: its name in the address, where it has several.
        parameters: the others' values.
        sees: whether this actor meets the record here; the rule of visibility by default.
        shows: kinds that a list shows the markers of.
        query: of a page.
        send: form or JSON, or a function of the scene and the officer.
            ``RECORD`` in it stands for the record's identifier.
        done: statuses of an actor who may.
        hidden: statuses of an actor who may, but not see this record.
        signed_out: statuses of nobody; leads to sign-in by default.
        anyone: whether it asks for nothing at all.
        exempt: why the answer may change with records that the actor may not see.
    """

    name: str
    permission: tuple[str, ...] = ()
    method: str = "GET"
    record: str = ""
    parameter: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    sees: Callable[[Actor, Header], bool] = lambda actor, header: header.visible_to(actor)
    shows: tuple[str, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    send: Any = None
    done: tuple[int, ...] = (200,)
    hidden: tuple[int, ...] = (404,)
    signed_out: tuple[int, ...] = ()
    anyone: bool = False
    exempt: str = ""

    @property
    def is_api(self) -> bool:
        return " " in self.name

    @property
    def label(self) -> str:
        query = "&".join(f"{key}={value}" for key, value in self.query.items())
        method = "" if self.is_api else f"{self.method} "
        return f"{method}{self.name}{'?' if query else ''}{query}"


def own_agency_only(actor: Actor, header: Header) -> bool:
    """Visible, and the actor's agency's own: what an agency keeps to itself to act upon."""
    return header.visible_to(actor) and header.owner_id == actor.agency_id


def agency_of(actor: Actor, header: Header) -> bool:
    """For what is no record: the agency's own, whatever its handling."""
    return header.owner_id == actor.agency_id


@dataclass(frozen=True)
class Declaration:
    """What one module says of itself."""

    module: str
    records: Mapping[str, Callable[["Scene", Header, str], UUID]]
    doors: tuple[Door, ...]


@cache
def declarations() -> list[Declaration]:
    """Every module's file beside this one."""
    found = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in {"kit", "conftest", "__init__"} and not path.stem.startswith("test_"):
            module = importlib.import_module(f"tests.access.{path.stem}")
            found.append(Declaration(path.stem, module.RECORDS, tuple(module.DOORS)))
    return found


def doors() -> list[Door]:
    return [door for each in declarations() for door in each.doors]


def lists() -> list[Door]:
    """The doors that lead to no single record and only read."""
    return [
        door
        for door in doors()
        if not door.record
        and not door.anyone
        and door.name.startswith("GET ") >= door.is_api
        and door.method == "GET"
    ]


def patterns(resolver: Any = None, space: str = "", prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Every URL pattern of the node: its whole name and its address."""
    for each in (resolver or get_resolver()).url_patterns:
        address = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", address
        else:
            yield from patterns(
                each, space + (f"{each.namespace}:" if each.namespace else ""), address
            )


def operations() -> list[str]:
    """Every operation of the API's schema, as ``GET /api/…``."""
    from seawall.node.api import api

    schema = api.get_openapi_schema()
    return [
        f"{method.upper()} {path}"
        for path, methods in schema["paths"].items()
        for method in methods
    ]


@dataclass
class Answer:
    """What came back, without what differs by nature: identifiers, secrets of one request."""

    status: int
    body: str
    headers: dict[str, str]
    statements: list[str]
    raw: str


class Scene:
    """Four agencies of three states, officers of every role in them, one record of each kind."""

    def __init__(self) -> None:
        self.agencies = {
            "own": _agency("own", "LCA"),
            "allied": _agency("allied", "LCA"),
            "region": _agency("region", "BRB"),
            "outside": _agency("outside", "TTO"),
        }
        self.audience = Audience.objects.create(name="region of the walk")
        self.audience.agencies.set([self.agencies[code] for code in ("own", "allied", "region")])
        self.compartment = Compartment.objects.create(name="sealed matter")
        self._officers: dict[tuple[str, str, bool, Level], Officer] = {}
        self._sessions: dict[UUID, str] = {}
        self._tokens: dict[UUID, str] = {}
        self._actors: dict[UUID, Actor] = {}
        self.maker = self.officer("border_supervisor", self.place_of_maker())
        self.records: dict[tuple[str, str], UUID] = {}

    @staticmethod
    def place_of_maker() -> Place:
        return Place("own", "shared", let_in=True)

    def officer(self, role: str, place: Place) -> Officer:
        """The officer of a role at a place; made once, and never the maker of the records."""
        key = (role, place.agency, place.let_in, place.clearance)
        if key not in self._officers:
            number = len(self._officers)
            officer = Officer(
                email=f"{role}.{number}@{place.agency}.example",
                name=f"Officer {number}",
                agency=self.agencies[place.agency],
                roles=[role],
                clearance=place.clearance,
                kind="service" if role == "service_account" else "person",
            )
            officer.set_password("correct horse battery")
            officer.save()
            if place.let_in:
                self.compartment.officers.add(officer)
            self._officers[key] = officer
        return self._officers[key]

    def actor(self, officer: Officer) -> Actor:
        if officer.id not in self._actors:
            purpose = purposes_of(officer.roles)[0].code
            self._actors[officer.id] = actor_for(officer, purpose=purpose, case_reference="T-1")
        return self._actors[officer.id]

    def colleague(self, officer: Officer) -> Officer:
        """Another person of the same agency, to hand work to."""
        place = Place(officer.agency.code, "shared", let_in=True)
        return self.officer("watch_officer", place)

    def header(self, record: str) -> Header:
        """The handling of a record of the first agency."""
        shared = Header(
            owner_id=self.agencies["own"].id,
            owner_state="LCA",
            level=Level.AMBER,
            audience_id=self.audience.id,
            permitted_uses=EVERY_USE,
            data_class="alert",
            retain_until=timezone.now() + timedelta(days=90),
        )
        return replace(
            shared,
            **{
                "shared": {},
                "private": {"audience_id": None},
                "strict": {"level": Level.AMBER_STRICT},
                "sealed": {"compartment_id": self.compartment.id},
                "other use": {"permitted_uses": NO_USE_OF_OURS},
                "red": {"level": Level.RED},
            }[record],
        )

    def make(self, record: str) -> dict[str, UUID]:
        """One record of each kind with this handling; gives their ids by kind."""
        made, header = {}, self.header(record)
        for each in declarations():
            for kind, maker in each.records.items():
                made[kind] = maker(self, header, marker(record, kind))
        return made

    def furnish(self) -> None:
        """One record of each kind for every handling."""
        for record in {place.record for place in PLACES.values()}:
            for kind, identity in self.make(record).items():
                self.records[record, kind] = identity

    def prepare(self, officer: Officer) -> None:
        """Make, before anything is counted, what the officer comes with."""
        if officer.id not in self._sessions:
            self.enter(officer)
            self.token(officer)
            self.colleague(officer)

    def enter(self, officer: Officer) -> Client:
        """A fresh browser with the session of this officer at work."""
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        if officer.id not in self._sessions:
            client.force_login(officer, backend=settings.AUTHENTICATION_BACKENDS[-1])
            session = client.session
            session["purpose"] = purposes_of(officer.roles)[0].code
            session["case_reference"] = "T-1"
            session["shift_started"] = timezone.now().timestamp()
            session.save()
            self._sessions[officer.id] = session.session_key
        client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[officer.id]
        return client

    def token(self, officer: Officer) -> str:
        if officer.id not in self._tokens:
            self._tokens[officer.id] = token_of(officer, permission_table()[officer.roles[0]])
        return self._tokens[officer.id]

    def ask(self, door: Door, officer: Officer | None, identity: UUID | None = None) -> Answer:
        """Ask at a door and take back whatever it did."""
        if officer is not None:
            self.prepare(officer)
        said: list[str] = []

        def note(run: Any, sql: str, *rest: Any) -> Any:
            said.append(_shape(sql))
            return run(sql, *rest)

        with undone(), connection.execute_wrapper(note):
            response = self._ask(door, officer, identity)
            body = _body(response)
        raw = body.decode("utf-8", "replace")
        return Answer(
            status=response.status_code,
            body=_bare(raw, identity),
            headers=_headers(response, identity),
            statements=said,
            raw=raw,
        )

    def _ask(self, door: Door, officer: Officer | None, identity: UUID | None) -> Any:  # noqa: C901 - one line a case
        anybody = Client(HTTP_HOST="localhost", raise_request_exception=False)
        client = anybody if officer is None else self.enter(officer)
        given = door.send(self, officer) if callable(door.send) and officer else door.send
        if callable(given):
            given = None
        if isinstance(given, Mapping):
            given = {k: str(identity) if v == RECORD else v for k, v in given.items()}
        address = address_of(door, identity)
        if not door.is_api:
            if door.method == "GET":
                return client.get(address, dict(door.query))
            return getattr(client, door.method.lower())(address, given or {})
        method = door.name.split(" ")[0].lower()
        headers = {"HTTP_X_CASE_REFERENCE": "T-1", "HTTP_IDEMPOTENCY_KEY": str(uuid4())}
        if officer is not None:
            headers["HTTP_AUTHORIZATION"] = f"Bearer {self.token(officer)}"
        if method == "get":
            return anybody.get(address, dict(door.query), **headers)
        if isinstance(given, Mapping) and any(hasattr(value, "read") for value in given.values()):
            return getattr(anybody, method)(address, given, **headers)
        if isinstance(given, bytes):
            headers |= {"content_type": "application/octet-stream"}
            return getattr(anybody, method)(address, given, **headers)
        return getattr(anybody, method)(
            address, json.dumps(given or {}), content_type="application/json", **headers
        )

    def expected(self, door: Door, officer: Officer, header: Header) -> tuple[int, ...]:
        """What the table of permissions and the rule of visibility say."""
        if door.anyone:
            return door.done
        actor = self.actor(officer)
        if not set(door.permission) <= actor.permissions:
            return (403,)
        if door.record and not door.sees(actor, header):
            return door.hidden
        return door.done


def marker(record: str, kind: str) -> str:
    """A word for the records of one handling in one module: letters only, to stand in any field."""
    module = kind.split(".")[0]
    return MARKER + "".join(letter for letter in f"{record}{module}" if letter.isalpha()).upper()


def token_of(officer: Officer, scopes: frozenset[str]) -> str:
    """A token of the officer; of its purpose, with these scopes."""
    from seawall.foundation.identity.doors import digest_of_token
    from seawall.foundation.identity.models import ApiToken

    secret = f"{people.TOKEN_PREFIX}{uuid4().hex}"
    ApiToken.objects.create(
        officer=officer,
        name="walk",
        digest=digest_of_token(secret),
        scopes=sorted(scopes),
        purpose=purposes_of(officer.roles)[0].code,
        expires_at=timezone.now() + timedelta(days=1),
        last_used_at=timezone.now(),
    )
    return secret


@contextmanager
def handled(header: Header) -> Iterator[None]:
    """Every record that is made inside gets this handling, whatever its module gave it."""
    tables = [m._meta.db_table for m in apps.get_models() if issubclass(m, Record)]
    known = {table: _ids(table) for table in tables}
    yield
    columns = {k: v for k, v in header.columns().items() if k in HANDLING}
    settings_of = ", ".join(f"{name} = %s" for name in columns)
    with unrestricted("the walk"), connection.cursor() as cursor:
        for table in tables:
            new = list(_ids(table) - known[table])
            values = [*columns.values(), new]
            cursor.execute(f"UPDATE {table} SET {settings_of} WHERE id = ANY (%s)", values)


HANDLING = (
    "owner_id",
    "owner_state",
    "level",
    "named",
    "audience_id",
    "compartment_id",
    "permitted_uses",
)


def _ids(table: str) -> set[UUID]:
    with unrestricted("the walk"), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {identity for (identity,) in cursor.fetchall()}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address_of(door: Door, identity: UUID | None) -> str:
    if door.is_api:
        address = door.name.split(" ")[1]
        named = re.findall(r"{(\w+)}", address)
        for name in named:
            address = address.replace(f"{{{name}}}", _value(door, name, named, identity))
        return address
    named = _parameters(door.name)
    return reverse(door.name, kwargs={n: _value(door, n, named, identity) for n in named})


def _value(door: Door, name: str, named: list[str], identity: UUID | None) -> str:
    if name in door.parameters:
        return door.parameters[name]
    wanted = door.parameter or named[-1]
    if name == wanted and identity is not None:
        return str(identity)
    raise LookupError(f"{door.label} does not say what {name} is")


@cache
def _addresses() -> dict[str, str]:
    return dict(patterns())


def _parameters(name: str) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", _addresses()[name])


def places(door: Door) -> list[tuple[str, str]]:
    """Every role at every place that matters to this door."""
    if door.record:
        return list(itertools.product(ROLES, PLACES))
    return list(itertools.product(ROLES, ("own agency", "outside the audience")))


def _agency(code: str, state: str) -> Agency:
    organisation, _made = Organisation.objects.get_or_create(
        name=f"State {state}", defaults={"state": state, "kind": "state"}
    )
    return Agency.objects.create(organisation=organisation, name=f"Agency {code}", code=code)


def _body(response: Any) -> bytes:
    if not response.streaming:
        return bytes(response.content)
    if response.is_async:  # live news never ends
        return b""
    return b"".join(response.streaming_content)


SECRETS = (
    (re.compile(r"gAAAA[\w-]{40,}=*"), "CURSOR"),
    (re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"), "ID"),
    (re.compile(r"[A-Za-z0-9]{64}"), "TOKEN"),
)
PER_REQUEST = {"set-cookie", "date", "expires", "content-length", "x-request-id"}


def _bare(text: str, identity: UUID | None) -> str:
    if identity is not None:
        text = text.replace(str(identity), "ID").replace(identity.hex, "ID")
    for pattern, name in SECRETS:
        text = pattern.sub(name, text)
    return text


def _headers(response: Any, identity: UUID | None) -> dict[str, str]:
    return {
        name.lower(): _bare(value, identity)
        for name, value in response.headers.items()
        if name.lower() not in PER_REQUEST
    }


def _shape(sql: str) -> str:
    """A statement without its values, which travel apart: the same shape does the same work."""
    return re.sub(r'"s\d+_x\d+"', "S", sql)
