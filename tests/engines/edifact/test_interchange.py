"""Envelopes that contradict what is in them are noted, and what is in them is read."""

import pytest
from tests.engines.edifact.samples import BODY, HEADER, codes, interchange

from seawall.engines.edifact import read_interchange, read_paxlst

SOUND = interchange()


def noted(data: bytes) -> dict[str, dict[str, object]]:
    """Code and detail of every notice but those on time zones; nobody may be lost on the way."""
    messages = read_paxlst(data)
    assert [len(message.travellers) for message in messages] == [3]
    (message,) = messages
    found = (*message.envelope.notices, *message.notices)
    return {one.code: dict(one.detail) for one in found if one.code != "time_zone_unknown"}


def test_a_sound_interchange_has_nothing_to_note():
    assert noted(SOUND) == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "detail"),
    [
        (b"UNT+51", b"UNT+99", "segment_count_mismatch", {"stated": "99", "counted": 51}),
        (b"UNT+51", b"UNT+", "segment_count_mismatch", {"stated": "", "counted": 51}),
        (b"UNT+51", b"UNT+5X", "segment_count_mismatch", {"stated": "5X", "counted": 51}),
        (b"+51+M1", b"+51+M2", "message_reference_mismatch", {"stated": "M2", "expected": "M1"}),
        (b"UNE+1", b"UNE+2", "group_count_mismatch", {"stated": "2", "counted": 1}),
        (b"UNE+1+5", b"UNE+1+6", "group_reference_mismatch", {"stated": "6", "expected": "5"}),
        (b"UNZ+1", b"UNZ+3", "interchange_count_mismatch", {"stated": "3", "counted": 1}),
        (b"UNZ+1+77", b"UNZ+1", "interchange_reference_mismatch", {"stated": "", "expected": "77"}),
        (b"UNZ+1+77'", b"UNZ+1+77", "segment_unterminated", {}),
        (b"UNZ+1+77'", b"", "interchange_trailer_missing", {}),
        (b"UNE+1+5'", b"", "group_trailer_missing", {}),
        (b"UNE+1+5'", b"UNE+1+5'UNE+1+5'", "segment_unexpected", {"tag": "UNE"}),
        (b"UNT+51+M1'", b"UNT+51+M1'UNT+51+M1'", "segment_unexpected", {"tag": "UNT"}),
        (b"UNZ+1+77'", b"UNZ+1+77'UNZ+1+77'", "segment_unexpected", {"tag": "UNZ"}),
        (b"UNT+51+M1'", b"", "message_trailer_missing", {}),
        (b"260301:0800+77", b"26X301:0800+77", "date_bad", {"value": "26X3010800"}),
        (b"PAXLST:D:12B", b"PAXLSX:D:12B", "message_type_unexpected", {"type": "PAXLSX"}),
        (b"UNH+M1", b"UNX+M1", "message_header_missing", {}),
        (b"UNG+", b"UNK+", "message_header_missing", {}),
    ],
)  # fmt: skip
def test_each_deviation_is_noted_with_its_values(old, new, code, detail):
    assert old in SOUND
    found = noted(SOUND.replace(old, new))
    assert found[code] == detail


@pytest.mark.parametrize("place", [b"NAD+FL+++EXAMPLE", b"NAD+FM", b"DTM+329", b"RFF+SEA", b"CNT"])
@pytest.mark.parametrize(
    "stray",
    [b"UNT+5+M1'", b"UNZ+1+77'", b"UNE+1+5'", b"UNT+5+M1'UNE+1+5'UNZ+1+77'", b"XYZ+1:2'", b"ABC'"],
)
def test_stray_segments_in_the_middle_lose_nobody(place, stray):
    (expected,) = read_paxlst(SOUND)
    (message,) = read_paxlst(SOUND.replace(place, stray + place, 1))
    assert message.travellers == expected.travellers
    assert codes(message, message.envelope) > {"time_zone_unknown"}


def test_a_message_that_goes_on_behind_its_trailer_says_so():
    (message,) = read_paxlst(SOUND.replace(b"NAD+FM", b"UNT+1+M1'UNZ+1+77'NAD+FM"))
    assert {"segment_after_trailer", "segment_count_mismatch"} <= codes(message)
    assert message.travellers[-1].surname == "SPECIMEN"


def test_several_messages_in_one_group():
    second = f"UNH+M2+PAXLST:D:12B:UN:IATA'{BODY}UNT+51+M2'"
    data = SOUND.replace(b"UNE+1+5'", second.encode() + b"UNE+2+5'")
    one, two = read_paxlst(data)
    assert (one.reference, two.reference) == ("M1", "M2")
    assert codes(one, two, one.envelope) == {"time_zone_unknown"}
    doubled = read_paxlst(data.replace(b"M2", b"M1"))
    assert "message_reference_duplicate" in codes(doubled[0].envelope)


def test_without_a_day_in_the_unb_that_of_the_ung_is_judged_by():
    (message,) = read_paxlst(SOUND.replace(b"260301:0800+77", b"26X301:0800+77"))
    assert message.travellers[0].birth_date == "1979-03-12"
    assert "century_unknown" not in codes(message)


def test_an_interchange_sent_twice_in_one_file_is_noted():
    first, second = read_paxlst(SOUND + SOUND)
    assert codes(first.envelope) == set()
    assert codes(second.envelope) == {"interchange_reference_duplicate"}


def test_messages_of_other_formats_are_left_out_and_still_counted():
    other = b"UNH+M0+CUSRES:D:02B:UN:IATA'BGM+962'UNT+3+M0'UNH+M1+PAX"
    data = SOUND.replace(b"UNH+M1+PAX", other).replace(b"UNE+1", b"UNE+2")
    (message,) = read_paxlst(data)
    assert codes(message.envelope) == set()
    assert [m.header.kind for m in read_interchange(data).messages] == ["CUSRES", "PAXLST"]


def test_a_message_of_an_unheard_of_format_is_no_passenger_list():
    data = b"UNB+UNOA:4+A+B+260301:0800+1'UNH+1+ORDERS:D:96A:UN'BGM+220+5'LIN+1'UNT+4+1'UNZ+1+1'"
    assert read_paxlst(data) == []
    (message,) = read_interchange(data).messages
    assert [segment.tag for segment in message.segments] == ["BGM", "LIN"]
    assert message.notices == ()


def test_the_envelope_says_who_wrote_to_whom_and_when():
    data = interchange(una="UNA:+.? '").replace(b"77++APIS'", b"77++APIS++++1'")
    (message,) = read_paxlst(data)
    envelope = message.envelope
    assert (envelope.sender, envelope.sender_qualifier) == ("ZZAIR", "ZZ")
    assert (envelope.recipient, envelope.application) == ("STATE", "APIS")
    assert (envelope.prepared, envelope.reference) == ("2026-03-01T08:00", "77")
    assert envelope.test is True
    assert message.group.reference == "5"
    assert message.group.release == "12B"
    assert message.header.access_reference == "CAR1"
    assert (message.header.sequence, message.header.sequence_end) == ("01", "last")


def test_an_interchange_without_group_is_counted_by_its_messages():
    data = SOUND.replace(HEADER[HEADER.index("UNG") : HEADER.index("UNH")].encode(), b"")
    assert noted(data.replace(b"UNE+1+5'", b"")) == {}


def test_two_groups_are_counted_by_groups():
    group = HEADER[HEADER.index("UNG") : HEADER.index("UNH")]
    second = f"{group}UNH+M2+PAXLST:D:12B:UN:IATA'{BODY}UNT+51+M2'UNE+1+5'UNZ+2+77'"
    one, two = read_paxlst(SOUND.replace(b"UNZ+1+77'", second.encode()))
    assert codes(one, two, one.envelope) == {"time_zone_unknown"}
