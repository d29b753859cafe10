"""The API against its schema, a thousand requests an operation."""

import pytest
from tests.hostile.test_schema import *  # noqa: F403 - the tests themselves, with more requests

pytestmark = pytest.mark.timeout(3600)
