"""The arrivals board and the queue beside it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.web import tables
from seawall.modules.border.pages import board
from seawall.modules.border.pages.parts import queue_item, tiles
from seawall.modules.border.selectors import arrivals as selectors
from seawall.modules.border.selectors.hits import (
    READ,
    grave_counts,
    voyages_with_hits,
    waiting_hits,
)
from seawall.modules.border.services.timing import is_interactive

IN_QUEUE = 12
VOYAGES, HITS = "border.voyages", "border.hits"


class VoyageFilters(tables.Filters):
    """Which voyages: expected or landed, by air or by sea, those with hits."""

    show = forms.ChoiceField(
        label=_("Voyages"),
        choices=[("", _("Expected")), ("landed", _("Landed and at berth")), ("all", _("All"))],
        required=False,
    )
    mode = forms.ChoiceField(
        label=_("By"),
        choices=[("", _("Air and sea")), ("air", _("Air")), ("sea", _("Sea"))],
        required=False,
    )
    hits = forms.BooleanField(label=_("With hits"), required=False)

    def narrow(self, rows: Any) -> Any:
        limit = selectors.landed_before(timezone.now())
        expected = Q(arrives_at__gte=limit) | Q(arrives_at=None)
        shown = {"": expected, "landed": Q(arrives_at__lt=limit), "all": Q()}
        rows = rows.filter(shown[self.cleaned_data.get("show") or ""])
        mode = self.cleaned_data.get("mode")
        return rows.filter(mode=mode) if mode else rows


@require_safe
@officer_page
def arrivals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Voyages by time, with what waits for a decision beside them."""
    selectors.require_reading(actor)
    asked = request.GET.copy()
    if asked.get("show") == "landed":
        asked.setdefault("sort", "-arrives")
    marks = board.Marks()
    now = timezone.now()
    with acting(actor):
        rows = selectors.voyages(actor)
        if asked.get("hits"):
            rows = rows.filter(id__in=voyages_with_hits(actor))
        table = board.table(marks, VoyageFilters, now)
        page = table.page(asked, rows, live=f"{VOYAGES} {HITS}", url=reverse("border:arrivals"))
        ids = [row.id for row in page.rows]
        marks.hits = grave_counts(actor, ids) if actor.may(READ) else {}
        marks.told = selectors.replied(ids) if is_interactive() else {}
        figures = selectors.figures(actor, now)
        waiting = waiting_hits(actor) if actor.may(READ) else []
        context = {
            "tiles": tiles(figures, waiting, now),
            "figures": figures,
            "queue": [queue_item(one) for one in waiting[:IN_QUEUE]],
            "waiting": len(waiting),
            "interactive": is_interactive(),
            "now": now,
            "page_level": max((row.level for row in page.rows), default=None),
        }
        return tables.show(request, "border/arrivals.html", page, context)


@require_safe
@officer_page
def queue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for a decision, alone: the panel asks for it again on news."""
    waiting = waiting_hits(actor)
    context = {
        "queue": [queue_item(one) for one in waiting[:IN_QUEUE]],
        "waiting": len(waiting),
        "interactive": is_interactive(),
    }
    return render(request, "border/queue.html", context)
