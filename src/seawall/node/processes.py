"""The processes of a running node: web, worker, sealer. Each one ends with the supervisor.

Run by the supervisor as ``python -m seawall.node.processes NAME``.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable

import psycopg
import structlog

from seawall.node.configuration import Configuration, read
from seawall.node.logs import log_uncaught

log = structlog.get_logger()
STOP = threading.Event()
PAUSE_SECONDS = 2.0
SEAL_SECONDS = 1.0
SCHEDULE_SECONDS = 30.0
SUPERVISOR = "SEAWALL_SUPERVISOR_PID"


def end_with_parent() -> None:
    """Ask Linux to end this process when the supervisor dies, even by kill -9."""
    if sys.platform == "linux":
        import ctypes

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
        # One that died before this line sends no signal any more.
        if os.environ.get(SUPERVISOR) not in {None, str(os.getppid())}:
            sys.exit(0)


def web(configuration: Configuration) -> None:
    """Serve pages, the API and live events."""
    import uvicorn

    uvicorn.run(
        "seawall.node.asgi:application",
        host=configuration.host,
        port=configuration.port,
        log_level="warning",
        log_config=None,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )


def worker(_configuration: Configuration) -> None:
    """Run jobs as they fall due, look where modules asked to look, queue the schedules."""
    from django.db import connections
    from django.db.utils import InterfaceError, OperationalError

    from seawall.foundation import ports
    from seawall.foundation.identity.actors import node_actor
    from seawall.foundation.jobs import services

    listener = Listener(services.CHANNEL)
    scheduled = 0.0
    while not STOP.is_set():
        try:
            if time.monotonic() - scheduled > SCHEDULE_SECONDS:
                services.queue_schedules(node_actor())
                scheduled = time.monotonic()
            for _name, look in ports.watches.items():
                look()
            while not STOP.is_set() and services.run_due():
                pass
            listener.wait(PAUSE_SECONDS)
        except (psycopg.OperationalError, OperationalError, InterfaceError):
            log.exception("the database is away")
            connections.close_all()
            listener.close()
            STOP.wait(PAUSE_SECONDS)


def sealer(configuration: Configuration) -> None:
    """Seal the audit, each second."""
    from django.db import connections
    from django.db.utils import InterfaceError, OperationalError

    from seawall.foundation.audit.keys import signing_key
    from seawall.foundation.audit.sealing import seal_waiting

    key = signing_key(configuration.keys_dir)
    while not STOP.is_set():
        try:
            seal_waiting(key=key, directory=configuration.audit_dir)
        except (OperationalError, InterfaceError, OSError):
            log.exception("the audit could not be sealed; it waits")
            connections.close_all()
        STOP.wait(SEAL_SECONDS)


class Listener:
    """Waits for a NOTIFY on a connection of its own."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.connection: psycopg.Connection | None = None

    def wait(self, seconds: float) -> None:
        """Return when something is announced or the time is up."""
        if self.connection is None or self.connection.closed:
            from django.db import connections

            parameters = connections["default"].get_connection_params()
            wanted = ("host", "port", "user", "password", "dbname")
            place = {name: parameters[name] for name in wanted if name in parameters}
            self.connection = psycopg.connect(**place, autocommit=True)
            self.connection.execute(f"LISTEN {self.channel}")
        for _notice in self.connection.notifies(timeout=seconds, stop_after=1):
            return

    def close(self) -> None:
        """Let go of a connection that is of no use any more."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def feed(_configuration: Configuration) -> None:
    """Play the demonstration's traffic."""
    from seawall.node.demo.live import play

    play(STOP)


PROCESSES: dict[str, Callable[[Configuration], None]] = {
    "web": web,
    "worker": worker,
    "sealer": sealer,
    "feed": feed,
}
SERVING = ("web", "worker", "sealer")
"""What every node runs; the demonstration has a feed besides."""


def main(name: str) -> None:
    end_with_parent()
    signal.signal(signal.SIGTERM, lambda *_: STOP.set())
    signal.signal(signal.SIGINT, lambda *_: STOP.set())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.node.settings")
    import django

    django.setup()
    sys.excepthook = log_uncaught
    PROCESSES[name](read())


if __name__ == "__main__":
    main(sys.argv[1])
