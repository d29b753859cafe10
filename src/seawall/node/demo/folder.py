"""The folder of a demonstration: made for it, marked as such, and erased only if so marked."""

import shutil
import tomllib
from pathlib import Path

import fasteners

from seawall.node.configuration import FILE_NAME, Configuration, ConfigurationError

SETTINGS = """\
# A node for looking at: everything in it is invented. `seawall demo --reset` starts over.
node_name = "Saint Lucia"
state = "LCA"
time_zone = "America/St_Lucia"
training = true
interactive_api = true
"""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


CACHE = "cache"
"""What is compiled; holds no data, so it outlives the rest."""


def prepare(folder: Path) -> None:
    """Write the demonstration's settings into a folder that holds nothing yet."""
    if not folder.exists() or all(path.name == CACHE for path in folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_text(SETTINGS, "utf-8")


def erase(folder: Path) -> None:
    """Remove a demonstration with everything in it but what is compiled.

    A folder that is not there, or holds nothing, is left as it is.

    Raises:
        ConfigurationError: the folder is no demonstration's, or its node is running.
    """
    if not folder.exists() or all(path.name == CACHE for path in folder.iterdir()):
        return
    if not _is_demonstration(folder):
        raise ConfigurationError(f"{folder} holds no demonstration, so nothing there was erased.")
    if _is_running(folder):
        raise ConfigurationError(f"The node in {folder} is running. Stop it first.")
    for path in folder.iterdir():
        if path.is_dir() and path.name != CACHE:
            shutil.rmtree(path)
    # Last of all, so that a demonstration half erased is still known as one.
    (folder / FILE_NAME).unlink()


def _is_demonstration(folder: Path) -> bool:
    file = folder / FILE_NAME
    return file.is_file() and tomllib.loads(file.read_text("utf-8")).get("training") is True


def _is_running(folder: Path) -> bool:
    """Whether a process of the node holds its database up."""
    holders = folder / "postgres" / "holders.lock"
    if not holders.exists():
        return False
    lock = fasteners.InterProcessReaderWriterLock(holders)
    if lock.acquire_write_lock(blocking=False):
        lock.release_write_lock()
        return False
    if lock.lockfile is not None:
        lock.lockfile.close()
    return True


def refuse_real_node(node: Configuration) -> None:
    """Keep the demonstration off a node that somebody works with, and off the network.

    Raises:
        ConfigurationError: the folder's settings are not a training node's, or it would answer
            to other machines.
    """
    if not node.training:
        raise ConfigurationError(
            f"{node.data_dir} holds a node that is not for training. "
            "Give the demonstration a folder of its own with SEAWALL_DATA_DIR."
        )
    if node.host not in LOOPBACK:
        raise ConfigurationError(
            f"The demonstration prints its passwords, so it answers to this machine only, "
            f"not to {node.host}."
        )
