"""Interchanges come with any service characters and with anything around them."""

import pytest
from tests.engines.edifact.samples import BODY, HEADER, codes, interchange

from seawall.engines.edifact import EdifactError, read_interchange, read_paxlst


def cut(data: bytes) -> list[list[list[str]]]:
    """The elements of every segment of every message."""
    found = read_interchange(data)
    return [segment.elements for message in found.messages for segment in message.segments]


PLAIN = cut(interchange())

TRANSLATED = str.maketrans(":+?'", ";|!~")


@pytest.mark.parametrize(
    "data",
    [
        interchange(una="UNA:+.? '"),
        interchange(una="UNA:+.?*'"),
        interchange(una="UNA:+,? '"),
        interchange(una="UNA:+.  '"),
        interchange(una="  UNA:+.?*'\r\n "),
        b"\xef\xbb\xbf" + interchange(una="UNA:+.? '"),
        interchange().replace(b"'", b"'\n"),
        interchange().replace(b"'", b"'\r\n   "),
        b"\x01\x02" + interchange() + b"\x03",
        b"\r\n" + interchange() + b"\r\n\x1a",
        b"UNA;|.! ~" + interchange().decode().translate(TRANSLATED).encode(),
        interchange().translate(bytes.maketrans(b":+'", b"\x1f\x1d\x1c")),
    ],
    ids=[
        "una",
        "una with repetition",
        "una with comma",
        "una without release",
        "blanks around una",
        "byte order mark",
        "lines",
        "indented lines",
        "transport controls",
        "blank ends",
        "custom characters",
        "level B separators",
    ],
)
def test_the_same_segments_are_read_however_they_are_dressed(data):
    assert cut(data) == PLAIN
    (message,) = read_paxlst(data)
    assert codes(message, message.envelope) <= {"time_zone_unknown"}


def test_telegram_lines_before_and_after_are_noted_and_skipped():
    telegram = b"QU BGIZZXH\r\n.MIAXXZZ 010800\r\n\x02" + interchange() + b"\r\nNNNN\r\n"
    assert cut(telegram) == PLAIN
    (message,) = read_paxlst(telegram)
    surplus = [one for one in message.envelope.notices if one.code == "surplus_text"]
    assert [one.offset for one in surplus] == [0, telegram.index(b"NNNN")]


def test_lines_broken_inside_segments_are_joined():
    broken = interchange().replace(b"PLACEHOLDER:FIRST", b"PLACE\r\nHOLDER:FI\nRST")
    assert cut(broken) == PLAIN
    (envelope,) = read_interchange(broken).envelopes
    assert [(n.code, n.detail["count"]) for n in envelope.notices] == [
        ("line_breaks_in_segments", 1)
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"A?'B", ["A'B"]),
        (b"A?+B", ["A+B"]),
        (b"A?:B", ["A:B"]),
        (b"A??", ["A?"]),
        (b"A???'B", ["A?'B"]),
        (b"A????", ["A??"]),
        (b"??:??", ["?", "?"]),
        (b"A?:B:C", ["A:B", "C"]),
        (b"A?BC", ["ABC"]),
        (b"A?*B*C", ["A*B*C"]),
    ],
)
def test_release_characters(written, read):
    data = interchange("BGM+745'RFF+" + written.decode() + "'")
    (_, segment) = read_interchange(data).messages[0].segments
    assert segment.elements == [["RFF"], read]


def test_a_released_terminator_at_the_end_of_a_window_does_not_cut():
    name = "X" * 200 + "?'" * 150
    body = BODY.replace("EXAMPLE", name)
    (message,) = read_paxlst(interchange(body, count=BODY.count("'") + 2))
    assert message.travellers[1].surname == "X" * 200 + "'" * 150
    assert codes(message) <= {"time_zone_unknown"}


def test_a_repeated_composite_reads_like_one_element_after_the_other():
    data = interchange("BGM+745'NAD+MS+++DESK'COM+1:TE*2?*:FX+3:EM'")
    segment = read_interchange(data).messages[0].segments[-1]
    assert segment.elements == [["COM"], ["1", "TE"], ["2*", "FX"], ["3", "EM"]]


def test_segments_keep_their_number_and_their_bytes():
    data = b"\x02UNA:+.? '\r\n" + interchange().replace(b"'", b"'\r\n")
    segments = read_interchange(data).messages[0].segments
    assert [segment.number for segment in segments] == list(range(4, 4 + len(segments)))
    for segment in segments:
        raw = data[segment.offset : segment.end]
        assert raw.startswith(segment.tag.encode())
        assert raw.endswith(b"'")
        assert raw.count(b"'") == 1


@pytest.mark.parametrize(
    ("identifier", "charset"),
    [
        ("UNOC", "iso8859-1"),
        ("UNOD", "iso8859-2"),
        ("UNOF", "iso8859-7"),
        ("UNOK", "iso8859-9"),
        ("UNOW", "utf-8"),
        ("UNOY", "utf-8"),
    ],
)
def test_names_are_read_in_the_character_set_of_the_interchange(identifier, charset):
    name = "\u0391\u0392" if charset == "iso8859-7" else "N\u00d6RM\u00c7"
    text = interchange(BODY.replace("PLACEHOLDER", name)).decode()
    data = text.replace("UNOA", identifier).encode(charset)
    (message,) = read_paxlst(data)
    assert message.travellers[0].surname == name
    assert message.envelope.notices == ()
    span = message.travellers[1].span
    assert data[span.start : span.end].startswith(b"NAD+FL+++EXAMPLE")


@pytest.mark.parametrize(
    ("identifier", "octets", "read", "charset"),
    [
        ("UNOA", "\u00c9".encode(), "\u00c9", "utf-8"),
        ("UNOB", b"\xc9", "\u00c9", "cp1252"),
        ("UNOC", b"\x8a", "\u0160", "cp1252"),
        ("UNOY", b"\xc9", "\u00c9", "cp1252"),
        ("UNOY", b"\x81\xc9", "\u00c9", "iso8859-1"),
    ],
)
def test_bytes_outside_the_character_set_are_read_anyhow_and_noted(
    identifier, octets, read, charset
):
    data = interchange().replace(b"UNOA", identifier.encode())
    (message,) = read_paxlst(data.replace(b"PLACEHOLDER", octets))
    assert message.travellers[0].surname == read
    notice = message.envelope.notices[0]
    assert notice.code == "bytes_undecodable"
    assert notice.detail["read_as"] == charset


def test_an_unknown_syntax_identifier_is_noted():
    (message,) = read_paxlst(interchange().replace(b"UNOA", b"UNOZ"))
    assert len(message.travellers) == 3
    assert codes(message.envelope) == {"syntax_unknown"}


@pytest.mark.parametrize("una", ["UNA::.? '", "UNAA+.? '", "UNA;|.? ~", "UNA:+.:*'"])
def test_a_una_that_contradicts_what_follows_is_not_believed(una):
    (message,) = read_paxlst(interchange(una=una))
    assert len(message.travellers) == 3
    assert codes(message.envelope) == {"service_string_ignored"}


def test_several_interchanges_in_one_file_each_with_its_own_characters():
    custom = b"UNA;|.! ~" + interchange().decode().translate(TRANSLATED).encode()
    data = interchange() + b"\r\n" + custom + b"\x03\r\nQU XXX\r\n\x02" + interchange() + custom
    messages = read_paxlst(data)
    assert [len(message.travellers) for message in messages] == [3, 3, 3, 3]
    repeated = "interchange_reference_duplicate"
    assert [codes(message.envelope) for message in messages] == [
        set(),
        {repeated, "surplus_text"},
        {repeated},
        {repeated},
    ]
    for message in messages:
        span = message.travellers[0].span
        assert span.first_segment == 13
        assert data[span.start : span.end].startswith(b"NAD")


def test_an_interchange_without_trailer_ends_where_the_next_begins():
    second = interchange().replace(b"0800+77", b"0800+78").replace(b"UNZ+1+77", b"UNZ+1+78")
    data = interchange().replace(b"UNZ+1+77'", b"") + second
    first, second = read_paxlst(data)
    assert len(first.travellers) == len(second.travellers) == 3
    assert codes(first.envelope) == {"interchange_trailer_missing"}
    assert codes(second.envelope) == set()
    assert second.travellers[0].span.first_segment == 13


def test_default_characters_come_back_after_custom_ones():
    custom = b"UNA:+.? ~" + interchange().replace(b"'", b"~")
    first, second = read_paxlst(custom + interchange())
    assert len(first.travellers) == len(second.travellers) == 3


def test_empty_segments_are_counted():
    data = interchange().replace(b"BGM", b"'' '\n'BGM")
    assert cut(data) == PLAIN
    (envelope,) = read_interchange(data).envelopes
    assert [notice.code for notice in envelope.notices] == ["empty_segments"]


@pytest.mark.parametrize(
    ("data", "code", "offset"),
    [
        (b"", "empty", 0),
        (b" \r\n", "no_interchange", 0),
        (b"surname,given names\nEXAMPLE,FIRST\n", "no_interchange", 0),
        (bytes(range(256)) * 40, "no_interchange", 0),
        (interchange().decode().encode("utf-16"), "no_interchange", 0),
        (b"SUNB+ is no interchange", "no_interchange", 0),
    ],
)
def test_what_is_no_interchange_is_one_error(data, code, offset):
    with pytest.raises(EdifactError) as raised:
        read_paxlst(data)
    assert (raised.value.code, raised.value.offset) == (code, offset)
    assert str(raised.value) == f"{code} at byte {offset}"


def test_a_file_larger_than_allowed_is_refused():
    data = interchange()
    assert read_paxlst(data, max_bytes=len(data))
    with pytest.raises(EdifactError, match="too_large"):
        read_paxlst(data, max_bytes=len(data) - 1)


def test_a_message_without_interchange_is_read():
    body = interchange()[len(HEADER) :]
    data = b"UNH+M1+PAXLST:D:12B:UN:IATA'" + body.split(b"UNE")[0]
    (message,) = read_paxlst(data)
    assert len(message.travellers) == 3
    assert codes(message.envelope) == {
        "interchange_header_missing",
        "interchange_trailer_missing",
    }
    assert message.travellers[0].birth_date is None
    assert "century_unknown" in codes(message)
