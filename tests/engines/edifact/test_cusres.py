"""Replies to passenger lists."""

import pytest
from tests.engines.edifact.samples import codes

from seawall.engines.edifact import CusresMessage, read_cusres, read_paxlst, write_cusres
from seawall.engines.edifact.cusres.message import FreeText, Place, Response, Result
from seawall.engines.edifact.paxlst.records import CallTime, Envelope, LocalTime, Reference

REPLY = (
    b"UNB+UNOA:4+STATE+ZZAIR+260301:0810+9'UNH+R1+CUSRES:D:02B:UN:IATA'"
    b"BGM+962'RFF+TN:ZZ0101260301:::1'RFF+AF:ZZ0101'"
    b"DTM+189:2603011005:201'DTM+232:2603011440:201'LOC+125+MIA'LOC+87+BGI'"
    b"ERP+1'ERC+1'"
    b"ERP+2'RFF+AVF:ZZREC1'RFF+ABO:ZZ000001'RFF+ACD:X1'ERC+0Z'"
    b"ERP+2'RFF+ABO:ZZ000002'ERC+1Z:110:111'FTX+AAP+++SEE STATION MANAGER:DESK 4'"
    b"ERC+2Z'"
    b"UNT+21+R1'UNZ+1+9'"
)


def test_everything_said_in_a_reply():
    (message,) = read_cusres(REPLY)
    envelope = Envelope("UNOA", "4", "STATE", None, "ZZAIR", None, "2026-03-01T08:10", "9")
    assert message == CusresMessage(
        header=message.header,
        envelope=envelope,
        document_code="962",
        transaction_reference="ZZ0101260301",
        transaction_revision="1",
        voyage_number="ZZ0101",
        times=(
            CallTime("189", LocalTime("2026-03-01T10:05")),
            CallTime("232", LocalTime("2026-03-01T14:40")),
        ),
        places=(Place("125", "MIA"), Place("87", "BGI")),
        results=(
            Result("message", responses=(Response("1"),)),
            Result("traveller", "ZZREC1", "ZZ000001", (Reference("ACD", "X1"),), (Response("0Z"),)),
            Result(
                "traveller",
                None,
                "ZZ000002",
                responses=(
                    Response(
                        "1Z",
                        ("110", "111"),
                        (FreeText("AAP", ("SEE STATION MANAGER", "DESK 4")),),
                    ),
                    Response("2Z"),
                ),
            ),
        ),
    )
    assert codes(message, message.envelope) == set()
    meanings = [one.meaning for result in message.results for one in result.responses]
    assert meanings == ["exception", "board", "no_board", "advisory"]
    assert (message.reference, message.kind) == ("R1", "reply")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("0", "accepted"),
        ("1", "exception"),
        ("0Z", "board"),
        ("1Z", "no_board"),
        ("2Z", "advisory"),
        ("4Z", "insufficient_data"),
        ("9Z", None),
        (None, None),
    ],
)
def test_meanings(code, meaning):
    assert Response(code).meaning == meaning


@pytest.mark.parametrize(
    ("code", "kind"), [("962", "reply"), ("132", "unsolicited"), ("312", "acknowledgement")]
)
def test_kinds(code, kind):
    (message,) = read_cusres(REPLY.replace(b"962", code.encode()))
    assert message.kind == kind
    assert "function_unknown" not in codes(message)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"BGM+962", b"BGM+999", "function_unknown"),
        (b"ERC+0Z", b"ERC+9Z", "code_unknown"),
        (b"ERP+1'", b"ERP+7'", "code_unknown"),
        (b"ERC+0Z'", b"", "segment_missing"),
        (b"BGM+962'", b"", "segment_missing"),
        (b"UNT+21", b"UNT+20", "segment_count_mismatch"),
    ],
)
def test_what_deviates_is_noted_and_every_answer_kept(old, new, code):
    (message,) = read_cusres(REPLY.replace(old, new))
    assert code in codes(message)
    assert len(message.results) == 3


def test_an_answer_is_written_as_carriers_expect_it():
    message = CusresMessage(
        envelope=Envelope("UNOA", "4", "STATE", None, "ZZAIR", None, "2026-03-01T08:10", "9"),
        document_code="132",
        transaction_reference="T1",
        results=(
            Result("message", responses=(Response("0"),)),
            Result("traveller", "REC", "ABO1", responses=(Response("1Z"),)),
        ),
    )
    assert write_cusres(message) == (
        b"UNA:+.?*'UNB+UNOA:4+STATE+ZZAIR+260301:0810+9'UNH+1+CUSRES:D:02B:UN:IATA'"
        b"BGM+132'RFF+TN:T1'ERP+1'ERC+0'ERP+2'RFF+AVF:REC'RFF+ABO:ABO1'ERC+1Z'"
        b"UNT+10+1'UNZ+1+9'"
    )


def test_a_reply_is_no_passenger_list_and_a_list_no_reply():
    assert read_paxlst(REPLY) == []
    assert read_paxlst(REPLY.replace(b"CUSRES", b"CUXRES")) == []
    assert len(read_cusres(REPLY.replace(b"CUSRES", b"CUXRES"))) == 1
    assert read_cusres(REPLY.replace(b"CUSRES", b"PAXLST")) == []
