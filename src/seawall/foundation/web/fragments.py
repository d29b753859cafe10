"""Which part of a page HTMX asks for."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


def asks_for(request: HttpRequest, part: str) -> bool:
    """Whether the request is for one part of a page alone.

    Args:
        request: as django-htmx's middleware left it.
        part: ``id`` of the panel that the answer will stand in for.
    """
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and htmx.target == part
