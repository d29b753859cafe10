"""Addresses of people's desks."""

from django.urls import path

from seawall.foundation.people import pages

app_name = "people"
urlpatterns = [
    path("purpose", pages.purpose, name="purpose"),
    path("", pages.officers, name="officers"),
    path("add", pages.add, name="add"),
    path("tokens", pages.tokens, name="tokens"),
    path("tokens/<uuid:token_id>/revoke", pages.revoke, name="revoke"),
    path("<uuid:officer_id>/", pages.officer, name="officer"),
    path("<uuid:officer_id>/close", pages.close, name="close"),
    path("<uuid:officer_id>/reset", pages.reset, name="reset"),
]
