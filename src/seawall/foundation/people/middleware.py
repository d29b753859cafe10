"""Who is at work in this request, and the end of a shift that has lasted too long."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from seawall.foundation.identity.doors import STARTED_KEY, actor_of


class ShiftMiddleware:
    """Signs an officer out ``SHIFT_HOURS`` after sign-in; an idle session ends earlier."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            started = request.session.setdefault(STARTED_KEY, now)
            if now - started > timedelta(hours=settings.SHIFT_HOURS).total_seconds():
                logout(request)
        # Lazy: a page that needs no actor must not be refused for want of a purpose.
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)
