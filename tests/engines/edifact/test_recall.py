"""What is remembered while a list is read changes nothing of what is read."""

import pytest
from tests.engines.edifact.samples import interchange

from seawall.engines.edifact import read_interchange, read_paxlst
from seawall.engines.edifact.making import maker
from seawall.engines.edifact.paxlst.table import PAXLST
from seawall.engines.edifact.paxlst.traveller import Document, Traveller
from seawall.engines.edifact.recall import LONGEST, MOST_MET, MOST_TEXTS, Recall
from seawall.engines.edifact.tables import Group, Row

PERSON = "NAD+FL+++PLACEHOLDER:{}'ATT+2++F'DTM+329:{}'LOC+178+MIA'NAT+2+BRB'"


def test_only_what_comes_again_is_remembered():
    recall = Recall()
    recall.meet("once", 1)
    assert recall.get("once") is None
    recall.meet("once", 2)
    assert recall["once"] == 2
    recall.clear()
    recall.meet("once", 3)
    assert recall.get("once") is None


def test_what_is_remembered_has_bounds():
    recall = Recall()
    for number in range(3 * MOST_TEXTS):
        recall.keep(str(number), number)
        assert len(recall) <= MOST_TEXTS
    for _ in range(2):
        recall.meet("x" * (LONGEST + 1), 1)
    assert "x" * (LONGEST + 1) not in recall
    recall.clear()
    for number in range(MOST_MET):
        recall.meet(str(number), number)
    recall.meet("one too many", 1)
    recall.meet("0", 0)
    assert "0" not in recall


def test_repeated_segments_read_like_single_ones():
    body = "".join(PERSON.format(number, "790312") for number in range(5))
    (message,) = read_paxlst(interchange(body))
    (alone,) = read_paxlst(interchange(PERSON.format(0, "790312")))
    assert len({one.given_names for one in message.travellers}) == 5
    assert {(t.sex, t.birth_date, t.embark, t.nationality) for t in message.travellers} == {
        (alone.travellers[0].sex, "1979-03-12", "MIA", "BRB")
    }
    spans = [one.span for one in message.travellers]
    assert [span.first_segment for span in spans] == [4, 9, 14, 19, 24]
    assert len({span.start for span in spans}) == 5


def test_what_is_wrong_each_time_is_noted_each_time():
    body = "".join(PERSON.format(number, "BAD") for number in range(5))
    for data in (interchange(body), interchange(body).replace(b"'", b"'\r\n")):
        (message,) = read_paxlst(data)
        bad = [notice for notice in message.notices if notice.code == "date_bad"]
        assert len(bad) == len({notice.segment for notice in bad}) == 5


def test_a_segment_said_twice_by_everybody_is_noted_each_time():
    body = "".join(PERSON.format(number, "790312") + "NAT+2+BRB'" for number in range(5))
    (message,) = read_paxlst(interchange(body))
    assert [one.code for one in message.notices].count("segment_duplicate") == 5
    assert [len(one.extras) for one in message.travellers] == [1] * 5


def test_a_century_belongs_to_its_interchange():
    person = PERSON.format(1, "100101") * 3
    late = interchange(person)
    early = late.replace(b"260301", b"050301")
    messages = read_paxlst(late + early)
    assert [[one.birth_date for one in m.travellers] for m in messages] == [
        ["2010-01-01"] * 3,
        ["1910-01-01"] * 3,
    ]


def test_other_service_characters_in_the_second_interchange():
    first = interchange(3 * "LOC+178+MIA'")
    second = b"UNA;+.? '" + first.replace(b":", b";").replace(b"LOC+178", b"LOC+17;8")
    both = read_interchange(first + second).messages
    assert [one.segments[-1].elements for one in both] == [
        [["LOC"], ["178"], ["MIA"]],
        [["LOC"], ["17", "8"], ["MIA"]],
    ]


def test_lines_broken_in_front_of_segments_keep_their_places():
    plain = interchange(5 * "LOC+178+MIA'")
    broken = plain.replace(b"'", b"'\r\n")
    (message,) = read_interchange(broken).messages
    assert [broken[one.offset : one.end] for one in message.segments] == [b"LOC+178+MIA'"] * 5


def test_a_record_made_fast_is_the_same_record():
    values = {"surname": "PLACEHOLDER", "documents": (Document("P"),)}
    made = maker(Traveller)(values)
    assert type(made) is Traveller
    assert made == Traveller(**values)
    assert hash(made) == hash(Traveller(**values))
    with pytest.raises(AttributeError):
        made.surname = "X"


def rows_of(group: Group):
    """Rows whose fields are attributes of the same record."""
    own = [item for item in group.content if isinstance(item, Row) and not item.into]
    return [*own, group.trigger] if group.trigger else own


def groups_in(group: Group):
    yield group
    for item in group.content:
        if isinstance(item, Group):
            yield from groups_in(item)


def test_no_two_rows_of_a_group_have_an_attribute_of_one_name():
    for group in groups_in(PAXLST):
        names = [name for row in rows_of(group) for name in {field.name for field in row.fields}]
        assert len(names) == len(set(names)), group.into
