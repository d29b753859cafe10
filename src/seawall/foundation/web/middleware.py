"""Turns what a page raised into a page: the one place where errors meet the browser."""

import json
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seawall.foundation.errors import DomainError

PROBLEM_TYPE = "application/problem+json"


def problem(error: DomainError) -> HttpResponse:
    """The error for a machine (RFC 9457)."""
    body = {
        "type": "about:blank",
        "title": error.message,
        "status": error.status,
        "code": error.code,
    }
    if error.fields:
        body["fields"] = error.fields
    return HttpResponse(json.dumps(body), content_type=PROBLEM_TYPE, status=error.status)


class ErrorPagesMiddleware:
    """A record that is missing and one that may not be seen give the same page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Http404):
            return render(request, "404.html", status=404)
        if isinstance(error, PermissionDenied):
            return render(request, "403.html", status=403)
        if isinstance(error, DomainError):
            return self._page(request, error)
        return None

    def _page(self, request: HttpRequest, error: DomainError) -> HttpResponse:
        own = {403: "403.html", 404: "404.html"}
        template = own.get(error.status, "web/error.html")
        return render(request, template, {"error": error}, status=error.status)
