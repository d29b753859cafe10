"""Tells open pages that a list changed."""

from seawall.foundation.web.live import publish
from seawall.modules.screening.models import Watchlist

TOPIC = "screening.lists"


def tell(watchlist: Watchlist) -> None:
    """Tell whoever may see the list, once the caller's transaction is committed."""
    publish(TOPIC, header=watchlist.header, permission="screening.lists.read")
