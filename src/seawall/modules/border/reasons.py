"""Every code of the border in words: notices of messages, choices, limits.

Engines and rules speak in codes; this is the one place where they become sentences. Reasons of a
comparison are said by ``screening.wording``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Text = str | Promise

# Why a choice is refused, or who must agree first (rules.decisions).
REFUSALS: Mapping[str, Text] = {
    "own_national": gettext_lazy(
        "Nobody may keep a national of this state from coming home. Refer to secondary instead."
    ),
}
REVIEWS: Mapping[str, Text] = {
    "caricom_national": gettext_lazy(
        "National of a CARICOM state: a lawyer must agree first (Myrie v Barbados)."
    ),
    "possible_asylum": gettext_lazy("May seek asylum: a lawyer must agree first."),
    "state_unknown": gettext_lazy("No nationality is known: a lawyer must agree first."),
}

# What is decided, what then happens, the look of it (rules.decisions.CHOICES).
CHOICES: Mapping[str, tuple[Text, Text, str]] = {
    "clear": (gettext_lazy("Clear, not the same"), gettext_lazy("Carrier gets 0Z, board"), "board"),
    "advise": (gettext_lazy("Board, advise carrier"), gettext_lazy("2Z, advisory"), "advisory"),
    "refer": (gettext_lazy("Refer to secondary"), gettext_lazy("0Z, met on arrival"), "refer"),
    "no_board": (
        gettext_lazy("No-board"),
        gettext_lazy("1Z. Needs a second signature"),
        "no-board",
    ),
    "more_data": (
        gettext_lazy("Ask for more data"),
        gettext_lazy("4Z, insufficient data"),
        "insufficient",
    ),
    "clear_arrival": (
        gettext_lazy("Clear, not the same"),
        gettext_lazy("The hit is closed"),
        "board",
    ),
    "admit": (
        gettext_lazy("The same, nothing asked"),
        gettext_lazy("The hit is closed. The entry's owner has been told"),
        "board",
    ),
    "refer_arrival": (
        gettext_lazy("Refer to secondary"),
        gettext_lazy("Met on arrival. The officer there is not told of the entry"),
        "refer",
    ),
    "undo": (gettext_lazy("Taken back"), gettext_lazy("The hit waits again"), "undecided"),
}
STANDINGS: Mapping[str, Text] = {
    "in_force": gettext_lazy("In force"),
    "second": gettext_lazy("Waits for the second signature"),
    "review": gettext_lazy("Waits for legal review"),
    "returned": gettext_lazy("Returned"),
    "undone": gettext_lazy("Taken back"),
}

Words = Callable[[Mapping[str, Any]], str]
NOTICES: Mapping[str, Words] = {
    "segment_count_mismatch": lambda d: _("UNT says %(stated)s segments, read %(counted)s") % d,
    "traveller_count_mismatch": lambda d: _("CNT says %(stated)s travellers, read %(counted)s") % d,
    "date_bad": lambda d: _("%(value)s is no date") % d,
    "date_unknown": lambda d: _("The date is filled with %(value)s: unknown") % d,
    "date_format_wrong": lambda d: _("%(value)s does not fit date format %(format)s") % d,
    "century_unknown": lambda d: _("The century of %(value)s is not known") % d,
    "time_zone_unknown": lambda d: _("The time zone of %(place)s is not known") % d,
    "time_ambiguous": lambda d: _("%(local)s happened twice or never by the clock there") % d,
    "name_missing": lambda _d: _("A traveller has no name"),
    "traveller_duplicate": lambda d: _("Listed before, from segment %(first_segment)s") % d,
    "function_unknown": lambda d: _("Function %(function)s is not known: read as a list") % d,
    "code_unknown": lambda d: _("Code %(value)s is not known") % d,
    "number_bad": lambda d: _("%(value)s is no number") % d,
    "segment_unknown": lambda d: _("Segment %(tag)s is not known") % d,
    "segment_unexpected": lambda d: _("Segment %(tag)s does not belong here") % d,
    "segment_duplicate": lambda d: _("Segment %(tag)s stands twice") % d,
    "segment_out_of_order": lambda d: _("Segment %(tag)s stands out of order") % d,
    "segment_missing": lambda d: _("Segment %(tag)s is missing") % d,
    "segment_tag_garbled": lambda d: _("%(tag)s was read as %(read_as)s") % d,
    "segment_unterminated": lambda _d: _("The last segment has no end: the message was cut off"),
    "segment_after_trailer": lambda d: _("Segment %(tag)s comes after the end") % d,
    "element_misplaced": lambda d: _("%(value)s stands in the wrong element") % d,
    "group_repeated": lambda d: _("Group %(group)s repeats more often than it may") % d,
    "group_trailer_missing": lambda _d: _("UNE is missing"),
    "group_count_mismatch": lambda d: _("UNE says %(stated)s messages, read %(counted)s") % d,
    "group_reference_mismatch": lambda d: _("UNE says %(stated)s, UNG says %(expected)s") % d,
    "interchange_header_missing": lambda _d: _("UNB is missing"),
    "interchange_trailer_missing": lambda _d: _("UNZ is missing"),
    "interchange_count_mismatch": lambda d: _("UNZ says %(stated)s, read %(counted)s") % d,
    "interchange_reference_mismatch": lambda d: _("UNZ says %(stated)s, UNB says %(expected)s") % d,
    "message_header_missing": lambda _d: _("UNH is missing"),
    "message_trailer_missing": lambda _d: _("UNT is missing"),
    "message_reference_duplicate": lambda d: _("Reference %(reference)s is used twice") % d,
    "message_reference_mismatch": lambda d: _("UNT says %(stated)s, UNH says %(expected)s") % d,
    "message_type_unexpected": lambda d: _("It says that it is a %(type)s") % d,
    "service_string_ignored": lambda _d: _("UNA contradicts the message and was not believed"),
    "surplus_text": lambda d: _("%(bytes)s bytes round the message belong to nothing") % d,
    "syntax_unknown": lambda d: _("Syntax %(value)s is not known") % d,
    "bytes_undecodable": lambda _d: _("Some bytes are no text of its character set"),
    "control_characters": lambda d: _("%(count)s control characters") % d,
    "notices_suppressed": lambda d: _("%(count)s more notices") % d,
}
FAULTS: Mapping[str, Text] = {
    "empty": gettext_lazy("There is nothing in it."),
    "too_large": gettext_lazy("It is larger than a message may be."),
    "no_interchange": gettext_lazy("It has no UN/EDIFACT message in it."),
    "no_list": gettext_lazy("It has no passenger or crew list in it."),
    "voyage_erased": gettext_lazy(
        "It is about a voyage whose earlier messages were erased when their time was up."
    ),
}


def notice_words(notice: Mapping[str, Any]) -> str:
    """What deviates in a message, in words; the code and its values where nobody wrote words."""
    code, detail = str(notice.get("code")), notice.get("detail") or {}
    words = NOTICES.get(code)
    try:
        if words is not None:
            return words(detail)
    except (KeyError, TypeError):
        pass
    plain = code.replace("_", " ")
    values = ", ".join(f"{key} {value}" for key, value in detail.items())
    return f"{plain}: {values}" if values else plain


def fault_words(fault: Mapping[str, Any] | None) -> str:
    """Why a message could not be read, in words."""
    if not fault:
        return ""
    words = str(FAULTS.get(str(fault.get("code")), fault.get("code")))
    offset = fault.get("offset")
    return (
        words
        if offset is None
        else _("%(words)s At byte %(offset)s.")
        % {
            "words": words,
            "offset": offset,
        }
    )
