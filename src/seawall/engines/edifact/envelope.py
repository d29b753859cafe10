"""Interchanges, groups and messages: the envelopes around what a sender has to say.

Source: ISO 9735-1:2002, annex C: UNB, UNG, UNH and their trailers.
"""

from dataclasses import dataclass, field
from datetime import date

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.dates import TIME, LocalTime
from seawall.engines.edifact.notices import Notice
from seawall.engines.edifact.tables import Composite, Converter, Field, Row
from seawall.engines.edifact.values import code


def _read_moment(composite: Composite, component: int, context: Context) -> str | None:
    # S004 is date and time in two components; together they read like any other time.
    text = "".join(part.strip() for part in composite[component : component + 2])
    time: LocalTime | None = TIME.read([text], 0, context)
    return time.local if time else None


def _write_moment(value: str, context: Context) -> list[str]:
    digits: str = TIME.write(LocalTime(value), context)[0]
    _, _, clock = value.partition("T")
    cut = len(digits) - len(clock.replace(":", ""))
    return [digits[:cut], digits[cut:]]


def _day(moment: str | None) -> date | None:
    return date.fromisoformat(moment[:10]) if moment else None


_MOMENT = Converter(_read_moment, _write_moment)
_TEST = Converter(
    lambda composite, component, _: composite[component].strip() == "1" or None,
    lambda value, _: ["1"] if value else [],
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the UNB of an interchange says, and what deviates around its messages.

    Args:
        syntax: Syntax identifier, "UNOA"; None where there is no UNB.
        syntax_version: "1" to "4".
        sender: Identification of the sender.
        sender_qualifier: Code list of that identification.
        recipient: Identification of the recipient.
        recipient_qualifier: Code list of that identification.
        prepared: Date and time of preparation by the sender's clock, ISO 8601 without a zone.
        reference: Interchange control reference.
        application: Application reference, "APIS".
        test: Whether the sender marked the interchange as a test.
        notices: Deviations of the interchange itself, its groups and its syntax.
    """

    syntax: str | None = None
    syntax_version: str | None = None
    sender: str | None = None
    sender_qualifier: str | None = None
    recipient: str | None = None
    recipient_qualifier: str | None = None
    prepared: str | None = None
    reference: str | None = None
    application: str | None = None
    test: bool = False
    notices: tuple[Notice, ...] = field(default=(), compare=False)

    @property
    def prepared_on(self) -> date | None:
        """The day of preparation."""
        return _day(self.prepared)


INTERCHANGE = Row(
    "UNB",
    fields=(
        Field("syntax", 1, 0),
        Field("syntax_version", 1, 1),
        Field("sender", 2, 0),
        Field("sender_qualifier", 2, 1),
        Field("recipient", 3, 0),
        Field("recipient_qualifier", 3, 1),
        Field("prepared", 4, 0, _MOMENT),
        Field("reference", 5, 0),
        Field("application", 7, 0),
        Field("test", 11, 0, _TEST),
    ),
)


@dataclass(frozen=True, slots=True)
class FunctionalGroup:
    """What the UNG of a group of messages says.

    Args:
        kind: The type of its messages, "PAXLST".
        sender: Application sender.
        sender_qualifier: Code list of that identification.
        recipient: Application recipient.
        recipient_qualifier: Code list of that identification.
        prepared: Date and time of preparation by the sender's clock, ISO 8601 without a zone.
        reference: Group reference number.
        agency: Controlling agency, "UN".
        version: Message version, "D".
        release: Message release, "02B".
    """

    kind: str | None = None
    sender: str | None = None
    sender_qualifier: str | None = None
    recipient: str | None = None
    recipient_qualifier: str | None = None
    prepared: str | None = None
    reference: str | None = None
    agency: str | None = None
    version: str | None = None
    release: str | None = None

    @property
    def prepared_on(self) -> date | None:
        """The day of preparation."""
        return _day(self.prepared)


FUNCTIONAL_GROUP = Row(
    "UNG",
    fields=(
        Field("kind", 1, 0),
        Field("sender", 2, 0),
        Field("sender_qualifier", 2, 1),
        Field("recipient", 3, 0),
        Field("recipient_qualifier", 3, 1),
        Field("prepared", 4, 0, _MOMENT),
        Field("reference", 5, 0),
        Field("agency", 6, 0),
        Field("version", 7, 0),
        Field("release", 7, 1),
    ),
)


@dataclass(frozen=True, slots=True)
class MessageHeader:
    """What the UNH of a message says.

    Args:
        reference: Message reference number; None where the UNH was lost.
        kind: Message type, "PAXLST".
        version: "D".
        release: Directory, "02B".
        agency: Controlling agency, "UN".
        association: Association assigned code, "IATA".
        access_reference: Common access reference, shared by the parts of one list.
        sequence: Sequence of transfers, from 1.
        sequence_end: "first" or "last" part of the list, where the message says so.
    """

    reference: str | None = None
    kind: str | None = None
    version: str | None = None
    release: str | None = None
    agency: str | None = None
    association: str | None = None
    access_reference: str | None = None
    sequence: str | None = None
    sequence_end: str | None = None


MESSAGE_HEADER = Row(
    "UNH",
    fields=(
        Field("reference", 1, 0),
        Field("kind", 2, 0),
        Field("version", 2, 1),
        Field("release", 2, 2),
        Field("agency", 2, 3),
        Field("association", 2, 4),
        Field("access_reference", 3, 0),
        Field("sequence", 4, 0),
        Field("sequence_end", 4, 1, code({"C": "first", "F": "last"})),
    ),
)
