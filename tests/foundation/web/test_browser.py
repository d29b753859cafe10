"""The components in a real browser: accessible by theme, quick to keys, live, printable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from seawall.foundation.actor import Level
from seawall.foundation.handling.header import Header
from seawall.foundation.web import live

pytestmark = [
    pytest.mark.browser,
    # Django says so for each static file that whitenoise serves under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume"),
]
Open = Callable[..., Any]
CATALOGUE = "/display/components"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[tuple[str, list[str]]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_every_component_is_accessible_in_every_theme_and_width(open_page: Open) -> None:
    for width in (1280, 390):
        page = open_page(CATALOGUE, width)
        for theme in ("light", "dark", "night"):
            page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            assert violations(page) == [], (theme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.troubles == []
    page = open_page(CATALOGUE, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_dialogs_are_accessible_and_close_by_escape(open_page: Open) -> None:
    page = open_page(CATALOGUE)
    for key, dialog in (("?", "keys"), ("Control+k", "palette")):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
        page.wait_for_selector(f"#{dialog}[open]")
        assert violations(page) == []
        page.keyboard.press("Escape")
        assert page.query_selector(f"#{dialog}[open]") is None
    page.click("[data-dialog=withdraw]")
    assert page.evaluate("document.activeElement.name") == "reason"
    assert violations(page) == []
    page.click("dialog[open] [data-close]")
    assert page.query_selector("dialog[open]") is None


def test_keys_walk_choose_and_filter_and_stay_out_of_fields(open_page: Open) -> None:
    page = open_page(CATALOGUE)
    focused = "document.activeElement.textContent"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate(focused).startswith("TESTA")
    page.keyboard.press("j")
    assert page.evaluate(focused).startswith("MUSTERLING")
    page.keyboard.press("k")
    assert page.evaluate(focused).startswith("TESTA")
    page.keyboard.press("2")
    assert page.evaluate("document.querySelector('[name=decision]:checked').value") == "advisory"
    page.keyboard.press("5")
    assert page.evaluate("document.querySelector('[name=decision]:checked').value") == "advisory"
    page.keyboard.press("/")
    page.keyboard.type("1?")
    assert page.input_value("[name=name]") == "1?"
    assert page.query_selector("dialog[open]") is None
    page.evaluate("document.body.dataset.shortcuts = 'off'; document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.query_selector("dialog[open]") is None


def test_what_was_typed_comes_back_after_a_reload(open_page: Open) -> None:
    page = open_page(CATALOGUE)
    page.fill("#why", "typed and not sent")
    page.keyboard.press("Escape")
    page.reload()
    assert page.input_value("#why") == "typed and not sent"
    assert "is back" in page.inner_text(".toasts")


def test_what_has_arrived_does_not_come_back_and_what_failed_does(open_page: Open) -> None:
    page = open_page("/display/")
    page.check("[name=theme][value=dark]")
    page.click("button:has-text('Keep this')")
    page.wait_for_selector("html[data-theme=dark]")
    assert "is back" not in page.inner_text(".toasts")

    page.check("[name=theme][value=night]")
    page.route("**/display/", lambda route: route.fulfill(status=500, body="<p>broken</p>"))
    page.click("button:has-text('Keep this')")
    page.wait_for_selector("p:has-text('broken')")
    page.unroute("**/display/")
    page.go_back()
    page.wait_for_selector(".toasts .toast:has-text('is back')")
    assert page.is_checked("[name=theme][value=night]")


def test_a_table_sorts_filters_and_pages_without_a_whole_page(open_page: Open) -> None:
    page = open_page(CATALOGUE)
    page.evaluate("window.same = true")
    page.click("#sample thead a:has-text('On board')")
    page.wait_for_selector("#sample th[aria-sort=ascending]:has-text('On board')")
    page.click("#sample a[rel=next]")
    page.wait_for_selector("#sample a:has-text('First page')")
    assert "after=" in page.url
    page.fill("#sample [name=name]", "ZZ 107")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sample footer:has-text('1 of 1 shown')")
    assert page.locator("#sample tbody tr").count() == 2
    assert page.evaluate("window.same")
    assert page.troubles == []


def test_live_news_refreshes_a_panel_and_never_under_the_focus(
    open_page: Open, world: Any, db: str
) -> None:
    header = Header(
        owner_id=world.agency("border").id,
        owner_state="LCA",
        level=Level.GREEN,
        permitted_uses=("admission",),
        data_class="test",
        retain_until=datetime(2027, 1, 1, tzinfo=UTC),
    )

    def tell(header: Header) -> None:
        payload = live.encode(live.Event("sample", header))
        with psycopg.connect(db, autocommit=True) as other:
            other.execute("SELECT pg_notify(%s, %s)", [live.CHANNEL, payload])

    open_page("/display/").wait_for_selector("[data-link=live]")  # the process listens from here on
    page = open_page(CATALOGUE)
    page.wait_for_selector("[data-link=live]")
    assert page.inner_text("[data-link-word]") == "Live"
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.headers.get("x-seawall-unattended", "")))
    page.mouse.move(5, 5)

    tell(replace(header, owner_id=world.agencies["border"].organisation_id))
    page.wait_for_timeout(800)
    assert asked == []

    with page.expect_response(lambda answer: "components" in answer.url):
        tell(header)
    assert asked == ["1"]

    page.focus("#sample tbody a")
    tell(header)
    page.wait_for_selector("#sample [data-ticker]:visible")
    assert "Something here has changed." in page.inner_text("#sample [data-ticker]")
    assert asked == ["1"]
    with page.expect_response(lambda answer: "components" in answer.url):
        page.evaluate("document.activeElement.blur()")
    page.wait_for_selector("#sample [data-ticker]", state="hidden")
    assert page.troubles == []


def test_pages_work_without_script(open_page: Open) -> None:
    page = open_page(f"{CATALOGUE}#withdraw", java_script_enabled=False)
    assert page.is_visible("#withdraw")
    assert not page.is_visible("#palette")
    assert page.inner_text("[data-link-word]") == "Not live"
    page.goto(page.url.split("#")[0])
    page.click("#sample a[rel=next]")
    assert page.is_visible("#sample a:has-text('First page')")
    page.click("a[data-palette]")
    assert page.inner_text("h1") == "Search"


def test_print_carries_the_marking_and_no_controls(open_page: Open) -> None:
    page = open_page(CATALOGUE)
    page.emulate_media(media="print")
    marking = "getComputedStyle(document.querySelector('main'), '::before').content"
    assert "TLP:AMBER+STRICT · node Saint Lucia · printed " in page.evaluate(marking)
    page.evaluate("document.documentElement.dataset.theme = 'night'")
    ground = "getComputedStyle(document.querySelector('mark')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    for part in (".topbar", ".rail", "#sample form", ".btn"):
        assert not page.is_visible(part)
    assert page.is_visible("#sample table")


def test_a_session_that_ends_warns_and_can_be_kept(open_page: Open) -> None:
    page = open_page(CATALOGUE)
    page.add_init_script(
        "document.addEventListener('readystatechange', () => { localStorage.clear();"
        "const ends = new Date(Date.now() + 90000).toISOString();"
        "if (document.body) document.body.dataset.sessionEnds = ends; })"
    )
    page.reload()
    page.wait_for_selector(".toasts .toast:has-text('Your session ends in 2 min')")
    with page.expect_response(lambda answer: answer.url.endswith("/display/session")) as kept:
        page.click(".toasts button:has-text('Stay signed in')")
    assert kept.value.status == 200
    page.wait_for_selector(".toasts .toast", state="detached")
