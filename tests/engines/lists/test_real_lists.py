"""The real lists of OFAC (July 2021) and the Security Council (February 2026), read whole."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest

from seawall.engines.lists import ofac_sdn, un_consolidated

pytestmark = pytest.mark.shared_data
MAX = 50_000_000


@pytest.fixture(scope="module")
def ofac(shared_data):
    folder = shared_data / "screening" / "ofac-2021-07"
    files = {path.name: path for path in folder.glob("*.csv")}
    return files, ofac_sdn.read(files, max_bytes=MAX)


@pytest.fixture(scope="module")
def un(shared_data):
    path = shared_data / "screening" / "un-2026-02-27" / "UN_consolidated.xml"
    return path, un_consolidated.read({path.name: path}, max_bytes=MAX)


def kinds(reading):
    return Counter(entry.kind for entry in reading.entries)


def count(reading, what):
    return sum(len(getattr(entry, what)) for entry in reading.entries)


def test_ofac_is_read_whole(ofac):
    files, reading = ofac
    account = reading.account
    assert account.balanced
    for name, path in files.items():
        raw = path.read_bytes()
        assert account.tally(name, "line").total == raw.count(b"\n") + 1
        rows = [row for row in csv.reader(io.StringIO(raw.decode(), newline="")) if len(row) > 1]
        filled = sum(cell.strip() != "-0-" for row in rows for cell in row)
        assert account.tally(name, "field").total == filled
    assert kinds(reading) == {
        "person": 4620,
        "organisation": 3673,
        "vessel": 406,
        "aircraft": 277,
    }
    assert count(reading, "names") == 23318
    assert count(reading, "identifiers") > 8300


def test_ofac_leaves_only_what_is_no_use(ofac):
    account = ofac[1].account
    assert account.tally("sdn.csv", "line").unused == {"end_mark": 1}
    assert account.tally("alt.csv", "line").unused == {"end_mark": 1}
    assert set(account.tally("add.csv", "line").unused) == {"end_mark", "blank"}
    clauses = account.tally("sdn.csv", "clause")
    assert clauses.unused["cut_off"] == 5  # five remarks fill all of the 1,000 characters
    assert clauses.unused["unreadable"] <= 5
    assert clauses.used > 0.92 * clauses.total


def test_ofac_dates_countries_and_numbers(ofac):
    _, reading = ofac
    assert not [
        example
        for example in reading.account.tally("sdn.csv", "clause").examples["unreadable"]
        if example.text.startswith(("DOB", "alt. DOB"))
    ]
    unknown = Counter(n for e in reading.entries for n in e.nationalities if len(n) != 3)
    assert sum(unknown.values()) < 10
    vessels = [e for e in reading.entries if e.kind == "vessel"]
    imos = [i.value for e in vessels for i in e.identifiers if i.kind == "imo"]
    assert len(imos) > 350
    assert [imo for imo in imos if len(imo) != 7 or not imo.isdigit()] == ["15411"]  # as listed
    assert all(
        any(i.kind == "registration" for i in e.identifiers)
        for e in reading.entries
        if e.kind == "aircraft"
    )


def test_un_is_read_whole(un):
    path, reading = un
    account = reading.account
    assert account.balanced
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own copy, to count by another way
    texts = [
        leaf
        for section in root
        for entry in section
        for leaf in entry.iter()
        if leaf.text is not None and leaf.text.strip()
    ]
    assert account.tally(path.name, "element").total == len(texts)
    assert kinds(reading) == {"person": 730, "organisation": 273}
    assert reading.published == "2026-02-27"
    assert count(reading, "names") == 4246
    assert count(reading, "identifiers") == 483


def test_un_leaves_only_version_numbers_and_some_notes(un):
    path, reading = un
    left = reading.account.tally(path.name, "element").unused
    assert left["not_screened"] == 2006  # VERSIONNUM and LIST_TYPE of 1,003 entries
    assert set(left) == {"not_screened", "not_understood"}
    assert left["not_understood"] < 40
    countries = {n for e in reading.entries for n in e.nationalities}
    assert {n for n in countries if len(n) != 3} == {"former Soviet Union"}
