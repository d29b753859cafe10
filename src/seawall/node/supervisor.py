"""Keeps the processes of a node alive until it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import fasteners
import structlog

from seawall.node import database
from seawall.node.configuration import Configuration, ConfigurationError
from seawall.node.processes import SERVING, SUPERVISOR

log = structlog.get_logger()
STOP_SECONDS = 7.0
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0


@dataclass(slots=True)
class Child:
    """One supervised process; after a crash it comes back, later each time it fails soon."""

    name: str
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    not_before: float = field(default=0.0)

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [sys.executable, "-m", "seawall.node.processes", self.name],
            stdin=subprocess.DEVNULL,
            env={**os.environ, SUPERVISOR: str(os.getpid())},
        )
        self.started = time.monotonic()

    def watch(self) -> None:
        """Start it, or start it again when its pause is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            log.error("process ended", name=self.name, code=self.process.returncode)
            steady = now - self.started > STEADY_SECONDS
            self.pause = 0.5 if steady else min(max(self.pause * 2, 0.5), LONGEST_PAUSE_SECONDS)
            self.not_before = now + self.pause
            self.process = None
        if self.process is None and now >= self.not_before:
            self.start()


def supervise(node: Configuration, names: Sequence[str] = SERVING) -> None:
    """Run these processes, and the database they need, until SIGINT or SIGTERM.

    Args:
        node: whose database is already running.
        names: of ``PROCESSES``.

    Raises:
        ConfigurationError: the node runs already, or something else listens at its address.
    """
    with _alone(node):
        _refuse_a_taken_address(node)
        _run(node, names)


@contextmanager
def _alone(node: Configuration) -> Iterator[None]:
    """One supervisor a folder: two would seal, schedule and serve against each other."""
    lock = fasteners.InterProcessLock(node.data_dir / "serving.lock")
    if not lock.acquire(blocking=False):
        raise ConfigurationError(f"A node runs in {node.data_dir} already.")
    try:
        yield
    finally:
        lock.release()


def _refuse_a_taken_address(node: Configuration) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((node.host, node.port))
        except OSError as error:
            raise ConfigurationError(
                f"Nothing can listen at {node.host} port {node.port}: {error.strerror}. "
                "Stop what listens there, or set SEAWALL_PORT."
            ) from error


def _run(node: Configuration, names: Sequence[str]) -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    children = [Child(name) for name in names]
    try:
        while not stop.is_set():
            _keep_database(node)
            for child in children:
                child.watch()
            stop.wait(0.5)
    finally:
        _stop(children)


def _keep_database(node: Configuration) -> None:
    try:
        database.keep_up(node)
    except database.DatabaseError:
        log.exception("the database died and does not start yet")


def _stop(children: list[Child]) -> None:
    alive = [child.process for child in children if child.process is not None]
    for process in alive:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in alive:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
