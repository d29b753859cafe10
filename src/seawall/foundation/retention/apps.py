from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    name = "seawall.foundation.retention"
    label = "retention"
    verbose_name = _("Retention")

    def ready(self) -> None:
        from seawall.foundation import ports
        from seawall.foundation.retention.jobs import end_what_is_due

        ports.jobs.register("retention.daily", end_what_is_due)
        ports.schedules.register(
            "retention.daily", ports.Schedule("retention.daily", timedelta(days=1))
        )
        ports.navigation.register(
            "retention",
            ports.NavigationItem(
                label=_("Retention"),
                icon="clock",
                url_name="retention:retention",
                permission="handling.retention.read",
                order=40,
            ),
        )
