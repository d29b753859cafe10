"""How allauth behaves here: nobody signs themselves up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an agency's administrator, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this node, never a relative word or another host."""
        return bool(url) and str(url).startswith("/") and bool(super().is_safe_url(url))


def address_tried(request: HttpRequest | None, credentials: dict[str, str] | None = None) -> str:
    """The e-mail address that a sign-in tried, for the lock-out to count."""
    given = (credentials or {}).get("email") or (request.POST.get("login") if request else "")
    return (given or "").strip().lower()
