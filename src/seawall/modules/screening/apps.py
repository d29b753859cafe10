from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    name = "seawall.modules.screening"
    label = "screening"
    verbose_name = _("Screening")

    def ready(self) -> None:
        from seawall.foundation import ports
        from seawall.modules.screening import jobs, retention, selectors
        from seawall.modules.screening.services.lists import RESCREEN

        ports.jobs.register(RESCREEN, jobs.rescreen)
        ports.jobs.register("screening.expire", jobs.expire)
        daily = ports.Schedule("screening.expire", every=timedelta(hours=24))
        ports.schedules.register("screening.expire", daily)
        ports.subjects.register("screening.hit", selectors.hit_view)
        ports.subjects.register("screening.entry", selectors.entry_view)
        ports.retention.register("screening", retention.Ending())
        ports.search.register("screening", selectors.find)
        ports.navigation.register(
            "screening",
            ports.NavigationItem(
                label=_("Lists"),
                icon="lists",
                url_name="screening:lists",
                permission="screening.lists.read",
                order=50,
            ),
        )
