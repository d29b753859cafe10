"""One PAXLST message as a whole."""

from dataclasses import dataclass, field

from seawall.engines.edifact.envelope import Envelope, FunctionalGroup, MessageHeader
from seawall.engines.edifact.notices import Notice
from seawall.engines.edifact.parts import Contact, Reference
from seawall.engines.edifact.paxlst.traveller import Traveller
from seawall.engines.edifact.paxlst.voyage import Leg, Party
from seawall.engines.edifact.tables import Extra


@dataclass(frozen=True, slots=True)
class Count:
    """A total as the sender counted it.

    Args:
        kind: 41 crew, 42 passengers, ... (data element 6069).
        value: How many.
    """

    kind: str | None = None
    value: int | None = None


_HEADER = MessageHeader("1", "PAXLST", "D", "12B", "UN", "IATA")
_ENVELOPE = Envelope()
_LIST_KINDS = {"745": "passenger", "250": "crew", "336": "crew"}
_FUNCTIONS = {
    "new": ("A", "B", "C", "D", "E", "F", "G"),
    "change": ("CP", "CF", "AC", "BC", "CC", "DC", "EC", "FC", "I"),
    "cancel": ("XF",),
    "cancel_travellers": ("XR", "RP", "H"),
    "close_out": ("CL", "CLOB"),
    "close_out_not_boarded": ("CLNB",),
}
_FUNCTION_OF = {code: function for function, codes in _FUNCTIONS.items() for code in codes}


@dataclass(frozen=True, slots=True)
class PaxlstMessage:
    """One passenger or crew list.

    Args:
        header: Its reference, directory and place in a list sent in parts.
        group: The functional group it came in; None where in none.
        envelope: The interchange it came in, with the notices on that as a whole.
        document_code: 745 passenger list, 250 crew list, 336 master crew list, 266 flight
            status update.
        function_code: What it does, as the message codes it: CP, XF, CLOB, ...; None for none.
        message_function: Data element 1225, where given.
        transaction_reference: Reference of the transaction (RFF TN), the same over its parts.
        transaction_revision: Its revision.
        references: Other references of the message.
        parties: The sender and whoever else is named.
        legs: The voyage.
        travellers: Everybody on board, or whom the message is about.
        counts: The sender's totals; the writer writes what it counts itself.
        extras: Segments without an attribute.
        notices: What deviates in it.
    """

    header: MessageHeader = _HEADER
    group: FunctionalGroup | None = None
    envelope: Envelope = _ENVELOPE
    document_code: str | None = None
    function_code: str | None = None
    message_function: str | None = None
    transaction_reference: str | None = None
    transaction_revision: str | None = None
    references: tuple[Reference, ...] = ()
    parties: tuple[Party, ...] = ()
    legs: tuple[Leg, ...] = ()
    travellers: tuple[Traveller, ...] = ()
    counts: tuple[Count, ...] = field(default=(), compare=False)
    extras: tuple[Extra, ...] = ()
    notices: tuple[Notice, ...] = field(default=(), compare=False)

    @property
    def reference(self) -> str | None:
        """The message's own reference."""
        return self.header.reference

    @property
    def list_kind(self) -> str | None:
        """Passenger or crew; of a status update, what its travellers are; None where unknown."""
        stated = _LIST_KINDS.get(self.document_code or "")
        if stated:
            return stated
        kinds = {"crew" if "crew" in (t.kind or "") else "passenger" for t in self.travellers}
        return kinds.pop() if len(kinds) == 1 else None

    @property
    def master(self) -> bool:
        """Whether it is a master crew list: who may crew, not who is on one voyage."""
        return self.document_code == "336"

    @property
    def function(self) -> str | None:
        """What the message is for; None where its code is not known.

        new, change, cancel (the whole voyage), cancel_travellers (those listed only),
        close_out (those listed are on board), close_out_not_boarded (those listed are not).
        """
        if self.function_code:
            return _FUNCTION_OF.get(self.function_code)
        return "new" if self.document_code in _LIST_KINDS else None

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """How to reach the sender."""
        senders = [party for party in self.parties if party.role == "MS"]
        return tuple(contact for party in senders for contact in party.contacts)
