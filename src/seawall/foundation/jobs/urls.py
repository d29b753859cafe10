"""Addresses of the queue."""

from django.urls import path

from seawall.foundation.jobs import pages

app_name = "jobs"
urlpatterns = [
    path("", pages.queue, name="queue"),
    path("<uuid:job_id>/retry", pages.retry, name="retry"),
]
