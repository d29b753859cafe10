"""What an officer may decide about a hit, who must sign, and what happens where nobody does.

Board and no-board exist only where the state's law has interactive replies to carriers (CUSRES),
and only before departure; else the decision is for arrival. Silence never boards anyone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from seawall.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide.

    Args:
        code: stable.
        reply: what the carrier gets (CUSRES, ERC), or None where it gets nothing.
        boarding: whether it is about boarding; else about arrival.
        same_person: what it says of the comparison; None where it leaves that open.
        closes: whether the hit is closed by it; a referral is closed by secondary inspection.
        signatures: how many officers must sign.
    """

    code: str
    reply: str | None
    boarding: bool
    same_person: bool | None
    closes: bool
    signatures: int = 1


REPLY_BEFORE_DEPARTURE = timedelta(minutes=20)

CLEAR, ADVISE, REFER, NO_BOARD, MORE_DATA = "clear", "advise", "refer", "no_board", "more_data"
CLEAR_ARRIVAL, ADMIT, REFER_ARRIVAL = "clear_arrival", "admit", "refer_arrival"

CHOICES: dict[str, Choice] = {
    choice.code: choice
    for choice in (
        Choice(CLEAR, "0Z", boarding=True, same_person=False, closes=True),
        Choice(ADVISE, "2Z", boarding=True, same_person=None, closes=False),
        Choice(REFER, "0Z", boarding=True, same_person=None, closes=False),
        Choice(NO_BOARD, "1Z", boarding=True, same_person=True, closes=True, signatures=2),
        Choice(MORE_DATA, "4Z", boarding=True, same_person=None, closes=False),
        Choice(CLEAR_ARRIVAL, None, boarding=False, same_person=False, closes=True),
        Choice(ADMIT, None, boarding=False, same_person=True, closes=True),
        Choice(REFER_ARRIVAL, None, boarding=False, same_person=None, closes=False),
    )
}


def open_choices(*, interactive: bool, departed: bool) -> tuple[Choice, ...]:
    """The ways to decide, in the order of their keys.

    Args:
        interactive: whether the state's law has board / no-board replies.
        departed: whether the voyage is on its way or has arrived.
    """
    boarding = interactive and not departed
    return tuple(choice for choice in CHOICES.values() if choice.boarding is boarding)


@dataclass(frozen=True, slots=True)
class Concerned:
    """What the limits ask of a traveller; nothing else of a person counts.

    Args:
        nationalities: as stated, ISO 3166-1 alpha-3.
        issuers: states that issued the travel documents.
        flags: flags of protection set by officers.
    """

    nationalities: frozenset[str]
    issuers: frozenset[str]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Limits:
    """What stands between a choice and its effect.

    Args:
        refused: why it cannot be chosen at all, a code, or "".
        review: why a lawyer must agree first, codes.
        signatures: how many officers must sign.
    """

    refused: str = ""
    review: tuple[str, ...] = ()
    signatures: int = 1


@cache
def caricom_members() -> frozenset[str]:
    """Member states whose nationals may not be turned away without legal review."""
    return frozenset(row["state"] for row in rows("caricom") if row["membership"] == "member")


ASYLUM_FLAGS = frozenset({"asylum", "protection"})


def limits(choice: Choice, who: Concerned, *, own_state: str) -> Limits:
    """What stands between a choice and its effect on this traveller.

    Args:
        choice: one of ``CHOICES``.
        who: the traveller, as the limits see them.
        own_state: of the node, ISO 3166-1 alpha-3, or empty for an organisation of no state.
    """
    if choice.code != NO_BOARD:
        return Limits(signatures=choice.signatures)
    states = who.nationalities | who.issuers
    if own_state and own_state in states:
        return Limits(refused="own_national")
    review = tuple(
        code
        for code, applies in (
            ("caricom_national", bool(states & caricom_members())),
            ("possible_asylum", bool(who.flags & ASYLUM_FLAGS)),
            # A person of no known state may be anyone's national: undetermined counts as protected.
            ("state_unknown", not states),
        )
        if applies
    )
    return Limits(review=review, signatures=choice.signatures)


@dataclass(frozen=True, slots=True)
class Signed:
    """What has come after the first signature of a decision.

    Args:
        second: whether a second officer signed.
        reviewed: whether a lawyer agreed.
        returned: whether the second or the lawyer returned it.
        undone: whether it was undone.
    """

    second: bool = False
    reviewed: bool = False
    returned: bool = False
    undone: bool = False


def standing(needed: int, review: Collection[str], signed: Signed) -> str:
    """``undone``, ``returned``, ``review`` or ``second`` while somebody must sign, ``in_force``."""
    if signed.undone:
        return "undone"
    if signed.returned:
        return "returned"
    if review and not signed.reviewed:
        return "review"
    if needed > 1 and not signed.second:
        return "second"
    return "in_force"


def when_time_is_up(*, boarding: bool) -> Choice:
    """What an undecided or half-signed hit comes to at its deadline: never "board"."""
    return CHOICES[MORE_DATA if boarding else REFER_ARRIVAL]


def when_not_screened(*, boarding: bool) -> Choice:
    """What happens to a traveller whom an outage left unscreened.

    Boarding fails open: nobody is kept off a flight by a failure of ours. Arrival fails closed:
    everybody is looked at before entering.
    """
    return CHOICES[CLEAR if boarding else REFER_ARRIVAL]


def deadline(
    *, boarding: bool, departs: datetime | None, arrives: datetime | None
) -> datetime | None:
    """When a hit must be decided; None where the time is not known.

    Args:
        boarding: whether the carrier waits for a reply; then before departure, else on arrival.
        departs: UTC, as scheduled.
        arrives: UTC, as scheduled.
    """
    if boarding and departs is not None:
        return departs - REPLY_BEFORE_DEPARTURE
    return arrives


# The strictest word about a traveller with several hits goes to the carrier.
_STRICTEST = ("1Z", None, "4Z", "2Z", "0Z")


def reply_for(codes: Collection[str | None]) -> str | None:
    """What the carrier is told of a traveller with several hits; None while one is undecided."""
    return min(codes, key=_STRICTEST.index)
