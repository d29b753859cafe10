"""One PostgreSQL for the run; each test with ``db`` gets a clone of a migrated template."""

import contextlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest

# A busy machine is slow, not wrong: no property test is timed.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

DATA_DIR = Path(tempfile.mkdtemp(prefix="seawall-test-"))
DATA_DIR.chmod(0o755)  # PostgreSQL's account must reach its folder when the run is root's
os.environ["SEAWALL_DATA_DIR"] = str(DATA_DIR)
os.environ["SEAWALL_NODE_NAME"] = "Saint Lucia"
os.environ["SEAWALL_STATE"] = "LCA"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.node.settings")

from seawall.node import configuration as node_configuration  # noqa: E402 - after the environment
from seawall.node import database, start  # noqa: E402
from seawall.node.compiled import cache_of  # noqa: E402

os.environ.setdefault(
    "NUMBA_CACHE_DIR", str(cache_of(Path(tempfile.gettempdir()) / "seawall-numba"))
)

_given = os.environ.get("SEAWALL_TEST_DATABASE_URL")
if _given:
    place = psycopg.conninfo.conninfo_to_dict(_given)
    address = f"{place.get('host', 'localhost')}:{place.get('port', 5432)}/seawall_template"
    os.environ["SEAWALL_DATABASE_URL"] = f"postgresql://{database.NODE}:test@{address}"
    os.environ["SEAWALL_DATABASE_OWNER_URL"] = f"postgresql://{database.OWNER}:test@{address}"
start.prepare(node_configuration.read())

from django.conf import settings  # noqa: E402 - once Django is loaded

settings.DATABASES["default"]["OPTIONS"].pop(
    "pool"
)  # one connection, closed with each test's database
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # hundreds of officers
_numbers = itertools.count()


def _superuser(configuration: Any, name: str) -> str:
    if _given:
        return psycopg.conninfo.make_conninfo(_given, dbname=name)
    return database.embedded(configuration).dsn(database.SUPERUSER, name)


@pytest.fixture(scope="session")
def node() -> Iterator[Any]:
    """The configuration of a ready node; its database is the template and is not written to."""
    with contextlib.ExitStack() as stack:
        if _given:
            _prepare_given_server()
        configuration = node_configuration.read()
        stack.enter_context(database.running(configuration))
        with psycopg.connect(_superuser(configuration, "postgres"), autocommit=True) as admin:
            if not _given:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                    admin.execute(f"ALTER SYSTEM SET {setting} = off")
                admin.execute("SELECT pg_reload_conf()")
        start.migrate(configuration)
        _close()
        yield configuration
        _close()
    shutil.rmtree(DATA_DIR, ignore_errors=True)


def _prepare_given_server() -> None:
    """Make the two roles and a fresh database on the server that the run was given."""
    with psycopg.connect(_given, autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS seawall_template WITH (FORCE)")
        for role in (database.OWNER, database.NODE):
            if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                admin.execute(f"CREATE ROLE {role} LOGIN")
            admin.execute(f"ALTER ROLE {role} PASSWORD 'test' NOSUPERUSER NOBYPASSRLS")
        admin.execute(f"CREATE DATABASE seawall_template OWNER {database.OWNER}")


def _close() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()


@pytest.fixture(scope="session")
def cloned(node: Any) -> Callable[[], contextlib.AbstractContextManager[str]]:
    """Opens a database of the caller's own for a while; gives its superuser address."""
    return lambda: _clone(node)


@contextlib.contextmanager
def _clone(node: Any) -> Iterator[str]:
    from django.db import connections

    template = connections["default"].settings_dict["NAME"]
    name = f"seawall_test_{os.getpid()}_{next(_numbers)}"
    _close()
    with psycopg.connect(_superuser(node, "postgres"), autocommit=True) as admin:
        admin.execute(
            f"CREATE DATABASE {name} TEMPLATE {template} OWNER {database.OWNER} STRATEGY file_copy"
        )
        try:
            for alias in ("default", "owner"):
                connections[alias].settings_dict["NAME"] = name
            yield _superuser(node, name)
        finally:
            _close()
            for alias in ("default", "owner"):
                connections[alias].settings_dict["NAME"] = template
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def db(cloned: Callable[[], contextlib.AbstractContextManager[str]]) -> Iterator[str]:
    """A database of this test's own; gives its superuser address."""
    with cloned() as address:
        yield address


@dataclass
class World:
    """Two states' agencies and whoever a test needs in them."""

    agencies: dict[str, Any] = field(default_factory=dict)

    def agency(self, code: str, state: str | None = "LCA") -> Any:
        from seawall.foundation.identity.models import Agency, Organisation

        if code not in self.agencies:
            organisation, _ = Organisation.objects.get_or_create(
                name=f"State {state}" if state else f"Body {code}",
                defaults={"state": state, "kind": "state" if state else "regional_fusion"},
            )
            self.agencies[code] = Agency.objects.create(
                organisation=organisation, name=f"Agency {code}", code=code
            )
        return self.agencies[code]

    def audience(self, name: str, *agencies: str) -> Any:
        from seawall.foundation.identity.models import Audience

        audience = Audience.objects.create(name=name)
        audience.agencies.set([self.agency(code) for code in agencies])
        return audience

    def officer(
        self, role: str, agency: str = "border", *, state: str | None = "LCA", **more: Any
    ) -> Any:
        from seawall.foundation.actor import Level
        from seawall.foundation.identity.models import Officer

        number = next(_numbers)
        officer = Officer(
            email=f"{role}-{number}@{agency}.example",
            name=f"Officer {number}",
            agency=self.agency(agency, state),
            roles=[role],
            **{"clearance": Level.AMBER_STRICT, **more},
        )
        officer.set_password("correct horse battery")
        officer.save()
        return officer

    def actor(
        self,
        role: str = "border_officer",
        agency: str = "border",
        *,
        purpose: str | None = None,
        case: str | None = "T-1",
        officer: Any = None,
        **more: Any,
    ) -> Any:
        from seawall.foundation.identity.actors import actor_for
        from seawall.foundation.identity.roles import purposes_of

        who = officer or self.officer(role, agency, **more)
        why = purpose or purposes_of([role])[0].code
        return actor_for(who, purpose=why, case_reference=case)


@pytest.fixture
def world(db: str) -> World:
    return World()


@pytest.fixture
def raw(db: str) -> Callable[..., Any]:
    """Run SQL as the node's role on a connection of its own, with no actor."""
    from django.db import connections

    settings = connections["default"].settings_dict

    def run(statement: str, *parameters: Any) -> list[Any]:
        place = {"host": settings["HOST"], "port": settings["PORT"], "dbname": settings["NAME"]}
        with psycopg.connect(
            **place, user=settings["USER"], password=settings["PASSWORD"], autocommit=True
        ) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real messages and lists, or a skip that says where they are looked for."""
    beside = Path(__file__).parents[2] / "shared" / "data"
    path = Path(os.environ.get("SEAWALL_SHARED_DATA", beside))
    if not path.is_dir():
        pytest.skip(f"no shared data at {path}; SEAWALL_SHARED_DATA names its folder")
    return path


@pytest.fixture
def client_of(db: str) -> Callable[..., Any]:
    """A browser signed in as an officer, with a purpose chosen."""
    from django.test import Client

    from seawall.foundation.identity.roles import purposes_of

    def sign_in(officer: Any, purpose: str | None = None, case: str = "T-1") -> Any:
        client = Client(HTTP_HOST="localhost")
        client.force_login(officer, backend=settings.AUTHENTICATION_BACKENDS[-1])
        session = client.session
        session["purpose"] = purpose or purposes_of(officer.roles)[0].code
        session["case_reference"] = case
        session.save()
        return client

    return sign_in
