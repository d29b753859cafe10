"""Loads the lists of the demonstration as their owners would: one loads, another applies."""

from seawall.foundation.identity.models import Audience, Compartment
from seawall.modules.screening.models import Watchlist
from seawall.modules.screening.services.lists import (
    ListDetails,
    apply_version,
    create_list,
    load_list,
)
from seawall.node.demo.day import DemoList
from seawall.node.demo.society import COMPARTMENT, at_work, officer_of


def load(made: DemoList) -> int:
    """Make one list and let it take effect; how many entries it then has.

    Raises:
        Conflict: the list is there already.
    """
    about = made.about
    analyst, supervisor = at_work(about.owner, "analyst"), at_work(about.owner, "border_supervisor")
    watchlist = create_list(
        analyst,
        code=about.code,
        loader=Watchlist.Loader.SHEET,
        details=ListDetails(
            title=about.title,
            effect=about.effect,
            publisher=officer_of(about.owner, "analyst").agency.name,
            legal_basis=about.legal_basis,
            redress="Write to the data-protection officer of this node. All of this is invented.",
        ),
        audience_id=Audience.objects.get(name=about.audience).id if about.audience else None,
        compartment_id=Compartment.objects.get(name=COMPARTMENT).id if about.sealed else None,
    )
    version = load_list(analyst, list_id=watchlist.id, files={f"{about.code}.csv": made.data})
    apply_version(supervisor, version_id=version.id)
    return version.added
