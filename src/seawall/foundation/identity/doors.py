"""The doors that people and machines come in by: who is this, and why are they here?"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.errors import Refused
from seawall.foundation.identity.actors import actor_for
from seawall.foundation.identity.models import ApiToken, Officer

P = ParamSpec("P")
PURPOSE_KEY, CASE_KEY = "purpose", "case_reference"
STARTED_KEY = "shift_started"
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def is_own_address(asked: str, request: HttpRequest) -> bool:
    """Whether an address that a form asked to go on to is a path of this node."""
    hosts = {request.get_host()}
    return asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=hosts)


def has_purpose(request: HttpRequest) -> bool:
    return bool(request.session.get(PURPOSE_KEY))


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in officer at work; made once for a request.

    Raises:
        Refused: nobody is signed in, or no purpose is chosen.
    """
    known: Actor | None = getattr(request, "seawall_actor", None)
    if known is not None:
        return known
    officer = request.user
    if not isinstance(officer, Officer):
        raise Refused("access.signed_out", _("Sign in first."))
    actor = actor_for(
        Officer.objects.select_related("agency__organisation").get(id=officer.id),
        purpose=request.session.get(PURPOSE_KEY, ""),
        case_reference=request.session.get(CASE_KEY) or None,
    )
    request.seawall_actor = actor  # type: ignore[attr-defined]  # read back above
    return actor


def officer_page(page: Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]) -> Page[P]:
    """A page for officers at work: signs in, asks for the purpose, hands the Actor to the page."""

    @wraps(page)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _go("account_login", request)
        if not has_purpose(request):
            return _go("people:purpose", request)
        return page(request, actor_of(request), *args, **kwargs)

    return door


def _go(name: str, request: HttpRequest) -> HttpResponse:
    response = redirect(name)
    response["Location"] += "?" + urlencode({"next": request.get_full_path()})
    return response


def digest_of_token(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def actor_of_token(secret: str, *, case_reference: str | None) -> Actor | None:
    """The account behind an API token, narrowed to its scopes; None where it opens nothing."""
    now = timezone.now()
    token = (
        ApiToken.objects.select_related("officer__agency__organisation")
        .filter(digest=digest_of_token(secret), revoked_at=None, expires_at__gt=now)
        .first()
    )
    if token is None or not token.officer.is_active:
        return None
    if token.last_used_at is None or (now - token.last_used_at).total_seconds() > 60:
        ApiToken.objects.filter(id=token.id).update(last_used_at=now)
    return actor_for(
        token.officer,
        purpose=token.purpose,
        case_reference=case_reference,
        scopes=frozenset(token.scopes),
    )
