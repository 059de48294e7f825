"""A load of FastAGI calls without a PBX: opens connections, sends headers, answers every command at once.

Runs as a process of its own, so that its cost does not stand in the server's figures:
`python -m tests.bench.fake_pbx PORT CALLS CONCURRENT THINK_MS`. Prints {"calls", "commands", "wall_s"}.
"""

import asyncio
import json
import sys
import time

import uvloop

_HEADER = (
    "agi_network: yes\nagi_network_script: call\n"
    "agi_request: agi://127.0.0.1/call\n"
    "agi_channel: PJSIP/trunk_to-{number:08x}\nagi_language: ru\nagi_type: PJSIP\n"
    "agi_uniqueid: bench.{number}\n"
    "agi_version: 22.10.1\nagi_callerid: 79991234567\nagi_calleridname: Bench\nagi_callingpres: 0\n"
    "agi_callingani2: 0\nagi_callington: 0\nagi_callingtns: 0\nagi_dnid: 84951234567\nagi_rdnis: unknown\n"
    "agi_context: callwright-call\nagi_extension: pass\nagi_priority: 8\n"
    "agi_enhanced: 0.0\nagi_accountcode: \n"
    "agi_threadid: 1\nagi_arg_1: bench.{number}\nagi_arg_2: 84951234567\nagi_arg_3: 1\n\n"
)


class _Connection(asyncio.Protocol):
    """One call."""

    def __init__(self, number: int, think_s: float) -> None:
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.commands = 0
        self._number = number
        self._think_s = think_s
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        transport.write(_HEADER.format(number=self._number).encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.commands += len(lines)
        answers = b"".join(map(_answer, lines))
        if self._think_s and any(b"Read" in line for line in lines):
            asyncio.get_running_loop().call_later(self._think_s, self._transport.write, answers)  # type: ignore[attr-defined]
        else:
            self._transport.write(answers)  # type: ignore[attr-defined]

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_result(None)


def _answer(line: bytes) -> bytes:
    if b"READSTATUS" in line:
        return b"200 result=1 (OK:1)\n"
    if b"PJSIP_HEADER" in line:
        return b"200 result=1 (%3Csip%3A84951234567%40127.0.0.1%3E)\n"
    return b"200 result=0 endpos=8000\n" if line.startswith(b"STREAM") else b"200 result=0\n"


async def _load(port: int, calls: int, concurrent: int, think_s: float) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    free = asyncio.Semaphore(concurrent)
    commands = 0

    async def call(number: int) -> None:
        nonlocal commands
        async with free:
            _, connection = await loop.create_connection(
                lambda: _Connection(number, think_s), "127.0.0.1", port
            )
            await connection.ended
            commands += connection.commands

    began = time.perf_counter()
    await asyncio.gather(*(call(number) for number in range(calls)))
    return {"calls": calls, "commands": commands, "wall_s": round(time.perf_counter() - began, 3)}


if __name__ == "__main__":
    wanted_port, wanted_calls, at_once, think_ms = map(int, sys.argv[1:])
    print(json.dumps(uvloop.run(_load(wanted_port, wanted_calls, at_once, think_ms / 1000))))
