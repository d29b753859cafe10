"""What every answer carries, errors and files included, and how a node is set up."""

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client

ANSWERS = [
    ("/account/login/", 200),
    ("/alerts/", 302),
    ("/nowhere/", 404),
    ("/static/seawall/seawall.css", 200),
    ("/static/nowhere.css", 404),
    ("/api/nowhere", 404),
    ("/api/border/voyages", 401),
    ("/search?q=%00", 400),
    ("/live", 403),
]
CARRIED = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_what_protects_its_reader(db, path, status):
    response = Client(HTTP_HOST="localhost", raise_request_exception=False).get(path)
    body(response)
    for close in response._resource_closers:
        close()
    assert response.status_code == status
    assert "Access-Control-Allow-Origin" not in response.headers
    for name, value in CARRIED.items():
        assert value in response.headers.get(name, ""), (path, name)
    if not path.startswith("/static/seawall"):
        assert "no-store" in response.headers["Cache-Control"] or status == 404


def test_an_error_of_ours_and_a_strange_host_carry_it_too(db, monkeypatch):
    def broken(*_given, **_named):
        raise ZeroDivisionError("QUELLMARK")

    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    monkeypatch.setattr("allauth.account.views.LoginView.get", broken)
    for response, status in (
        (client.get("/account/login/"), 500),
        (client.get("/account/login/", HTTP_HOST="elsewhere.example"), 400),
    ):
        assert response.status_code == status
        assert b"QUELLMARK" not in response.content
        for name, value in CARRIED.items():
            assert value in response.headers.get(name, ""), name


def test_scripts_and_styles_come_from_the_node_alone():
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    said = {source for sources in policy.values() for source in sources}
    assert said <= {"'none'", "'self'", "blob:"}
    assert "blob:" not in policy["script-src"]


def test_cookies_are_kept_from_scripts_and_other_sites(world):
    officer, client = world.officer("auditor"), Client(HTTP_HOST="localhost")
    client.get("/account/login/")
    client.post("/account/login/", {"login": officer.email, "password": "correct horse battery"})
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


# Behind TLS these are on; a demonstration listens on the loopback alone.
ONLY_WITH_TLS = {"security.W004", "security.W008", "security.W012", "security.W016"}


def test_djangos_own_checks_for_a_deployment_are_content():
    found = {message.id for message in run_checks(include_deployment_checks=True)}
    # An address is unique whatever its case: by a constraint, which this check does not know.
    assert found <= ONLY_WITH_TLS | {"auth.W004"}


def test_behind_tls_cookies_travel_there_alone_and_browsers_remember(monkeypatch, tmp_path):
    from importlib.util import module_from_spec, spec_from_file_location

    monkeypatch.setenv("SEAWALL_HTTPS", "true")
    monkeypatch.setenv("SEAWALL_DATA_DIR", str(tmp_path))
    from seawall.node import settings as loaded

    spec = spec_from_file_location("settings_behind_tls", loaded.__file__)
    behind = module_from_spec(spec)
    spec.loader.exec_module(behind)
    assert behind.SESSION_COOKIE_SECURE
    assert behind.CSRF_COOKIE_SECURE
    assert behind.SECURE_HSTS_SECONDS >= 31_536_000
    assert behind.DEBUG is False
