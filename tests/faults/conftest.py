"""A real Asterisk that waits two seconds for a silent interpreter, and phones for one test."""

from collections.abc import AsyncIterator, Iterator

import pytest

from lab.asterisk import Asterisk
from lab.phones import Phones


@pytest.fixture(scope="session")
def asterisk() -> Iterator[Asterisk]:
    """One running Asterisk; whatever a test did to its interpreters, it lives afterwards."""
    with Asterisk(deadman_s=2) as running:
        yield running
        assert running.is_running, "Asterisk died during the tests"


@pytest.fixture
async def phones(asterisk: Asterisk) -> AsyncIterator[Phones]:
    """Makes callers and callees at that Asterisk; all of them hang up and unregister after the test."""
    async with Phones(asterisk) as kept:
        yield kept
