from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "seawall.foundation.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from seawall.foundation import ports

        ports.navigation.register(
            "jobs",
            ports.NavigationItem(
                label=_("Jobs"),
                icon="jobs",
                url_name="jobs:queue",
                permission="jobs.read",
                order=60,
            ),
        )
