"""What is written reads back as the same message, with nothing to complain of."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.engines.edifact import strategies
from tests.engines.edifact.samples import interchange

from seawall.engines.edifact import (
    EdifactError,
    PaxlstMessage,
    ServiceCharacters,
    read_cusres,
    read_interchange,
    read_paxlst,
    write_cusres,
    write_paxlst,
)
from seawall.engines.edifact.paxlst.records import Envelope, FunctionalGroup, Traveller

ALLOWED = frozenset(
    {
        "name_missing",
        "time_zone_unknown",
        "traveller_duplicate",
        "function_unknown",
        "group_repeated",
        "segment_missing",
    }
)
"""Notices that what a message says may earn it; how it is written earns it none."""


@settings(max_examples=150, deadline=None)
@given(strategies.paxlst_messages, strategies.services)
def test_a_written_list_reads_back_the_same(message, service):
    (back,) = read_paxlst(write_paxlst(message, service=service))
    assert back == message
    assert back.envelope.notices == ()
    assert {notice.code for notice in back.notices} <= ALLOWED


@settings(max_examples=100, deadline=None)
@given(strategies.cusres_messages, strategies.services)
def test_a_written_reply_reads_back_the_same(message, service):
    (back,) = read_cusres(write_cusres(message, service=service))
    assert back == message
    assert back.envelope.notices == ()
    assert {notice.code for notice in back.notices} <= ALLOWED


def test_what_was_read_is_written_with_all_that_was_in_it():
    (message,) = read_paxlst(interchange())
    (back,) = read_paxlst(write_paxlst(message))
    assert back == message
    assert set(back.counts) == set(message.counts)


ENVELOPE = Envelope("UNOC", "3", "ZZAIR", None, "STATE", None, "2026-03-01T08:00", "9")


def test_counts_are_those_of_what_is_written():
    message = PaxlstMessage(
        envelope=ENVELOPE,
        document_code="745",
        travellers=(Traveller(kind="passenger", surname="EXAMPLE"), Traveller(kind="crew")),
    )
    written = write_paxlst(message).decode()
    assert "CNT+42:1'" in written
    assert "CNT+41:1'" in written
    segments = read_interchange(write_paxlst(message)).messages[0].segments
    assert f"UNT+{len(segments) + 2}+1'UNZ+1+9'" in written


def test_several_messages_share_interchange_and_group():
    group = FunctionalGroup("PAXLST", "ZZAIR", None, "STATE", reference="4")
    first = PaxlstMessage(envelope=ENVELOPE, group=group, document_code="745")
    second = replace(first, header=replace(first.header, reference="2"))
    third = replace(first, group=replace(group, reference="5"))
    written = write_paxlst(first, second, third)
    assert written.count(b"UNG+") == 2
    assert b"UNE+2+4'" in written
    assert written.endswith(b"UNE+1+5'UNZ+2+9'")
    assert read_paxlst(written) == [first, second, third]


def test_messages_without_group_are_counted_themselves():
    message = PaxlstMessage(envelope=ENVELOPE, document_code="745")
    written = write_paxlst(message, replace(message, document_code="250"))
    assert written.endswith(b"UNZ+2+9'")


def test_released_characters_are_written_with_their_release():
    message = PaxlstMessage(
        envelope=ENVELOPE, document_code="745", transaction_reference="A'B+C:D?E*F"
    )
    assert b"RFF+TN:A?'B?+C?:D??E?*F'" in write_paxlst(message)


@pytest.mark.parametrize(
    ("change", "service", "code"),
    [
        ({"envelope": Envelope()}, ServiceCharacters(), "envelope_incomplete"),
        (
            {"envelope": replace(ENVELOPE, syntax="UNOX")},
            ServiceCharacters(),
            "envelope_incomplete",
        ),
        ({"transaction_reference": "A\nB"}, ServiceCharacters(), "text_unwritable"),
        ({"transaction_reference": "A'B"}, ServiceCharacters(release=""), "text_unwritable"),
        ({"transaction_reference": "\u0141"}, ServiceCharacters(), "text_unencodable"),
    ],
)
def test_what_cannot_be_written_is_an_error_and_no_message(change, service, code):
    message = replace(PaxlstMessage(envelope=ENVELOPE, document_code="745"), **change)
    with pytest.raises(EdifactError) as raised:
        write_paxlst(message, service=service)
    assert raised.value.code == code


def test_messages_of_two_interchanges_are_not_written_as_one():
    message = PaxlstMessage(envelope=ENVELOPE, document_code="745")
    other = replace(message, envelope=replace(ENVELOPE, reference="10"))
    with pytest.raises(EdifactError, match="envelopes_differ"):
        write_paxlst(message, other)
