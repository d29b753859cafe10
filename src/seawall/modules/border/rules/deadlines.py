"""When a passenger message is due, from the reference tables; None where no time is known."""

from datetime import datetime, timedelta
from functools import cache

from seawall.reference.tables import rows


@cache
def domestic_space() -> frozenset[str]:
    """The states of the Single Domestic Space, ISO 3166-1 alpha-3."""
    return frozenset(row["state"] for row in rows("caricom") if row["domestic_space"])


def journey(origin: str | None, destination: str | None) -> str | None:
    """``into``, ``out`` of or ``within`` the domestic space; None where a state is not known."""
    if origin is None or destination is None:
        return None
    inside = domestic_space()
    crossing = (origin in inside, destination in inside)
    return {(False, True): "into", (True, False): "out", (True, True): "within"}.get(crossing)


def message_due(
    *,
    state: str,
    mode: str,
    origin: str | None,
    destination: str | None,
    departs: datetime | None,
    arrives: datetime | None,
) -> datetime | None:
    """When the first message about a voyage is due.

    Args:
        state: whose rule applies, ISO 3166-1 alpha-3.
        mode: ``air`` or ``sea``.
        origin: state or territory of the first place.
        destination: that of the last place.
        departs: UTC, as scheduled.
        arrives: UTC, as scheduled.
    """
    way = journey(origin, destination)
    if way is None:
        return None
    ours = {
        row["state"]: row
        for row in rows("reporting")
        if (row["mode"], row["journey"]) == (mode, way)
    }
    rule = ours.get(state) or ours.get("*")
    if rule is None or not rule["minutes"]:
        return None
    start = {"departure": departs, "arrival": arrives}[rule["reference"]]
    return None if start is None else start + timedelta(minutes=int(rule["minutes"]))
