"""One declarative table: columns, filters, order, pages, export.

A module declares a table once and gives it rows that are already cleared for the actor; the table
knows no actor::

    VOYAGES = Table(
        name="voyages",
        caption=_("Voyages expected, by time of arrival"),
        columns=(
            Column("eta", _("Arrives"), sort="eta", nullable=True, cell=eta_cell),
            Column("number", _("Voyage"), sort="number", link=lambda v: v.url),
            Column("persons", _("On board"), css="n", value="persons"),
        ),
        order="eta",
        filters=VoyageFilters,
    )

    def arrivals(request):
        page = VOYAGES.page(request.GET, selectors.voyages(request.actor))
        if page.export:                       # ?export=csv or xlsx: a disclosure, audit it
            return services.export_voyages(request.actor, page)   # … page.download("voyages")
        return show(request, "border/arrivals.html", page, {"page_level": page.level})

Rows are a ``QuerySet`` or a sequence of objects. ``{% table page %}`` draws it. HTMX asks for the
panel alone (its target is the panel's id); ``show`` answers either with the same template data.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from seawall.foundation.web import export as files
from seawall.foundation.web import keyset, words
from seawall.foundation.web.fragments import asks_for

PAGE = 50
CHUNK = 2000
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        key: name in the address and in exports.
        label: head of the column.
        value: path of the value (``voyage__eta``) or a function of the row; the key if not given.
        cell: draws the value of a row as HTML; the plain value if not given.
        sort: field that rows can be sorted by, or "" where they cannot.
        nullable: whether that field may be None.
        link: address that the cell leads to, a function of the row.
        export: the value in files, where it differs; ``None`` keeps the column out of files.
        css: class of the cells, ``n`` for figures.
        head: whether the cell is the row's header; the first linked column by default.
        shown: whether pages show it; what they do not show is for files alone.
    """

    key: str
    label: Text
    value: str | Callable[[Any], Any] = ""
    cell: Callable[[Any], Any] | None = None
    sort: str = ""
    nullable: bool = False
    link: Callable[[Any], str | None] | None = None
    export: Callable[[Any], Any] | bool = True
    css: str = ""
    head: bool = False
    shown: bool = True

    def value_of(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        return keyset.read(row, self.value or self.key)

    def html_of(self, row: Any) -> SafeString:
        """The cell's content, escaped unless ``cell`` made it safe; a dash where unknown."""
        value = self.cell(row) if self.cell else _said(self.value_of(row))
        content = conditional_escape(words.UNKNOWN if value is None or value == "" else value)
        url = self.link(row) if self.link else None
        return format_html('<a href="{}">{}</a>', url, content) if url else content

    def export_of(self, row: Any) -> Any:
        return self.export(row) if callable(self.export) else self.value_of(row)


def _said(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return words.number(value)


class Filters(forms.Form):
    """The filters of a table: a GET form; every field is optional and lives in the address.

    A subclass narrows the rows by ``cleaned_data``, which holds only what was understood.
    """

    marks_optional: ClassVar[bool] = False

    def narrow(self, rows: Any) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as it is drawn."""

    column: Column
    aria_sort: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is drawn."""

    html: SafeString
    css: str
    is_header: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table; see the module for how it is used.

    Args:
        name: id of its panel and of its caption.
        caption: what the rows are, for readers.
        columns: from left to right; one of them should link to the row's page.
        order: key of the column that sorts at first, "-" before it for descending.
        unique: field that no two rows share.
        filters: the GET form, or None.
        heading: of the panel; the caption if not given.
        row_state: ``data-state`` of a row, such as ``overdue``; a function of the row.
        group: heading under which a row stands, where rows are grouped; a function of the row.
        css: more classes of the table, such as ``board``.
        size: rows a page.
        exportable: whether files are offered.
    """

    name: str
    caption: Text
    columns: tuple[Column, ...]
    order: str
    unique: str = "id"
    filters: type[Filters] | None = None
    heading: Text = ""
    row_state: Callable[[Any], str] | None = None
    group: Callable[[Any], Text] | None = None
    css: str = ""
    size: int = PAGE
    exportable: bool = True
    empty: Text = ""
    empty_hint: Text = ""

    def page(self, asked: Mapping[str, str], rows: Any, *, live: str = "", url: str = "") -> "Page":
        """The page that an address asks for.

        Args:
            asked: the query of the address (``request.GET``): filters, ``sort``, ``after``,
                ``export``. What is not understood is left out of account.
            rows: ``QuerySet`` or sequence, already cleared for the actor.
            live: topics whose news make the panel fetch itself again.
            url: address of the page, where it is not the current one.
        """
        form = None
        if self.filters is not None:
            form = self.filters(asked)
            form.is_valid()
            rows = form.narrow(rows)
        order = self._order(asked.get("sort", ""))
        place = keyset.unseal(order, asked["after"]) if asked.get("after") else None
        return Page(self, asked, keyset.source(rows), order, place, form, live, url)

    def _order(self, wanted: str) -> keyset.Order:
        sortable = {column.key: column for column in self.columns if column.sort}
        chosen = wanted if wanted.removeprefix("-") in sortable else self.order
        column = sortable[chosen.removeprefix("-")]
        return keyset.Order(column.sort, self.unique, chosen.startswith("-"), column.nullable)


class Page:
    """One page of a table: rows are read when they are first asked for."""

    def __init__(
        self,
        table: Table,
        asked: Mapping[str, str],
        rows: keyset.Source,
        order: keyset.Order,
        place: keyset.Place | None,
        form: Filters | None,
        live: str,
        url: str,
    ) -> None:
        self.table = table
        self.form = form
        self.live = live
        self.url = url
        self._asked = asked
        self._source = rows
        self._order = order
        self._place = place

    @property
    def columns(self) -> list[Column]:
        """What is shown, from left to right."""
        return [column for column in self.table.columns if column.shown]

    @property
    def export(self) -> str | None:
        """The file asked for: ``csv``, ``xlsx`` or None."""
        wanted = self._asked.get("export", "")
        return wanted if self.table.exportable and wanted in files.KINDS else None

    def download(self, name: str) -> files.Download:
        """All rows, in order, as a file; the caller has written the audit entry."""
        columns = [column for column in self.table.columns if column.export is not False]
        every = self._source.every(self._order)
        rows = every.iterator(chunk_size=CHUNK) if hasattr(every, "iterator") else iter(every)
        return files.download(
            self.export or "csv",
            name,
            [str(column.label) for column in columns],
            ([column.export_of(row) for column in columns] for row in rows),
        )

    @cached_property
    def _read(self) -> tuple[list[Any], bool]:
        found = self._source.after(self._order, self._place, self.table.size + 1)
        return found[: self.table.size], len(found) > self.table.size

    @property
    def rows(self) -> list[Any]:
        return self._read[0]

    @cached_property
    def count(self) -> int:
        """How many rows there are, counted up to one beyond 10,000."""
        return self._source.count(words.TOTALS_STOP_AT + 1)

    @property
    def is_first(self) -> bool:
        return self._place is None

    @property
    def groups(self) -> Iterator[tuple[Text, list[tuple[str, list[Cell]]]]]:
        """Rows as they are drawn, under their headings; "" where rows are not grouped."""
        heading: Text | None = None
        lines: list[tuple[str, list[Cell]]] = []
        for row in self.rows:
            own = self.table.group(row) if self.table.group else ""
            if lines and own != heading:
                yield heading or "", lines
                lines = []
            heading = own
            lines.append((self._state(row), self._cells(row)))
        if lines:
            yield heading or "", lines

    def _state(self, row: Any) -> str:
        return self.table.row_state(row) if self.table.row_state else ""

    def _cells(self, row: Any) -> list[Cell]:
        header = self._header
        return [
            Cell(column.html_of(row), column.css, column.key == header) for column in self.columns
        ]

    @cached_property
    def _header(self) -> str:
        columns = self.table.columns
        linked = [one.key for one in columns if one.head] or [
            one.key for one in columns if one.link
        ]
        return linked[0] if linked else columns[0].key

    @property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        if not column.sort:
            return Head(column, "", "")
        current = column.sort == self._order.key
        if not current:
            return Head(column, "", self._address(sort=column.key))
        descending = self._order.descending
        turned = column.key if descending else f"-{column.key}"
        aria = "descending" if descending else "ascending"
        return Head(column, aria, self._address(sort=turned))

    @property
    def next_url(self) -> str | None:
        rows, more = self._read
        if not more:
            return None
        cursor = keyset.seal(self._order, keyset.place_of(self._order, rows[-1]))
        return self._address(after=cursor)

    @property
    def first_url(self) -> str:
        return self._address(after="")

    @property
    def same_url(self) -> str:
        """This very page again, for live news."""
        return self._address(after=self._asked.get("after", ""))

    @property
    def export_urls(self) -> list[tuple[str, str]]:
        if not self.table.exportable:
            return []
        return [("CSV", self._address(export="csv")), ("Excel", self._address(export="xlsx"))]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form must carry on: the sorting."""
        sort = self._asked.get("sort", "")
        return [("sort", sort)] if sort else []

    def _address(self, **changes: str) -> str:
        """The page's address with other values; a place or file asked for is never carried on."""
        query = dict(self._asked.items())
        for passing in ("after", "export"):
            query.pop(passing, None)
        query.update(changes)
        wanted = urlencode({key: value for key, value in query.items() if value})
        return f"{self.url}?{wanted}"


def show(
    request: HttpRequest,
    template: str,
    page: Page,
    context: Mapping[str, Any],
) -> HttpResponse:
    """The whole page, or the table's panel alone where HTMX asks for that."""
    given = {**context, "page": page, "form": page.form}
    alone = asks_for(request, page.table.name)
    response = render(request, "web/components/table.html" if alone else template, given)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
