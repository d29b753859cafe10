"""The API: tokens, problem+json, one router for each module."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import HttpBearer

import seawall
from seawall.foundation.actor import Actor
from seawall.foundation.errors import DomainError, Invalid
from seawall.foundation.identity.doors import actor_of_token
from seawall.foundation.web.middleware import problem
from seawall.modules.screening.api import router as screening


class Token(HttpBearer):
    """``Authorization: Bearer …``; ``X-Case-Reference`` where the token's purpose needs a case."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return actor_of_token(token, case_reference=request.headers.get("X-Case-Reference"))


api = NinjaAPI(
    title="Seawall",
    version=seawall.__version__,
    auth=Token(),
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)


api.add_router("/screening", screening)


@api.exception_handler(DomainError)
def _domain(_request: HttpRequest, error: DomainError) -> HttpResponse:
    return problem(error)


@api.exception_handler(ValidationError)
def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(
        Invalid("request.invalid", "The request is not of the documented form.", _fields(error))
    )


def _fields(error: ValidationError) -> dict[str, str]:
    fields: dict[str, Any] = {}
    for fault in error.errors:
        fields[".".join(map(str, fault["loc"]))] = str(fault["msg"])
    return fields
