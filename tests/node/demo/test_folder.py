"""The demonstration's folder is made for it, and nothing else is ever erased."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from seawall.node.configuration import FILE_NAME, ConfigurationError, read
from seawall.node.demo.folder import erase, prepare, refuse_real_node


def test_an_empty_folder_becomes_a_training_node(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    prepare(folder)
    node = read({"SEAWALL_DATA_DIR": str(folder)})
    assert node.training
    assert (node.state, node.node_name) == ("LCA", "Saint Lucia")
    refuse_real_node(node)


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("dear", "utf-8")
    prepare(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]


def test_a_demonstration_is_erased_but_for_what_is_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    prepare(folder)
    for name in ("keys", "postgres", "cache"):
        (folder / name).mkdir()
        (folder / name / "file").write_text("x", "utf-8")
    erase(folder)
    assert [path.name for path in folder.iterdir()] == ["cache"]
    erase(folder)
    prepare(folder)
    assert read({"SEAWALL_DATA_DIR": str(folder)}).training


@pytest.mark.parametrize("settings", [None, "training = false\n", 'node_name = "Border"\n'])
def test_nothing_else_is_erased(tmp_path: Path, settings: str | None) -> None:
    (tmp_path / "letter").write_text("dear", "utf-8")
    if settings is not None:
        (tmp_path / FILE_NAME).write_text(settings, "utf-8")
    with pytest.raises(ConfigurationError):
        erase(tmp_path)
    assert (tmp_path / "letter").exists()


HOLD = """
import fasteners, sys
lock = fasteners.InterProcessReaderWriterLock(sys.argv[1])
lock.acquire_read_lock()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_running_demonstration_is_not_erased(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    prepare(folder)
    (folder / "postgres").mkdir()
    lock = str(folder / "postgres" / "holders.lock")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as node:
        assert node.stdout is not None
        assert node.stdout.readline() == b"held\n"
        with pytest.raises(ConfigurationError):
            erase(folder)
        node.communicate(b"")
    erase(folder)
    assert not any(folder.iterdir())


def test_a_real_node_and_the_network_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    prepare(folder)
    node = read({"SEAWALL_DATA_DIR": str(folder)})
    with pytest.raises(ConfigurationError):
        refuse_real_node(replace(node, training=False))
    with pytest.raises(ConfigurationError):
        refuse_real_node(replace(node, host="192.0.2.1"))
