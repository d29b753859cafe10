"""The API: tokens, problem+json, one router for each module."""

import re
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer

import seawall
from seawall.foundation.actor import Actor
from seawall.foundation.errors import DomainError, Invalid, NotFound, TooLarge
from seawall.foundation.identity.doors import actor_of_token
from seawall.foundation.web.middleware import problem
from seawall.modules.border.api import router as border
from seawall.modules.screening.api import router as screening

log = structlog.get_logger()
# U+0000 as JSON may write it: an even number of backslashes before it are backslashes themselves.
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000|\x00")


class SoundParser(Parser):
    """JSON without the character U+0000, which PostgreSQL cannot hold as text."""

    def parse_body(self, request: HttpRequest) -> Any:
        if NUL.search(request.body):
            raise ValueError("the character U+0000 has no place in text")
        try:
            return super().parse_body(request)
        except RecursionError as error:
            raise ValueError("nested too deep") from error


class Unknown(DomainError):
    """No account is behind the token, or there is no token."""

    status = 401


class Failed(DomainError):
    """An error of the program."""

    status = 500


class Token(HttpBearer):
    """``Authorization: Bearer …``; ``X-Case-Reference`` where the token's purpose needs a case."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return actor_of_token(token, case_reference=request.headers.get("X-Case-Reference"))


PROBLEM: dict[str, Any] = {
    "description": "What was wrong, for a machine (RFC 9457).",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "code"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "code": {"type": "string"},
                    "fields": {"type": "object", "additionalProperties": {"type": "string"}},
                },
            }
        }
    },
}


class Api(NinjaAPI):
    """The API, its schema saying of every operation how it refuses."""

    def get_openapi_schema(self, **given: Any) -> Any:
        schema = super().get_openapi_schema(**given)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"].setdefault("default", PROBLEM)
        return schema


api = Api(
    title="Seawall",
    version=seawall.__version__,
    auth=Token(),
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
    parser=SoundParser(),
)


api.add_router("/screening", screening)
api.add_router("/border", border)


@api.exception_handler(DomainError)
def _domain(_request: HttpRequest, error: DomainError) -> HttpResponse:
    return problem(error)


@api.exception_handler(ValidationError)
def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(
        Invalid("request.invalid", "The request is not of the documented form.", _fields(error))
    )


@api.exception_handler(AuthenticationError)
def _signed_out(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = problem(Unknown("access.signed_out", "Give a token that opens this node."))
    response["WWW-Authenticate"] = 'Bearer realm="Seawall"'
    return response


@api.exception_handler(Http404)
def _missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return problem(NotFound("request.address.missing", "There is nothing here for you."))


@api.exception_handler(HttpError)
def _unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    fault = DomainError("request.unreadable", "The request could not be read.")
    response = problem(fault)
    response.status_code = error.status_code
    return response


@api.exception_handler(SuspiciousOperation)
def _suspicious(_request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
    if isinstance(error, RequestDataTooBig):
        return problem(TooLarge("request.too_large", "The request is larger than a node accepts."))
    return problem(DomainError("request.unreadable", "The request could not be read."))


@api.exception_handler(Exception)
def _failed(_request: HttpRequest, error: Exception) -> HttpResponse:
    """An error of ours: written to the log, and told without a word of what it was."""
    log.error("the API failed", exc_info=error)
    return problem(Failed("node.failed", "The node could not do this. It is written in its log."))


def _fields(error: ValidationError) -> dict[str, str]:
    fields: dict[str, Any] = {}
    for fault in error.errors:
        fields[".".join(map(str, fault["loc"]))] = str(fault["msg"])
    return fields
