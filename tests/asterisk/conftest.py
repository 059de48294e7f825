"""A real Asterisk for the whole session, and phones for one test."""

from collections.abc import AsyncIterator, Iterator

import pytest

from lab.asterisk import Asterisk
from lab.phones import Dial, Phones


@pytest.fixture(scope="session")
def asterisk() -> Iterator[Asterisk]:
    """One running Asterisk; a test that sees it dead afterwards fails."""
    with Asterisk() as running:
        yield running
        assert running.is_running, "Asterisk died during the tests"


@pytest.fixture
async def phones(asterisk: Asterisk) -> AsyncIterator[Phones]:
    """Makes callers and callees at that Asterisk; all of them hang up and unregister after the test."""
    async with Phones(asterisk) as kept:
        yield kept


@pytest.fixture
def dial(asterisk: Asterisk, phones: Phones) -> Dial:
    """Makes a call that the given servers are to handle."""
    return Dial(asterisk, phones)
