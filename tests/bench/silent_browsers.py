"""What ten browsers that never read cost the calls: 27 new calls a second on the real Asterisk, in turns with
and without ten open sockets that take nothing off the line and acknowledge nothing.
"""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Final

from lab.web_side import resident_bytes
from lab.web_socket import WebSocket
from tests.bench.account import logged_in
from tests.bench.asterisk_calls import cpu_s
from tests.bench.kept_calls import CALLS_PER_S, NAME, Rig, installed, p50_p99, probe
from tests.bench.live import opened

_SILENT: Final = 10
_ROUNDS: Final = 3
_SECONDS: Final = 12
_MEGABYTE: Final = 1024 * 1024


def main() -> dict[str, object]:
    """{"none" and "silent": calls, failures, CPU ms per call of `answer`, first sound p50 and p99 in ms, how
    much the web side grew in MB}.
    """
    with installed(is_scaled=False) as rig:
        return {"calls_per_s": CALLS_PER_S, "browsers": _SILENT, **asyncio.run(_measured(rig))}


async def _measured(rig: Rig) -> dict[str, object]:
    session = logged_in(str(rig.product.data))
    # What is fetched, connected and compiled once is no part of a call's cost.
    await asyncio.to_thread(rig.load, 5, 2)
    found: dict[str, list[dict[str, Any]]] = {"none": [], "silent": []}
    for _ in range(_ROUNDS):
        for name, count in (("none", 0), ("silent", _SILENT)):
            sockets = [await opened(rig.product.web_port, session, NAME) for _ in range(count)]
            found[name].append(await _round(rig))
            for socket in sockets:
                _still_open(socket)
                socket.close()
    return {name: _summed(rounds) for name, rounds in found.items()}


async def _round(rig: Rig) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    pids = rig.pids()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        await loop.run_in_executor(pool, probe, rig.asterisk.sip_port, 0)
        spent_s, held = cpu_s(pids["answer"]), resident_bytes(pids["web"])
        probed = loop.run_in_executor(pool, probe, rig.asterisk.sip_port, _SECONDS)
        load = await asyncio.to_thread(rig.load, CALLS_PER_S, _SECONDS)
        sounds_ms = (await probed)["ours"]
    return {
        **load,
        "answer_cpu_s": cpu_s(pids["answer"]) - spent_s,
        "web_grown": resident_bytes(pids["web"]) - held,
        "sounds_ms": sounds_ms,
    }


def _still_open(socket: WebSocket) -> None:
    """A browser that was cut off would cost nothing, and the figures would tell nothing."""
    if socket.is_closing:
        raise RuntimeError("the server closed a silent browser before the round was over")


def _summed(rounds: list[dict[str, Any]]) -> dict[str, object]:
    calls = sum(one["calls"] + len(one["sounds_ms"]) for one in rounds)
    return {
        "calls": sum(one["calls"] for one in rounds),
        "failed": sum(one["failed"] for one in rounds),
        "answer_cpu_ms_per_call": round(sum(one["answer_cpu_s"] for one in rounds) * 1000 / calls, 2),
        "first_sound_ms": p50_p99([wait for one in rounds for wait in one["sounds_ms"]]),
        "web_grown_mb": [round(one["web_grown"] / _MEGABYTE, 1) for one in rounds],
    }
