"""Tables of the border: messages, voyages, travellers, decisions, secondary inspection, replies."""

from seawall.modules.border.models.decisions import (
    CarrierReply,
    Decision,
    InspectionStep,
    SecondaryInspection,
    Signature,
    TravellerReply,
)
from seawall.modules.border.models.messages import Message, MessageKey, MessageSection
from seawall.modules.border.models.travellers import (
    Bag,
    Contact,
    Flag,
    Mention,
    SearchToken,
    TravelDocument,
    Traveller,
)
from seawall.modules.border.models.voyages import Leg, Voyage

__all__ = [
    "Bag",
    "CarrierReply",
    "Contact",
    "Decision",
    "Flag",
    "InspectionStep",
    "Leg",
    "Mention",
    "Message",
    "MessageKey",
    "MessageSection",
    "SearchToken",
    "SecondaryInspection",
    "Signature",
    "TravelDocument",
    "Traveller",
    "TravellerReply",
    "Voyage",
]
