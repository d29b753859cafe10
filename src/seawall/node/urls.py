"""Every address of a node, each module's under its own name."""

from django.urls import include, path

from seawall.node.api import api

urlpatterns = [
    path("account/", include("seawall.foundation.people.signin")),
    path("people/", include("seawall.foundation.people.urls")),
    path("audit/", include("seawall.foundation.audit.urls")),
    path("jobs/", include("seawall.foundation.jobs.urls")),
    path("retention/", include("seawall.foundation.retention.urls")),
    path("alerts/", include("seawall.modules.alerts.urls")),
    path("lists/", include("seawall.modules.screening.urls")),
    path("border/", include("seawall.modules.border.urls")),
    path("api/", api.urls),
    path("", include("seawall.foundation.web.urls")),
]
