"""Every record that a PAXLST message is made of, to import from one place."""

from seawall.engines.edifact.dates import LocalTime
from seawall.engines.edifact.envelope import Envelope, FunctionalGroup, MessageHeader
from seawall.engines.edifact.parts import CallTime, Contact, Reference
from seawall.engines.edifact.paxlst.message import Count, PaxlstMessage
from seawall.engines.edifact.paxlst.traveller import Address, BagTag, Document, Traveller
from seawall.engines.edifact.paxlst.voyage import Call, Leg, Party
from seawall.engines.edifact.tables import Extra, Span

__all__ = [
    "Address",
    "BagTag",
    "Call",
    "CallTime",
    "Contact",
    "Count",
    "Document",
    "Envelope",
    "Extra",
    "FunctionalGroup",
    "Leg",
    "LocalTime",
    "MessageHeader",
    "Party",
    "PaxlstMessage",
    "Reference",
    "Span",
    "Traveller",
]
