"""UN/EDIFACT: the syntax, and the PAXLST and CUSRES messages, read and written by tables."""

from seawall.engines.edifact.interchange import Interchange, RawMessage, read_interchange
from seawall.engines.edifact.notices import EdifactError, Notice
from seawall.engines.edifact.paxlst.read import read_paxlst
from seawall.engines.edifact.paxlst.records import PaxlstMessage, Traveller

__all__ = [
    "EdifactError",
    "Interchange",
    "Notice",
    "PaxlstMessage",
    "RawMessage",
    "Traveller",
    "read_interchange",
    "read_paxlst",
]
