"""The records that selectors give, by name, for those who only draw them."""

from seawall.modules.border.models import (
    Decision,
    InspectionStep,
    Message,
    SecondaryInspection,
    TravelDocument,
    Traveller,
    Voyage,
)
from seawall.modules.screening.models import Hit

__all__ = [
    "Decision",
    "Hit",
    "InspectionStep",
    "Message",
    "SecondaryInspection",
    "TravelDocument",
    "Traveller",
    "Voyage",
]
