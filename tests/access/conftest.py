"""One furnished scene for a whole file: every request is taken back."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.utils import timezone
from tests.access.kit import Scene

SAMPLE = int(os.environ.get("SEAWALL_WALK", "4"))
SEED = int(os.environ.get("SEAWALL_WALK_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


def pytest_report_header() -> str:
    size = "whole" if SAMPLE == 0 else f"{SAMPLE} of each"
    return f"walk: {size}, SEAWALL_WALK_SEED={SEED}"


@pytest.fixture(scope="module")
def still() -> Iterator[None]:
    """The clock stands, so that answers differ by what they tell alone."""
    patch, now = pytest.MonkeyPatch(), timezone.now()
    patch.setattr(timezone, "now", lambda: now)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def scene(cloned: Callable[[], Any], still: None) -> Iterator[Scene]:
    with cloned():
        furnished = Scene()
        furnished.furnish()
        yield furnished


@pytest.fixture(scope="module")
def bare(cloned: Callable[[], Any], still: None) -> Iterator[Scene]:
    """The same agencies and officers with no record at all."""
    with cloned():
        yield Scene()


@pytest.fixture
def sample() -> Callable[..., list[Any]]:
    """Some of many cases, the same for the same seed; all of them where SEAWALL_WALK is 0."""

    def choose(cases: Sequence[Any], *, keep: Sequence[Any] = (), size: int = SAMPLE) -> list[Any]:
        others = [case for case in cases if case not in keep]
        if SAMPLE == 0 or len(others) <= size:
            return [*keep, *others]
        return [*keep, *random.Random(SEED).sample(others, size)]

    return choose
