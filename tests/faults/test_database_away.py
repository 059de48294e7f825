"""A database that is not there while calls come and go: none notices, and all are kept afterwards.

Ten seconds here; `python -m tests.bench database_away` does the same for a minute, under load.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Final

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lab.asterisk import Asterisk
from lab.database_away import postgres_frozen, postgres_stopped, sqlite_locked
from lab.phones import Phones
from lab.product import Product
from lab.services import PostgresServer, RedisServer
from lab.trace_log import path_of
from tests.faults.kept_history import is_numbered, kept_traces
from tests.faults.test_serving import NUMBER, ORDER, SALES, TONES, is_well, until

AWAY_S: Final = 10.0
HEARD_WITHIN_S: Final = 10.0


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """Of these tests alone: it is taken away from everybody."""
    with PostgresServer() as started:
        yield started


async def one_call(phones: Phones) -> None:
    """A caller who orders and hears everything that is drawn."""
    call = await (await phones.caller()).call(NUMBER)
    await call.wait_heard(SALES, within_s=HEARD_WITHIN_S)
    await call.send_keys("1")
    await call.wait_heard(ORDER, within_s=HEARD_WITHIN_S)
    await call.wait_end(within_s=HEARD_WITHIN_S)


async def calls_come_and_go(product: Product, away: AbstractContextManager[None], phones: Phones) -> int:
    """One call that is live when the database goes, then one after another until it is back; how many."""
    await until(lambda: is_well(product))
    caught = await (await phones.caller()).call(NUMBER)
    await caught.wait_heard(SALES)
    loop = asyncio.get_running_loop()
    count = 1
    with away:
        gone_s = loop.time()
        await caught.send_keys("1")
        await caught.wait_heard(ORDER, within_s=HEARD_WITHIN_S)
        while loop.time() < gone_s + AWAY_S:
            await one_call(phones)
            count += 1
    await one_call(phones)
    return count + 1


def every_call_is_kept_as_drawn(product: Product, url: str, blocker: DjangoDbBlocker, count: int) -> None:
    drawn = product.manage("call", "три номера", "--called", NUMBER, "--keys", "1")
    traces = kept_traces(blocker, url, product.data, count=count)
    assert len(traces) == count
    assert len({trace[0]["call"] for trace in traces}) == count
    assert [path_of(trace) for trace in traces] == [path_of(drawn)] * count
    assert [trace for trace in traces if not is_numbered(trace)] == []
    assert [trace[-1]["cause"] for trace in traces] == ["completed"] * count


async def test_a_locked_sqlite_costs_no_call_anything(
    asterisk: Asterisk, phones: Phones, django_db_blocker: DjangoDbBlocker
) -> None:
    with Product(asterisk, TONES) as product:
        count = await calls_come_and_go(product, sqlite_locked(product.data), phones)
        await asyncio.to_thread(every_call_is_kept_as_drawn, product, "", django_db_blocker, count)


@pytest.mark.parametrize("away", [postgres_stopped, postgres_frozen], ids=["stopped", "frozen"])
async def test_a_postgresql_that_is_away_costs_no_call_anything(
    asterisk: Asterisk,
    phones: Phones,
    server: PostgresServer,
    redis_server: RedisServer,
    away: Callable[[PostgresServer], AbstractContextManager[None]],
    django_db_blocker: DjangoDbBlocker,
) -> None:
    url = server.create(away.__name__)
    environment = {"DATABASE_URL": url, "REDIS_URL": redis_server.url}
    with Product(asterisk, TONES, environment=environment) as product:
        count = await calls_come_and_go(product, away(server), phones)
        await asyncio.to_thread(every_call_is_kept_as_drawn, product, url, django_db_blocker, count)
