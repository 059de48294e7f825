"""Whoever reaches the FastAGI port during calls: a port scan, floods, rubbish; the calls do not notice."""

import asyncio
from typing import Final

from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.interpreters import Interpreter, Interpreters, InterpreterSettings
from lab.phones import Phones
from lab.trace_log import path_of

SETTINGS: Final = InterpreterSettings(count=1, tones={"начало": 600, "прощание": 1000})
SCENARIO: Final = drawing(
    [
        ("n1", "start", {}),
        ("n2", "collect", {"prompt": say("начало"), "variable": "КОД", "max_digits": 4}),
        ("n3", "play", {"prompt": say("прощание")}),
    ],
    "n1.next > n2; n2.entered > n3",
)
SCANS: Final = 1000
CALLERS: Final = 4
FLOOD_BYTES: Final = 10 * 1024 * 1024
FLOODS: Final = (b"agi_network: " + b"x" * FLOOD_BYTES, b"agi_network: yes\n" * (FLOOD_BYTES // 17))
RUBBISH: Final = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    b"\n\n",
    b"agi_network: yes\n\n\n",
    b"agi_uniqueid: 1\nagi_uniqueid: 2\n\n",
    b"agi_network: yes\nagi_network_script: call\nagi_arg_1: ../../etc/passwd\n\n",
    b"agi_network: yes\nagi_network_script: ended\nagi_arg_1: 1.1\n\n",
    b"agi_network: yes\nagi_network_script: \xff\xfe\nagi_arg_1: 1.1\n\n",
    bytes(range(256)) * 8,
)


async def _scan(server: Interpreter) -> None:
    """Connects and closes at once."""
    _, writer = await asyncio.open_connection("127.0.0.1", server.order.port)
    writer.close()


async def _says(server: Interpreter, data: bytes) -> None:
    """Sends this, and keeps quiet; returns when the server has closed the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.order.port)
    try:
        writer.write(data)
        async with asyncio.timeout(8):
            while await reader.read(65_536):
                pass
    except ConnectionError:
        pass
    finally:
        writer.close()


async def test_calls_do_not_notice_what_else_comes_to_their_port(asterisk: Asterisk, phones: Phones) -> None:
    async with Interpreters(asterisk, {"": SCENARIO}, SETTINGS) as one:
        [server] = one.servers
        calls = [await (await phones.caller()).call("84951234567") for _ in range(CALLERS)]
        for call in calls:
            await call.wait_heard(600)
        async with asyncio.TaskGroup() as tasks:
            for call in calls:
                tasks.create_task(call.send_keys("12"))
            for data in RUBBISH:
                tasks.create_task(_says(server, data))
            async with asyncio.TaskGroup() as storm:
                for _ in range(SCANS):
                    storm.create_task(_scan(server))
                for data in FLOODS:
                    storm.create_task(_says(server, data))
            for call in calls:
                tasks.create_task(call.send_keys("34"))
        late = await (await phones.caller()).call("84951234567")
        await late.wait_heard(600)
        await late.send_keys("1234")
        for call in (*calls, late):
            await call.wait_heard(1000)
        traces = [await one.trace(number) for number in range(1, CALLERS + 2)]
    for trace in traces:
        assert path_of(trace) == [("n1", "next"), ("n2", "entered"), ("n3", "next")]
        assert [event["keys"] for event in trace if event["kind"] == "heard"] == ["1234"]
    # What else came has left no call behind.
    assert len(one.events) == sum(len(trace) for trace in traces)
