"""Compiled engines never outlive their source."""

from seawall.node import compiled


def test_a_change_in_any_engine_file_begins_a_new_folder(tmp_path, monkeypatch):
    engines = tmp_path / "engines" / "names"
    engines.mkdir(parents=True)
    (engines / "one.py").write_text("1")
    (engines / "two.py").write_text("2")
    monkeypatch.setattr(compiled, "ENGINES", tmp_path / "engines")
    before = compiled.cache_of(tmp_path)
    assert compiled.cache_of(tmp_path) == before
    (engines / "two.py").write_text("3")
    assert compiled.cache_of(tmp_path) != before
