"""What the border's tests do over and over."""

from dataclasses import dataclass
from typing import Any

from tests.modules.border.manifests import wire
from tests.modules.screening import acts

from seawall.foundation.handling.scope import acting, unrestricted
from seawall.modules.alerts.models import Alert
from seawall.modules.border.models import Message, Traveller, Voyage
from seawall.modules.border.services.receiving import receive_message
from seawall.modules.screening.models import Hit

# The people of these lists stand on nobody's list but this one.
ROWS = {
    "one": "one,person,Marlow Bramblethorn,1951-02-11,Barbados,passport:BRB:K4829173,",
    "two": "two,person,Thessaly Oxenhollow,1974-09-30,Barbados,passport:BRB:M7750926,",
}


@dataclass
class Desk:
    """A border agency at work.

    Args:
        world: of the test.
        officer: a border officer of the agency.
        supervisor: a supervisor of the agency.
    """

    world: Any
    officer: Any
    supervisor: Any

    @staticmethod
    def of(world: Any, agency: str = "border", **more: Any) -> "Desk":
        return Desk(
            world,
            world.actor("border_officer", agency, **more),
            world.actor("border_supervisor", agency, **more),
        )

    def send(self, *messages: Any, actor: Any = None) -> Message:
        return receive_message(actor or self.officer, data=wire(*messages), origin="console")

    def lists(self, *keys: str, effect: str = "refer", code: str = "national") -> Any:
        analyst = self.world.actor("analyst", purpose="intelligence_analysis")
        watchlist = acts.a_list(analyst, code=code, effect=effect)
        rows = [ROWS[key] for key in keys]
        acts.load(
            self.world, watchlist, acts.sheet(*rows), loader=analyst, approver=self.supervisor
        )
        return watchlist

    def voyages(self) -> list[Voyage]:
        with acting(self.officer):
            return list(Voyage.objects.visible_to(self.officer).order_by("key"))

    def travellers(self, **wanted: Any) -> list[Traveller]:
        with acting(self.officer):
            rows = Traveller.objects.visible_to(self.officer).filter(**wanted)
            return list(rows.order_by("voyage_id", "position"))

    def hits(self) -> list[Hit]:
        return acts.hits_seen(self.officer)

    def alerts(self) -> list[Alert]:
        with acting(self.officer):
            return list(Alert.objects.visible_to(self.officer).order_by("created_at"))


def everything(model: Any) -> list[Any]:
    with unrestricted("test"):
        return list(model.objects.unrestricted().order_by("id"))
