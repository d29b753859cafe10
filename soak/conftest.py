"""Long runs use what the tests use, at full size."""

import os

# The whole walk, twenty kills and many more requests; read where those tests are imported.
os.environ.setdefault("SEAWALL_WALK", "0")
os.environ.setdefault("SEAWALL_KILLS", "20")
os.environ.setdefault("SEAWALL_FUZZ", "1000")

pytest_plugins = ("tests.conftest", "tests.access.conftest")
