"""Whatever the bytes: a reading that balances or one ListError, within bounded time and memory."""

import json
import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.lists import samples

from seawall.engines.lists import csv_template, ftm, ofac_sdn, un_consolidated
from seawall.engines.lists.errors import ListError

TEN_MB = 10_000_000
READERS = {
    "ofac": (ofac_sdn.read, samples.ofac),
    "un": (un_consolidated.read, samples.un),
    "ftm": (ftm.read, samples.ftm),
    "sheet": (csv_template.read, samples.sheet),
}


def outcome(read, files, max_bytes=TEN_MB + 1000):
    """The reading, balanced and without repeated keys, or the code of its one error."""
    try:
        reading = read(files, max_bytes=max_bytes)
    except ListError as error:
        return error.code
    assert reading.account.balanced
    keys = [entry.key for entry in reading.entries]
    assert keys
    assert len(set(keys)) == len(keys)
    for entry in reading.entries:
        entry.digest()
    return reading


def mutations(data: bytes, seed: int):
    """Truncated, doubled, cut, flipped, re-encoded and spliced versions of the bytes."""
    random_ = random.Random(seed)
    junk = [b"\x00", b"\xff", b'"', b"<", b";", b"\r", b"&x;", b"{", b"\\", b"=", b"\xe2\x80\xa8"]
    for _ in range(60):
        at = random_.randrange(len(data))
        to = min(len(data), at + random_.randrange(40))
        yield data[:at]
        yield data[:at] + data[to:]
        yield data[:at] + random_.choice(junk) + data[at:]
        yield data[:at] + bytes([random_.randrange(256)]) + data[at + 1 :]
        yield data[:at] + data[at:to] * 3 + data[to:]
    for encoding in ("utf-16", "utf-32", "cp037", "utf-7"):
        yield data.decode("latin-1").encode(encoding, "replace")


@pytest.mark.parametrize("name", READERS)
def test_mutations(name):
    read, files = READERS[name]
    for file, data in files().items():
        for mutated in mutations(data, seed=7):
            outcome(read, {**files(), file: mutated})


@pytest.mark.parametrize("name", READERS)
@given(data=st.binary(max_size=400))
def test_any_bytes(name, data):
    read, files = READERS[name]
    first = next(iter(files()))
    outcome(read, {first: data})


@given(
    rows=st.lists(
        st.tuples(st.integers(1, 9), st.sampled_from(["individual", "vessel", "-0-"]), st.text()),
        max_size=6,
    )
)
def test_any_remark(rows):
    lines = []
    for number, (_, kind, remark) in enumerate(rows):
        said = remark.replace('"', '""')
        lines.append(f'{number},"A, B","{kind}","P",{"-0- ," * 7}"{said}"\n')
    result = outcome(
        ofac_sdn.read, {"sdn.csv": ("".join(lines) + "\x1a").encode("utf-8", "ignore")}
    )
    assert isinstance(result, str) or len(result.entries) == len(rows)


PREFIXES = [
    "DOB ",
    "POB ",
    "Passport ",
    "alt. ",
    "a.k.a. '",
    "nationality ",
    "Linked To: ",
    "issued ",
    " expires ",
    "(",
    ")",
    ";",
    " (Jamaica)",
    "IMO ",
    "Company Number ",
    "12",
    "'",
    ",",
    "-",
]


@given(parts=st.lists(st.sampled_from(PREFIXES) | st.text(max_size=8), max_size=14))
def test_any_words_of_remarks_in_any_order(parts):
    remark = "".join(parts).replace('"', "").replace("\r", "").replace("\n", "")
    line = f'1,"A, B","individual","P",{"-0- ," * 7}"{remark}"\n\x1a'
    outcome(ofac_sdn.read, {"sdn.csv": line.encode("utf-8", "ignore")})


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
ENTITY = st.fixed_dictionaries(
    {
        "id": st.sampled_from("abc"),
        "schema": st.sampled_from(
            ["Person", "Passport", "Sanction", "Address", "Ownership", "Odd", "LegalEntity"]
        ),
    },
    optional={
        "properties": st.dictionaries(
            st.sampled_from(
                [
                    "name",
                    "holder",
                    "entity",
                    "owner",
                    "asset",
                    "number",
                    "birthDate",
                    "sanctions",
                    "addressEntity",
                    "lastName",
                    "firstName",
                ]
            ),
            st.lists(st.sampled_from("abc") | JSON, max_size=3),
            max_size=4,
        ),
        "target": st.booleans(),
        "referents": JSON,
        "last_change": JSON,
        "statements": JSON,
        "prop": JSON,
    },
)


@given(lines=st.lists(ENTITY | JSON, max_size=5))
def test_any_entities(lines):
    text = "\n".join(json.dumps(line) for line in lines)
    outcome(ftm.read, {"list.json": text.encode() or b" "})


@given(table=st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_sheet(table):
    head = "key,kind,name,birth_dates,documents,expires_on\n"
    rows = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    outcome(csv_template.read, {"list.csv": (head + rows).encode("utf-8", "ignore")})


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "%s">%s]>
<CONSOLIDATED_LIST>&j;</CONSOLIDATED_LIST>""" % (
    b"z" * 100,
    b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)),
)
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>&e;</FIRST_NAME>
</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"""
REMOTE = b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://localhost:1/x.dtd"><x/>"""


@pytest.mark.parametrize("document", [ENTITIES, EXTERNAL, REMOTE])
def test_xml_that_declares_anything_is_refused(document):
    assert outcome(un_consolidated.read, {"un.xml": document}) == "xml_declares"


def test_deep_xml_is_refused():
    deep = b"<CONSOLIDATED_LIST>" + b"<a>" * 500_000
    assert outcome(un_consolidated.read, {"un.xml": deep}) == "xml_too_deep"


def test_deep_json_is_refused():
    assert outcome(ftm.read, {"a": b"[" * 2_000_000}) == "line_malformed"
    nested = '{"id":"a","schema":"Person","properties":{"x":[' * 50
    assert outcome(ftm.read, {"a": nested.encode()}) == "line_malformed"
    value = {"id": "p", "schema": "Person", "properties": {"name": ["x"]}}
    for number in range(9):
        value = {"id": f"p{number}", "schema": "Person", "properties": {"parent": [value]}}
    assert outcome(ftm.read, {"a": json.dumps(value).encode()}) == "line_malformed"


def _un(inside: bytes) -> bytes:
    start = b"<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>"
    end = b"</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
    return start + b"<FIRST_NAME>A</FIRST_NAME>" + inside + end


def _alias(inside: bytes) -> bytes:
    return _un(b"<INDIVIDUAL_ALIAS>" + inside + b"</INDIVIDUAL_ALIAS>")


def _numbers(count: int) -> bytes:
    return b"[" + b",".join(b'"%d"' % number for number in range(count)) + b"]"


def _sdn(remark: bytes) -> bytes:
    return b'1,"A, B","individual","P",' + b"-0- ," * 7 + b'"' + remark + b'"\n\x1a'


def _many(start: bytes, part: bytes, size: int = TEN_MB) -> bytes:
    return start + part * ((size - len(start)) // len(part))


_DATE = b"<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
HUGE = {
    "ofac: one endless field": (ofac_sdn.read, "sdn.csv", _many(b'1,"', b"a")),
    "ofac: a million quotes": (ofac_sdn.read, "sdn.csv", _many(b"", b'"')),
    "ofac: a million lines": (ofac_sdn.read, "sdn.csv", _many(b"", b"\n")),
    "ofac: blank lines": (ofac_sdn.read, "sdn.csv", b"\n" * 300_000 + _sdn(b"DOB 1970")),
    "ofac: an endless remark": (ofac_sdn.read, "sdn.csv", _sdn(_many(b"", b"DOB 1970;"))),
    "ofac: a long remark": (ofac_sdn.read, "sdn.csv", _sdn(_many(b"", b"Passport A (", 90_000))),
    "un: many names": (
        un_consolidated.read,
        "x",
        _un(_many(b"<NAME_ORIGINAL_SCRIPT>", b"a;", 99_000) + b"</NAME_ORIGINAL_SCRIPT>"),
    ),
    "un: brackets": (
        un_consolidated.read,
        "x",
        _alias(_many(b"<ALIAS_NAME>", b"(", 99_000) + b"</ALIAS_NAME>"),
    ),
    "un: a note of passports": (
        un_consolidated.read,
        "x",
        _alias(_many(b"<NOTE>", b"passport no. ", 99_000) + b"</NOTE>"),
    ),
    "un: many dates": (un_consolidated.read, "x", _un(_many(b"", _DATE, 2_000_000))),
    "un: many unknown": (un_consolidated.read, "x", _un(_many(b"", b"<x>1</x>", 2_000_000))),
    "un: one endless text": (
        un_consolidated.read,
        "x",
        _un(_many(b"<COMMENTS1>", b"a") + b"</COMMENTS1>"),
    ),
    "ftm: many numbers": (
        ftm.read,
        "x",
        b'{"id":"a","schema":"Person","properties":{"idNumber":' + _numbers(100_000) + b"}}",
    ),
    "ftm: many owners": (
        ftm.read,
        "x",
        b'{"id":"a","schema":"Ownership","properties":{"owner":'
        + _numbers(100_000)
        + b',"asset":'
        + _numbers(100_000)
        + b"}}",
    ),
    "ftm: one endless line": (ftm.read, "x", _many(b'{"id":"', b"a")),
    "ftm: a huge number": (ftm.read, "x", _many(b'{"id":', b"9")),
    "sheet: no head": (csv_template.read, "x", _many(b"", b"junk;")),
    "sheet: semicolons": (
        csv_template.read,
        "x",
        _many(b"key,kind,name,aliases\n1,person,a,", b"b;", 99_000),
    ),
    "sheet: many rows": (
        csv_template.read,
        "x",
        _many(b"key,kind,name\n", b"1,person,a\n", 1_000_000),
    ),
    "sheet: zip bomb": (csv_template.read, "x", b"PK\x03\x04" + bytes(1_000_000)),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HUGE)
def test_megabytes_of_junk_end_soon(name):
    read, file, data = HUGE[name]
    outcome(read, {file: data})


def test_memory_is_held_to_a_multiple_of_the_input():
    read, file, data = HUGE["un: many unknown"]
    tracemalloc.start()
    try:
        outcome(read, {file: data[:500_000] + data[-60:]})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000


def test_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big"
    path.write_bytes(b"x" * 2000)
    for given_file in (path, b"x" * 2000):
        for read, files in READERS.values():
            assert outcome(read, {next(iter(files())): given_file}, max_bytes=1000) == "too_large"
    assert outcome(ftm.read, {"a": tmp_path / "missing"}) == "file_unreadable"
    assert outcome(ftm.read, {"a": tmp_path}) == "file_unreadable"
