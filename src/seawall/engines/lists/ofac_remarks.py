"""Reads the remarks of OFAC's list: clauses between semicolons, each known by how it begins."""

from collections.abc import Callable

from seawall.engines.lists.account import Account
from seawall.engines.lists.building import Building, country, read_order
from seawall.engines.lists.drafts import LinkDraft, NameDraft

_LONGEST_VALUE = 80


def read_remark(
    entry: Building, remark: str, account: Account, *, file: str, line: int, cut_off: bool
) -> None:
    """Add to the entry what its remark says, and account for every clause.

    Args:
        entry: the entry the remark stands in.
        remark: the whole remark.
        account: counts under ``clause``.
        file: name of the file, for the account.
        line: line of the entry, for the account.
        cut_off: whether the list cut the remark off, so that its last clause proves nothing.
    """
    clauses = [clause for part in _clauses(remark) if (clause := part.strip())]
    account.found(file, "clause", len(clauses))
    broken = clauses.pop() if cut_off and clauses else None
    for clause in clauses:
        reason = _read_clause(entry, clause)
        if reason is None:
            account.use(file, "clause")
        else:
            account.leave(file, "clause", reason, line=line, text=clause)
    if broken is not None:
        account.leave(file, "clause", "cut_off", line=line, text=broken)


def _clauses(remark: str) -> list[str]:
    return remark.removesuffix(".").split(";")


def _read_clause(entry: Building, clause: str) -> str | None:
    """None where the clause was used, and otherwise why not."""
    lowered = clause.lower()
    if lowered.startswith("alt. "):
        clause, lowered = clause[5:], lowered[5:]
    for prefix, reads, argument in _BY_WORD.get(_first_word(lowered), ()):
        rest = clause[len(prefix) :]
        if lowered.startswith(prefix) and not rest[:1].isalnum():
            return reads(entry, rest.strip().lstrip(":#+ "), argument)
    return "not_understood"


def _first_word(text: str) -> str:
    return text.partition(" ")[0].rstrip(":")


def _weak_name(entry: Building, text: str, role: str) -> str | None:
    name = text.removeprefix("'").removesuffix("'").strip()
    full, surname, given = read_order(name) if entry.kind == "person" else (name, None, None)
    weak = NameDraft(
        full=full,
        role="former" if role == "former" else "alias",
        quality="weak",
        surname=surname,
        given=given,
        original=name if name != full else None,
    )
    return None if entry.add_name(weak) else "unreadable"


def _birth_date(entry: Building, text: str, _: str) -> str | None:
    return None if entry.add_birth_date(text) else "unreadable"


def _birth_place(entry: Building, text: str, _: str) -> str | None:
    entry.birth_places[text] = None
    return None


def _nationality(entry: Building, text: str, _: str) -> str | None:
    entry.add_country(text)
    return None


def _sex(entry: Building, text: str, _: str) -> str | None:
    return None if entry.set_sex(text) else "unreadable"


def _flag(entry: Building, text: str, _: str) -> str | None:
    if text.lower() != "none identified":
        entry.flags[country(text)] = None
    return None


def _link(entry: Building, text: str, relation: str) -> str | None:
    entry.links[LinkDraft(relation, name=text)] = None
    return None


def _programme(entry: Building, text: str, title: str) -> str | None:
    entry.programmes[f"{title} {text}".strip()] = None
    return None


def _not_screened(_entry: Building, _text: str, _: str) -> str | None:
    """Understood, and of no use in telling one from another."""
    return "not_screened"


def _wallet(entry: Building, text: str, _: str) -> str | None:
    currency, _, address = text.removeprefix("- ").partition(" ")
    if not address or not entry.add_identifier("wallet", address, note=currency):
        return "unreadable"
    return None


def _imo(entry: Building, text: str, kind: str) -> str | None:
    """An IMO number where the value says so, and otherwise a number of the kind given."""
    if text.upper().startswith("IMO "):
        kind = "imo" if entry.kind == "vessel" else "imo_company"
        text = text[4:]
    elif kind.startswith("company") and entry.kind == "person":
        kind = kind.replace("company", "other", 1)
    return _identifier(entry, text.strip("()"), kind)


def _identifier(entry: Building, text: str, kind: str) -> str | None:
    """``<number> [(<country>)] [issued <date>] [expires <date>]``; the kind's words as a note."""
    kind, _, words = kind.partition(":")
    value, notes = text, [words] if kind not in _SELF_EVIDENT else []
    for event in ("issued", "expires"):
        head, found, tail = value.partition(f" {event} ")
        if found:
            notes.append(f"{event} {tail.partition(' expires ')[0].strip()}")
            value = head if event == "expires" else f"{head}{_from(tail, ' expires ')}"
    issuer = None
    if value.endswith(")") and " (" in value:
        value, _, issuer = value[:-1].rpartition(" (")
    value = value.strip()
    if len(value) > _LONGEST_VALUE:
        return "unreadable"
    if kind not in _LETTERS_ALONE and not any(c.isdigit() for c in value):
        return "unreadable"
    return None if entry.add_identifier(kind, value, issuer, "; ".join(notes)) else "unreadable"


def _from(text: str, mark: str) -> str:
    """The text from the mark on, or nothing."""
    at = text.find(mark)
    return text[at:] if at >= 0 else ""


_SELF_EVIDENT = {"passport", "imo", "imo_company", "mmsi", "registration", "email", "swift"}
_LETTERS_ALONE = {"swift", "email", "website", "registration", "call_sign"}

Reader = Callable[[Building, str, str], str | None]

_TABLE: tuple[tuple[Reader, str, tuple[str, ...]], ...] = (
    (_weak_name, "alias", ("a.k.a.", "n.k.a.")),
    (_weak_name, "former", ("f.k.a.",)),
    (_birth_date, "", ("DOB",)),
    (_birth_place, "", ("POB",)),
    (_nationality, "", ("nationality", "citizen", "nationality of registration")),
    (_sex, "", ("Gender",)),
    (_flag, "", ("Vessel Flag", "Former Vessel Flag", "Flag")),
    (_link, "linked_to", ("Linked To",)),
    (_link, "operated_by", ("Aircraft Operator",)),
    (_wallet, "", ("Digital Currency Address",)),
    (_imo, "registration", ("Vessel Registration Identification",)),
    (_imo, "company", ("Company Number", "Identification Number")),
    (_imo, "imo_company", ("International Maritime Organization No.",)),
    (_identifier, "mmsi", ("MMSI",)),
    (_identifier, "call_sign", ("Other Vessel Call Sign", "Vessel Call Sign")),
    (
        _identifier,
        "registration",
        ("Aircraft Tail Number", "Previous Aircraft Tail Number", "Other Aircraft Tail Number"),
    ),
    (_identifier, "icao24", ("Aircraft Mode S Transponder Code",)),
    (
        _identifier,
        "serial",
        (
            "Aircraft Manufacturer's Serial Number (MSN)",
            "Aircraft Construction Number (also called L/N or S/N or F/N)",
            "Aircraft Serial Identification",
        ),
    ),
    (
        _identifier,
        "passport",
        (
            "Passport",
            "Diplomatic Passport",
            "British National Overseas Passport",
            "Stateless Person Passport",
            "Travel Document Number",
        ),
    ),
    (
        _identifier,
        "national_id",
        (
            "Cedula No.",
            "Cedula No. T.I.",
            "National ID No.",
            "National ID No. CNIC",
            "National ID No. NIC",
            "C.U.R.P.",
            "C.U.I.",
            "C.U.I.P.",
            "C.U.I.T.",
            "D.N.I.",
            "N.I.E.",
            "I.F.E.",
            "LE Number",
            "Personal ID Card",
            "Bosnian Personal ID No.",
            "Moroccan Personal ID No.",
            "Kenyan ID No.",
            "National Foreign ID Number",
            "National Foreign ID Number RNE",
            "Numero de Identidad",
            "Citizen's Card Number",
            "Turkish Identification Number",
            "Tazkira National ID Card",
            "UAE Identification",
            "CNP (Personal Numerical Code)",
            "Refugee ID Card",
            "Stateless Person ID Card",
            "Seafarer's Identification Document",
            "Tarjeta Profesional",
        ),
    ),
    (_identifier, "driver_licence", ("Driver's License No.", "Pilot License Number")),
    (_identifier, "birth_certificate", ("Birth Certificate Number",)),
    (_identifier, "voter", ("Electoral Registry No.", "Credencial electoral", "Voter ID")),
    (
        _identifier,
        "residence",
        (
            "Residency Number",
            "Romanian Permanent Resident",
            "VisaNumberID",
            "SRE Permit No.",
            "Immigration No.",
            "Public Security and Immigration No.",
            "Temporary suspension of deportation No.",
        ),
    ),
    (_identifier, "military", ("Cartilla de Servicio Militar Nacional",)),
    (_identifier, "social_security", ("SSN",)),
    (
        _identifier,
        "tax",
        (
            "NIT",
            "R.F.C.",
            "RFC",
            "Tax ID No.",
            "RUC",
            "RIF",
            "RTN",
            "C.I.F.",
            "RSIN",
            "V.A.T. Number",
            "US FEIN",
            "Fiscal Code",
            "Italian Fiscal Code",
            "Romanian Tax Registration",
            "Paraguayan tax identification number",
            "Numero Unico de Identificacao Tributaria (NUIT)",
        ),
    ),
    (
        _identifier,
        "company",
        (
            "Registration Number",
            "Registration ID",
            "Folio Mercantil No.",
            "Matricula Mercantil No",
            "Commercial Registry Number",
            "C.R. No.",
            "Romanian C.R.",
            "UK Company Number",
            "Company ID: No.",
            "Business Registration Number",
            "Business Registration Document #",
            "Business Number",
            "Chamber of Commerce Number",
            "Dubai Chamber of Commerce Membership No.",
            "Istanbul Chamber of Comm. No.",
            "Public Registration Number",
            "Certificate of Incorporation Number",
            "Enterprise Number",
            "Government Gazette Number",
            "United Social Credit Code Certificate (USCCC)",
            "Unified Social Credit Code (USCC)",
            "Central Registration System Number",
            "Registered Charity No.",
            "Branch Unit Number",
            "File Number",
        ),
    ),
    (
        _identifier,
        "licence",
        (
            "Trade License No.",
            "Tourism License No.",
            "License",
            "MSB Registration Number",
            "Afghan Money Service Provider License Number",
        ),
    ),
    (_identifier, "duns", ("D-U-N-S Number",)),
    (_identifier, "lei", ("Legal Entity Number",)),
    (_identifier, "swift", ("SWIFT/BIC",)),
    (_identifier, "other", ("BIK (RU)", "Serial No.", "Identification Number ISIN")),
    (_identifier, "email", ("Email Address", "Email")),
    (_identifier, "website", ("Website",)),
    (
        _identifier,
        "phone",
        (
            "Telephone",
            "Telephone No.",
            "Telephone Number",
            "Phone Number",
            "Phone No.",
            "Phone",
            "Fax",
            "Fax No.",
            "TELEX",
        ),
    ),
    (
        _programme,
        "",
        (
            "Additional Sanctions Information -",
            "Secondary sanctions risk",
            "Transactions Prohibited For",
            "Executive Order",
            "CAATSA Section",
        ),
    ),
    (
        _not_screened,
        "",
        (
            "Aircraft Model",
            "Aircraft Manufacture Date",
            "Vessel Year of Build",
            "Organization Established Date",
            "Organization Type",
            "Target Type",
            "Chinese Commercial Code",
            "all offices worldwide",
        ),
    ),
)


def _by_first_word() -> dict[str, list[tuple[str, Reader, str]]]:
    """The table by the first word of each prefix, the longest prefix first."""
    by_word: dict[str, list[tuple[str, Reader, str]]] = {}
    for reads, argument, prefixes in _TABLE:
        for prefix in prefixes:
            known = f"{argument}:{prefix}" if reads in {_identifier, _imo} else argument
            known = prefix if reads is _programme else known
            lowered = prefix.lower()
            by_word.setdefault(_first_word(lowered), []).append((lowered, reads, known))
    for rows in by_word.values():
        rows.sort(key=lambda row: -len(row[0]))
    return by_word


_BY_WORD = _by_first_word()
