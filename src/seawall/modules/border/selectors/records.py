"""The records that selectors give, by name, for those who only draw them."""

from seawall.foundation.handling.models import RecordQuerySet
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
    "RecordQuerySet",
    "SecondaryInspection",
    "TravelDocument",
    "Traveller",
    "Voyage",
]
