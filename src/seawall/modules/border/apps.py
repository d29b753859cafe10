from collections.abc import Callable
from datetime import timedelta

from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.foundation.actor import Actor

# Label, symbol, address, permission, order; who waits there is added below.
PLACES: tuple[tuple[str, Promise, str, str, int], ...] = (
    ("arrivals", _("Arrivals"), "arrivals", "border.arrivals.read", 10),
    ("hits", _("Hits"), "hits", "border.hits.read", 12),
    ("signatures", _("Signatures"), "seal", "border.decisions.countersign", 14),
    ("reviews", _("Legal review"), "seal", "border.decisions.review", 15),
    ("travellers", _("Travellers"), "people", "border.travellers.read", 16),
    ("documents", _("Documents"), "passport", "border.travellers.read", 18),
    ("messages", _("Messages"), "message", "border.manifests.receive", 60),
)


class BorderConfig(AppConfig):
    name = "seawall.modules.border"
    label = "border"
    verbose_name = _("Border")

    def ready(self) -> None:
        from seawall.foundation import ports
        from seawall.modules.border import folder, jobs, retention
        from seawall.modules.border.selectors import hits, messages, subjects
        from seawall.modules.border.services.receiving import JOB
        from seawall.modules.border.services.screening import rescreen

        ports.jobs.register(JOB, jobs.process)
        ports.jobs.register(jobs.DUE, jobs.deadlines)
        ports.schedules.register(jobs.DUE, ports.Schedule(jobs.DUE, timedelta(minutes=1)))
        ports.watches.register("border.inbox", folder.look)
        ports.rescreen.register("border", rescreen)
        ports.retention.register("border", retention.Ending())
        ports.subjects.register("border.traveller", subjects.traveller_view)
        ports.subjects.register("border.voyage", subjects.voyage_view)
        ports.subjects.register("border.message", subjects.message_view)
        ports.search.register("border", subjects.find)
        waiting: dict[str, Callable[[Actor], int]] = {
            "hits": hits.waiting_count,
            "signatures": hits.signatures_count,
            "reviews": hits.signatures_count,
            "messages": messages.unreadable_count,
        }
        for key, label, symbol, permission, order in PLACES:
            item = ports.NavigationItem(
                label, symbol, f"border:{key}", permission, order, waiting.get(key)
            )
            ports.navigation.register(f"border.{key}", item)
