"""Records that several messages share."""

from dataclasses import dataclass

from seawall.engines.edifact.dates import LocalTime


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or address to reach somebody by.

    Args:
        address: The number or address itself.
        means: TE telephone, FX fax, EM e-mail, ... (data element 3155).
    """

    address: str | None = None
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that has no attribute of its own.

    Args:
        kind: What it refers to (data element 1153).
        number: The reference.
    """

    kind: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class CallTime:
    """A time of a call at a place.

    Args:
        kind: 189 scheduled departure, 232 scheduled arrival, ... (data element 2005).
        time: By the clock of the place.
    """

    kind: str | None = None
    time: LocalTime | None = None
