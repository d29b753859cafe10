"""Kernels are compiled on first use, into the folder that the environment names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

IMPORT = """
import numba.core.event as event
with event.install_recorder("numba:compile") as recorder:
    from seawall.engines import ais, modes
    from seawall.engines.ais import encode, rows
    from seawall.engines.modes import encode, records, rows
print(len(recorder.buffer))
"""

COMPILE = """
import numpy as np
from seawall.engines.modes.frames import FOUND, FRAME, REJECT, find_avr
buffer = np.zeros(64, np.uint8)
print(find_avr(buffer, 0, np.zeros(1, FOUND), np.zeros(1, FRAME), np.zeros(1, REJECT)))
"""


def run(script: str, cache: Path) -> str:
    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache), "PYTHONPATH": source}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_importing_compiles_nothing_and_writes_nothing(tmp_path: Path) -> None:
    assert run(IMPORT, tmp_path / "cache") == "0"
    assert not list(tmp_path.rglob("*.nb*"))


def test_what_is_compiled_goes_into_the_folder_that_the_environment_names(tmp_path: Path) -> None:
    assert run(COMPILE, tmp_path / "cache") == "0"
    assert list((tmp_path / "cache").rglob("frames.find_avr-*.nbi"))
