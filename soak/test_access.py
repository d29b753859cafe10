"""The whole walk: every door, every role, every place."""

import pytest
from tests.access.test_hidden import *  # noqa: F403 - the tests themselves, at full size
from tests.access.test_walk import *  # noqa: F403 - the tests themselves, at full size

pytestmark = pytest.mark.timeout(3600)
