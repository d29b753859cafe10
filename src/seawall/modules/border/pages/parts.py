"""Components that several of the border's pages fill."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from seawall.foundation.web import words
from seawall.foundation.web.parts import Choice, QueueItem, Signature, Tile
from seawall.modules.border.reasons import (
    CHOICES,
    REFUSALS,
    REVIEWS,
    STANDINGS,
)
from seawall.modules.border.rules.decisions import Choice as Rule
from seawall.modules.border.rules.decisions import Limits
from seawall.modules.border.selectors.arrivals import Figures
from seawall.modules.border.selectors.decisions import DecisionView
from seawall.modules.border.selectors.hits import WaitingHit
from seawall.modules.border.selectors.records import Traveller, Voyage
from seawall.modules.screening.wording import headline_of

F = TypeVar("F", bound=Form)
REPLY_SOON = timedelta(minutes=30)


def filled(form: type[F], request: HttpRequest) -> F:
    """The form as it was sent, or an empty one where the page was only asked for."""
    return form(request.POST, request.FILES) if request.method == "POST" else form()


def title_of(row: Traveller) -> str:
    """What a list calls a traveller: surname in capitals as documents have it."""
    if not row.surname and not row.given_names:
        return _("Name not reported")
    return ", ".join(filter(None, ((row.surname or "").upper(), row.given_names)))


def where_of(voyage: Voyage, row: Traveller) -> str:
    return " · ".join(filter(None, (voyage.designator, row.seat)))


def queue_item(one: WaitingHit) -> QueueItem:
    """One hit as the queue shows it."""
    holder = ""
    if one.decision is not None:
        label = CHOICES[one.decision.decision.choice][0]
        holder = f"{label}: {STANDINGS[one.decision.standing]}"
    return QueueItem(
        sev=one.hit.severity,
        title=title_of(one.traveller),
        url=reverse("border:hit", args=[one.hit.id]),
        where=where_of(one.voyage, one.traveller),
        deadline=one.due_at,
        reason=f"{one.hit.list_title}: {headline_of(one.hit.reasons)}",
        score=words.probability(one.hit.score),
        holder=holder,
    )


def tiles(figures: Figures, waiting: Sequence[WaitingHit], now: datetime) -> list[Tile]:
    """The day in figures."""
    undecided = [one for one in waiting if one.decision is None]
    soon = [one for one in undecided if one.due_at and now <= one.due_at <= now + REPLY_SOON]
    late = [one for one in undecided if one.due_at and one.due_at < now]
    oldest = min((one.hit.created_at for one in undecided), default=None)
    hits_url = reverse("border:hits")
    return [
        Tile(
            _("Expected today"),
            words.number(figures.persons),
            _("on %(count)s voyages") % {"count": words.number(figures.voyages)},
        ),
        Tile(
            _("Screened before arrival"),
            words.percent(figures.screened),
            _past_month(figures.before_arrival),
        ),
        Tile(
            _("Undecided"),
            words.number(len(undecided)),
            _("oldest %(age)s") % {"age": words.age(oldest, now)} if oldest else _("none waits"),
            hits_url,
        ),
        Tile(
            _("Due within 30 min"),
            words.number(len(soon)),
            _("%(count)s late") % {"count": words.number(len(late))} if late else _("none late"),
            hits_url,
        ),
        Tile(
            _("Messages late"),
            words.number(figures.late),
            _("of today's voyages"),
        ),
    ]


def _past_month(share: float | None) -> str:
    if share is None:
        return _("no earlier days yet")
    return _("30 days: %(share)s") % {"share": words.percent(share)}


def choices_of(options: Sequence[tuple[Rule, Limits]]) -> list[Choice]:
    """The ways to decide, each with its consequence and its key."""
    return [
        Choice(
            value=rule.code,
            label=CHOICES[rule.code][0],
            consequence=_consequence(rule, limits),
            state=CHOICES[rule.code][2],
            key=str(number),
            disabled=REFUSALS[limits.refused] if limits.refused else "",
        )
        for number, (rule, limits) in enumerate(options, start=1)
    ]


def _consequence(rule: Rule, limits: Limits) -> str:
    reviews = [str(REVIEWS[code]) for code in limits.review]
    return ". ".join([str(CHOICES[rule.code][1]), *reviews])


def signatures_of(view: DecisionView) -> list[Signature]:
    """The numbered slots of a decision: who signed, who is asked."""
    decision = view.decision
    slots = [Signature(decision.by.name, words.zulu(decision.at), signed=True)]
    asked = []
    if decision.review:
        asked.append(("review", _("Case lawyer")))
    if decision.signatures_needed > 1:
        asked.append(("second", _("Border supervisor")))
    for part, who in asked:
        given = view.signature(part)
        if given is None:
            slots.append(Signature(who, _("asked at once")))
        else:
            note = words.zulu(given.at) if given.agrees else _("returned it")
            slots.append(Signature(given.by.name, note, signed=given.agrees))
    return slots
