"""The doors that every officer has."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from seawall.foundation import ports
from seawall.foundation.errors import Conflict, NotFound, Refused
from seawall.foundation.web.context import rail_for
from seawall.foundation.web.middleware import UNATTENDED, ErrorPagesMiddleware

Enter = Callable[..., Client]


@pytest.fixture
def enter(world: Any) -> Enter:
    """A signed-in browser of an officer at work."""

    def go_in(role: str = "border_officer", purpose: str = "border_control", **more: Any) -> Client:
        client = Client(SERVER_NAME="localhost")
        client.force_login(
            world.officer(role, **more), "allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session["purpose"] = purpose
        session.save()
        return client

    return go_in


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_display_keeps_what_the_officer_chose(enter: Enter, world: Any) -> None:
    from seawall.foundation.identity.models import Officer

    client = enter()
    chosen = {"theme": "night", "density": "compact", "language": "fr"}
    assert client.post("/display/", chosen).status_code == 302
    officer = Officer.objects.get(theme="night")
    assert (officer.density, officer.language, officer.shortcuts) == ("compact", "fr", False)
    page = text_of(client.get("/display/"))
    assert 'data-theme="night"' in page
    assert 'data-density="compact"' in page
    assert 'data-shortcuts="off"' in page
    assert '<html lang="fr"' in page


def test_display_refuses_what_it_does_not_know(enter: Enter) -> None:
    client = enter()
    for wrong in ({"theme": "red"}, {"density": "x"}, {"language": "xx"}):
        given = {"theme": "light", "density": "normal", "language": "en"} | wrong
        response = client.post("/display/", given)
        assert response.status_code == 200
        assert "<title>Error: Display" in text_of(response)
        assert 'role="alert"' in text_of(response)


def test_the_language_changes_before_sign_in_and_leads_nowhere_else(db: str) -> None:
    client = Client(SERVER_NAME="localhost")
    response = client.post("/display/language", {"language": "es", "next": "https://x.example/"})
    assert response["Location"] == "/"
    assert response.cookies["django_language"].value == "es"
    response = client.post("/display/language", {"language": "xx", "next": "/account/login/"})
    assert response["Location"] == "/account/login/"
    assert "django_language" not in response.cookies


def test_the_first_page_is_the_first_place_the_officer_may_see(enter: Enter, world: Any) -> None:
    actor = world.actor("border_officer")
    rail = rail_for(actor, "/")
    expected = rail[0].url if rail else "/display/"
    assert enter().get("/")["Location"] == expected


def test_nobody_gets_in_without_signing_in(db: str) -> None:
    for address in ("/", "/display/", "/search", "/display/components"):
        response = Client(SERVER_NAME="localhost").get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/")


def test_pages_carry_the_policy_and_are_kept_by_no_cache(enter: Enter) -> None:
    response = enter().get("/display/components")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert response["Cache-Control"] == "no-store"


def test_the_palette_shows_places_alone_to_htmx_and_a_page_otherwise(enter: Enter) -> None:
    client = enter()
    assert "<html" in text_of(client.get("/search", {"q": "a"}))
    fragment = text_of(client.get("/search", {"q": ""}, headers={"HX-Request": "true"}))
    assert "<html" not in fragment
    assert 'role="option"' in fragment


def test_search_asks_modules_for_what_this_actor_may_see(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def answer(actor: Any, text: str, *, limit: int) -> list[ports.SearchAnswer]:
        asked.append((actor.purpose, text))
        return [ports.SearchAnswer("<b>ZZ 214</b>", "a voyage", "/voyage/1", "plane")][:limit]

    registry: ports.Registry[Any] = ports.Registry("search")
    registry.register("test", answer)
    monkeypatch.setattr(ports, "search", registry)
    client = enter()
    page = text_of(client.get("/search", {"q": " zz 2 "}))
    assert asked == [("border_control", "zz 2")]
    assert "&lt;b&gt;ZZ 214&lt;/b&gt;" in page
    assert "/voyage/1" in page
    client.get("/search", {"q": "z"})
    assert len(asked) == 1


def test_the_rail_shows_only_what_the_actor_may_open(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry: ports.Registry[ports.NavigationItem] = ports.Registry("navigation")
    item = ports.NavigationItem
    registry.register(
        "x.late", item("Late", "hits", "web:palette", "border.hits.read", 20, lambda _: 3)
    )
    registry.register("x.early", item("Early", "lists", "web:display", "border.hits.read", 10))
    registry.register("x.closed", item("Closed", "lists", "web:home", "audit.entries.read", 5))
    monkeypatch.setattr(ports, "navigation", registry)
    rail = rail_for(world.actor("border_officer"), "/search")
    assert [(place.label, place.waiting, place.current) for place in rail] == [
        ("Early", None, False),
        ("Late", 3, True),
    ]
    assert [place.letter for place in rail] == ["e", "l"]


def raised(error: Exception, **headers: str) -> HttpResponse:
    middleware = ErrorPagesMiddleware(lambda _request: HttpResponse())
    request = RequestFactory(SERVER_NAME="localhost").get("/x", headers=headers)
    request.session = {}  # type: ignore[assignment]  # as before the session starts
    request.htmx = bool(headers)  # type: ignore[attr-defined]  # as django-htmx sets it
    answer = middleware.process_exception(request, error)
    assert answer is not None
    return answer


def test_missing_and_hidden_give_the_same_page(db: str) -> None:
    one = raised(NotFound("border.hit.missing", "There is no such hit."))
    other = raised(NotFound("screening.entry.hidden", "No."))
    assert one.status_code == other.status_code == 404
    first, second = (
        answer.content.split(b"<main")[1].split(b"</main>")[0] for answer in (one, other)
    )
    assert re.sub(rb"printed [^b]+", b"", first) == re.sub(rb"printed [^b]+", b"", second)
    assert b"such hit" not in one.content


def test_a_missing_address_looks_like_a_missing_record(enter: Enter) -> None:
    response = enter().get("/no/such/address")
    assert response.status_code == 404
    assert "There is nothing here for you" in text_of(response)


def test_domain_errors_have_their_status_and_sentence(db: str) -> None:
    assert raised(Refused("x", "Choose another purpose.")).status_code == 403
    moved = raised(Conflict("x", "Someone else decided first."))
    assert moved.status_code == 409
    assert b"Someone else decided first." in moved.content


def test_htmx_gets_the_sentence_alone(db: str) -> None:
    answer = raised(Conflict("x", "Someone else decided first."), HX_Request="true")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content == b"Someone else decided first."


def test_other_errors_are_not_ours_to_translate() -> None:
    middleware = ErrorPagesMiddleware(lambda _request: HttpResponse())
    assert middleware.process_exception(HttpRequest(), ValueError()) is None


def _expires(client: Client) -> datetime:
    from django.contrib.sessions.models import Session

    return Session.objects.get(session_key=client.session.session_key).expire_date


def _age(client: Client) -> None:
    from django.contrib.sessions.models import Session

    soon = datetime.now(UTC) + timedelta(minutes=1)
    Session.objects.filter(session_key=client.session.session_key).update(expire_date=soon)


def test_only_the_officer_s_own_acts_keep_a_session_on(enter: Enter) -> None:
    client = enter()
    client.get("/display/")
    _age(client)
    before = _expires(client)
    client.get("/display/components", headers={UNATTENDED: "1"})
    assert _expires(client) == before
    client.get("/display/")
    assert _expires(client) > before


def test_a_session_can_be_kept_on_and_says_until_when(enter: Enter) -> None:
    client = enter()
    _age(client)
    ends = datetime.fromisoformat(client.post("/display/session").json()["ends"])
    assert ends > datetime.now(UTC) + timedelta(minutes=30)
    assert client.get("/display/session").status_code == 405


def test_a_table_answers_whole_in_part_and_as_files(enter: Enter) -> None:
    client = enter()
    whole = client.get("/display/components")
    assert "<html" in text_of(whole)
    part = client.get("/display/components", headers={"HX-Request": "true", "HX-Target": "sample"})
    assert text_of(part).startswith('<section class="panel" id="sample"')
    assert "HX-Target" in part["Vary"]
    csv = b"".join(client.get("/display/components", {"export": "csv"}))
    assert csv.decode("utf-8-sig").startswith("Arrives,Voyage,On board")
    assert csv.count(b"\r\n") == 20
    xlsx = b"".join(client.get("/display/components", {"export": "xlsx", "sort": "-name"}))
    assert xlsx.startswith(b"PK")


def test_a_table_walks_to_its_end_and_keeps_sort_and_filter(enter: Enter) -> None:
    client = enter()
    address = "/display/components?sort=-persons&name=ZZ"
    seen: list[str] = []
    for _ in range(5):
        page = text_of(client.get(address))
        seen += re.findall(r'<th role="rowheader" scope="row"><a href="\?voyage=(\d+)"', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        assert "9 of 19 shown" in page or not following
        if not following:
            break
        address = "/display/components" + unescape(following.group(1))
        assert "sort=-persons" in address
        assert "name=ZZ" in address
    assert len(seen) == len(set(seen)) == 19
    assert seen[0] == "19"
    assert seen[-1] == "5"  # the one whose number of persons is not known


def test_a_table_takes_no_harm_from_addresses_of_others_making(enter: Enter) -> None:
    client = enter()
    for query in ("sort=x", "after=x", "export=exe", "sev=x", "sort=", "after=%ff"):
        assert client.get(f"/display/components?{query}").status_code == 200
