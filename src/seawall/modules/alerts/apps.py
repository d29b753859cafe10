from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "seawall.modules.alerts"
    label = "alerts"
    verbose_name = _("Alerts")

    def ready(self) -> None:
        from seawall.foundation import ports
        from seawall.modules.alerts import retention, selectors

        ports.retention.register("alerts", retention.Ending())
        ports.navigation.register(
            "alerts",
            ports.NavigationItem(
                label=_("Alerts"),
                icon="warn",
                url_name="alerts:list",
                permission="alerts.read",
                order=30,
                waiting=selectors.waiting,
            ),
        )
