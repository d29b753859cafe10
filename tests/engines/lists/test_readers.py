"""What each reader makes of a small list that says most of what such a list can say."""

import pytest
from tests.engines.lists import samples

from seawall.engines.lists import csv_template, ftm, ofac_sdn, un_consolidated
from seawall.engines.lists.drafts import AddressDraft, IdentifierDraft, LinkDraft, NameDraft
from seawall.engines.lists.errors import ListError

MAX = 1_000_000


def by_key(reading):
    assert reading.account.balanced
    return {entry.key: entry for entry in reading.entries}


def names(entry, **wanted):
    return [n.full for n in entry.names if all(getattr(n, k) == v for k, v in wanted.items())]


def numbers(entry):
    return {(i.kind, i.value, i.issuer) for i in entry.identifiers}


def test_ofac_person():
    person = by_key(ofac_sdn.read(samples.ofac(), max_bytes=MAX))["101"]
    assert person.kind == "person"
    assert person.names[0] == NameDraft(
        "Aurelio Quentin EXAMPLETON",
        surname="EXAMPLETON",
        given="Aurelio Quentin",
        original="EXAMPLETON, Aurelio Quentin",
    )
    assert names(person, quality="weak") == ["EL FARO", "Aurelio QUILL"]
    assert names(person, role="former") == ["Aurelio QUILL"]
    assert names(person, role="alias", quality="strong") == ["A. Q. EXAMPLETON"]
    assert [d.value for d in person.birth_dates] == ["1961-12-12", "1960~", "1958/1959"]
    assert person.birth_places == ("Port Example, Jamaica",)
    assert person.nationalities == ("JAM", "PRK")
    assert person.sex == "male"
    assert person.programmes[:2] == ("TESTP", "OTHERP")
    assert person.titles == ("Harbour Master",)
    assert IdentifierDraft(
        "passport", "A1234567", "JAM", "issued 01 Jan 2010; expires 01 Jan 2020"
    ) in (person.identifiers)
    assert numbers(person) >= {
        ("national_id", "99-887", "COL"),
        ("tax", "44", "BRB"),
        ("email", "a@b.example", None),
        ("wallet", "1ExampleExample", None),
    }
    assert person.links == (LinkDraft("linked_to", "EXAMPLE HOLDINGS"),)
    assert person.addresses == (AddressDraft("1 Quay Street, Bridgetown, Barbados", "BRB"),)
    assert "likes 2 boats" in person.remarks


def test_ofac_vessel_aircraft_and_company():
    entries = by_key(ofac_sdn.read(samples.ofac(), max_bytes=MAX))
    assert numbers(entries["102"]) == {
        ("imo", "9074729", None),
        ("mmsi", "343000000", None),
        ("call_sign", "J8XX1", None),
    }
    assert entries["102"].flags == ("LCA", "PAN")
    assert numbers(entries["103"]) == {
        ("registration", "YV-0000", None),
        ("icao24", "0D0000", None),
        ("serial", "77-A", None),
    }
    assert numbers(entries["104"]) == {
        ("imo_company", "5999999", None),
        ("company", "HRB 5", "DEU"),
    }
    assert names(entries["104"]) == ["EXAMPLE HOLDINGS, LTD", "OLD HOLDINGS"]


def test_ofac_accounts_for_what_it_leaves():
    account = ofac_sdn.read(samples.ofac(), max_bytes=MAX).account
    assert account.tally("sdn.csv", "line").total == 5
    assert account.tally("sdn.csv", "line").unused == {"end_mark": 1}
    clauses = account.tally("sdn.csv", "clause")
    assert clauses.total == sum(
        text.count(";") + 1 for text in samples.OFAC["sdn.csv"].split("\r\n")[:4]
    )
    assert clauses.unused == {"not_understood": 1, "not_screened": 1}
    assert clauses.examples["not_understood"][0].text == "likes 2 boats"
    assert clauses.examples["not_understood"][0].line == 1
    assert account.tally("alt.csv", "line").unused == {
        "unknown_kind": 1,
        "orphan": 1,
        "end_mark": 1,
    }
    assert account.tally("add.csv", "line").unused == {"blank": 1, "end_mark": 1}


def test_ofac_uses_nothing_of_a_clause_that_the_list_cut_off():
    files = samples.ofac()
    remark = (
        "DOB 1970; " + "x" * (1000 - len("DOB 1970; ") - len("; Passport A12")) + "; Passport A12"
    )
    files["sdn.csv"] = f'1,"A, B","individual","P",{"-0- ," * 7}"{remark}"\r\n\x1a'.encode()
    reading = ofac_sdn.read({"sdn.csv": files["sdn.csv"]}, max_bytes=MAX)
    assert reading.entries[0].identifiers == ()
    assert reading.account.tally("sdn.csv", "clause").unused["cut_off"] == 1
    more = {"sdn.csv": files["sdn.csv"], "sdn_comments.csv": b'1,"34 (Jamaica)."\r\n\x1a'}
    whole = ofac_sdn.read(more, max_bytes=MAX)
    assert numbers(whole.entries[0]) == {("passport", "A1234", "JAM")}
    assert whole.account.balanced


def test_un_person():
    reading = un_consolidated.read(samples.un(), max_bytes=MAX)
    assert reading.published == "2026-01-02"
    person = by_key(reading)["TTi.001"]
    assert names(person) == ["AURELIO EXAMPLETON", "اوريليو", "A Quill", "B Quill", "Faro"]
    assert [n.script for n in person.names][:2] == ["Latn", "Arab"]
    assert names(person, quality="weak") == ["Faro"]
    assert [d.value for d in person.birth_dates] == ["1959", "1960~", "1957/1959", "1958-09"]
    assert person.birth_places == ("Castries, Saint Lucia",)
    assert person.nationalities == ("LCA",)
    assert numbers(person) == {
        ("passport", "X998877", None),
        ("passport", "R0001", "LCA"),
        ("passport", "654", "JOR"),
    }
    assert person.listed_on == "2020-01-02"
    assert person.updated_on == "2022-02-02"
    assert person.other_keys == ("1",)


def test_un_entity_and_account():
    reading = un_consolidated.read(samples.un(), max_bytes=MAX)
    entity = by_key(reading)["TTe.001"]
    assert names(entity, role="former") == ["OLD SHIPPING"]
    assert numbers(entity) == {("imo_company", "5999999", None)}
    assert entity.addresses == (AddressDraft("1 Quay, Panama", "PAN"),)
    elements = reading.account.tally("un.xml", "element")
    assert elements.unused == {"not_screened": 1, "not_understood": 2, "unknown_kind": 3}
    assert reading.account.tally("un.xml", "entry").used == 2


def test_ftm_merges_what_belongs_to_a_person():
    person = by_key(ftm.read(samples.ftm(), max_bytes=MAX))["p1"]
    assert person.kind == "person"
    assert names(person) == ["Aurelia Exampleton", "A. Example", "Rel"]
    assert person.names[0].surname == "Exampleton"
    assert [d.value for d in person.birth_dates] == ["1980-02"]
    assert person.nationalities == ("LCA",)
    assert numbers(person) == {("passport", "A77", "LCA")}
    assert person.programmes == ("NEST", "TESTP")
    assert person.reason == "Made up"
    assert person.listed_on == "2020-02-03"
    assert person.other_keys == ("other-1", "TTi.001")
    assert person.addresses == (AddressDraft("1 Quay", "BRB"),)
    assert person.links == (LinkDraft("ownership owner", "SEA EXAMPLE", "v1"),)
    assert "any" not in (person.remarks or "")


def test_ftm_others_and_account():
    reading = ftm.read(samples.ftm(), max_bytes=MAX)
    entries = by_key(reading)
    assert set(entries) == {"p1", "d2", "v1", "b1"}
    assert entries["d2"].kind == "document"
    assert numbers(entries["d2"]) == {("passport", "S99", "TTO")}
    assert numbers(entries["v1"]) == {("imo", "9074729", None)}
    assert names(entries["b1"]) == ["Ministry of Examples"]
    account = reading.account
    assert account.tally("list.json", "line").total == samples.FTM.count("\n") + 1
    assert account.tally("list.json", "entity").unused == {
        "not_listed": 1,
        "orphan": 1,
        "unknown_kind": 1,
    }
    assert account.tally("list.json", "value").unused == {
        "protected": 1,
        "unreadable": 1,
        "not_screened": 1,
        "not_understood": 1,
        "row_refused": 4,
    }


def test_sheet():
    reading = csv_template.read(samples.sheet(), max_bytes=MAX)
    entries = by_key(reading)
    assert set(entries) == {"1", "2", "3", "4"}
    assert names(entries["1"]) == ["José Exampleton", "Pepe"]
    assert entries["1"].nationalities == ("LCA",)
    assert entries["1"].expires_on == "2030-01-01"
    assert numbers(entries["1"]) == {("passport", "R1", "LCA")}
    assert names(entries["2"]) == ["=cmd|' /C calc'!A0"]
    assert numbers(entries["2"]) == {("imo", "9074729", None)}
    assert names(entries["3"]) == ["+1 Example"]
    assert entries["4"].names == ()
    assert reading.account.tally("list.csv", "line").unused == {
        "blank": 1,
        "comment": 1,
        "repeated": 1,
        "unreadable": 1,
        "unnamed": 1,
    }
    assert reading.account.tally("list.csv", "cell").unused["unreadable"] == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_sheet_as_any_spreadsheet_saves_it(encoding, delimiter):
    text = samples.CSV.replace(";", delimiter).encode(encoding)
    reading = csv_template.read({"a.csv": text}, max_bytes=MAX)
    assert reading.entries == csv_template.read(samples.sheet(), max_bytes=MAX).entries


def test_the_template_reads_itself():
    reading = csv_template.read({"t.csv": csv_template.template().encode()}, max_bytes=MAX)
    assert reading.account.tally("t.csv", "cell").unused == {}
    entry = reading.entries[0]
    assert (entry.names[0].surname, entry.names[0].given) == ("Pennyfeather", "Aurelia")


def test_the_digest_changes_with_any_change_and_with_nothing_else():
    before = ofac_sdn.read(samples.ofac(), max_bytes=MAX).entries
    again = ofac_sdn.read(samples.ofac(), max_bytes=MAX).entries
    assert [e.digest() for e in before] == [e.digest() for e in again]
    files = samples.ofac()
    files["sdn.csv"] = files["sdn.csv"].replace(b"A1234567", b"A1234568")
    after = ofac_sdn.read(files, max_bytes=MAX).entries
    changed = [a.key for a, b in zip(before, after, strict=True) if a.digest() != b.digest()]
    assert changed == ["101"]


@pytest.mark.parametrize(
    ("read", "files", "code"),
    [
        (ofac_sdn.read, {}, "file_missing"),
        (ofac_sdn.read, {"alt.csv": b"\x1a"}, "file_missing"),
        (ofac_sdn.read, {"sdn.csv": b"x", "more.csv": b"x"}, "file_unknown"),
        (ofac_sdn.read, {"sdn.csv": b""}, "empty"),
        (ofac_sdn.read, {"sdn.csv": b"\x1a"}, "no_entries"),
        (ofac_sdn.read, {"sdn.csv": b"\x00\x01"}, "binary"),
        (ofac_sdn.read, {"sdn.csv": samples.OFAC["sdn.csv"][:-1].encode()}, "line_malformed"),
        (ofac_sdn.read, {"sdn.csv": b'1,"a'}, "line_malformed"),
        (un_consolidated.read, {}, "file_missing"),
        (un_consolidated.read, {"a": b"<x/>", "b": b"<x/>"}, "file_unknown"),
        (un_consolidated.read, {"a": b"<x/>"}, "xml_other"),
        (un_consolidated.read, {"a": b"PK\x03\x04"}, "xml_malformed"),
        (un_consolidated.read, {"a": samples.UN[:900].encode()}, "xml_malformed"),
        (un_consolidated.read, {"a": samples.UN.encode("utf-16")}, "xml_malformed"),
        (un_consolidated.read, {"a": samples.UN.replace("UTF-8", "EBCDIC-9").encode()}, "encoding"),
        (un_consolidated.read, {"a": b"<CONSOLIDATED_LIST/>"}, "no_entries"),
        (ftm.read, {"a": b"{}"}, "line_malformed"),
        (
            ftm.read,
            {"a": b'{"id": "a", "schema": "X", "properties": {"name": "x"}}'},
            "line_malformed",
        ),
        (ftm.read, {"a": b'{"id": "a", "schema": "Odd", "properties": {}}'}, "no_entries"),
        (ftm.read, {"a": b'{"id": "\xff"}'}, "encoding"),
        (ftm.read, {"a": b"[1]"}, "line_malformed"),
        (csv_template.read, {"a": b"a,b,c\n1,2,3\n"}, "columns_missing"),
        (csv_template.read, {"a": b"key,name\n1,x\n"}, "columns_missing"),
        (csv_template.read, {"a": b"key,kind,colour\n1,person,x\n"}, "columns_unknown"),
        (csv_template.read, {"a": b"key,kind,key\n1,person,x\n"}, "columns_twice"),
        (csv_template.read, {"a": b"key,kind\n"}, "no_entries"),
        (csv_template.read, {"a": b'key,kind,name\n1,person,"x\n'}, "line_malformed"),
        (csv_template.read, {"a": b"PK\x03\x04\x00"}, "binary"),
    ],
)
def test_unreadable_input_is_one_error(read, files, code):
    with pytest.raises(ListError) as caught:
        read(files, max_bytes=MAX)
    assert caught.value.code == code


def test_a_repeated_key_is_an_error_in_lists_that_machines_write():
    line = samples.OFAC["sdn.csv"].split("\r\n")[1]
    with pytest.raises(ListError) as caught:
        ofac_sdn.read({"sdn.csv": f"{line}\r\n{line}\r\n\x1a".encode()}, max_bytes=MAX)
    assert (caught.value.code, caught.value.line) == ("key_twice", 2)
    twice = samples.UN.replace("TTe.001", "TTi.001").encode()
    with pytest.raises(ListError, match="key_twice"):
        un_consolidated.read({"un.xml": twice}, max_bytes=MAX)
