"""Real messages, read from the shared data beside the checkout."""

from pathlib import Path

import pytest
from tests.engines.edifact.samples import codes

from seawall.engines.edifact import PaxlstMessage, read_paxlst

pytestmark = pytest.mark.shared_data


def only(folder: Path, name: str) -> PaxlstMessage:
    (message,) = read_paxlst((folder / "border" / "paxlst" / name).read_bytes())
    return message


def noted(message: PaxlstMessage, code: str) -> dict[str, object]:
    found = (*message.envelope.notices, *message.notices)
    return next(dict(one.detail) for one in found if one.code == code)


def test_260_passengers_with_wrong_counts(shared_data):
    message = only(shared_data, "Test3.txt")
    assert len(message.travellers) == 260
    assert {one.kind for one in message.travellers} == {"passenger"}
    assert all(
        one.surname and one.given_names and one.birth_date and one.nationality and one.sex
        for one in message.travellers
    )
    assert all(len(one.documents) == 1 for one in message.travellers)
    assert all(one.documents[0].expires and one.documents[0].issuer for one in message.travellers)
    assert noted(message, "segment_count_mismatch") == {"stated": "099", "counted": 3131}
    counts = {"kind": "41", "stated": 206, "counted": 0}
    assert noted(message, "traveller_count_mismatch") == counts
    assert noted(message, "bytes_undecodable") == {"charset": "ascii", "read_as": "cp1252"}
    assert codes(message, message.envelope) == {
        "time_zone_unknown",
        "segment_count_mismatch",
        "traveller_count_mismatch",
        "bytes_undecodable",
    }
    assert message.legs[0].departs.local == "2017-01-27T17:25"
    assert (message.function, message.list_kind) == ("new", "passenger")


def test_a_crew_list(shared_data):
    message = only(shared_data, "Test1.txt")
    assert (message.function, message.list_kind) == ("new", "crew")
    assert [one.kind for one in message.travellers] == ["crew"] * 8
    assert message.counts[0].value == 8
    assert codes(message, message.envelope) == {
        "time_zone_unknown",
        "segment_count_mismatch",
        "element_misplaced",
        "group_reference_mismatch",
        "interchange_reference_mismatch",
    }


def test_custom_characters_leading_blanks_and_two_legs(shared_data):
    message = only(shared_data, "apisMessage.txt")
    assert [one.given_names for one in message.travellers] == ["MICHAEL", "CHERYL"]
    assert [leg.number for leg in message.legs] == ["AA123", "AA124"]
    assert [leg.departure.place for leg in message.legs] == ["ATL", "ORD"]
    assert [leg.arrival.place for leg in message.legs] == ["ORD", "JFK"]
    assert [leg.mode for leg in message.legs] == ["air", "air"]
    assert message.transaction_reference == "AJYTR1070219"
    assert message.travellers[0].agency_reference == "1234567890ABC"
    assert codes(message, message.envelope) == {"time_zone_unknown"}
