"""The CUSRES format as a table, as states answer passenger lists with it.

Sources: UN/EDIFACT directory D.02B, message CUSRES; the interactive API reply as carriers know
it: BGM 962/132/312, ERP 1 and 2, ERC 0Z to 4Z, FTX AAP.
"""

from typing import Any

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.cusres.message import CusresMessage, FreeText, Place, Response, Result
from seawall.engines.edifact.dates import TIME
from seawall.engines.edifact.parts import CallTime, Reference
from seawall.engines.edifact.tables import Field, Group, Row
from seawall.engines.edifact.values import REST, code

LEVEL = code({"1": "message", "2": "traveller"})

REFERENCES = Row(
    "RFF",
    otherwise=True,
    fields=(Field("kind", 1, 0), Field("number", 1, 1)),
    into="references",
    record=Reference,
)


def _note_unknown_code(values: dict[str, Any], context: Context) -> None:
    """Note an answer that is none of the known ones."""
    if Response(values.get("code")).meaning is None:
        context.note("code_unknown", value=values.get("code"))


def _note_unknown_kind(values: dict[str, Any], context: Context) -> None:
    """Note a message that is neither reply nor unsolicited nor acknowledgement."""
    if CusresMessage(document_code=values.get("document_code")).kind is None:
        context.note("function_unknown", document=values.get("document_code"))


RESPONSES = Group(
    "responses",
    Response,
    Row("ERC", otherwise=True, fields=(Field("code", 1, 0), Field("code_list", 1, 1, REST))),
    (
        Row(
            "FTX",
            otherwise=True,
            fields=(Field("subject", 1, 0), Field("lines", 4, 0, REST)),
            into="texts",
            record=FreeText,
        ),
    ),
    required=True,
    most=9,
    finish=_note_unknown_code,
)

RESULTS = Group(
    "results",
    Result,
    Row("ERP", otherwise=True, fields=(Field("level", 1, 0, LEVEL),)),
    (
        Row("RFF", ("AVF",), fields=(Field("booking_reference", 1, 1),)),
        Row("RFF", ("ABO",), fields=(Field("unique_reference", 1, 1),)),
        REFERENCES,
        RESPONSES,
    ),
    most=9999,
)

CUSRES = Group(
    "",
    CusresMessage,
    None,
    (
        Row("BGM", otherwise=True, fields=(Field("document_code", 1, 0),), required=True),
        Row(
            "RFF",
            ("TN",),
            fields=(Field("transaction_reference", 1, 1), Field("transaction_revision", 1, 4)),
        ),
        Row("RFF", ("AF",), fields=(Field("voyage_number", 1, 1),)),
        REFERENCES,
        Row(
            "DTM",
            otherwise=True,
            fields=(Field("kind", 1, 0), Field("time", 1, 1, TIME)),
            into="times",
            record=CallTime,
        ),
        Row(
            "LOC",
            otherwise=True,
            fields=(Field("role", 1, 0), Field("place", 2, 0)),
            into="places",
            record=Place,
        ),
        RESULTS,
    ),
    finish=_note_unknown_kind,
)
