"""Every address of a node, each module's under its own name."""

from django.urls import include, path

from seawall.node.api import api

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("people/", include("seawall.foundation.people.urls")),
    path("audit/", include("seawall.foundation.audit.urls")),
    path("jobs/", include("seawall.foundation.jobs.urls")),
    path("alerts/", include("seawall.modules.alerts.urls")),
    path("api/", api.urls),
    path("", include("seawall.foundation.web.urls")),
]

handler400 = "seawall.foundation.web.failures.bad_request"
handler403 = "seawall.foundation.web.failures.refused"
handler404 = "seawall.foundation.web.failures.not_found"
handler500 = "seawall.foundation.web.failures.failed"
