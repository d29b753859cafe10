from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "seawall.foundation.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from seawall.foundation import ports

        ports.navigation.register(
            "people",
            ports.NavigationItem(
                label=_("People"),
                icon="people",
                url_name="people:officers",
                permission="identity.people.read",
                order=50,
            ),
        )
