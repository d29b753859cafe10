"""A served node and a browser, for what only a browser can tell."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Served:
    """Where a node answers, and the session cookie of an officer at work there."""

    address: str
    cookie: str


@pytest.fixture
def served(world: Any) -> Iterator[Served]:
    """This test's database behind a web process, with a border officer signed in."""
    import uvicorn
    from django.conf import settings
    from django.test import Client

    from seawall.foundation.web import listener
    from seawall.node.asgi import application

    listener.station = listener.Station()
    client = Client(SERVER_NAME="localhost")
    client.force_login(
        world.officer("border_officer"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    session = client.session
    session["purpose"] = "border_control"
    session.save()
    server = uvicorn.Server(
        uvicorn.Config(
            application, port=0, log_level="error", lifespan="off", timeout_graceful_shutdown=1
        )
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(f"http://localhost:{port}", client.cookies[settings.SESSION_COOKIE_NAME].value)
    server.should_exit = True
    thread.join()


@pytest.fixture
def open_page(served: Served) -> Iterator[Callable[..., Any]]:
    """Open an address as the officer; ``troubles`` of the page holds what the console said."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium found: on Debian, apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )

        def go(path: str, width: int = 1280, **options: Any) -> Any:
            context = browser.new_context(viewport={"width": width, "height": 844}, **options)
            cookie = {"name": "seawall_session", "value": served.cookie, "url": served.address}
            context.add_cookies([cookie])
            page = context.new_page()
            page.troubles = []
            page.on("pageerror", lambda error: page.troubles.append(str(error)))
            page.on(
                "console",
                lambda said: page.troubles.append(said.text) if said.type == "error" else None,
            )
            page.goto(served.address + path)
            return page

        yield go
        browser.close()
