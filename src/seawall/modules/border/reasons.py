"""Every code of the border in words: reasons of comparison, notices of messages, limits, choices.

Engines and rules speak in codes; this is the one place where codes become sentences.
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

EFFECTS: Mapping[str, Text] = {
    "information": gettext_lazy("Information only. Nothing is asked of you."),
    "refer": gettext_lazy("Refer to secondary inspection."),
    "detain_under_warrant": gettext_lazy(
        "Detain under a warrant, once the issuing desk has confirmed it."
    ),
    "tell_owner_only": gettext_lazy("Tell only the owner of the list."),
}

FIELDS: Mapping[str, Text] = {
    "start": gettext_lazy("Start"),
    "name": gettext_lazy("Name"),
    "surname": gettext_lazy("Surname"),
    "given_names": gettext_lazy("Given names"),
    "birth_date": gettext_lazy("Birth date"),
    "identifier": gettext_lazy("Document"),
    "country": gettext_lazy("Nationality"),
    "sex": gettext_lazy("Sex"),
    "birth_place": gettext_lazy("Birth place"),
    "kind": gettext_lazy("Kind"),
}
# The order of a passport, never that of size.
FIELD_ORDER = tuple(FIELDS)

_HOW: Mapping[str, Text] = {
    "equal": gettext_lazy("Agrees"),
    "spelling": gettext_lazy("Spelt a little differently"),
    "sound": gettext_lazy("Sounds the same"),
    "variant": gettext_lazy("A known variant of the same name"),
    "nickname": gettext_lazy("A short form of the same name"),
    "ending": gettext_lazy("The same but for its ending"),
    "initial": gettext_lazy("The initial fits"),
    "joined": gettext_lazy("The same, written together or apart"),
    "truncated": gettext_lazy("Fits as far as it was written"),
    "missing": gettext_lazy("One side has a name more"),
    "conflict": gettext_lazy("Differs"),
    "order": gettext_lazy("The names stand in another order"),
    "limit": gettext_lazy("Common names count for no more than this"),
}
REASONS: Mapping[str, Text] = {
    "base_rate": gettext_lazy("Before comparing: how often a candidate is the same person"),
    **{
        f"{prefix}_{how}": words
        for prefix in ("name", "surname", "given_name")
        for how, words in _HOW.items()
    },
    "birth_date_equal": gettext_lazy("Agrees to the day"),
    "birth_month_equal": gettext_lazy("Year and month agree; a day is missing"),
    "birth_year_equal": gettext_lazy("Year agrees; month and day are missing"),
    "birth_year_near": gettext_lazy("Years lie close together"),
    "birth_day_month_swapped": gettext_lazy("Day and month are exchanged"),
    "birth_date_one_digit_off": gettext_lazy("One digit differs"),
    "birth_date_different": gettext_lazy("Differs"),
    "identifier_equal": gettext_lazy("Equal"),
    "identifier_one_digit_off": gettext_lazy("One character differs: counted apart from equal"),
    "identifier_different": gettext_lazy("Differs"),
    "country_equal": gettext_lazy("Agrees"),
    "country_different": gettext_lazy("Differs"),
    "sex_equal": gettext_lazy("Agrees"),
    "sex_different": gettext_lazy("Differs"),
    "birth_place_equal": gettext_lazy("Agrees"),
    "birth_place_different": gettext_lazy("Differs"),
    "kind_different": gettext_lazy("Not of the same kind"),
}


def reason_words(reason: Mapping[str, Any]) -> str:
    """One reason of a comparison in words, with how rare the name is where that counts."""
    words = str(REASONS.get(str(reason.get("code")), reason.get("code")))
    rarity = (reason.get("detail") or {}).get("rarity_left")
    if isinstance(rarity, int | float) and rarity > 0 and float(reason.get("points", 0)) > 0:
        return _("%(words)s. Borne by about 1 in %(many)s people") % {
            "words": words,
            "many": f"{_rounded(2.718281828 ** rarity):,}",
        }
    return words


def _rounded(number: float) -> int:
    """Two significant figures: the rest is not known."""
    whole = max(1, round(number))
    step = 10 ** max(0, len(str(whole)) - 2)
    return round(whole / step) * step


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
    return words if offset is None else _("%(words)s At byte %(offset)s.") % {
        "words": words,
        "offset": offset,
    }
