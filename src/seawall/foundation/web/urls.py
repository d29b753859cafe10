"""Addresses of what every officer has: first page, display, search, live news."""

from django.urls import path

from seawall.foundation.web import pages, stream

app_name = "web"

urlpatterns = [
    path("", pages.home, name="home"),
    path("display/", pages.display, name="display"),
    path("display/language", pages.language, name="language"),
    path("display/session", pages.session, name="session"),
    path("display/components", pages.components, name="components"),
    path("search", pages.palette, name="palette"),
    path("live", stream.live, name="live"),
]
