"""Importing the engines compiles nothing and pulls in no web framework."""

import subprocess
import sys

PROBE = """
import importlib, pkgutil, sys
import seawall.engines.geodesy as geodesy, seawall.engines.tracks as tracks
compiled, kernels = [], 0
for package in (geodesy, tracks):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if hasattr(value, "signatures"):
                kernels += 1
                compiled += [name] if value.signatures else []
print(kernels, compiled, "django" in sys.modules)
"""


def test_importing_compiles_nothing():
    answer = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
    ).stdout
    kernels, rest = answer.split(maxsplit=1)
    assert int(kernels) > 50
    assert rest.strip() == "[] False"
