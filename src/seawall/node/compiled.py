"""Where compiled engines are kept: a folder for each state of their source.

Numba looks only at the file of the function it compiled, not at the files that function calls into.
After an upgrade it would run old code beside new; a folder named by all the source cannot.
"""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

ENGINES = Path(__file__).parents[1] / "engines"


def cache_of(directory: Path) -> Path:
    """The folder for the engines as they stand now, below ``directory``."""
    digest = sha256(version("numba").encode())
    for path in sorted(ENGINES.rglob("*.py")):
        digest.update(path.read_bytes())
    return directory / digest.hexdigest()[:16]
