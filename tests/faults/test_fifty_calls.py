"""`kill -9` of the answering part under fifty live calls of the shipped product."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from typing import Final

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lab.asterisk import Asterisk
from lab.errors import CallError
from lab.phones import Phones
from lab.product import Product
from lab.sip.call import Call
from lab.trace_log import path_of
from tests.faults.kept_history import is_numbered, kept_traces
from tests.faults.test_serving import NUMBER, SALES, TONES, is_well, replaced, until

CALLS: Final = 50
# A busy machine takes long to start a process: the calls are patient, and so is the test.
ROUNDS: Final = "60"
LIMIT_S: Final = 60.0
PRESS_EVERY_S: Final = 5.0


@pytest.fixture(scope="module")
def product(asterisk: Asterisk, environment: dict[str, str]) -> Iterator[Product]:
    asterisk.set_global("CW_ROUNDS", ROUNDS)
    with Product(asterisk, TONES, environment=environment) as running:
        yield running
    asterisk.set_global("CW_ROUNDS", "")


async def orders(call: Call) -> None:
    """Press 1 until the call has ended: a key pressed while nobody listens is lost. What is played then is in
    the trace; fifty ears at once are more than a busy machine lends one process.
    """
    async with asyncio.timeout(LIMIT_S):
        while not call.ended.is_set():
            await call.send_keys("1")
            with contextlib.suppress(CallError):
                await call.wait_end(within_s=PRESS_EVERY_S)


async def test_fifty_calls_go_on_at_their_step_and_each_is_kept_once(
    product: Product, environment: dict[str, str], phones: Phones, django_db_blocker: DjangoDbBlocker
) -> None:
    await until(lambda: is_well(product))
    caller = await phones.caller()
    calls = [await caller.call(NUMBER) for _ in range(CALLS)]
    for call in calls:
        await call.wait_heard(SALES, within_s=LIMIT_S)
    pid = product.part_pid("answer")
    os.kill(pid, signal.SIGKILL)
    await until(replaced(product, "answer", pid))
    await until(lambda: is_well(product))
    await asyncio.gather(*(orders(call) for call in calls))
    drawn = product.manage("call", "три номера", "--called", NUMBER, "--keys", "1")
    url = environment.get("DATABASE_URL", "")
    traces = await asyncio.to_thread(kept_traces, django_db_blocker, url, product.data, count=CALLS)
    assert len(traces) == CALLS
    assert len({trace[0]["call"] for trace in traces}) == CALLS
    assert [trace for trace in traces if path_of(trace) != path_of(drawn)] == []
    assert [trace[-1]["cause"] for trace in traces] == ["completed"] * CALLS
    assert [trace for trace in traces if not is_numbered(trace)] == []
    assert [sum(event["kind"] == "resumed" for event in trace) for trace in traces] == [1] * CALLS
