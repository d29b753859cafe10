"""Logs carry no personal data, whatever goes wrong with it."""

import io
import logging

import pytest
import structlog
from django.db import IntegrityError, connection, transaction
from django.test import Client

from seawall.foundation import ports
from seawall.foundation.jobs import services as jobs
from seawall.foundation.jobs.models import Job
from seawall.node import database, logs

NAME = "QUELLMARK MARLOW"


@pytest.fixture
def said(capfd, monkeypatch):
    """Everything that the node's logs say."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(logs.Formatter(logs.LOGGING["formatters"]["plain"]["format"]))
    logging.getLogger().addHandler(handler)
    monkeypatch.setattr("sys.stderr", heard)
    logs.configure()
    yield heard
    logging.getLogger().removeHandler(handler)
    monkeypatch.undo()
    logs.configure()


def break_with_a_name():
    traveller = {"surname": NAME}
    raise ValueError(f"cannot read {traveller}")


def test_neither_text_nor_variables_of_an_error_are_logged(said):
    try:
        try:
            break_with_a_name()
        except ValueError as error:
            raise LookupError(NAME) from error
    except LookupError:
        structlog.get_logger().exception("it failed", kind="test")
        logging.getLogger("any").exception("it failed as well")
    text = said.getvalue()
    assert "QUELLMARK" not in text
    assert text.count("break_with_a_name") == 2
    assert "builtins.LookupError" in text
    assert "builtins.ValueError" in text


def test_a_job_that_fails_on_a_name_tells_neither_log_nor_queue(world, said):
    def fails(_actor, _payload):
        break_with_a_name()

    ports.jobs.register("test.names", fails)
    try:
        jobs.enqueue(world.actor(), "test.names")
        assert jobs.run_due()
    finally:
        ports.jobs._answers.pop("test.names")
    assert "QUELLMARK" not in said.getvalue() + Job.objects.get().error
    assert "break_with_a_name" in said.getvalue()


def test_a_page_that_breaks_on_a_name_does_not_tell_it(client_of, world, said, monkeypatch):
    monkeypatch.setattr("seawall.foundation.web.palette.find", lambda *_given: break_with_a_name())
    client = client_of(world.officer("border_officer"))
    client.raise_request_exception = False
    answer = client.get("/search", {"q": NAME})
    assert answer.status_code == 500
    assert b"QUELLMARK" not in answer.content
    assert "QUELLMARK" not in said.getvalue()
    assert "break_with_a_name" in said.getvalue()


def test_a_wrong_password_names_nobody(world, said):
    for _ in range(6):
        Client(HTTP_HOST="localhost").post(
            "/account/login/", {"login": "quellmark@own.example", "password": NAME}
        )
    assert "quellmark" not in said.getvalue().lower()


def test_postgresql_logs_neither_statements_nor_rows(world, node, said):
    if not node.embedded:
        pytest.skip("the server's log is the operator's own")
    officer = world.officer("border_officer")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO identity_officer SELECT * FROM jsonb_populate_record("
            "(SELECT o FROM identity_officer o WHERE id = %s), %s)",
            [officer.id, f'{{"id": "00000000-0000-7000-8000-000000000001", "name": "{NAME}"}}'],
        )
    text = database.embedded(node).log.read_text()
    assert "duplicate key" in text
    assert "QUELLMARK" not in text
    assert officer.email not in text
