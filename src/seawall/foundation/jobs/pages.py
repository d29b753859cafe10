"""The page of the queue: queued, running, failed with the reason, retry."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from seawall.foundation.actor import Actor
from seawall.foundation.handling.scope import acting
from seawall.foundation.identity.doors import officer_page
from seawall.foundation.jobs import selectors, services
from seawall.foundation.jobs.choices import State
from seawall.foundation.web import marks, tables, words
from seawall.foundation.web.parts import Tile


class JobFilters(tables.Filters):
    """Which state."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("All")), *State.choices],
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows


def _state(job: Any) -> Any:
    return marks.two_lines(job.get_state_display(), job.error)


JOBS = tables.Table(
    name="jobs",
    caption=gettext_lazy("Jobs, newest first"),
    heading=gettext_lazy("Jobs"),
    columns=(
        tables.Column(
            "created_at",
            gettext_lazy("Queued"),
            sort="created_at",
            cell=lambda job: marks.when(job.created_at, seconds=True),
        ),
        tables.Column("kind", gettext_lazy("Kind"), css="mono"),
        tables.Column("state", gettext_lazy("State"), cell=_state),
        tables.Column("attempts", gettext_lazy("Tries"), css="n"),
        tables.Column("officer", gettext_lazy("For"), value=lambda job: job.officer.name),
        tables.Column("id", gettext_lazy("Identifier"), css="mono"),
    ),
    order="-created_at",
    filters=JobFilters,
    exportable=False,
    empty=gettext_lazy("No job"),
)


@require_safe
@officer_page
def queue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The queue."""
    counts = selectors.open_queue(actor)
    tiles = [
        Tile(State(state).label, words.number(counts[state]), _("jobs"), f"?state={state}")
        for state in State.values
    ]
    with acting(actor):
        page = JOBS.page(request.GET, selectors.jobs(actor))
        failed = list(selectors.jobs(actor).filter(state=State.FAILED).order_by("-created_at")[:20])
        return tables.show(request, "jobs/queue.html", page, {"tiles": tiles, "failed": failed})


@require_POST
@officer_page
def retry(request: HttpRequest, actor: Actor, job_id: UUID) -> HttpResponse:
    """Run a failed job again."""
    services.retry_job(actor, job_id=job_id)
    messages.success(request, _("The job is queued again."))
    return redirect("jobs:queue")
