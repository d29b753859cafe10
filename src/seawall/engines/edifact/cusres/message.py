"""One CUSRES message: what a state answers to a passenger list."""

from dataclasses import dataclass, field

from seawall.engines.edifact.envelope import Envelope, FunctionalGroup, MessageHeader
from seawall.engines.edifact.notices import Notice
from seawall.engines.edifact.parts import CallTime, Reference
from seawall.engines.edifact.tables import Extra

_MEANINGS = {
    "0": "accepted",
    "1": "exception",
    "0Z": "board",
    "1Z": "no_board",
    "2Z": "advisory",
    "4Z": "insufficient_data",
}
_KINDS = {"962": "reply", "132": "unsolicited", "312": "acknowledgement"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the voyage.

    Args:
        role: 125 departure, 87 arrival, ... (data element 3227).
        place: Its code.
    """

    role: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text for the carrier.

    Args:
        subject: AAP for what is said of a passenger (data element 4451).
        lines: The text.
    """

    subject: str | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """One answer (ERC).

    Args:
        code: 0Z board, 1Z no board, 2Z advisory, 4Z insufficient data; for the message as a
            whole 0 accepted, 1 exception.
        code_list: Code list and agency of that code.
        texts: What is said with it.
        extras: Segments without an attribute.
    """

    code: str | None = None
    code_list: tuple[str, ...] = ()
    texts: tuple[FreeText, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def meaning(self) -> str | None:
        """board, no_board, advisory, insufficient_data, accepted, exception; None if unknown."""
        return _MEANINGS.get(self.code or "")


@dataclass(frozen=True, slots=True)
class Result:
    """What is answered about the message as a whole or about one traveller (ERP).

    Args:
        level: message or traveller; None where the message gives another code.
        booking_reference: The traveller's record locator (AVF).
        unique_reference: The carrier's own reference of the traveller (ABO).
        references: Other references.
        responses: The answers.
        extras: Segments without an attribute.
    """

    level: str | None = None
    booking_reference: str | None = None
    unique_reference: str | None = None
    references: tuple[Reference, ...] = ()
    responses: tuple[Response, ...] = ()
    extras: tuple[Extra, ...] = ()


_HEADER = MessageHeader("1", "CUSRES", "D", "02B", "UN", "IATA")
_ENVELOPE = Envelope()


@dataclass(frozen=True, slots=True)
class CusresMessage:
    """One reply to a passenger list, or what replaces or acknowledges it.

    Args:
        header: Its reference and directory.
        group: The functional group it came in; None where in none.
        envelope: The interchange it came in, with the notices on that as a whole.
        document_code: 962 reply, 132 unsolicited, 312 acknowledgement of that.
        transaction_reference: That of the list it answers (RFF TN).
        transaction_revision: Its revision.
        voyage_number: Flight or voyage, carrier included (RFF AF).
        references: Other references.
        times: Departure (189) and arrival (232).
        places: Departure (125) and arrival (87).
        results: The answers.
        extras: Segments without an attribute.
        notices: What deviates in it.
    """

    header: MessageHeader = _HEADER
    group: FunctionalGroup | None = None
    envelope: Envelope = _ENVELOPE
    document_code: str | None = None
    transaction_reference: str | None = None
    transaction_revision: str | None = None
    voyage_number: str | None = None
    references: tuple[Reference, ...] = ()
    times: tuple[CallTime, ...] = ()
    places: tuple[Place, ...] = ()
    results: tuple[Result, ...] = ()
    extras: tuple[Extra, ...] = ()
    notices: tuple[Notice, ...] = field(default=(), compare=False)

    @property
    def reference(self) -> str | None:
        """The message's own reference."""
        return self.header.reference

    @property
    def kind(self) -> str | None:
        """reply, unsolicited or acknowledgement; None where its code is not known."""
        return _KINDS.get(self.document_code or "")
