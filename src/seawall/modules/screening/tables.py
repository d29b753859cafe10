"""The tables of screening: lists, entries, hits."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from seawall.foundation.web import marks, words
from seawall.foundation.web.tables import Column, Filters, Table
from seawall.modules.screening import selectors
from seawall.modules.screening.choices import HitState, Kind


def _age(watchlist: Any) -> Any:
    now = timezone.now()
    text = words.age(watchlist.checked_at, now)
    return marks.live("stale" if selectors.is_stale(watchlist, now) else "live", text)


LISTS = Table(
    name="lists",
    caption=_("Lists that are screened against, by title"),
    heading=_("Lists"),
    columns=(
        Column(
            "title",
            _("List"),
            sort="title",
            link=lambda w: reverse("screening:list", args=[w.id]),
        ),
        Column("publisher", _("Publisher")),
        Column("effect", _("A match means"), value=lambda w: w.get_effect_display()),
        Column("entries", _("Entries"), value="entry_count", sort="entry_count", css="n"),
        Column("age", _("Age"), sort="checked_at", nullable=True, value="checked_at", cell=_age),
        Column("level", _("Handling"), cell=lambda w: marks.tlp(w.level)),
    ),
    order="title",
    empty=_("No list is shown to you"),
    empty_hint=_("Make one, or ask its owner to show it to your agency."),
)


class EntryFilters(Filters):
    """Which entries."""

    q = forms.CharField(label=_("Name or number"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices]
    )
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("On the list")), ("waiting", _("Waiting")), ("withdrawn", _("Withdrawn"))],
    )

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data
        state = asked.get("state") or "on"
        rows = {
            "on": rows.filter(withdrawn_at=None).exclude(approved_at=None),
            "waiting": rows.filter(withdrawn_at=None, approved_at=None),
            "withdrawn": rows.exclude(withdrawn_at=None),
        }[state]
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        return selectors.searched(rows, asked.get("q") or "")


ENTRIES = Table(
    name="entries",
    caption=_("Entries of the list, by name"),
    heading=_("Entries"),
    columns=(
        Column(
            "title",
            _("Name"),
            sort="title",
            link=lambda e: reverse("screening:entry", args=[e.id]),
        ),
        Column("key", _("Reference")),
        Column("kind", _("Kind"), value=lambda e: e.get_kind_display()),
        Column("grade", _("Grade")),
        Column("expires_on", _("Ends"), value=lambda e: e.expires_on and words.day(e.expires_on)),
        Column("revision", _("Changes"), value=lambda e: e.revision - 1, css="n"),
    ),
    order="title",
    filters=EntryFilters,
    empty=_("No such entry"),
    empty_hint=_("Try fewer letters, or another kind."),
)


class HitFilters(Filters):
    """Which hits."""

    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Open")), ("closed", _("Closed")), ("excepted", _("Exceptions"))],
    )

    def narrow(self, rows: Any) -> Any:
        return rows.filter(state=self.cleaned_data.get("state") or HitState.OPEN)


HITS = Table(
    name="hits",
    caption=_("Possible matches with entries of your agency, newest first"),
    heading=_("Possible matches"),
    columns=(
        Column(
            "created_at",
            _("Since"),
            sort="created_at",
            cell=lambda h: marks.when(h.created_at),
        ),
        Column(
            "subject",
            _("Who"),
            value=lambda h: (h.subject_said["names"] or [words.UNKNOWN])[0],
            link=lambda h: reverse("screening:hit", args=[h.id]),
        ),
        Column("entry", _("Entry"), value="entry_title"),
        Column("list", _("List"), value="list_title"),
        Column("severity", _("Severity"), cell=lambda h: marks.sev(h.severity)),
        Column("score", _("Probability"), cell=lambda h: words.probability(h.score), css="n"),
        Column("state", _("State"), value=lambda h: h.get_state_display()),
    ),
    order="-created_at",
    filters=HitFilters,
    exportable=False,
    empty=_("No possible match waits for you"),
    empty_hint=_("New ones appear here by themselves."),
)
