"""``seawall decode paxlst``: what it prints, what it gives as JSON, how it ends."""

import json

import pytest
from tests.engines.edifact.samples import BODY, interchange
from typer.testing import CliRunner

from seawall.node.commands.decode import app

SOUND = interchange()
CUT_OFF = SOUND[: SOUND.index(b"UNT")] + b"XYZ+1'"


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, ["paxlst", *map(str, arguments)], input=stdin)


@pytest.fixture
def file(tmp_path):
    """Write one message to a file of its own."""

    def write(data, name="list.edi"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_json_of_a_list(file):
    result = run(file(interchange(BODY + "XYZ+1'")), "--json")
    assert result.exit_code == 0
    (message,) = json.loads(result.stdout)
    assert list(message) == ["file", "message", "voyage", "travellers", "notices"]
    assert message["file"] == "list.edi"
    assert message["message"]["reference"] == "M1"
    assert message["voyage"]["number"] == "ZZ0101"
    first, second, crew = message["travellers"]
    for traveller in (first, second, crew):
        assert {"surname", "given_names", "birth_date", "nationality"} < traveller.keys()
    assert (first["surname"], first["given_names"]) == ("PLACEHOLDER", "FIRST")
    assert (first["birth_date"], first["nationality"]) == ("1979-03-12", "BRB")
    assert [one["number"] for one in first["documents"]] == ["BB1234567", "V7654321"]
    assert crew["documents"] == []
    unknown = message["notices"][-1]
    assert (unknown["code"], unknown["segment"]) == ("segment_unknown", 53)
    assert unknown["offset"] == SOUND.index(b"UNT")


def test_a_person_reads_names_and_where_each_notice_is(file):
    result = run(file(CUT_OFF))
    assert result.exit_code == 0
    assert "PLACEHOLDER" in result.stdout
    assert f"segment_unknown (segment 53, byte {SOUND.index(b'UNT')})" in result.stdout
    lines = result.stdout.splitlines()
    assert "message_trailer_missing" in lines, "a notice on the whole stands without a place"
    assert "None" not in result.stdout


def test_what_a_message_says_is_never_markup(file):
    result = run(file(SOUND.replace(b"EXAMPLE:SECOND", b"[RED]X[/]:[/RED]"), name="[b].edi"))
    assert result.exit_code == 0
    assert "[RED]X[/]" in result.stdout
    assert "[b].edi" in result.stdout


def test_several_files_and_one_unreadable(file):
    good, bad = file(SOUND), file(b"no message at all", name="bad.edi")
    result = run(bad, good, "--json")
    assert result.exit_code == 1
    assert result.stderr == "bad.edi: no_interchange at byte 0\n"
    assert [one["file"] for one in json.loads(result.stdout)] == ["list.edi"]


def test_an_empty_file(file):
    result = run(file(b""))
    assert (result.exit_code, result.stderr) == (1, "list.edi: empty at byte 0\n")


def test_a_file_that_cannot_be_opened(file, monkeypatch):
    path = file(SOUND)

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    result = run(path)
    assert (result.exit_code, result.stderr) == (1, "list.edi: Permission denied\n")


def test_a_folder_and_a_file_that_is_not_there(file, tmp_path):
    result = run(tmp_path, tmp_path / "nowhere.edi", file(SOUND), "--json")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{tmp_path.name}: Is a directory",
        "nowhere.edi: No such file or directory",
    ]
    assert len(json.loads(result.stdout)) == 1


def test_no_file_at_all_is_a_wrong_call():
    assert run().exit_code == 2


def test_the_standard_input():
    result = run("-", "--json", stdin=SOUND)
    assert result.exit_code == 0
    (message,) = json.loads(result.stdout)
    assert len(message["travellers"]) == 3
