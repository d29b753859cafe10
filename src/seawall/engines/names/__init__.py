"""Screening of names, birth dates and identifiers against lists.

`Index` holds a list and answers which of its subjects a query may be; `compare` weighs two
subjects. Both give log-odds whose reasons add up, and a probability.
"""

from seawall.engines.names.compare import VERSION, compare
from seawall.engines.names.index import Index
from seawall.engines.names.reasons import (
    REASON_CODES,
    Comparison,
    Match,
    Reason,
    points_of,
    score_of,
)
from seawall.engines.names.subject import Identifier, Kind, Name, Subject, SubjectError

__all__ = [
    "REASON_CODES",
    "VERSION",
    "Comparison",
    "Identifier",
    "Index",
    "Kind",
    "Match",
    "Name",
    "Reason",
    "Subject",
    "SubjectError",
    "compare",
    "points_of",
    "score_of",
]
