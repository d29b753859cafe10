"""The columns of the arrivals board."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.foundation.web import marks, tables, words
from seawall.modules.border.reasons import notice_words
from seawall.modules.border.selectors.arrivals import SOON, landed_before
from seawall.modules.border.selectors.records import Voyage
from seawall.reference.places import name_of

MODES = {"air": "plane", "sea": "ship"}
FUNCTIONS = {
    "new": gettext_lazy("List"),
    "change": gettext_lazy("Change"),
    "cancel": gettext_lazy("Cancelled"),
    "cancel_travellers": gettext_lazy("Travellers taken off"),
    "close_out": gettext_lazy("Close-out"),
    "close_out_not_boarded": gettext_lazy("Close-out, not on board"),
}
Text = str | Promise


@dataclass
class Marks:
    """What the board shows beside the voyages' own columns, by voyage.

    Args:
        hits: open hits by severity.
        told: what carriers were last told, counted by code.
    """

    hits: dict[UUID, dict[str, int]] = field(default_factory=dict)
    told: dict[UUID, dict[str, int]] = field(default_factory=dict)


def table(given: Marks, filters: type[tables.Filters], now: datetime) -> tables.Table:
    """The board, with marks that are filled once its rows are known."""
    return tables.Table(
        name="voyages",
        caption=gettext_lazy("Voyages expected, by time of arrival"),
        heading=gettext_lazy("Voyages"),
        columns=(
            tables.Column(
                "arrives",
                gettext_lazy("Arrives"),
                value="arrives_at",
                sort="arrives_at",
                nullable=True,
                css="eta",
                cell=partial(_arrives, now=now),
            ),
            tables.Column(
                "voyage",
                gettext_lazy("Voyage"),
                value="designator",
                css="voy",
                cell=_voyage,
                head=True,
            ),
            tables.Column(
                "from", gettext_lazy("From"), value="departs_from", css="from", cell=_from
            ),
            tables.Column(
                "persons", gettext_lazy("On board"), value="persons", css="n onb", cell=_on_board
            ),
            tables.Column(
                "message", gettext_lazy("Message"), value="newest_code", css="msg", cell=_message
            ),
            tables.Column(
                "hits",
                gettext_lazy("Hits"),
                value=lambda voyage: sum(given.hits.get(voyage.id, {}).values()),
                css="flags",
                cell=lambda voyage: _hits(given.hits.get(voyage.id, {})),
            ),
            tables.Column(
                "screened",
                gettext_lazy("Screened"),
                value="screened",
                css="rep",
                cell=lambda voyage: _screened(voyage, given.told.get(voyage.id)),
            ),
        ),
        order="arrives",
        filters=filters,
        group=partial(_group, now=now),
        row_state=_row_state,
        css="board",
        exportable=False,
        empty=gettext_lazy("No voyage is expected"),
        empty_hint=gettext_lazy("Voyages appear here with the first message about them."),
    )


def _group(voyage: Voyage, now: datetime) -> Text:
    at = voyage.arrives_at
    if at is None:
        return _("Time not known")
    if at < landed_before(now):
        return _("Landed and at berth")
    if at <= now + SOON:
        return _("Next two hours")
    if timezone.localtime(at).date() == timezone.localtime(now).date():
        return _("Later today")
    return _("Tomorrow and later")


def _row_state(voyage: Voyage) -> str:
    return "overdue" if voyage.late else ""


def _two(first: Text, second: Text) -> SafeString:
    return format_html("<b>{}</b><small>{}</small>", first, second)


def _arrives(voyage: Voyage, now: datetime) -> SafeString:
    at = voyage.arrives_at
    if at is None:
        local = (voyage.arrives_local or "").replace("T", " ")
        return _two(local or words.UNKNOWN, _("local time, zone not known") if local else "")
    if voyage.cancelled:
        return _two(words.moment(at, now), _("cancelled"))
    if voyage.departs_at is not None and voyage.departs_at > now and at - now > SOON:
        return _two(
            words.moment(at, now), _("departs %(at)s") % {"at": words.clock(voyage.departs_at)}
        )
    if at < now:
        return _two(words.moment(at, now), _("landed") if voyage.mode == "air" else _("at berth"))
    return _two(words.moment(at, now), _soon(at - now))


def _soon(left: timedelta) -> str:
    if left > SOON:
        return _("on its way")
    return _("in %(left)s") % {"left": words.short(left)}


def _voyage(voyage: Voyage) -> SafeString:
    url = reverse("border:voyage", args=[voyage.id])
    return format_html(
        '{}<a href="{}">{}</a><small>{}</small>',
        marks.icon(MODES.get(voyage.mode, "route")),
        url,
        voyage.designator or _("Not named"),
        carrier_of(voyage),
    )


def carrier_of(voyage: Voyage) -> str:
    """Carrier or craft, whichever the designator does not say."""
    said = (voyage.carrier_name, voyage.craft_name, voyage.craft, voyage.carrier)
    return next((one for one in said if one and not voyage.designator.startswith(one)), "")


def _from(voyage: Voyage) -> SafeString:
    ends = (voyage.departs_from, voyage.arrives_in)
    codes = " → ".join(end or words.UNKNOWN for end in ends)
    return format_html("{}<small>{}</small>", name_of(voyage.departs_from) or words.UNKNOWN, codes)


def _on_board(voyage: Voyage) -> SafeString:
    crew = _("%(crew)s crew") % {"crew": words.number(voyage.crew)}
    return format_html("{}<small>{}</small>", words.number(voyage.passengers), crew)


def _message(voyage: Voyage) -> SafeString:
    word = FUNCTIONS.get(voyage.newest_function, _("List"))
    prepared = voyage.newest_prepared[11:16]
    code = " · ".join(filter(None, (voyage.newest_code, prepared)))
    parts: list[tuple[str, Text]] = [("", code)]
    if voyage.newest_notice:
        notice = {"code": voyage.newest_notice["code"], "detail": voyage.newest_notice}
        parts.append((" class=warn", notice_words(notice)))
    small = format_html_join("", "<small{}>{}</small>", parts)
    if not voyage.late:
        return format_html("{}{}", word, small)
    said = _("%(word)s, late") % {"word": word}
    late = format_html(
        '<span class="sev" data-sev="high">{}{}</span>', marks.icon("clock", "s"), said
    )
    return format_html("{}<small>{}</small>{}", late, _past_rule(voyage), small)


def _past_rule(voyage: Voyage) -> str:
    if voyage.due_at is None:
        return ""
    past = voyage.first_received_at - voyage.due_at
    return _("%(past)s past the rule") % {"past": words.minutes(past.total_seconds())}


def _hits(counts: dict[str, int]) -> SafeString:
    if not counts:
        return format_html('<span class="muted">–<span class="vh"> {}</span></span>', _("none"))
    return format_html_join("", "{}", ((marks.sev(code, count),) for code, count in counts.items()))


def _screened(voyage: Voyage, told: dict[str, int] | None) -> SafeString:
    whole = voyage.persons
    first = _("%(done)s of %(all)s") % {
        "done": words.number(min(voyage.screened, whole)),
        "all": words.number(whole),
    }
    if told is None:
        return format_html("{}", first)
    said = ", ".join(f"{count} {code}" for code, count in sorted(told.items()))
    return format_html("{}<small>{}</small>", first, said or _("not replied"))
