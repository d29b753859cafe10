"""What comes in at the doors and was never meant to: no error of ours, no trace of one."""

import json
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from tests.access.kit import Scene, address_of, doors, undone

from seawall.foundation.identity.models import Officer

TRACES = re.compile(r"Traceback|File \"/|psycopg|django\.|SELECT .* FROM|Exception", re.IGNORECASE)
OUTSIDE = "https://elsewhere.example/"
UNSAFE = [door for door in doors() if door.method == "POST" and not door.is_api]
PAGES = [door for door in doors() if door.method == "GET" and not door.is_api]
NASTY = (
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "￿",
    "'; DROP TABLE audit_entry; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%s%n",
    "../../etc/passwd",
    "A" * 5000,
    "-1",
    "99999999999999999999",
    "NaN",
    "0001-01-01",
    "9999-12-31T23:59:59",
    "=1+1",
    "\u202eabc",
    "a\r\nX-Injected: yes",
    "[]",
    "null",
)


@pytest.fixture(scope="module")
def scene(cloned):
    with cloned():
        furnished = Scene()
        furnished.furnish()
        yield furnished


@pytest.fixture
def everybody(scene):
    """Browsers whose officers together may open every page; nothing that they do stays."""
    roles = ["border_supervisor", "agency_administrator", "auditor", "data_protection_officer"]
    place = Scene.place_of_maker()
    with undone():
        yield [scene.enter(scene.officer(role, place)) for role in roles]


def sound(response):
    if response.streaming and not response.is_async:
        body = b"".join(response.streaming_content)
    else:
        body = b"" if response.streaming else response.content
    for close in response._resource_closers:  # close() alone would close the connection as well
        close()
    assert response.status_code < 500, (response.status_code, body[:500])
    assert "X-Injected" not in response.headers
    if response.status_code >= 400:
        assert not TRACES.search(body.decode("utf-8", "replace"))
    return response


@pytest.mark.parametrize("door", PAGES, ids=lambda door: door.label)
def test_nothing_in_an_address_breaks_a_page(scene, everybody, door):
    identity = scene.records["shared", door.record] if door.record else None
    names = (
        "q",
        "sort",
        "after",
        "export",
        "state",
        "since",
        "about",
        "next",
        "who",
        "hits",
        "kind",
        "from",
        "one",
        "other",
        "landed",
        *door.query,
    )
    address = address_of(door, identity)
    for number, text in enumerate(NASTY):
        for client in everybody[: 1 + number % 2]:
            sound(client.get(address, dict.fromkeys(names, text)))


@pytest.mark.parametrize("door", UNSAFE, ids=lambda door: door.label)
def test_nothing_in_a_form_breaks_a_page(scene, everybody, door):
    identity = scene.records["shared", door.record] if door.record else None
    address = address_of(door, identity)
    officer = scene.officer("border_supervisor", scene.place_of_maker())
    given = door.send(scene, officer) if callable(door.send) else door.send
    names = {"next", "login", "password", "code", *(given or {})}
    for text in NASTY:
        for client in everybody:
            with undone():
                sound(client.post(address, dict.fromkeys(names, text)))


@pytest.mark.parametrize("door", UNSAFE, ids=lambda door: door.label)
def test_a_form_without_its_token_is_refused(scene, door):
    identity = scene.records["shared", door.record] if door.record else None
    place = scene.place_of_maker()
    officer = scene.officer("border_supervisor", place)
    scene.prepare(officer)
    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    client.cookies = scene.enter(officer).cookies
    for headers in ({}, {"HTTP_X_CSRFTOKEN": "a" * 64}, {"HTTP_ORIGIN": OUTSIDE.rstrip("/")}):
        response = sound(client.post(address_of(door, identity), {}, **headers))
        assert response.status_code == 403
        assert b"session ended before the form arrived" in response.content


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])
def test_no_page_answers_a_method_that_it_does_not_know(scene, everybody, method):
    for door in PAGES:
        identity = scene.records["shared", door.record] if door.record else None
        with undone():
            response = sound(everybody[0].generic(method, address_of(door, identity), b"x"))
        if method == "OPTIONS" or door.anyone:
            continue
        assert response.status_code in {302, 403, 404, 405}, (door.label, response.status_code)


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "text/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x; charset=utf-99",
        "application/x-www-form-urlencoded; charset=nonsense",
        "\xff",
        "a/b;" * 50,
    ],
)
def test_bodies_of_a_wrong_kind_are_answered(scene, everybody, kind):
    for door in UNSAFE:
        identity = scene.records["shared", door.record] if door.record else None
        for body in (
            b"",
            b"\xff\xfe\x00",
            b'{"a":' * 3000,
            b"--x\r\nContent-Disposition: form-data\r\n\r\n",
        ):
            with undone():
                sound(everybody[0].generic("POST", address_of(door, identity), body, kind))


def test_a_body_beyond_the_limit_gets_413(scene, everybody, monkeypatch):
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", 1000)
    form = "application/x-www-form-urlencoded"
    response = everybody[0].generic("POST", "/people/purpose", b"a=" + b"x" * 2000, form)
    assert response.status_code == 413
    token = scene.token(scene.officer("border_supervisor", scene.place_of_maker()))
    asked = Client(HTTP_HOST="localhost").generic(
        "POST",
        "/api/screening/screen",
        b"[" * 2000,
        "application/json",
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )
    assert asked.status_code == 413


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example",
        "localhost.elsewhere.example",
        "",
        "a b",
        "\x00",
        "[::1",
        "localhost@elsewhere.example",
        "x" * 5000,
    ],
)
def test_an_unknown_host_is_refused(db, host):
    response = sound(Client(HTTP_HOST=host, raise_request_exception=False).get("/account/login/"))
    assert response.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/alerts/%00/",
        "/static/../../pyproject.toml",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static/..%2f..%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/seawall/../../../../../etc/passwd",
        "/static/seawall/%00.css",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "/%ff%fe",
        "/" + "a" * 9000,
        "/alerts/" + "0" * 36 + "/",
    ],
)
def test_no_path_leads_out(db, path):
    response = sound(
        Client(HTTP_HOST="localhost", raise_request_exception=False).generic("GET", path)
    )
    assert response.status_code in {400, 404, 301, 302}
    assert b"root:" not in response.content
    assert b"build-system" not in response.content


@pytest.mark.parametrize(
    "cookie",
    [
        '"\\000\\000\\000\\000\\000\\000\\000\\000"',
        "a%00b",
        "é" * 40,
        "x" * 4000,
        '"; drop',
        "=;=;=",
    ],
)
def test_no_cookie_breaks_a_page(db, cookie):
    for name in (settings.SESSION_COOKIE_NAME, "csrftoken", settings.LANGUAGE_COOKIE_NAME):
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        sound(client.get("/account/login/", HTTP_COOKIE=f"{name}={cookie}"))


@pytest.mark.parametrize(
    "name",
    [
        "ACCEPT",
        "ACCEPT_LANGUAGE",
        "ACCEPT_ENCODING",
        "USER_AGENT",
        "REFERER",
        "HX_REQUEST",
        "HX_TARGET",
        "HX_CURRENT_URL",
        "LAST_EVENT_ID",
        "X_FORWARDED_FOR",
        "X_FORWARDED_HOST",
        "IF_NONE_MATCH",
        "IF_MODIFIED_SINCE",
        "RANGE",
        "AUTHORIZATION",
        "X_CASE_REFERENCE",
        "IDEMPOTENCY_KEY",
        "X_HTTP_METHOD_OVERRIDE",
        "TRANSFER_ENCODING",
        "CONTENT_LENGTH",
    ],
)
def test_no_header_breaks_a_page(scene, everybody, name):
    token = scene.token(scene.officer("border_supervisor", scene.place_of_maker()))
    for text in (
        "",
        "a" * 9000,
        "é\xff",
        "-1",
        "bytes=0-,-1",
        "%00",
        "*/*;q=9",
        "x:y",
        '"',
        "0x10",
    ):
        headers = {f"HTTP_{name}": text} if name != "CONTENT_LENGTH" else {name: text or "0"}
        for path in ("/account/login/", "/alerts/", "/static/seawall/seawall.css"):
            sound(everybody[0].get(path, **headers))
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"} | headers
        sound(everybody[0].get("/api/border/voyages", **bearer))


@pytest.mark.parametrize(
    "target",
    [
        OUTSIDE,
        "//elsewhere.example",
        "///elsewhere.example",
        "\\\\elsewhere",
        "javascript:alert(1)",
        "https:elsewhere.example",
        "http:///elsewhere.example",
        "/\\elsewhere.example",
        "\thttps://elsewhere.example",
        "data:text/html,x",
        "nowhere",
        "a\r\nX-Injected: yes",
        "'; --",
    ],
)
def test_no_door_sends_anyone_elsewhere(scene, target):
    officer = scene.officer("border_supervisor", scene.place_of_maker())
    with undone():
        browser = scene.enter(officer)
        sent = [
            browser.post("/people/purpose", {"purpose": "border_control", "next": target}),
            browser.post("/display/language", {"language": "es", "next": target}),
            browser.get("/account/login/", {"next": target}),
        ]
        stranger = Client(HTTP_HOST="localhost")
        login = {"login": officer.email, "password": "correct horse battery", "next": target}
        sent.append(stranger.post("/account/login/", login))
        sent.append(browser.post("/account/logout/", {"next": target}))
    for response in sent:
        sound(response)
        place = response.headers.get("Location", "/")
        assert place.startswith("/"), place
        assert not place.startswith(("//", "/\\")), place


def test_a_session_given_before_sign_in_is_worth_nothing_after(world):
    officer = world.officer("auditor")
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = "attackerschosensessionkey1234567"
    client.get("/account/login/")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/account/login/", {"login": officer.email, "password": "correct horse battery"})
    after = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert after != before
    thief = Client(HTTP_HOST="localhost")
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert thief.get("/audit/own").status_code == 302
    client.post("/account/logout/")
    thief.cookies[settings.SESSION_COOKIE_NAME] = after
    assert thief.get("/audit/own").status_code == 302


def test_a_changed_password_ends_every_other_session(world, client_of):
    officer = world.officer("auditor")
    client = client_of(officer)
    assert client.get("/audit/own").status_code == 200
    again = Officer.objects.get(id=officer.id)
    again.set_password("another horse battery")
    again.save()
    assert client.get("/audit/own").status_code == 302


def test_a_cursor_of_one_list_is_none_of_another(world, client_of):
    """Lists whose order has the same name hold values of other kinds."""
    client = client_of(world.officer("agency_administrator"))
    for path, sort in (("/display/components", "name"), ("/display/components", "at")):
        page = client.get(path, {"sort": sort}).content.decode()
        cursor = re.search(r"after=([\w%-]+)", page)[1]
        for other in ("/people/", "/jobs/", "/audit/own"):
            sound(client.get(other, {"sort": sort, "after": cursor}))


def test_json_of_any_shape_is_answered(scene):
    place = scene.place_of_maker()
    token = scene.token(scene.officer("border_supervisor", place))
    deep = "[" * 100_000
    bodies = [
        deep,
        '{"a":' * 50_000,
        "",
        "nul",
        "\xff",
        '"\\u0000"',
        '{"subjects": [{"name": "a\\u0000b"}]}',
        '{"subjects": [{"name": "\\ud800"}]}',
        "1e999999",
        "-" * 1000,
        '{"subjects": null}',
        '{"subjects": [' + '{"name": "A"},' * 499 + "1]}",
        json.dumps({"subjects": [{"name": 1}]}),
    ]
    for door in doors():
        if not door.is_api or door.name.startswith("GET"):
            continue
        identity = scene.records["shared", door.record] if door.record else None
        for body in bodies:
            with undone():
                response = Client(HTTP_HOST="localhost", raise_request_exception=False).generic(
                    door.name.split(" ")[0],
                    address_of(door, identity),
                    body.encode("latin-1"),
                    "application/json",
                    HTTP_AUTHORIZATION=f"Bearer {token}",
                )
            sound(response)
            assert (
                response.status_code < 300
                or response.headers["Content-Type"] == "application/problem+json"
            )


@pytest.fixture(autouse=True)
def _calm():
    """Sign-in counts its tries in the cache."""
    cache.clear()
