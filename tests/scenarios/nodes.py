"""A real node as a person runs it: its own folder, its own PostgreSQL, its own port."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from seawall.node import configuration, database
from seawall.node.processes import end_with_parent

ROOT = Path(__file__).parents[2]
PROGRAM = "from seawall.node.cli import main; main()"
STARTS_WITHIN = 300  # the first start of a demonstration compiles


class Node:
    """One node in a folder; starts, stops, loses its processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
        kept = {key: value for key, value in os.environ.items() if not key.startswith("SEAWALL_")}
        self.environment = kept | {
            "PYTHONPATH": paths,
            "SEAWALL_DATA_DIR": str(folder),
            "SEAWALL_PORT": str(self.port),
            "SEAWALL_NODE_NAME": "Saint Lucia",
            "SEAWALL_STATE": "LCA",
            "PYTHONUNBUFFERED": "1",
        }
        self.settings = configuration.read(self.environment)
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder.with_suffix(".log")

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def run(self, *arguments: str, module: str = "") -> subprocess.CompletedProcess[str]:
        """One command beside the node."""
        program = ["-m", module] if module else ["-c", PROGRAM]
        return subprocess.run(
            [sys.executable, *program, *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def start(self, command: str = "serve", *, wait: bool = True) -> float:
        """``seawall serve``, or another command; gives the seconds until it answered."""
        begun = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, command],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=end_with_parent,  # a run that is cut off leaves no node
            )  # fmt: skip
        if wait:
            self.wait_until_it_answers()
        return time.monotonic() - begun

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            with suppress(OSError, urllib.error.URLError):
                urllib.request.urlopen(f"{self.address}/account/login/", timeout=10).close()
                return
            time.sleep(0.2)
        raise TimeoutError(self.log.read_text()[-3000:])

    def stop(self, number: int = signal.SIGTERM) -> float:
        """End it as a person does; gives the seconds that took."""
        begun = time.monotonic()
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait(60)
            self.process = None
        return time.monotonic() - begun

    def processes(self) -> dict[str, list[int]]:
        """Every process that works for this node, by its name; read from Linux's /proc."""
        found: dict[str, list[int]] = {}
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and (name := self._role(entry)):
                    found.setdefault(name, []).append(int(entry.name))
        return found

    def _role(self, entry: Path) -> str:
        state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":
            return ""
        if (entry / "cwd").readlink() == self.settings.data_dir / "postgres" / "data":
            return "postgres"
        words = (entry / "cmdline").read_bytes().decode().split("\0")
        ours = f"SEAWALL_DATA_DIR={self.folder}\0".encode() in (entry / "environ").read_bytes()
        if ours and "seawall.node.processes" in words:
            return words[words.index("seawall.node.processes") + 1]
        return "supervisor" if ours and words[-2:-1] == ["serve"] else ""

    def kill(self, name: str) -> int:
        """kill -9 every process of a name; gives how many there were."""
        numbers = self.processes().get(name, [])
        for number in numbers:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return len(numbers)

    def sql(self, statement: str, *parameters: object) -> list[tuple[object, ...]]:
        """As the superuser, whatever the wall says."""
        dsn = database.embedded(self.settings).dsn(database.SUPERUSER, database.NAME)
        with psycopg.connect(dsn, autocommit=True) as link:
            cursor = link.execute(statement, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def verify(self) -> dict[str, object]:
        """What ``seawall audit verify`` says."""
        done = self.run("audit", "verify", "--json")
        assert done.stdout, done.stderr
        return dict(json.loads(done.stdout.splitlines()[-1]), code=done.returncode)


class Browser:
    """A person's browser, as far as forms go."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        with self.opener.open(f"{self.address}{path}", timeout=30) as answer:
            return answer.read().decode()

    def post(self, path: str, fields: dict[str, str], *, form: str = "", file: bytes = b"") -> int:
        """Send the form of a page; gives the status after redirects."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(form or path))
        assert token is not None
        given = {"csrfmiddlewaretoken": token[1], **fields}
        kind, body = _multipart(given, file) if file else (FORM, urlencode(given).encode())
        request = urllib.request.Request(f"{self.address}{path}", body, {"Content-Type": kind})
        with self.opener.open(request, timeout=60) as answer:
            return answer.status

    def sign_in(self, email: str, password: str, purpose: str = "border_control") -> None:
        self.post("/account/login/", {"login": email, "password": password})
        self.post("/people/purpose", {"purpose": purpose})


FORM = "application/x-www-form-urlencoded"


def _multipart(fields: dict[str, str], file: bytes) -> tuple[str, bytes]:
    edge = "edgeofthefile"
    lines = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="m.edi"\r\n\r\n'
    body = b"".join(lines) + head.encode() + file + f"\r\n--{edge}--\r\n".encode()
    return f"multipart/form-data; boundary={edge}", body


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def a_node() -> Iterator[Node]:
    """A node of the test's own, gone with everything of it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="seawall-node-"))
    folder.chmod(0o755)  # PostgreSQL's account must reach its folder when the run is root's
    node = Node(folder)
    try:
        yield node
    finally:
        if node.process is not None:
            node.process.kill()
            node.process.wait()
        for name in ("web", "worker", "sealer", "feed", "postgres"):
            node.kill(name)
        shutil.rmtree(database.embedded(node.settings).sockets, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        node.log.unlink(missing_ok=True)
