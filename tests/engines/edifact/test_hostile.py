"""No input ends in anything but messages or one EdifactError, however long and strange it is.

The long inputs guard against quadratic time: linear reading takes seconds, anything else runs
into the suite's time limit.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.edifact.samples import BODY, VOYAGE, interchange

from seawall.engines.edifact import (
    EdifactError,
    read_cusres,
    read_interchange,
    read_paxlst,
    to_json,
)
from seawall.engines.edifact.interchange import MOST_ENVELOPES
from seawall.engines.edifact.notices import MOST_NOTICES

SOUND = interchange()
SOUNDS = (
    SOUND,
    interchange(una="UNA:+.? '"),
    b"UNA;|.! ~" + SOUND.translate(bytes.maketrans(b":+?'", b";|!~")),
    SOUND.replace(b"'", b"'\r\n"),
    SOUND.replace(b"UNOA", b"UNOY").replace(b"PLACEHOLDER", "ÉŁ中".encode()),
)
JUNK = st.binary(max_size=20) | st.sampled_from(
    [b"'", b"?", b"+", b":", b"UNA:+.? '", b"UNB+", b"UNH+", b"UNZ+1'", b"\xff\xfe", b"UNA", b"~"]
)


def survives(data: bytes) -> None:
    """Read it every way there is."""
    try:
        found = read_paxlst(data)
        read_cusres(data)
        read_interchange(data)
    except EdifactError as error:
        code = error.code
    else:
        code = None
        for message in found:
            to_json(message)
    assert code in {None, "empty", "no_interchange"}


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SOUNDS),
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.2), JUNK), max_size=5),
)
def test_mutations(sound, changes):
    data = sound
    for where, length, junk in changes:
        start = int(where * len(data))
        data = data[:start] + junk + data[start + int(length * len(data)) * (len(junk) % 2) :]
    survives(data)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SOUNDS), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 7))))
def test_flipped_bits(sound, flips):
    data = bytearray(sound)
    for place, bit in flips:
        data[place % len(data)] ^= 1 << bit
    survives(bytes(data))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SOUNDS), st.integers(0, 2_000), st.integers(0, 2_000))
def test_stretches(sound, start, length):
    survives(sound[start : start + length])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text("UNABHZ:+?'*. \n", max_size=200).map(str.encode))
def test_noise(data):
    survives(data)


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-32", "cp037", "utf-7", "latin-1"])
def test_other_encodings(charset):
    survives(SOUND.decode().encode(charset))


HEAD = SOUND[: SOUND.index(b"BGM")]
UNITS = [
    b"'", b"?", b"+", b":", b"*", b"?'", b"'\n", b"A+'", b"COM+*", b"COM+?*'", b"UNB+", b"UNB+'",
    b"UNA:+.? '", b"UNA:+.? 'UNB+", b"UNA:+.? 'UNB+x'", b"UNA:+.? ~UNB+x~", b"UNZ+1+77'",
    b"UNH+'", b"NAD+FL'DOC+P'", b"xUNB+'", b"\x00", b"\xff", b" ", b"\xc3\xa9'", bytes(range(256)),
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_half_a_megabyte_of_the_same(unit):
    try:
        messages = read_paxlst(HEAD + unit * (500_000 // len(unit)))
    except EdifactError as error:
        messages = []
        # Most units raise nothing.
        assert error.code in {"too_many_envelopes", "too_dense"}  # noqa: PT017
    for message in messages:
        assert len(message.notices) <= MOST_NOTICES + 1
        assert len(message.envelope.notices) <= MOST_NOTICES + 1


@pytest.mark.parametrize("unit", [b"'", b"?", b"+", b"\x00"])
def test_ten_megabytes_of_one_character(unit):
    (message,) = read_paxlst(HEAD + unit * 10_000_000)
    assert message.travellers == ()
    assert len(message.envelope.notices) <= MOST_NOTICES + 1


@pytest.mark.parametrize("unit", [b"x'", b"\xff'", b"NAD+FL'", b"TDT'LOC'", b"AUT'", b"COM'"])
def test_megabytes_of_nothing_but_separators_are_refused(unit):
    with pytest.raises(EdifactError, match="too_dense"):
        read_paxlst(HEAD + unit * (3_000_000 // len(unit)))


def test_a_long_list_with_something_wrong_in_most_segments_is_read():
    person = BODY[BODY.index("NAD+FL") : BODY.index("CNT")].replace("DTM+329:", "DTM+329:X")
    person = person.replace("LOC+178", "LOC+178+MIA'LOC+178").replace("NAT+2", "NAT+9+X'NAT+2")
    (message,) = read_paxlst(interchange(VOYAGE + 3_000 * person))
    assert len(message.travellers) == 9_000
    assert message.notices[-1].detail["count"] > 20_000


def test_more_envelopes_than_anybody_sends_are_refused():
    two = SOUND + SOUND
    assert len(read_paxlst(two)) == 2
    with pytest.raises(EdifactError, match="too_many_envelopes"):
        read_interchange(b"UNB+UNOA:4'UNH+1'" * (MOST_ENVELOPES // 2 + 1))
