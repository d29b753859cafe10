"""Marks: a shape, a word and, third, a colour, as safe HTML for templates and table cells."""

from datetime import datetime

from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seawall.foundation.actor import Level
from seawall.foundation.web import meanings, words

Text = str | Promise

STALE_AFTER_S = 120


def icon(name: str, size: str = "") -> SafeString:
    css = f"icon {size}" if size else "icon"
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        static("seawall/icons.svg"),
        name,
    )


def tlp(level: Level | int | str | None) -> SafeString:
    if level is None or level == "":  # a page of no level: templates give "" for what is not set
        return SafeString("")
    mark = Level(int(level))
    return format_html('<span class="tlp" data-level="{}">{}</span>', mark.slug, mark.label)


def sev(code: str, count: int | None = None, bare: bool = False) -> SafeString:
    word, symbol = meanings.SEVERITIES[code]
    said: Text = word
    if count is not None:
        said = format_html('{}<span class="vh"> {}</span>', words.number(count), word)
    elif bare:
        said = format_html('<span class="vh">{}</span>', word)
    return format_html('<span class="sev" data-sev="{}">{}{}</span>', code, icon(symbol, "s"), said)


def state(code: str, text: Text = "", pill: bool = True) -> SafeString:
    word, symbol = meanings.STATES[code]
    css = "state pill" if pill else "state"
    return format_html(
        '<span class="{}" data-state="{}">{}{}</span>', css, code, icon(symbol, "s"), text or word
    )


def rating(code: str) -> SafeString:
    word, symbol = meanings.RATINGS[code]
    return format_html('<span class="row">{}{}</span>', icon(symbol, "s"), word)


def live(code: str, text: Text = "") -> SafeString:
    word, symbol = meanings.LINKS[code]
    return format_html(
        '<span class="live" data-state="{}">{} {}</span>', code, icon(symbol, "s"), text or word
    )


def live_age(at: datetime | None, fresh_for: int = STALE_AFTER_S) -> SafeString:
    if at is None:
        return live("offline", words.age(None, timezone.now()))
    now = timezone.now()
    if (now - at).total_seconds() <= fresh_for:
        text = _("Live · last at %(time)s") % {"time": words.clock(at, seconds=True)}
        return live("live", text)
    return live("stale", words.age(at, now))


def grade(source: str, content: str = "") -> SafeString:
    code = f"{source}{content}"
    title = _("Source reliability %(source)s, credibility %(content)s") % {
        "source": code[:1],
        "content": code[1:],
    }
    return format_html(
        '<span class="grade" title="{}"><span class="vh">{} </span>{}</span>',
        title,
        _("Graded"),
        code,
    )


def tag(text: Text | int) -> SafeString:
    said = words.number(text) if isinstance(text, int) else text
    return format_html('<span class="tag">{}</span>', said)


def count(waiting: int | None) -> SafeString:
    if not waiting:
        return SafeString("")
    return format_html(
        '<span class="count">{}<span class="vh"> {}</span></span>',
        words.number(waiting),
        _("waiting"),
    )


def when(at: datetime | None, seconds: bool = False) -> SafeString:
    if at is None:
        return SafeString(words.UNKNOWN)
    said = words.clock(at, seconds=True) if seconds else words.moment(at, timezone.now())
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', at.isoformat(), words.zulu(at), said
    )


def two_lines(first: Text, second: Text) -> SafeString:
    """A cell of two lines, the second small."""
    return format_html("<b>{}</b><small>{}</small>", first, second)
