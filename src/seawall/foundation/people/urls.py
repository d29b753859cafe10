"""Addresses of people's desks."""

from django.urls import path

from seawall.foundation.people import pages

app_name = "people"
urlpatterns = [
    path("purpose", pages.purpose, name="purpose"),
]
