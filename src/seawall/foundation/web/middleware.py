"""Turns what a page raised into a page: the one place where errors meet the browser."""

import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from seawall.foundation.errors import DomainError, TooLarge

UNATTENDED = "X-Seawall-Unattended"
PROBLEM_TYPE = "application/problem+json"
# A page of its own where there is one; what is missing and what may not be seen share theirs.
PAGES = {403: "403.html", 404: "404.html"}


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


GetResponse = Callable[[HttpRequest], HttpResponse]


class SoundMiddleware:
    """Answers what no form of ours sends, before anything reads it.

    A character U+0000 in the address or a cookie, which PostgreSQL cannot hold as text, gets 400; a
    body beyond what is read into memory gets 413 (files go to disk and are limited elsewhere).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _holds_nul(request):
            return _refusal(request, DomainError("request.unreadable", "Bad Request"))
        if _is_too_large(request):
            return _refusal(request, TooLarge("request.too_large", "Content Too Large"))
        return self.get_response(request)


def _holds_nul(request: HttpRequest) -> bool:
    values = [request.path_info, request.META.get("QUERY_STRING", ""), *request.COOKIES.values()]
    return any("\x00" in value or "%00" in value for value in values)


def _is_too_large(request: HttpRequest) -> bool:
    if request.content_type == "multipart/form-data":
        return False
    declared = request.META.get("CONTENT_LENGTH") or "0"
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return limit is not None and declared.isdecimal() and int(declared) > limit


def _refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The error as the API says it, elsewhere in plain text: there is no page for it yet."""
    plain = HttpResponse(error.message, status=error.status, content_type="text/plain")
    response = problem(error) if request.path_info.startswith("/api/") else plain
    response["Cache-Control"] = "no-store"
    return response


class PresenceMiddleware:
    """Keeps a session on while its officer is there, and speaks the officer's language.

    What a page asks by itself (live news, and the panels it then fetches) is no sign of an
    officer: an unattended page lets the session end.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            unattended = UNATTENDED in request.headers or request.path == reverse("web:live")
            if not unattended:
                request.session.modified = True
            if request.user.language:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language() or ""
        return self.get_response(request)


class ErrorPagesMiddleware:
    """Gives a domain error that no page answered its page; HTMX gets the sentence alone.

    Pages hold personal data, so that no cache on the way or in the browser keeps one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if getattr(request, "htmx", False):
            return _sentence(error)
        template = PAGES.get(error.status, "web/error.html")
        return render(request, template, {"error": error}, status=error.status)


def _sentence(error: DomainError) -> HttpResponse:
    text = _("There is nothing here for you.") if error.status == 404 else error.message
    return HttpResponse(text, status=error.status, content_type="text/plain; charset=utf-8")
