"""Wiring."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "seawall.foundation.web"
    label = "web"
