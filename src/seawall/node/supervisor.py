"""Keeps the processes of a node alive until it is told to stop."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from seawall.node.processes import SERVING, SUPERVISOR

log = structlog.get_logger()
STOP_SECONDS = 10.0
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


def supervise(names: Sequence[str] = SERVING) -> None:
    """Run these processes until SIGINT or SIGTERM, then stop them all."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    children = [Child(name) for name in names]
    try:
        while not stop.is_set():
            for child in children:
                child.watch()
            stop.wait(0.5)
    finally:
        _stop(children)


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
