"""The demonstration as a newcomer starts it, one browser, and everybody who works there."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from tests.modules.border.manifests import document, leg, message, person, wire
from tests.scenarios.nodes import Node, a_node

from seawall.node.demo.watchlists import Entry, watchlists

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
LOCAL = timedelta(hours=-4)  # Bridgetown and Hewanorra, all year
# Nationals of no CARICOM state, who may be kept off a flight without a lawyer.
ABROAD = frozenset({"VEN", "NLD", "USA"})
PURPOSES = {"analyst": "intelligence_analysis"}
PHOTOGRAPHS = Path(__file__).parents[2] / "docs" / "images"


@dataclass
class Desk:
    """A running demonstration and the windows that its people have open."""

    node: Node
    chromium: Any
    windows: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def told(self) -> dict[str, Any]:
        return json.loads((self.node.folder / "keys" / "demonstration.json").read_text("utf-8"))

    @cached_property
    def listed(self) -> list[Entry]:
        """People on the state's own list who may be told by name, birth date and passport."""
        lists = watchlists(self.told["seed"], self.told["year"], "LCA")
        (own,) = (one for one in lists if one.code == "national")
        return [
            entry
            for entry in own.entries
            if entry.person and entry.paper and entry.person.nationality in ABROAD
            if entry.birth and entry.birth.day and "".join(entry.person.surnames).isascii()
        ]

    def sign_in(self, page: Any, who: str) -> None:
        """As anybody does: address and password, then a purpose."""
        role, agency = who.split("@")
        (mine,) = (
            one
            for one in self.told["sign_ins"]
            if one["role"] == role and one["email"].endswith(f"@{agency}.example")
        )
        page.goto(f"{self.node.address}/account/login/")
        page.fill("[name=login]", mine["email"])
        page.fill("[name=password]", mine["password"])
        page.click("button:has-text('Sign in')")
        page.wait_for_url("**/people/purpose**")
        wanted = PURPOSES.get(role)
        page.locator(
            f"[name=purpose][value={wanted}]" if wanted else "[name=purpose]"
        ).first.check()
        page.click("button:has-text('Start')")
        page.wait_for_selector(".purpose")

    def window(self, who: str = "", **options: Any) -> Any:
        """A new window of somebody, signed in; of nobody without a name.

        ``troubles`` of the page holds what its console complained of, the policy included.
        """
        state = self.windows.get(who)
        context = self.chromium.new_context(viewport=WIDE, storage_state=state, **options)
        page = context.new_page()
        page.troubles = []
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on(
            "console",
            lambda said: page.troubles.append(said.text) if said.type == "error" else None,
        )
        if who and state is None:
            self.sign_in(page, who)
            self.windows[who] = context.storage_state()
        return page

    def send(self, number: str, entry: Entry) -> str:
        """A message about a voyage with somebody listed on board; gives the surname there."""
        assert entry.person is not None
        assert entry.paper is not None
        assert entry.birth is not None
        born = entry.birth
        surname = " ".join(entry.person.surnames).upper()
        traveller = person(
            50,
            surname=surname,
            given_names=" ".join(entry.person.given).upper(),
            sex=entry.person.sex,
            nationality=entry.person.nationality,
            birth_date=f"{born.year}-{born.month:02d}-{born.day:02d}",
            documents=(document(entry.paper.number, issuer=entry.paper.issuer),),
        )
        departs = datetime.now(UTC) + LOCAL + timedelta(minutes=35)
        flight = leg(
            number,
            departs=departs.strftime("%Y-%m-%dT%H:%M"),
            arrives=(departs + timedelta(minutes=45)).strftime("%Y-%m-%dT%H:%M"),
        )
        data = wire(
            message("new", [person(60), traveller, person(61)], legs=(flight,), reference=number)
        )
        page = self.window("border_supervisor@immigration")
        page.goto(f"{self.node.address}/border/messages/receive")
        page.set_input_files(
            "[name=file]", {"name": "list.edi", "mimeType": "text/plain", "buffer": data}
        )
        page.click("button:has-text('Receive it')")
        page.wait_for_url("**/border/messages/*-*/")
        page.context.close()
        return surname

    def photograph(self, page: Any, name: str) -> None:
        """Keep how a page looks for the documentation, where that was asked for."""
        if os.environ.get("SEAWALL_SCREENSHOTS"):
            page.mouse.move(640, 70)
            # A hidden caret would be a style written into the page, which its policy forbids.
            page.screenshot(path=PHOTOGRAPHS / f"{name}.png", caret="initial")


@pytest.fixture(scope="package")
def desk() -> Iterator[Desk]:
    """The demonstration, started once for all."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium found: on Debian, apt-get install chromium")
    with a_node() as node:
        node.start("demo")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=found, args=["--no-sandbox", "--disable-gpu"]
                )
                yield Desk(node, browser)
                browser.close()
        finally:
            node.stop()
