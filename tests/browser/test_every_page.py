"""Every page that an officer meets: accessible, quiet, within its width, in each theme."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import PHONE, WIDE, Desk

from seawall.node.demo.day import demo_lists

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A theme changes colours alone: the rest was asked in the first.
COLOURS = ["color-contrast", "link-in-text-block", "target-size"]
OFFICER, SUPERVISOR = "border_officer@immigration", "border_supervisor@immigration"
ANALYST, DATA = "analyst@special-branch", "data_protection_officer@audit"
ADMINISTRATOR, OVERSIGHT = "agency_administrator@immigration", "oversight@audit"

# A page is an address, or an address and then the links that lead on from there.
PAGES: dict[str, tuple[str, str, *tuple[str, ...]]] = {
    "sign-in": ("", "/account/login/"),
    "purpose": (OFFICER, "/people/purpose"),
    "arrivals": (OFFICER, "/border/"),
    "arrivals, landed": (OFFICER, "/border/?show=landed"),
    "voyage": (OFFICER, "/border/", "th.voy a:has-text('ZK 778')"),
    "hits": (OFFICER, "/border/hits/"),
    "hit": (OFFICER, "/border/hits/", ".queue li:has-text('ZK 778') a"),
    "signatures": (SUPERVISOR, "/border/signatures/"),
    "secondary": (OFFICER, "/border/inspections/"),
    "inspection": (OFFICER, "/border/inspections/", ".queue a"),
    "travellers": (OFFICER, "/border/travellers/"),
    "travellers found": (OFFICER, "/border/travellers/?q=rosario"),
    "traveller": (OFFICER, "/border/", "th.voy a:has-text('ZK 778')", "#manifest tbody a"),
    "documents": (OFFICER, "/border/documents/"),
    "messages": (OFFICER, "/border/messages/"),
    "message": (OFFICER, "/border/", "th.voy a:has-text('ZK 778')", "#messages a"),
    "receive a message": (OFFICER, "/border/messages/receive"),
    "lists": (ANALYST, "/lists/"),
    "list": (ANALYST, "/lists/", "tbody a"),
    "entry": (ANALYST, "/lists/", "tbody a", "#entries tbody a"),
    "compare": (ANALYST, "/lists/compare?left=Ana+Rosario&right=Anna+Rosarios"),
    "possible matches": (ANALYST, "/lists/hits/"),
    "possible match": (ANALYST, "/lists/hits/", "tbody a"),
    "load a version": (ANALYST, "/lists/", "tbody a", "a:has-text('Load a version')"),
    "nominate": (ANALYST, "/lists/", "tbody a", "a:has-text('Nominate')"),
    "new list": (ANALYST, "/lists/new"),
    "upload preview": (ANALYST, "/lists/", "tbody a", "#versions a"),
    "alerts": (OFFICER, "/alerts/"),
    "alert": (OFFICER, "/alerts/", "tbody a"),
    "people": (ADMINISTRATOR, "/people/"),
    "account": (ADMINISTRATOR, "/people/", "tbody a"),
    "add an account": (ADMINISTRATOR, "/people/add"),
    "tokens": (OFFICER, "/people/tokens"),
    "audit": (OVERSIGHT, "/audit/"),
    "audit entry": (OVERSIGHT, "/audit/", "tbody a"),
    "own list": (OFFICER, "/audit/own"),
    "jobs": (ADMINISTRATOR, "/jobs/"),
    "retention": (DATA, "/retention/"),
    "display": (OFFICER, "/display/"),
    "search": (OFFICER, "/search?q=ros"),
    "not there": (OFFICER, "/border/nothing"),
}


@pytest.fixture(scope="package")
def busy(desk: Desk) -> Desk:
    """A day on which each page has something on it."""
    surname = desk.send("ZK778", desk.listed[1])
    officer = desk.window(OFFICER)
    officer.goto(f"{desk.node.address}/border/")
    officer.mouse.move(5, 5)
    officer.locator("#q li", has_text="ZK 778").wait_for(timeout=60_000)
    officer.click("th.voy a:has-text('ZK 778')")
    officer.click(f"#manifest a:has-text('{surname}')")
    officer.fill("#secondary [name$=referral]", "Ask about the way here.")
    officer.click("button:has-text('Refer to secondary')")
    officer.wait_for_url("**/border/inspections/*-*/")
    _load_a_version(desk)
    officer.context.close()
    return desk


def _load_a_version(desk: Desk) -> None:
    """A file that was cut short, waiting to take effect."""
    analyst = desk.window(ANALYST)
    analyst.goto(f"{desk.node.address}/lists/")
    analyst.click("tbody a")
    analyst.click("a:has-text('Load a version')")
    cut = demo_lists(desk.told["seed"], desk.told["year"])[0].data[:4000]
    file = {"name": "cut.csv", "mimeType": "text/csv", "buffer": cut[: cut.rindex(b"\n") + 1]}
    analyst.set_input_files("[name$=uploads]", file)
    analyst.click("button:has-text('Show what would change')")
    analyst.wait_for_url("**/lists/versions/*/")
    analyst.context.close()


@pytest.fixture(scope="package")
def looked_at(busy: Desk) -> Callable[[str], Any]:
    """Opens a page by its name; everybody has one window."""
    windows: dict[str, Any] = {}

    def look(name: str) -> Any:
        who, path, *links = PAGES[name]
        page = windows[who] = windows.get(who) or busy.window(who)
        page.set_viewport_size(WIDE)
        page.goto(busy.node.address + path)
        for link in links:
            page.goto(busy.node.address + str(page.locator(link).first.get_attribute("href")))
        return page

    return look


def violations(page: Any, asked: dict[str, Any]) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options={"runOnly": asked}).response["violations"]
    return [(rule["id"], [node["html"][:300] for node in rule["nodes"][:3]]) for rule in found]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_in_every_theme_and_on_a_phone(
    looked_at: Callable[[str], Any], name: str
) -> None:
    page = looked_at(name)
    everything = {"type": "tag", "values": RULES}
    wrong: dict[str, Any] = {"light": violations(page, everything)}
    for theme in ("dark", "night"):
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        wrong[theme] = violations(page, {"type": "rule", "values": COLOURS})
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]
    page.set_viewport_size(PHONE)
    wrong["phone"] = violations(page, everything)
    for width in (PHONE["width"], 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert {theme: found for theme, found in wrong.items() if found} == {}
    troubles = [said for said in page.troubles if "404" not in said or name != "not there"]
    page.troubles.clear()
    assert troubles == []
