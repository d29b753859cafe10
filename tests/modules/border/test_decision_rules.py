"""The limits of deciding, as a table."""

from datetime import UTC, date, datetime, timedelta

import pytest

from seawall.modules.border.rules.ages import may_be_child
from seawall.modules.border.rules.deadlines import journey, message_due
from seawall.modules.border.rules.decisions import (
    CHOICES,
    NO_BOARD,
    Concerned,
    Signed,
    deadline,
    limits,
    open_choices,
    standing,
    when_not_screened,
    when_time_is_up,
)


def who(nationality=None, issuer=None, *flags):
    return Concerned(
        frozenset(filter(None, [nationality])), frozenset(filter(None, [issuer])), frozenset(flags)
    )


@pytest.mark.parametrize(
    ("person", "refused", "review"),
    [
        (who("VEN", "VEN"), "", ()),
        (who("LCA", "LCA"), "own_national", ()),
        (who("USA", "LCA"), "own_national", ()),
        (who("LCA", "USA"), "own_national", ()),
        (who("BRB", "BRB"), "", ("caricom_national",)),
        (who("USA", "HTI"), "", ("caricom_national",)),
        (who("VEN", "VEN", "asylum"), "", ("possible_asylum",)),
        (who("VEN", "VEN", "protection"), "", ("possible_asylum",)),
        (who("VEN", "VEN", "child", "victim", "privileged"), "", ()),
        (who("HTI", "HTI", "asylum"), "", ("caricom_national", "possible_asylum")),
        (who(None, None), "", ("state_unknown",)),
        (who("BMU", "BMU"), "", ()),
    ],
)
def test_who_may_be_kept_from_boarding(person, refused, review):
    found = limits(CHOICES[NO_BOARD], person, own_state="LCA")
    assert (found.refused, found.review, found.signatures) == (
        refused,
        review,
        1 if refused else 2,
    )


@pytest.mark.parametrize("choice", [one for one in CHOICES.values() if one.code != NO_BOARD])
def test_nothing_else_is_limited(choice):
    assert limits(choice, who("LCA"), own_state="LCA").refused == ""
    assert choice.signatures == 1


@pytest.mark.parametrize(
    ("interactive", "departed", "replies"),
    [
        (True, False, {"0Z", "1Z", "2Z", "4Z"}),
        (True, True, {None}),
        (False, False, {None}),
        (False, True, {None}),
    ],
)
def test_boarding_is_decided_only_where_the_law_has_it_and_before_departure(
    interactive, departed, replies
):
    found = open_choices(interactive=interactive, departed=departed)
    assert {choice.reply for choice in found} == replies


def test_silence_never_boards_anyone():
    assert when_time_is_up(boarding=True).reply == "4Z"
    assert when_time_is_up(boarding=False).code == "refer_arrival"


def test_an_outage_boards_and_does_not_let_in():
    assert when_not_screened(boarding=True).reply == "0Z"
    assert when_not_screened(boarding=False).code == "refer_arrival"


@pytest.mark.parametrize(
    ("needed", "review", "signed", "now"),
    [
        (1, (), Signed(), "in_force"),
        (2, (), Signed(), "second"),
        (2, (), Signed(second=True), "in_force"),
        (2, ("caricom_national",), Signed(), "review"),
        (2, ("caricom_national",), Signed(second=True), "review"),
        (2, ("caricom_national",), Signed(reviewed=True), "second"),
        (2, ("caricom_national",), Signed(second=True, reviewed=True), "in_force"),
        (2, (), Signed(returned=True), "returned"),
        (1, (), Signed(undone=True), "undone"),
        (2, (), Signed(second=True, undone=True), "undone"),
    ],
)
def test_what_a_decision_amounts_to(needed, review, signed, now):
    assert standing(needed, review, signed) == now


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_carrier_is_answered_before_departure_and_a_person_met_on_arrival():
    times = {"departs": NOON, "arrives": NOON + timedelta(hours=2)}
    assert deadline(boarding=True, **times) == NOON - timedelta(minutes=20)
    assert deadline(boarding=False, **times) == times["arrives"]
    assert deadline(boarding=True, departs=None, arrives=None) is None


@pytest.mark.parametrize(
    ("origin", "destination", "way"),
    [
        ("MTQ", "LCA", "into"),
        ("LCA", "MTQ", "out"),
        ("BRB", "LCA", "within"),
        ("MTQ", "USA", None),
        (None, "LCA", None),
    ],
)
def test_ways_across_the_domestic_space(origin, destination, way):
    assert journey(origin, destination) == way


@pytest.mark.parametrize(
    ("mode", "origin", "destination", "due"),
    [
        ("sea", "MTQ", "LCA", NOON + timedelta(hours=2) - timedelta(hours=24)),
        ("sea", "LCA", "MTQ", NOON + timedelta(minutes=15)),
        ("sea", "BRB", "LCA", None),
        ("air", "USA", "LCA", None),
        ("unknown", "USA", "LCA", None),
    ],
)
def test_when_a_message_is_due(mode, origin, destination, due):
    found = message_due(
        state="LCA",
        mode=mode,
        origin=origin,
        destination=destination,
        departs=NOON,
        arrives=NOON + timedelta(hours=2),
    )
    assert found == due


@pytest.mark.parametrize(
    ("born", "child"),
    [
        ("2008-11-25", True),
        ("2008-11-24", False),
        ("2008-11", True),
        ("2008-10", False),
        ("2008", True),
        ("2007", False),
        (None, False),
    ],
)
def test_what_is_not_certain_counts_as_a_child(born, child):
    assert may_be_child(born, date(2026, 11, 24)) is child
