"""A message arrives while one watches; its hit is opened, decided, taken back, signed by two."""

import pytest
from tests.browser.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
OFFICER, SUPERVISOR = "border_officer@immigration", "border_supervisor@immigration"
REASON = "Name, birth date and passport agree with the entry. The carrier has read the passport."


def test_a_message_arrives_and_its_hit_is_decided_by_two(desk: Desk) -> None:
    page = desk.window(OFFICER)
    page.goto(desk.node.address)
    page.mouse.move(5, 5)
    assert page.inner_text("h1") == "Arrivals"
    assert page.inner_text(".purpose b") == "Border control"
    page.wait_for_selector("[data-link=live]")
    page.evaluate("window.same = true")
    assert page.query_selector("th.voy a:has-text('ZK 777')") is None

    surname = desk.send("ZK777", desk.listed[0])
    page.wait_for_selector("th.voy a:has-text('ZK 777')", timeout=60_000)
    waiting = page.locator("#q li", has_text="ZK 777")
    waiting.locator("a", has_text=surname).wait_for(timeout=60_000)
    assert page.evaluate("window.same"), "the board changes without being loaded again"
    desk.photograph(page, "arrivals")

    waiting.locator("a").click()
    page.wait_for_selector("h1:has-text('Is this the same person?')")
    said = page.inner_text("table.compare")
    assert all(word in said for word in surname.split())
    assert "PAXLST" in said
    assert desk.listed[0].key in said
    assert "Probability" in said
    added = [
        float(text.replace("−", "-")) for text in page.locator("td.pts").all_inner_texts()[:-1]
    ]
    assert sum(added[:-1]) == pytest.approx(added[-1], abs=0.005)

    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.keyboard.type("Wrongly taken for another.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".toast:has-text('Decided.')")
    assert "Clear, not the same" in page.inner_text("section.decision")

    page.keyboard.press("u")
    page.wait_for_url("**/undo")
    page.fill("[name=reason]", "The passport was read again.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".toast:has-text('Taken back.')")

    assert page.input_value("[name=reason]") == "", "what has arrived does not come back"
    page.evaluate(
        "document.querySelector('.toasts').replaceChildren(); document.activeElement.blur()"
    )
    page.keyboard.press("4")
    assert page.input_value("[name=choice]:checked") == "no_board"
    page.keyboard.press("Tab")
    page.keyboard.type(REASON)
    desk.photograph(page, "hit")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".toast:has-text('The second signature is asked for.')")
    assert page.query_selector("button:has-text('Sign the same')") is None, "never the same person"

    second = desk.window(SUPERVISOR)
    second.goto(page.url)
    assert REASON in second.inner_text("section.decision")
    second.fill("section.decision [name=reason]", "Seen, and the same.")
    second.click("button:has-text('Sign the same')")
    second.wait_for_selector(".toast:has-text('Signed.')")
    assert "In force" in second.inner_text("section.decision")

    page.goto(f"{desk.node.address}/border/")
    assert page.locator("#q li", has_text="ZK 777").count() == 0

    oversight = desk.window("oversight@audit")
    oversight.goto(f"{desk.node.address}/audit/")
    oversight.locator("a", has_text="border.decision.").first.wait_for()
    acts = oversight.inner_text("#entries")
    for who, act in (("K. Alexis", "border.hit.opened"), ("I. Joseph", "border.decision.")):
        assert who in acts
        assert act in acts
    desk.photograph(oversight, "audit")
    oversight.click("button:has-text('Verify now')")
    oversight.wait_for_selector("h1:has-text('The log is whole')")
    for one in (page, second, oversight):
        assert one.troubles == []
