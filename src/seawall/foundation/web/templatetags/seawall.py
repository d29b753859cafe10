"""The components as template tags: ``{% load seawall %}``. Templates write no colour and no code.

Marks
    ``{% icon "ship" %}``, ``{% icon "ship" "s" %}`` (small): a symbol of the sprite, hidden from
    readers; put the word beside it.
    ``{% tlp level %}``: the handling mark; ``level`` is a ``Level`` or its number.
    ``{% sev "high" %}`` shape and word; ``{% sev "high" count=2 %}`` shape and figure, the word for
    readers; ``{% sev "high" bare=True %}`` shape alone, the word for readers.
    ``{% state "no-board" %}`` a pill; ``text="Reply due in 12:20"`` for other words,
    ``pill=False`` without the ground. Codes: ``meanings.STATES``.
    ``{% rating "limited" %}`` the square that fills. Codes: ``meanings.RATINGS``.
    ``{% live "live" %}``, ``{% live "stale" text="4 min old" %}``; ``{% live_age at %}`` chooses
    the state from the age of a time (``fresh_for`` seconds, 120).
    ``{% grade "B2" %}`` or ``{% grade "B" "2" %}``; ``{% tag "H2" %}``; ``{% count 5 %}``.

Words
    ``{{ at|clock }}`` 14:10 of the node; ``{{ at|moment }}`` with the date where not today;
    ``{{ at|zulu }}`` 2026-11-24 14:22 UTC; ``{{ at|age }}`` "4 min old"; ``{{ at|until }}``
    "in 19 min"; ``{{ at|left }}`` "12 min left"; ``{{ date|day }}`` 24 Nov 2026, partial dates too;
    ``{{ n|number }}``; ``{{ share|percent }}``; ``{{ n|total }}`` "10,000+"; ``{{ x|dash }}`` a
    dash for None; ``{% when at %}`` a ``<time>`` with the node's clock and UTC in its title.

Frame of a panel
    ``{% panel "Voyages" id="board" %}…{% endpanel %}`` a section with its heading;
    ``live="border.voyages" url=…`` makes it fetch itself again on live news: give the id, and let
    the page answer with this panel alone where ``fragments.asks_for(request, "board")``.
    ``aside=html`` goes right in the head, ``foot=html`` in the foot.

States of a region
    ``{% notice "stale" title="Link to Barbados down for 41 min." %}…{% endnotice %}``; codes:
    info, stale, offline, failed (an alert), due, done, waiting.
    ``{% blank "No hit waits for you" icon="check" %}…{% endblank %}`` says it is good or what to
    do; ``failed=True`` for what could not be done.
    ``{% skel 5 %}``; ``{% progress "Screening the list" done total left="about 20 s left" %}``;
    ``{% toast "Decision signed." undo_url=… %}`` success and undo only; a page that redirects says
    ``messages.success(request, text, extra_tags=undo_url)``.

Facts
    ``{% tiles tiles %}`` of ``parts.Tile``; ``{% kv pairs %}`` of (label, value);
    ``{% timeline happenings %}`` of ``parts.Happening``; ``{% steps steps %}`` of ``parts.Step``;
    ``{% queue items empty="No hit waits for you" %}`` of ``parts.QueueItem``;
    ``{% tabs tabs "Parts of the voyage" %}`` of ``parts.Tab``;
    ``{% crumbs pairs %}`` of (label, url) with the page itself last: (label, "").

Forms
    ``{% error_summary form %}`` first in the form; ``{% field form.dob %}`` label, hint, control,
    error; ``{% fields form %}`` all of them. What is typed into a POST form is kept in the
    tab until it has arrived; ``data-keep="name"`` tells two forms of one address apart.
    ``{% choices "decision" choices chosen "Decision" %}`` of ``parts.Choice``;
    ``{% signatures slots %}`` of ``parts.Signature``.
    ``{% confirm "withdraw" "Withdraw entry NW-2231?" verb="Withdraw" %}consequence, fields
    {% endconfirm %}`` a dialog inside a ``<form method="post">`` of its own (``action=``); any
    ``<a data-dialog="withdraw" href="#withdraw">`` opens it, and it stands open without script.

Comparison
    ``{% comparison c "Traveller" "List entry" %}`` of ``comparison.compare(rows, base=…)``; two
    more words say where each side was taken from.

Tables
    ``{% table page %}`` of ``tables.Table.page(...)``: panel with filters, rows, foot; see
    ``tables.py``. ``{% pager page %}`` is its foot alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import slugify

from seawall.foundation.actor import Level
from seawall.foundation.web import fields, marks, meanings, words
from seawall.foundation.web.comparison import Comparison, shown
from seawall.foundation.web.context import Shell
from seawall.foundation.web.parts import Choice, Happening, QueueItem, Signature, Step, Tab, Tile

register = template.Library()
Text = str | Promise
Parts = dict[str, Any]

for _mark in (
    marks.icon,
    marks.tlp,
    marks.sev,
    marks.state,
    marks.rating,
    marks.live,
    marks.live_age,
    marks.grade,
    marks.tag,
    marks.count,
    marks.when,
):
    register.simple_tag(_mark)


@register.simple_tag(takes_context=True)
def marking(context: Context, level: Level | int | None = None) -> str:
    frame: Shell = context["shell"]
    return frame.marking(level)


@register.filter
def clock(at: datetime | None) -> str:
    return words.clock(at)


@register.filter
def moment(at: datetime | None) -> str:
    return words.moment(at, timezone.now())


@register.filter
def zulu(at: datetime | None) -> str:
    return words.zulu(at)


@register.filter
def age(at: datetime | None) -> str:
    return words.age(at, timezone.now())


@register.filter
def until(at: datetime | None) -> str:
    return words.until(at, timezone.now())


@register.filter
def left(at: datetime | None) -> str:
    return words.left(at, timezone.now())


@register.filter
def late(at: datetime | None) -> bool:
    return at is not None and at < timezone.now()


@register.filter
def day(value: date | str | None) -> str:
    return words.day(value)


@register.filter
def number(value: float | Decimal | None) -> str:
    return words.number(value)


@register.filter
def percent(share: float | None) -> str:
    return words.percent(share)


@register.filter
def total(rows: int) -> str:
    return words.total(rows)


@register.filter
def signed(points: Decimal | float) -> str:
    return words.signed(points)


@register.filter
def probability(share: float | None) -> str:
    return words.probability(share)


@register.filter
def whole(points: Decimal) -> str:
    return words.signed(points, 0)


@register.filter
def dash(value: object) -> object:
    return words.UNKNOWN if value is None or value == "" else value


@register.filter
def side(value: str | None) -> SafeString:
    return shown(value)


@register.inclusion_tag("web/components/crumbs.html")
def crumbs(pairs: Sequence[tuple[Text, str]]) -> Parts:
    return {"pairs": pairs}


@register.inclusion_tag("web/components/tabs.html")
def tabs(tabs: Sequence[Tab], label: Text) -> Parts:
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("web/components/tiles.html")
def tiles(tiles: Sequence[Tile]) -> Parts:
    return {"tiles": tiles}


@register.inclusion_tag("web/components/kv.html")
def kv(pairs: Iterable[tuple[Text, object]]) -> Parts:
    return {"pairs": pairs}


@register.inclusion_tag("web/components/timeline.html")
def timeline(happenings: Iterable[Happening]) -> Parts:
    return {"happenings": happenings}


@register.inclusion_tag("web/components/steps.html")
def steps(steps: Sequence[Step]) -> Parts:
    return {"steps": steps}


@register.inclusion_tag("web/components/queue.html")
def queue(items: Sequence[QueueItem], empty: Text = "", hint: Text = "") -> Parts:
    return {"items": items, "empty": empty, "hint": hint}


@register.inclusion_tag("web/components/signatures.html")
def signatures(slots: Sequence[Signature]) -> Parts:
    return {"slots": slots}


@register.inclusion_tag("web/components/choices.html")
def choices(name: str, choices: Sequence[Choice], chosen: str, legend: Text) -> Parts:
    return {"name": name, "choices": choices, "chosen": chosen, "legend": legend}


@register.inclusion_tag("web/components/comparison.html")
def comparison(
    compared: Comparison,
    left: Text,
    right: Text,
    left_source: Text = "",
    right_source: Text = "",
    note: Text = "",
) -> Parts:
    return {
        "c": compared,
        "heads": ((left, left_source), (right, right_source)),
        "left": left,
        "right": right,
        "note": note,
    }


@register.inclusion_tag("web/components/progress.html")
def progress(label: Text, done: int, of: int, left: Text = "") -> Parts:
    return {"label": label, "done": done, "of": of, "left": left}


@register.inclusion_tag("web/components/skel.html")
def skel(lines: int = 5) -> Parts:
    return {"lines": range(lines)}


@register.inclusion_tag("web/components/toast.html", takes_context=True)
def toast(context: Context, text: Text, undo_url: str = "") -> Parts:
    return {"text": text, "undo_url": undo_url, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(form: Form) -> Parts:
    return {"form": form, "mistakes": fields.mistakes(form)}


@register.inclusion_tag("web/components/field.html")
def field(bound: BoundField) -> Parts:
    return fields.view_of(bound)


@register.inclusion_tag("web/components/fields.html", name="fields")
def all_fields(form: Form) -> Parts:
    return {"form": form}


@register.inclusion_tag("web/components/table.html", takes_context=True)
def table(context: Context, page: Any) -> Parts:
    return {"page": page, "request": context.get("request")}


@register.inclusion_tag("web/components/pager.html")
def pager(page: Any) -> Parts:
    return {"page": page}


def _block(name: str, **parts: Any) -> SafeString:
    return SafeString(render_to_string(f"web/components/{name}.html", parts))


@register.simple_block_tag
def panel(
    content: SafeString,
    heading: Text,
    id: str = "",  # noqa: A002 - the attribute of the panel
    aside: Text = "",
    foot: Text = "",
    live: str = "",
    url: str = "",
    css: str = "",
) -> SafeString:
    return _block(
        "panel",
        content=content,
        heading=heading,
        id=id or slugify(str(heading)),
        aside=aside,
        foot=foot,
        live=live,
        url=url,
        css=css,
    )


@register.simple_block_tag
def notice(content: SafeString, code: str = "info", title: Text = "") -> SafeString:
    symbol = meanings.NOTICES[code]
    return _block("notice", content=content, code=code, symbol=symbol, title=title)


@register.simple_block_tag
def blank(
    content: SafeString, title: Text, icon: str = "check", failed: bool = False
) -> SafeString:
    return _block("blank", content=content, title=title, icon=icon, failed=failed)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: SafeString,
    id: str,  # noqa: A002 - the attribute of the dialog
    title: Text,
    verb: Text,
    action: str = "",
) -> SafeString:
    return _block(
        "confirm",
        content=content,
        id=id,
        title=title,
        verb=verb,
        action=action,
        csrf_token=context.get("csrf_token"),
    )
