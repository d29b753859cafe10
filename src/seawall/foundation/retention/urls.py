"""Addresses of retention."""

from django.urls import path

from seawall.foundation.retention import pages

app_name = "retention"
urlpatterns = [
    path("", pages.retention, name="retention"),
    path("lift", pages.lift, name="lift"),
]
