"""The whole walk: every door, every role, every place."""

from tests.access.test_hidden import *  # noqa: F403 - the tests themselves, at full size
from tests.access.test_walk import *  # noqa: F403 - the tests themselves, at full size
