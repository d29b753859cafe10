"""Every segment of a passenger or crew list reaches its attribute, and nobody is lost."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.edifact.samples import BODY, CREW, FIRST, SECOND, VOYAGE, codes, interchange

from seawall.engines.edifact import read_paxlst
from seawall.engines.edifact.notices import MOST_NOTICES
from seawall.engines.edifact.paxlst.records import (
    Address,
    BagTag,
    Call,
    Contact,
    Count,
    Document,
    Extra,
    Leg,
    Party,
    PaxlstMessage,
    Reference,
    Traveller,
)


def message_of(body: str) -> PaxlstMessage:
    (message,) = read_paxlst(interchange(body))
    return message


def test_everything_said_of_a_passenger():
    (traveller,) = message_of(VOYAGE + FIRST).travellers
    expected = Traveller(
        kind="passenger",
        surname="PLACEHOLDER",
        given_names="FIRST",
        middle_names="MIDDLE",
        address=Address((), ("1 SHORE ROAD",), "BRIDGETOWN", "ST MICHAEL", "BB11000", "BRB"),
        sex="F",
        birth_date="1979-03-12",
        bag_count=2,
        bag_weight=31.5,
        bag_weight_unit="KGM",
        verification="verified",
        bag_tags=(BagTag("ZZ123456", ("2",)),),
        clearance="BGI",
        residence="BRB",
        embark="MIA",
        disembark="BGI",
        birth_country="TTO",
        birth_place="PORT OF SPAIN",
        contacts=(Contact("1 246 555 0199", "TE"),),
        nationality="BRB",
        booking_reference="ZZREC1",
        unique_reference="ZZ000001",
        seat="12C",
        agency_reference="GOV1",
        customer_reference="CUST1",
        references=(Reference("ACD", "OTHER1"),),
        documents=(
            Document("P", ("110", "111"), "BB1234567", "BRB", "2031-05-17", "2021-05-18"),
            Document("V", ("110", "111"), "V7654321", "USA", "2027-01-01"),
        ),
    )
    assert traveller == expected


def test_everything_said_of_the_voyage():
    message = message_of(BODY)
    assert message.transaction_reference == "ZZ0101260301"
    assert message.transaction_revision == "1"
    assert message.parties == (Party("MS", None, ("OPERATIONS DESK",), message.contacts),)
    assert message.contacts == (Contact("1 555 0100", "TE"), Contact("desk@zz.example", "EM"))
    (leg,) = message.legs
    assert (leg.carrier, leg.number, leg.mode, leg.stage) == ("ZZ", "ZZ0101", "air", "20")
    assert (leg.departure.place, leg.departs.local) == ("MIA", "2026-03-01T10:05")
    assert (leg.arrival.place, leg.arrives.local) == ("BGI", "2026-03-01T14:40")
    assert message.counts == (Count("42", 2), Count("41", 1))
    assert [one.kind for one in message.travellers] == ["passenger", "passenger", "crew"]
    assert message.travellers[2].crew_role == "CR1"
    assert message.reference == "M1"


def test_a_place_of_birth_is_never_a_nationality():
    without = FIRST.replace("NAT+2+BRB'", "")
    (traveller,) = message_of(VOYAGE + without).travellers
    assert traveller.birth_country == "TTO"
    assert traveller.nationality is None


def test_a_second_nationality_is_kept_and_noted():
    message = message_of(VOYAGE + FIRST.replace("NAT+2+BRB'", "NAT+2+BRB'NAT+2+TTO'"))
    (traveller,) = message.travellers
    assert traveller.nationality == "BRB"
    assert traveller.extras == (Extra("NAT", (("2",), ("TTO",))),)
    assert "segment_duplicate" in codes(message)


def test_a_segment_that_cannot_be_understood_is_kept_and_a_second_one_read():
    bad = "NAD+FL+++EXAMPLE'DTM+329:791332'ATT+2++Q'ATT+2++M'"
    (traveller,) = message_of(VOYAGE + bad).travellers
    assert (traveller.birth_date, traveller.sex) == (None, "M")
    assert traveller.extras == (
        Extra("ATT", (("2",), (), ("Q",))),
        Extra("DTM", (("329", "791332"),)),
    )


def test_segments_without_an_attribute_are_kept_as_they_are():
    more = "ATT+3++ZZ1'LOC+999+XXX'MEA+ZZZ++KGM:1'FTX+ZZZ+++A:B'"
    (traveller,) = message_of(VOYAGE + SECOND + more).travellers
    assert traveller.extras == (
        Extra("ATT", (("3",), (), ("ZZ1",))),
        Extra("MEA", (("ZZZ",), (), ("KGM", "1"))),
        Extra("FTX", (("ZZZ",), (), (), ("A", "B"))),
        Extra("LOC", (("999",), ("XXX",))),
    )


@pytest.mark.parametrize(
    ("qualifier", "kind"),
    [
        ("FL", "passenger"),
        ("FM", "crew"),
        ("DDU", "transit_passenger"),
        ("DDT", "transit_crew"),
    ],
)
def test_kinds_of_travellers(qualifier, kind):
    (traveller,) = message_of(f"{VOYAGE}NAD+{qualifier}+++EXAMPLE:SECOND'").travellers
    assert traveller.kind == kind


def test_a_person_of_an_unknown_kind_is_a_traveller_all_the_same():
    message = message_of(VOYAGE + "NAD+QQ+++EXAMPLE:SECOND'NAT+2+TTO'")
    (traveller,) = message.travellers
    assert (traveller.kind, traveller.surname, traveller.nationality) == (None, "EXAMPLE", "TTO")
    assert "code_unknown" in codes(message)


def test_a_person_whose_tag_is_garbled_does_not_vanish_into_the_one_before():
    message = message_of(BODY.replace("NAD+FM", "NXD+FM"))
    assert [one.surname for one in message.travellers] == ["PLACEHOLDER", "EXAMPLE", "SPECIMEN"]
    assert "segment_tag_garbled" in codes(message)


def test_a_person_without_a_voyage_is_a_traveller():
    message = message_of("BGM+745'" + FIRST)
    assert len(message.travellers) == 1
    missing = [dict(one.detail) for one in message.notices if one.code == "segment_missing"]
    assert missing == [{"tag": "TDT", "qualifier": ""}]


def test_a_person_without_a_name_is_noted():
    message = message_of(VOYAGE + "NAD+FL'NAT+2+TTO'")
    assert message.travellers[0].nationality == "TTO"
    assert "name_missing" in codes(message)


def test_the_same_person_twice_is_noted_and_kept():
    message = message_of(VOYAGE + SECOND + CREW + SECOND)
    assert len(message.travellers) == 3
    notice = next(one for one in message.notices if one.code == "traveller_duplicate")
    first, _, again = message.travellers
    assert notice.segment == again.span.first_segment
    assert notice.detail["first_segment"] == first.span.first_segment


def test_out_of_order_segments_are_read_and_noted():
    disorder = "NAD+FL+++EXAMPLE:SECOND'DOC+P+N1'LOC+91+TTO'NAT+2+TTO'ATT+2++M'DTM+36:310517'"
    message = message_of(VOYAGE + disorder)
    (traveller,) = message.travellers
    assert (traveller.nationality, traveller.sex) == ("TTO", "M")
    assert traveller.documents == (Document("P", (), "N1", "TTO", "2031-05-17"),)
    assert "segment_out_of_order" in codes(message)


def test_a_segment_of_the_format_with_no_place_here_is_noted():
    message = message_of("BGM+745'DOC+P+N1'" + VOYAGE[8:] + SECOND)
    assert "segment_unexpected" in codes(message)
    assert len(message.travellers) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("ATT+2++Q'", "code_unknown"),
        ("DTM+329:791332'", "date_bad"),
        ("MEA+CT++:MANY'", "number_bad"),
        ("MEA+WT++KGM:1E5'", "number_bad"),
        ("MEA+CT++:" + "9" * 30 + "'", "number_bad"),
        ("GEI+4+999'", "code_unknown"),
        ("XYZ+1'", "segment_unknown"),
        ("TOOLONGATAG+1'", "segment_unknown"),
        ("nad+fl+++x'", "segment_unknown"),
    ],
)
def test_bad_values_are_noted_and_unknown(body, code):
    message = message_of(VOYAGE + "NAD+FL+++EXAMPLE:SECOND'" + body)
    (traveller,) = message.travellers
    expected = Traveller("passenger", None, "EXAMPLE", "SECOND")
    assert replace(traveller, bag_weight_unit=None, extras=()) == expected
    notice = next(one for one in message.notices if one.code == code)
    assert notice.segment == 14
    assert traveller.span.last_segment == 14


def test_a_weight_may_have_any_decimal_mark():
    for mark in (".", ","):
        (traveller,) = message_of(VOYAGE + SECOND + f"MEA+WT++KGM:12{mark}5'").travellers
        assert traveller.bag_weight == 12.5
    custom = interchange(VOYAGE + SECOND + "MEA+WT++KGM:12!5'", una="UNA:+!? '")
    (message,) = read_paxlst(custom)
    assert message.travellers[0].bag_weight == 12.5


@pytest.mark.parametrize(
    ("codes_given", "function", "kind", "master"),
    [
        ("745", "new", "passenger", False),
        ("745+C", "new", "passenger", False),
        ("745+CP", "change", "passenger", False),
        ("745+XR", "cancel_travellers", "passenger", False),
        ("250", "new", "crew", False),
        ("250+C", "new", "crew", False),
        ("250+CC", "change", "crew", False),
        ("336+G", "new", "crew", True),
        ("336+H", "cancel_travellers", "crew", True),
        ("266+CLOB", "close_out", "passenger", False),
        ("266+CLNB", "close_out_not_boarded", "passenger", False),
        ("266+XF", "cancel", "passenger", False),
        ("266", None, "passenger", False),
        ("745+QQQ", None, "passenger", False),
    ],
)
def test_what_a_message_is_for(codes_given, function, kind, master):
    body = f"BGM+{codes_given}'" + VOYAGE[len("BGM+745'") :] + SECOND
    message = message_of(body)
    assert (message.function, message.list_kind, message.master) == (function, kind, master)
    assert ("function_unknown" in codes(message)) == (function is None)


def test_a_status_update_of_nobody_has_no_list_kind():
    assert message_of("BGM+266+XF'TDT+20+ZZ0101'").list_kind is None


def test_totals_are_compared_with_who_is_there():
    message = message_of(BODY.replace("CNT+42:2'CNT+41:1'", "CNT+42:3'CNT+41+7'CNT+43:1'"))
    found = [dict(one.detail) for one in message.notices if one.code == "traveller_count_mismatch"]
    assert found == [
        {"kind": "42", "stated": 3, "counted": 2},
        {"kind": "41", "stated": 7, "counted": 1},
    ]
    assert "element_misplaced" in codes(message)


def test_each_traveller_knows_its_segments():
    data = interchange()
    (message,) = read_paxlst(data)
    raw = [data[one.span.start : one.span.end].decode() for one in message.travellers]
    assert raw == [FIRST, SECOND, CREW]
    first, second, crew = (one.span for one in message.travellers)
    assert second.first_segment == first.last_segment + 1
    assert crew.first_segment == second.last_segment + 1
    assert crew.last_segment - crew.first_segment + 1 == CREW.count("'")


LOC = "LOC+125+AAA'LOC+87+BBB'"


@pytest.mark.parametrize(
    ("tdt", "places", "mode"),
    [
        ("TDT+20+ZZ0101+++ZZ'", LOC, "air"),
        ("TDT+20+ZZ0101+4'", "", "air"),
        ("TDT+20+V12+1'", "", "sea"),
        ("TDT+20+V12+3'", LOC, "unknown"),
        ("TDT+20+V12++++++9074729:146::MV EXAMPLE:BHS'", "", "sea"),
        ("TDT+20+V12++++++9074728:146::MV EXAMPLE:BHS'", "", "unknown"),
        ("TDT+20+ZZ0101'", "LOC+125+USMIA'LOC+87+BBBGI'", "unknown"),
        ("TDT+20+CRUISE'", LOC, "unknown"),
        ("TDT+20'", LOC, "unknown"),
    ],
)
def test_modes(tdt, places, mode):
    assert message_of("BGM+745'" + tdt + places).legs[0].mode == mode


def test_a_ship():
    body = (
        "BGM+745'TDT+20+V12+1++ZZCL:172::EXAMPLE LINES+++IMO 9074729:146::MV EXAMPLE:BHS'"
        "LOC+125+BSNAS'DTM+189:202603011800:203'LOC+87+BBBGI'DTM+232:202603040700:203'"
        "LOC+92+LCCAS'LOC+130+USMIA'"
    )
    (leg,) = message_of(body).legs
    assert (leg.imo, leg.craft_name, leg.craft_flag) == ("9074729", "MV EXAMPLE", "BHS")
    assert (leg.carrier, leg.carrier_name, leg.number) == ("ZZCL", "EXAMPLE LINES", "V12")
    assert (leg.departure.place, leg.arrival.place) == ("BSNAS", "BBBGI")
    assert (leg.next_port, leg.last_port) == ("LCCAS", "USMIA")


def test_several_legs_told_by_their_times():
    body = (
        "BGM+745'"
        "TDT+20+ZZ1+++ZZ'LOC+92+AAA'DTM+189:2603011005:201'LOC+92+BBB'DTM+232:2603011105:201'"
        "TDT+20+ZZ2+++ZZ'LOC+92+BBB'DTM+189:2603011205:201'LOC+92+CCC'DTM+232:2603011305:201'"
    )
    first, second = message_of(body).legs
    assert (first.departure.place, first.arrival.place, first.next_port) == ("AAA", "BBB", "BBB")
    assert (second.departs.local, second.arrives.local) == ("2026-03-01T12:05", "2026-03-01T13:05")


def test_a_leg_of_nothing():
    leg = Leg()
    assert (leg.departure, leg.arrival, leg.departs, leg.next_port) == (None, None, None, None)
    assert Call().at("189") is None


def test_more_repetitions_than_the_format_allows_are_read_and_noted():
    documents = "".join(f"DOC+P+N{number}'" for number in range(8))
    message = message_of(VOYAGE + SECOND + documents)
    assert len(message.travellers[0].documents) == 8
    repeated = [one for one in message.notices if one.code == "group_repeated"]
    assert [one.detail["group"] for one in repeated] == ["documents"]


def test_a_segment_of_a_hundred_elements_is_cut_short_and_noted():
    message = message_of(VOYAGE + "NAD+FL+++EXAMPLE" + "+" * 500 + "'" + CREW)
    assert [one.surname for one in message.travellers] == ["EXAMPLE", "SPECIMEN"]
    assert "segment_too_long" in codes(message)


def test_notices_stop_at_a_thousand_and_say_how_many_more_there_were():
    message = message_of(VOYAGE + SECOND + "XYZ+1'" * (MOST_NOTICES + 500))
    assert len(message.notices) == MOST_NOTICES + 1
    assert message.notices[-1].code == "notices_suppressed"
    assert message.notices[-1].detail["count"] > 500
    assert len(message.travellers) == 1


PIECES = BODY.split("'")[:-1]
STRAYS = ["XYZ+1:2", "UNT+7+M1", "ABC", "ATT", "DTM+329", "LOC", "RFF+ZZ", "CNT+42:999", "+", ":"]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(PIECES)), st.sampled_from(STRAYS))
def test_no_inserted_segment_costs_a_traveller(place, stray):
    pieces = [*PIECES[:place], stray, *PIECES[place:]]
    message = message_of("'".join(pieces) + "'")
    assert [one.surname for one in message.travellers] == ["PLACEHOLDER", "EXAMPLE", "SPECIMEN"]
    assert stray != "XYZ+1:2" or "segment_unknown" in codes(message)


def test_several_terminators_lost_in_a_row():
    people = [f"NAD+FL+++PERSON{letter}:X" for letter in "ABCD"]
    message = message_of(VOYAGE + "".join(people) + "'")
    assert [one.surname for one in message.travellers] == [f"PERSON{letter}" for letter in "ABCD"]


@pytest.mark.parametrize("place", range(1, len(PIECES)))
@pytest.mark.parametrize("mark", ["", "?'", "x"])
def test_no_lost_terminator_costs_a_traveller(place, mark):
    body = "'".join(PIECES[:place]) + mark + "'".join(PIECES[place:]) + "'"
    message = message_of(body)
    assert [one.surname for one in message.travellers] == ["PLACEHOLDER", "EXAMPLE", "SPECIMEN"]
    lost = mark != "x" and PIECES[place].startswith("NAD+F")
    assert ("terminator_missing" in codes(message)) >= lost


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(interchange())))
def test_a_cut_message_keeps_everybody_up_to_the_cut(length):
    data = interchange()[:length]
    begun = sum(data.count(mark) for mark in (b"'NAD+FL+++", b"'NAD+FM+++"))
    if length < len("UNB+"):
        return
    messages = read_paxlst(data)
    assert sum(len(message.travellers) for message in messages) >= begun
    if messages and length < len(interchange()):
        assert codes(messages[0], messages[0].envelope) & {
            "segment_unterminated",
            "message_trailer_missing",
            "interchange_trailer_missing",
        }


@pytest.mark.parametrize(
    "record", [Address, BagTag, Call, Count, Document, Leg, Party, PaxlstMessage, Traveller]
)
def test_every_attribute_is_read_by_the_table(record):
    from seawall.engines.edifact.paxlst.table import PAXLST
    from seawall.engines.edifact.tables import Group, Row

    filled: dict[object, set[str]] = {}

    def visit(group: Group) -> None:
        names = filled.setdefault(group.record, set())
        rows = [item if isinstance(item, Row) else item.trigger for item in group.content]
        rows = [row for row in rows if row in group.content] + [group.trigger]
        for row in filter(None, rows):
            own = filled.setdefault(row.record, set()) if row.into else names
            own.update(one.name for one in row.fields)
            names.update({row.into} - {None})
            for part in row.parts:
                names.add(part.into)
                filled.setdefault(part.record, set()).update(one.name for one in part.fields)
        for item in group.content:
            if isinstance(item, Group):
                names.add(item.into)
                visit(item)

    visit(PAXLST)
    made_elsewhere = {"extras", "span", "notices", "header", "group", "envelope"}
    assert {one.name for one in fields(record)} - made_elsewhere == filled[record]
