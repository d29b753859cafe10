"""Addresses of the alerts."""

from django.urls import path

from seawall.modules.alerts import pages

app_name = "alerts"
urlpatterns = [
    path("", pages.alerts, name="list"),
    path("<uuid:alert_id>/", pages.alert, name="alert"),
    path("<uuid:alert_id>/take", pages.take, name="take"),
    path("<uuid:alert_id>/comment", pages.comment, name="comment"),
    path("<uuid:alert_id>/hand-over", pages.hand_over, name="hand_over"),
    path("<uuid:alert_id>/close", pages.close, name="close"),
]
