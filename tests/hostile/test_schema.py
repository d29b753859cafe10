"""The whole API against its own schema: no 5xx, no status or shape that it does not state."""

import os

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from tests.access.kit import Scene

from seawall.node.api import api

EXAMPLES = int(os.environ.get("SEAWALL_FUZZ", "8"))
HELD = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)


@pytest.fixture(scope="module")
def token(cloned):
    with cloned():
        scene = Scene()
        scene.furnish()
        yield scene.token(scene.officer("border_supervisor", scene.place_of_maker()))


@pytest.fixture(scope="module")
def schema(token):
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("path", sorted(api.get_openapi_schema()["paths"]))
def test_no_request_breaks_the_api_or_its_schema(schema, token, path):
    for operation in schema[path].values():

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case):
            response = case.call(headers={"Authorization": f"Bearer {token}"})
            case.validate_response(response, checks=HELD)

        ask()
