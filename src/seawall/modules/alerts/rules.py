"""What may happen to an alert, and in which order severities stand."""

SEVERITIES = ("low", "medium", "high", "critical")

ACTS: dict[str, frozenset[str]] = {
    "take": frozenset({"new", "handed_over", "taken"}),
    "hand_over": frozenset({"new", "taken", "handed_over"}),
    "comment": frozenset({"new", "taken", "handed_over", "closed"}),
    "close": frozenset({"new", "taken", "handed_over"}),
}


def allowed(act: str, state: str) -> bool:
    """Whether an alert in this state may be acted on so."""
    return state in ACTS[act]


def worse(one: str, other: str) -> str:
    """The graver of two severities: an alert grows and never shrinks by itself."""
    return max(one, other, key=SEVERITIES.index)
