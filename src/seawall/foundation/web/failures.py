"""What a person sees when something cannot be done: what failed, that nothing changed, ways on.

A record that one may not see and one that does not exist give the same page. Domain errors are
translated here, once, for every page; HTMX requests get the sentence alone.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seawall.foundation.errors import DomainError

GetResponse = Callable[[HttpRequest], HttpResponse]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        400,
        _("That address or form could not be read"),
        _("Nothing was changed. Go back and try once more, or start from the first page."),
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = exception.message if isinstance(exception, DomainError) else ""
    return _page(
        request,
        403,
        _("Your roles or your purpose do not open this page"),
        said
        or _(
            "Nothing was changed. If your work needs it, choose another purpose "
            "or ask the administrator of your agency."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("There is nothing here for you"),
        _(
            "The address may be mistyped, or the record is closed, erased "
            "or not open to your purpose."
        ),
    )


def too_many(request: HttpRequest, *_given: object, **_named: object) -> HttpResponse:
    """Answer to a client that tried too often; takes whatever django-axes passes."""
    return _page(
        request,
        429,
        _("Too many tries"),
        _(
            "Sign-in from here is closed for a while. "
            "Wait, or ask the administrator of your agency to open it."
        ),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Answer to an error of ours: a page that needs neither session nor database."""
    return render(request, "web/failed.html", status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer to a form without a valid token: the session ended or cookies are off."""
    return _page(
        request,
        403,
        _("Your session ended before the form arrived"),
        _("Nothing was changed. Go back: what you typed is still in the form. Then send it again."),
    )


class Translated:
    """Middleware: a domain error that no page answered becomes the page for its status."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if not response.has_header("Cache-Control"):
            # Pages hold personal data: no cache on the way or in the browser keeps them.
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        if getattr(request, "htmx", False):
            return _sentence(exception)
        if exception.status == 404:
            return not_found(request)
        if exception.status == 403:
            return refused(request, exception)
        return _page(request, exception.status, _("That was not possible"), exception.message)


def _sentence(error: DomainError) -> HttpResponse:
    text = _("There is nothing here for you") if error.status == 404 else error.message
    return HttpResponse(text, status=error.status, content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest, status: int, title: str, said: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponse(title, status=status, content_type="text/plain; charset=utf-8")
    context = {"heading": title, "said": said, "status": status}
    return render(request, "web/error.html", context, status=status)
