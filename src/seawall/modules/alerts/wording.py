"""Kinds and reasons of alerts in words; engines and services speak in codes."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from seawall.foundation.web.words import probability

KINDS: dict[str, Callable[[], str]] = {
    "border.hit": lambda: _("Possible match of a traveller"),
    "border.message.unreadable": lambda: _("A passenger message could not be read"),
    "screening.hit": lambda: _("Possible match with an entry of yours"),
}

REASONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "score": lambda values: (
        _("Probability %(score)s") % {"score": probability(float(values["score"]))}
    ),
    "entry": lambda values: _("Entry %(key)s of list %(list)s") % values,
    "voyage": lambda values: _("Voyage %(voyage)s") % values,
    "unreadable": lambda values: _("%(code)s at byte %(offset)s") % values,
    "silent": lambda _values: _("Only your agency is told"),
}


def kind_words(kind: str) -> str:
    """The kind of an alert as a person reads it; the code where nobody has written words."""
    words = KINDS.get(kind)
    return words() if words else kind


def reason_words(reason: Mapping[str, Any]) -> str:
    """One reason as a person reads it; code and values where nobody has written words."""
    words = REASONS.get(str(reason.get("code")))
    try:
        return words(reason) if words else " ".join(f"{k} {v}" for k, v in reason.items())
    except KeyError:
        return str(reason.get("code"))
