"""`manage.py serve` with a real Asterisk: a part that dies or hangs is replaced and the calls go on; a stop
lets them finish. On SQLite alone, and on PostgreSQL with Redis and a Celery worker.
"""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from lab.asterisk import Asterisk
from lab.errors import RigError
from lab.phones import Phones
from lab.product import Product

SALES, ORDER = 600, 1000
TONES: Final = {
    "Вы позвонили в отдел продаж. Чтобы сделать заказ, нажмите один. Чтобы узнать цены, нажмите два.": SALES,
    "Заказы мы принимаем каждый день с девяти до двадцати одного часа.": ORDER,
}
NUMBER: Final = "84951234567"
LIMIT_S: Final = 60.0


@pytest.fixture(scope="module")
def product(asterisk: Asterisk, environment: dict[str, str]) -> Iterator[Product]:
    """One running product; it drains for as long as a call may take."""
    with Product(asterisk, TONES, environment={**environment, "CALLWRIGHT_DRAIN_S": "30"}) as running:
        yield running


async def until(met: Callable[[], Any]) -> None:
    limit = time.monotonic() + LIMIT_S
    while not await asyncio.to_thread(met):
        assert time.monotonic() < limit
        await asyncio.sleep(0.02)


def is_well(product: Product) -> bool:
    health = product.health()
    return bool(health) and set(health.values()) == {"ok"}


def pid_of(product: Product, part: str) -> int | None:
    with contextlib.suppress(RigError):
        return product.part_pid(part)
    return None


def replaced(product: Product, part: str, pid: int) -> Callable[[], bool]:
    return lambda: pid_of(product, part) not in (None, pid)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
async def test_calls_go_on_when_the_answering_part_is_replaced(
    product: Product, phones: Phones, how: signal.Signals
) -> None:
    await until(lambda: is_well(product))
    call = await (await phones.caller()).call(NUMBER)
    await call.wait_heard(SALES)
    pid = product.part_pid("answer")
    os.kill(pid, how)
    stopped_s = time.monotonic()
    await until(replaced(product, "answer", pid))
    # 0.6 s of silence make it hung; a killed one is replaced at once.
    assert time.monotonic() - stopped_s < 1.5
    await until(lambda: is_well(product))
    await call.send_keys("1")
    await call.wait_heard(ORDER, within_s=10)
    await call.wait_end()
    trace = product.trace()
    assert trace[-1]["cause"] == "completed"
    assert [event["seq"] for event in trace] == list(range(1, len(trace) + 1))
    assert sum(event["kind"] == "resumed" for event in trace) == 1


async def test_no_call_notices_that_the_pages_are_killed(product: Product, phones: Phones) -> None:
    await until(lambda: is_well(product))
    call = await (await phones.caller()).call(NUMBER)
    await call.wait_heard(SALES)
    pid = product.part_pid("web")
    os.kill(pid, signal.SIGKILL)
    await call.send_keys("1")
    await until(lambda: is_well(product))
    assert product.part_pid("web") != pid
    await call.wait_end()
    trace = product.trace()
    assert trace[-1]["cause"] == "completed"
    assert not any(event["kind"] == "resumed" for event in trace)


async def test_a_worker_that_is_killed_is_started_again(
    product: Product, environment: dict[str, str]
) -> None:
    if "REDIS_URL" not in environment:
        assert pid_of(product, "worker") is None
        return
    pid = product.part_pid("worker")
    os.kill(pid, signal.SIGKILL)
    await until(replaced(product, "worker", pid))


async def test_figures_of_the_calls_are_told(product: Product, phones: Phones) -> None:
    await until(lambda: is_well(product))
    call = await (await phones.caller()).call(NUMBER)
    await call.wait_heard(SALES)
    line = f'callwright_calls_live{{process="answer-{product.agi_port}"}} 1'
    await until(lambda: line in product.metrics())
    await call.hang_up()
    ended = f'callwright_calls_ended_total{{process="answer-{product.agi_port}",cause="caller_hung_up"}} 1'
    await until(lambda: ended in product.metrics())


async def test_a_stop_lets_the_call_finish_and_takes_no_new_one(
    asterisk: Asterisk, environment: dict[str, str], phones: Phones
) -> None:
    with Product(asterisk, TONES, environment={**environment, "CALLWRIGHT_DRAIN_S": "30"}) as stopping:
        call = await (await phones.caller()).call(NUMBER)
        await call.wait_heard(SALES)
        stopping.tell(signal.SIGTERM)
        # Pages outlive the calls and tell of the drain.
        await until(lambda: "are finishing" in stopping.health().get("answer", ""))
        await call.send_keys("1")
        await call.wait_heard(ORDER, within_s=10)
        await call.wait_end()
        assert await asyncio.to_thread(stopping.wait) == 0
        assert stopping.trace()[-1]["cause"] == "completed"
        assert "Traceback" not in stopping.log()
