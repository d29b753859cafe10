"""UN/EDIFACT: the syntax, and the PAXLST and CUSRES messages, read and written by tables."""

from seawall.engines.edifact.cusres import read_cusres, write_cusres
from seawall.engines.edifact.cusres.message import CusresMessage
from seawall.engines.edifact.interchange import Interchange, RawMessage, read_interchange
from seawall.engines.edifact.notices import EdifactError, Notice
from seawall.engines.edifact.paxlst import read_paxlst, write_paxlst
from seawall.engines.edifact.paxlst.message import PaxlstMessage
from seawall.engines.edifact.paxlst.shape import to_json
from seawall.engines.edifact.paxlst.traveller import Traveller
from seawall.engines.edifact.service import ServiceCharacters

__all__ = [
    "CusresMessage",
    "EdifactError",
    "Interchange",
    "Notice",
    "PaxlstMessage",
    "RawMessage",
    "ServiceCharacters",
    "Traveller",
    "read_cusres",
    "read_interchange",
    "read_paxlst",
    "to_json",
    "write_cusres",
    "write_paxlst",
]
