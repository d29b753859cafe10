"""Samples for the page of components: every part in every state. No one here exists."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from seawall.foundation.actor import Level
from seawall.foundation.web import marks, meanings, words
from seawall.foundation.web.comparison import Row, compare, marked
from seawall.foundation.web.parts import Choice, Happening, QueueItem, Signature, Step, Tab, Tile
from seawall.foundation.web.tables import Column, Filters, Page, Table


class SampleForm(forms.Form):
    """A form with each kind of control."""

    birth_date = forms.CharField(
        label=_("Birth date"), help_text=_("Partial dates are fine: 1979 or 1979-03")
    )
    watchlist = forms.ChoiceField(
        label=_("List"), choices=[("", _("Choose a list")), ("n", _("National list"))]
    )
    remark = forms.CharField(label=_("Remark"), widget=forms.Textarea, required=False)
    file = forms.FileField(label=_("File"), required=False)
    owner_only = forms.BooleanField(label=_("Tell only the owner of the entry"), required=False)
    way = forms.ChoiceField(
        label=_("Way of travel"),
        choices=[("air", _("Air")), ("sea", _("Sea"))],
        widget=forms.RadioSelect,
        initial="air",
    )

    def clean_birth_date(self) -> str:
        raise forms.ValidationError(_("Give the birth date as YYYY-MM-DD"))

    def clean_watchlist(self) -> str:
        return str(self.cleaned_data["watchlist"])


@dataclass(frozen=True, slots=True)
class Sample:
    """A row of the sample table."""

    id: int
    at: datetime
    name: str
    persons: int | None
    sev: str
    level: Level


class SampleFilters(Filters):
    name = forms.CharField(label=_("Name"), required=False)
    sev = forms.ChoiceField(
        label=_("Severity"),
        required=False,
        choices=[("", _("All")), *((code, pair[0]) for code, pair in meanings.SEVERITIES.items())],
    )

    def narrow(self, rows: list[Sample]) -> list[Sample]:
        name, sev = self.cleaned_data.get("name", ""), self.cleaned_data.get("sev", "")
        return [row for row in rows if name.casefold() in row.name.casefold() and sev in row.sev]


SAMPLES = Table(
    name="sample",
    caption=_("Voyages of a sample, by time"),
    heading=_("Table"),
    columns=(
        Column(
            "at",
            _("Arrives"),
            sort="at",
            cell=lambda row: marks.two_lines(
                words.clock(row.at), words.until(row.at, timezone.now())
            ),
        ),
        Column("name", _("Voyage"), sort="name", link=lambda row: f"?voyage={row.id}"),
        Column("persons", _("On board"), sort="persons", nullable=True, css="n"),
        Column("sev", _("Hits"), cell=lambda row: marks.sev(row.sev, count=row.id % 3 + 1)),
        Column("level", _("Handling"), cell=lambda row: marks.tlp(row.level)),
    ),
    order="at",
    filters=SampleFilters,
    group=lambda row: _("Early") if row.id < 4 else _("Later"),
    row_state=lambda row: "overdue" if row.id == 1 else "",
    size=9,
)


def sample_rows(now: datetime) -> list[Sample]:
    severities = list(meanings.SEVERITIES)
    return [
        Sample(
            id=number,
            at=now + timedelta(minutes=17 * number),
            name=f"ZZ {100 + 7 * number}",
            persons=None if number == 5 else 40 + 13 * number,
            sev=severities[number % 4],
            level=Level(number % 5),
        )
        for number in range(1, 20)
    ]


def sample_page(request: HttpRequest) -> Page:
    return SAMPLES.page(request.GET, sample_rows(timezone.now()), live="sample")


def parts(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page of components shows."""
    now = timezone.now()
    form = SampleForm({"birth_date": "14/3/79", "watchlist": "", "way": "air"})
    form.is_valid()
    return {
        "page_level": Level.AMBER_STRICT,
        "levels": list(reversed(Level)),
        "severities": list(meanings.SEVERITIES),
        "states": list(meanings.STATES),
        "ratings": list(meanings.RATINGS),
        "now": now,
        "old": now - timedelta(minutes=4, seconds=5),
        "sample_form": form,
        "page": sample_page(request),
        "tiles": [
            Tile(_("Expected today"), words.number(5841), _("on 19 voyages"), "?"),
            Tile(_("Screened before arrival"), words.percent(0.982), _("30 days: 97.6 %")),
            Tile(_("Undecided"), "5", _("oldest 18 min")),
        ],
        "tabs": [
            Tab(_("Travellers"), "?", 168, current=True),
            Tab(_("Crew"), "?tab=crew", 6),
            Tab(_("Messages"), "?tab=messages"),
        ],
        "steps": [
            Step(_("Received"), "done", "10:04"),
            Step(_("Screened"), "done", "10:05"),
            Step(_("Decision"), "current", _("one of two")),
            Step(_("Reply"), "ahead"),
        ],
        "queue": _queue(now),
        "happenings": _happenings(now),
        "signatures": [
            Signature(_("Border officer"), _("No-board, 10:24:07"), signed=True),
            Signature(_("Border supervisor"), _("asked 10:24:07, opened 10:24:31")),
        ],
        "choices": _choices(),
        "compared": _compared(),
        "facts": [
            (_("Owner"), _("Police, Special Branch")),
            (_("Valid"), words.day("2027-06-30")),
            (_("Telephone"), None),
        ],
    }


def _queue(now: datetime) -> list[QueueItem]:
    return [
        QueueItem(
            "critical",
            "TESTA FICTIVA, Primo Esempio",
            "?hit=1",
            "ZZ 214 · 14C",
            now + timedelta(minutes=12, seconds=30),
            _("National list: names and birth year agree, passport one digit off"),
            "0.93",
        ),
        QueueItem(
            "high",
            "MUSTERLING, Ansgar-Probe",
            "?hit=2",
            "ZZ 214 · 22F",
            now - timedelta(minutes=3),
            _("UN list: name close, birth date one day off"),
            "0.81",
            _("with an officer since 10:19"),
        ),
        QueueItem(
            "medium",
            "Passport reported stolen",
            "?hit=3",
            "ZZ 331 · 3A",
            None,
            _("Document equal. The name is not the one recorded"),
        ),
    ]


def _happenings(now: datetime) -> list[Happening]:
    return [
        Happening(now, _("No-board signed"), _("Border officer"), "critical"),
        Happening(now - timedelta(minutes=9), _("Possible match raised"), _("Screening"), "high"),
        Happening(now - timedelta(hours=3), _("Message changed"), _("Carrier"), confirmed=False),
    ]


def _choices() -> list[Choice]:
    return [
        Choice("board", _("Clear, not the same"), _("Carrier gets 0Z, board"), "board", "1"),
        Choice("advisory", _("Board, advise carrier"), _("2Z, advisory"), "advisory", "2"),
        Choice("refer", _("Refer to secondary"), _("0Z, met on arrival"), "refer", "3"),
        Choice("no-board", _("No-board"), _("1Z. Needs a second signature"), "no-board", "4"),
        Choice(
            "insufficient",
            _("Ask for more data"),
            key="5",
            state="insufficient",
            disabled=_("The carrier cannot answer"),
        ),
    ]


def _compared() -> Any:
    left, right = marked("ZZA 084219357", "ZZA 084219367")
    rows = [
        Row(_("Surname"), "TESTA FICTIVA", "Testa Fictiva", _("Both surnames agree"), 4.21),
        Row(_("Given names"), "PRIMO ESEMPIO", "Primo E.", _("First agrees, initial fits"), 1.3),
        Row(_("Birth date"), "14 Mar 1979", "1979", _("Year agrees, no day or month"), 0.94),
        Row(_("Document"), left, right, _("One digit differs: counted apart from equal"), 1.67),
        Row(_("Nationality"), "ZZA", None, _("The entry has none: not compared"), None),
        Row(_("Birth place"), "Porto Prova", "Villa Prova", _("Differs"), -0.42),
    ]
    return compare(rows, base=-4.6, base_why=_("One candidate in 100 is the same person"))
