"""How allauth behaves here: nobody signs themselves up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoorAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an agency's administrator, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
