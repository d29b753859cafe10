from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "seawall.foundation.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        from seawall.foundation import ports

        ports.navigation.register(
            "audit",
            ports.NavigationItem(
                label=_("Audit"),
                icon="audit",
                url_name="audit:log",
                permission="audit.entries.read",
                order=10,
            ),
        )
