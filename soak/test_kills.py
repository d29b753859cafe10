"""Twenty kills of web, worker, sealer and PostgreSQL."""

import pytest
from tests.scenarios.test_kills import *  # noqa: F403 - the tests themselves, with more kills

pytestmark = [*pytestmark, pytest.mark.timeout(3600)]  # noqa: F405 - the tests' own marks
