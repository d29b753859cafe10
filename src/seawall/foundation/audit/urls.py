"""Addresses of the log."""

from django.urls import path

from seawall.foundation.audit import pages

app_name = "audit"
urlpatterns = [
    path("", pages.log, name="log"),
    path("own", pages.own, name="own"),
    path("verify", pages.verify, name="verify"),
    path("<uuid:entry_id>/", pages.entry, name="entry"),
]
