from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BorderConfig(AppConfig):
    name = "seawall.modules.border"
    label = "border"
    verbose_name = _("Border")

    def ready(self) -> None:
        from seawall.foundation import ports
        from seawall.modules.border import jobs, retention
        from seawall.modules.border.services.receiving import JOB
        from seawall.modules.border.services.screening import rescreen

        ports.jobs.register(JOB, jobs.process)
        ports.jobs.register("border.replies.due", jobs.deadlines)
        ports.schedules.register(
            "border.replies.due", ports.Schedule("border.replies.due", timedelta(minutes=1))
        )
        ports.rescreen.register("border", rescreen)
        ports.retention.register("border", retention.Ending())
