"""A real Asterisk that waits two seconds for a silent interpreter, phones for one test, and databases of both
kinds for the product.
"""

from collections.abc import AsyncIterator, Iterator

import pytest

from lab.asterisk import Asterisk
from lab.phones import Phones
from lab.services import PostgresServer, RedisServer


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


@pytest.fixture(scope="module", params=["alone", "scaled"])
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """What the product is told of databases: nothing (SQLite), or PostgreSQL and Redis."""
    if request.param == "alone":
        return {}
    postgres: PostgresServer = request.getfixturevalue("postgres")
    redis: RedisServer = request.getfixturevalue("redis_server")
    postgres.drop("serving")
    return {"DATABASE_URL": postgres.create("serving"), "REDIS_URL": redis.url}
