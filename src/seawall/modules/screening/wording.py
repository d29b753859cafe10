"""What screening says in words: reasons of comparisons and accounts, kinds of numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.foundation.web import words
from seawall.foundation.web.comparison import Comparison, Row, compare, marked

Text = str | Promise

FIELDS: Mapping[str, Text] = {
    "name": gettext_lazy("Name"),
    "surname": gettext_lazy("Surname"),
    "given_names": gettext_lazy("Given names"),
    "birth_date": gettext_lazy("Birth date"),
    "sex": gettext_lazy("Sex"),
    "country": gettext_lazy("Nationality"),
    "birth_place": gettext_lazy("Birth place"),
    "identifier": gettext_lazy("Number"),
    "kind": gettext_lazy("Kind"),
}
"""Fields that are compared, in the order of a passport."""

_HOW: Mapping[str, Text] = {
    "equal": gettext_lazy("Agrees"),
    "spelling": gettext_lazy("Close, spelt otherwise"),
    "sound": gettext_lazy("Sounds alike"),
    "variant": gettext_lazy("A known variant"),
    "nickname": gettext_lazy("A known short form"),
    "ending": gettext_lazy("Agrees but for the ending"),
    "initial": gettext_lazy("The initial fits"),
    "joined": gettext_lazy("Agrees, joined or split otherwise"),
    "truncated": gettext_lazy("Agrees as far as the document had room"),
    "missing": gettext_lazy("One side has no counterpart"),
    "conflict": gettext_lazy("Both sides have parts that do not fit"),
    "order": gettext_lazy("Agrees in another order"),
    "limit": gettext_lazy("A name alone counts no more than this"),
    "complete": gettext_lazy("Every part of both names has its counterpart"),
    "form_equal": gettext_lazy("The legal form agrees"),
    "form_different": gettext_lazy("The legal form differs"),
    "suffix_different": gettext_lazy("Junior, senior or the like differs"),
    "number_different": gettext_lazy("The number in the name differs"),
    "number_missing": gettext_lazy("One side has a number in its name, the other none"),
}
REASONS: Mapping[str, Text] = {
    **{
        f"{prefix}_{how}": sentence
        for prefix in ("name", "surname", "given_name")
        for how, sentence in _HOW.items()
    },
    "base_rate": gettext_lazy("How seldom any two are one"),
    "birth_date_equal": gettext_lazy("Agrees"),
    "birth_month_equal": gettext_lazy("Year and month agree, no day"),
    "birth_year_equal": gettext_lazy("Year agrees, no day or month"),
    "birth_year_near": gettext_lazy("Years are close"),
    "birth_day_month_swapped": gettext_lazy("Day and month are swapped"),
    "birth_date_one_digit_off": gettext_lazy("One digit differs"),
    "birth_date_different": gettext_lazy("Differs"),
    "identifier_equal": gettext_lazy("Agrees"),
    "identifier_one_digit_off": gettext_lazy("One digit differs: counted apart from equal"),
    "identifier_different": gettext_lazy("Differs"),
    "country_equal": gettext_lazy("Agrees"),
    "country_different": gettext_lazy("Differs"),
    "sex_equal": gettext_lazy("Agrees"),
    "sex_different": gettext_lazy("Differs"),
    "birth_place_equal": gettext_lazy("Agrees"),
    "birth_place_different": gettext_lazy("Differs"),
    "kind_different": gettext_lazy("Of different kinds"),
}

UNUSED: Mapping[str, Text] = {
    "end_mark": gettext_lazy("marks the end of the file"),
    "blank": gettext_lazy("nothing on it"),
    "comment": gettext_lazy("written for people"),
    "orphan": gettext_lazy("speaks of an entry that the list does not have"),
    "repeated": gettext_lazy("says again what was already said"),
    "cut_off": gettext_lazy("the list breaks off within it, so nothing rests on it"),
    "not_screened": gettext_lazy("understood, and of no use in telling one from another"),
    "not_understood": gettext_lazy("not understood; kept in the remarks"),
    "unknown_kind": gettext_lazy("of a kind that is not known here"),
    "not_listed": gettext_lazy("only mentioned by the list"),
    "protected": gettext_lazy("ethnicity, religion, politics: not kept here"),
    "unnamed": gettext_lazy("has neither a name nor a number"),
    "unreadable": gettext_lazy("cannot be read as what its column holds"),
    "row_refused": gettext_lazy("belongs to a row that was refused"),
}
"""Why part of a file was not used."""

WHAT: Mapping[str, Text] = {
    "line": gettext_lazy("Lines"),
    "field": gettext_lazy("Fields"),
    "cell": gettext_lazy("Cells"),
    "clause": gettext_lazy("Remarks, clause by clause"),
    "entry": gettext_lazy("Entries"),
    "element": gettext_lazy("Texts"),
    "entity": gettext_lazy("Entities"),
    "value": gettext_lazy("Values"),
}
"""What of a file is counted."""

NUMBERS: Mapping[str, Text] = {
    "passport": gettext_lazy("Passport"),
    "national_id": gettext_lazy("National identity number"),
    "driver_licence": gettext_lazy("Driver's licence"),
    "birth_certificate": gettext_lazy("Birth certificate"),
    "voter": gettext_lazy("Electoral roll"),
    "residence": gettext_lazy("Residence permit"),
    "military": gettext_lazy("Military number"),
    "social_security": gettext_lazy("Social security"),
    "tax": gettext_lazy("Tax number"),
    "company": gettext_lazy("Company number"),
    "licence": gettext_lazy("Licence"),
    "imo": gettext_lazy("IMO number"),
    "imo_company": gettext_lazy("IMO company number"),
    "mmsi": gettext_lazy("MMSI"),
    "call_sign": gettext_lazy("Call sign"),
    "registration": gettext_lazy("Registration"),
    "serial": gettext_lazy("Serial number"),
    "icao24": gettext_lazy("ICAO 24-bit address"),
    "swift": gettext_lazy("SWIFT/BIC"),
    "lei": gettext_lazy("Legal entity identifier"),
    "duns": gettext_lazy("D-U-N-S number"),
    "bank_account": gettext_lazy("Bank account"),
    "wallet": gettext_lazy("Digital currency address"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "website": gettext_lazy("Website"),
    "other": gettext_lazy("Other number"),
}
"""Kinds of identifiers of an entry."""


def comparison_of(reasons: Sequence[Mapping[str, Any]], *, score: float) -> Comparison:
    """Reasons as they are laid side by side, in the order of a passport.

    Args:
        reasons: of a hit, as they are stored.
        score: the probability that they stand for.
    """
    base = sum(float(r["points"]) for r in reasons if r["field"] == "start")
    order = list(FIELDS)
    rows = sorted((r for r in reasons if r["field"] != "start"), key=lambda r: _place(r, order))
    return compare(
        [_row(reason) for reason in rows],
        base=base,
        base_why=REASONS["base_rate"],
        probability=score,
    )


def _row(reason: Mapping[str, Any]) -> Row:
    left, right = reason["left"], reason["right"]
    if reason["field"] == "birth_date":
        left, right = (one and words.day(one) for one in (left, right))
    if reason["field"] == "name" and left is None and right is None:
        left = right = ""  # said of both names as a whole
    if left and right and left != right:
        left, right = marked(left, right)
    why = REASONS.get(reason["code"], reason["code"])
    return Row(label_of(reason), left, right, why, float(reason["points"]))


def _place(reason: Mapping[str, Any], order: Sequence[str]) -> int:
    """Where a reason stands; what is said of a name as a whole comes after its parts."""
    field = reason["field"]
    if field == "name" and reason["left"] is None and reason["right"] is None:
        field = "given_names"
    return order.index(field) if field in order else len(order)


def label_of(reason: Mapping[str, Any]) -> Text:
    """What was compared: a field, or the kind of a number."""
    label: Text = FIELDS.get(reason["field"], reason["field"])
    if reason["field"] == "identifier":
        return NUMBERS.get(reason["detail"].get("kind", ""), label)
    return label


def headline_of(reasons: Sequence[Mapping[str, Any]]) -> str:
    """The two strongest reasons that speak for one and the same, in words."""
    grave = sorted(
        (one for one in reasons if one["field"] != "start" and float(one["points"]) > 0),
        key=lambda one: -float(one["points"]),
    )
    said = (f"{label_of(one)}: {REASONS.get(one['code'], one['code'])}" for one in grave)
    return "; ".join(list(dict.fromkeys(said))[:2])


def said_of(said: Mapping[str, Any]) -> list[tuple[Text, str]]:
    """What an entry says, as label and value, in the order of a passport."""
    listed: list[tuple[Text, list[str]]] = [
        (_("Also known as"), [_alias(name) for name in said["names"][1:]]),
        (_("Born"), [_with_note(d["value"], d["note"]) for d in said["birth_dates"]]),
        (_("Birth place"), said["birth_places"]),
        (_("Sex"), [said["sex"]] if said["sex"] else []),
        (_("Nationality, seat"), said["nationalities"]),
        (_("Flag"), said["flags"]),
        *((NUMBERS[i["kind"]], [_number(i)]) for i in said["identifiers"]),
        (_("Titles, posts"), said["titles"]),
        (_("Addresses"), [_with_note(a["text"], a["note"]) for a in said["addresses"]]),
        (_("Tied to"), [one["name"] or one["key"] for one in said["links"]]),
        (_("Programmes"), said["programmes"]),
        *((label, [said[name]] if said[name] else []) for name, label in _SINGLE.items()),
        (_("Listed on"), [said["listed_on"]] if said["listed_on"] else []),
        (_("Other references"), said["other_keys"]),
    ]
    return [(label, "; ".join(values)) for label, values in listed if values]


_SINGLE: Mapping[str, Text] = {
    "reason": gettext_lazy("Reason"),
    "criterion": gettext_lazy("Criterion"),
    "nomination": gettext_lazy("Nomination"),
    "legal_basis": gettext_lazy("Legal basis"),
    "instruction": gettext_lazy("Instruction"),
    "grade": gettext_lazy("Grade"),
    "remarks": gettext_lazy("Remarks"),
}


def _alias(name: Mapping[str, Any]) -> str:
    if name["quality"] == "weak":
        return _("%(name)s (weak)") % {"name": name["full"]}
    if name["role"] == "former":
        return _("%(name)s (formerly)") % {"name": name["full"]}
    return str(name["full"])


def _number(one: Mapping[str, Any]) -> str:
    return _with_note(" ".join(filter(None, (one["issuer"], one["value"]))), one["note"])


def _with_note(text: str, note: str | None) -> str:
    return f"{text} ({note})" if note else text
