"""`python -m lab.interpreter`: an answering side as a process of its own, which tests may kill.

It reads its order, one line of JSON, from stdin, tells its port and then each trace event as one line of JSON
on stdout, and ends on TERM as `manage.py answer` does: it takes no new calls and lets the live ones finish.
"""

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

import msgspec
import uvloop

from lab.answering import ScenariosInMemory, TonesForWords, lab_surroundings
from lab.asterisk import AMI_SECRET, AMI_USER
from lab.drawing import Document
from lab.sip.tones import tone_file
from runtime.answering import AmiAccount, Answering
from runtime.checkpoint import Seal
from runtime.graph import compile_graph
from runtime.server import CallServerSettings


class Order(msgspec.Struct):
    """What an interpreter is to be. `port` 0 takes a free one; `seal` is the installation's key in hex."""

    name: str
    port: int
    ami_port: int
    scenarios: dict[str, Document]
    """Called number -> scenario; "" for all other numbers."""
    tones: dict[str, int]
    sounds: str
    recordings: str
    seal: str
    deadman_margin_s: float
    drain_s: float


def _tell(message: object) -> None:
    """One write for a whole line: what is told before a kill arrives."""
    os.write(1, msgspec.json.encode(message) + b"\n")


def _answering(order: Order) -> Answering:
    scenarios = ScenariosInMemory()
    for number, document in order.scenarios.items():
        scenarios.routes[number] = compile_graph(document)
    scenarios.main = scenarios.routes.pop("", None)
    return Answering(
        CallServerSettings(
            name=order.name, recordings=order.recordings, deadman_margin_s=order.deadman_margin_s
        ),
        scenarios,
        lab_surroundings(),
        media=TonesForWords(partial(tone_file, Path(order.sounds)), order.tones),
        seal=Seal(bytes.fromhex(order.seal)),
        sinks=[_tell],
        host="127.0.0.1",
        port=order.port,
        ami=AmiAccount("127.0.0.1", order.ami_port, AMI_USER, AMI_SECRET),
    )


async def _run(order: Order) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    answering = _answering(order)
    await answering.start()
    _tell({"port": answering.listener.port})
    await stop.wait()
    await answering.stop(order.drain_s)


if __name__ == "__main__":
    uvloop.run(_run(msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)))
