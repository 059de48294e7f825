"""The parts of an installation are kept running."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable

import pytest

from config.supervisor import Part, Supervisor

LIMIT_S = 10.0


class Lines:
    """What the supervisor told, to be waited for."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._new = asyncio.Event()

    def __call__(self, part: str, line: str) -> None:
        self.all.append(f"{part} | {line}")
        self._new.set()

    async def until(self, found: Callable[[list[str]], bool]) -> list[str]:
        async with asyncio.timeout(LIMIT_S):
            while not found(self.all):
                self._new.clear()
                await self._new.wait()
        return self.all


def part(name: str, code: str, stop_within_s: float = 1) -> Part:
    return Part(name, (sys.executable, "-u", "-c", code), stop_within_s)


STAYS = "import os, signal; print(os.getpid()); signal.pause()"


async def test_lines_of_a_part_come_out_behind_its_name() -> None:
    lines = Lines()
    supervisor = Supervisor([part("web", "print('ready'); import signal; signal.pause()")], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: "web | ready" in told)
    supervisor.stop()
    await running


async def test_a_part_that_is_killed_is_started_again() -> None:
    lines = Lines()
    supervisor = Supervisor([part("answer", STAYS)], lines, "en")
    running = asyncio.create_task(supervisor.run())
    first = (await lines.until(lambda told: bool(told)))[0]
    os.kill(int(first.removeprefix("answer | ")), signal.SIGKILL)
    await lines.until(lambda told: sum(line.removeprefix("answer | ").isdigit() for line in told) == 2)
    assert "answer | was ended by the signal SIGKILL" in lines.all
    assert "answer | starting it again" in lines.all
    assert supervisor.figures["answer"].restarts == 1
    supervisor.stop()
    await running


async def test_the_pause_grows_while_a_part_dies_at_once() -> None:
    lines = Lines()
    supervisor = Supervisor([part("answer", "raise SystemExit(3)")], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: "answer | starting it again in 1 s" in told)
    assert [line for line in lines.all if "starting" in line] == [
        "answer | starting it again",
        "answer | starting it again in 0.5 s",
        "answer | starting it again in 1 s",
    ]
    supervisor.stop()
    await running


async def test_the_supervisor_speaks_the_language_of_the_installation() -> None:
    lines = Lines()
    supervisor = Supervisor([part("answer", "raise SystemExit(3)")], lines, "ru")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: len(told) >= 4)
    assert lines.all[:4] == [
        "answer | завершился сам, код выхода 3",
        "answer | запускаю снова",
        "answer | завершился сам, код выхода 3",
        "answer | запускаю снова через 0,5 с",
    ]
    supervisor.stop()
    await running


async def test_stopping_lets_a_part_finish_what_it_does() -> None:
    lines = Lines()
    code = (
        "import signal; signal.signal(signal.SIGTERM, lambda *_: (print('drained'), exit()));"
        "print('ready'); signal.pause()"
    )
    supervisor = Supervisor([part("answer", code), part("web", STAYS)], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: "answer | ready" in told and len(told) == 2)
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(LIMIT_S):
        await running
    assert "answer | drained" in lines.all


async def test_a_line_of_two_megabytes_stops_nothing() -> None:
    lines = Lines()
    code = "print('x' * 2_000_000); print('after'); import signal; signal.pause()"
    supervisor = Supervisor([part("web", code)], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: told[-1:] == ["web | after"])
    supervisor.stop()
    await running


async def test_a_part_does_not_outlive_a_killed_supervisor() -> None:
    code = (
        "import asyncio\n"
        "from config.supervisor import Part, Supervisor\n"
        f"part = Part('answer', {(sys.executable, '-u', '-c', STAYS)!r}, 1)\n"
        "asyncio.run(Supervisor([part], lambda part, line: print(part, '|', line, flush=True), 'en').run())\n"
    )
    keeper = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert keeper.stdout is not None
    async with asyncio.timeout(LIMIT_S):
        kept = int((await keeper.stdout.readline()).removeprefix(b"answer | "))
        watched = os.pidfd_open(kept)
        ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(watched, ended.set)
        keeper.kill()
        await ended.wait()
    asyncio.get_running_loop().remove_reader(watched)
    os.close(watched)
    await keeper.communicate()


BEATS = """
import asyncio, os, signal
from config.notify import Notifier
async def live():
    loop, stop, notifier = asyncio.get_running_loop(), asyncio.Event(), Notifier()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    print(os.getpid())
    notifier.ready()
    notifier.beat_in(loop)
    {deed}
    await stop.wait()
    {last_deed}
import faulthandler; faulthandler.enable()
asyncio.run(live())
"""
SPIN = "\n    while True: pass"
BLOCK = "\n    import threading; threading.Event().wait()"


def beating(deed: str = "", last_deed: str = "") -> Part:
    return part("answer", BEATS.format(deed=deed, last_deed=last_deed))


def pids(lines: list[str]) -> list[int]:
    said = [line.removeprefix("answer | ") for line in lines]
    return [int(line) for line in said if line.isdigit()]


# One that spins shares the cores with whatever else runs, and only what it got of them counts.
@pytest.mark.parametrize(("deed", "within_s"), [(SPIN, 5.0), (BLOCK, 1.0)], ids=["spinning", "blocked"])
async def test_a_part_that_hangs_is_soon_replaced_and_says_where(deed: str, within_s: float) -> None:
    lines = Lines()
    supervisor = Supervisor([beating(deed)], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: bool(pids(told)))
    hung_since_s = asyncio.get_running_loop().time()
    await lines.until(lambda told: "answer | starting it again" in told)
    assert asyncio.get_running_loop().time() - hung_since_s < within_s
    assert "answer | has been silent for 0.6 s" in lines.all
    assert any("in live" in line for line in lines.all)
    assert supervisor.figures["answer"].hung == 1
    supervisor.stop()
    await running


async def test_a_stopped_part_is_replaced_within_a_second() -> None:
    lines = Lines()
    supervisor = Supervisor([beating()], lines, "en")
    running = asyncio.create_task(supervisor.run())
    async with asyncio.timeout(LIMIT_S):
        await supervisor.ready.wait()
    (first,) = pids(lines.all)
    os.kill(first, signal.SIGSTOP)
    stopped_s = asyncio.get_running_loop().time()
    await lines.until(lambda told: "answer | starting it again" in told)
    assert asyncio.get_running_loop().time() - stopped_s < 1.0
    await lines.until(lambda told: len(pids(told)) == 2)
    supervisor.stop()
    await running


async def test_a_busy_machine_makes_no_part_look_hung() -> None:
    lines = Lines()
    supervisor = Supervisor([beating()], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: bool(pids(told)))
    crowd = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: pass")
        for _ in range(8 * (os.cpu_count() or 1))
    ]
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(lines.until(lambda told: any("silent" in line for line in told)), 3)
    for process in crowd:
        process.kill()
        await process.wait()
    assert supervisor.figures["answer"].hung == 0
    supervisor.stop()
    await running


async def test_a_part_that_is_told_to_stop_need_not_speak_any_more() -> None:
    lines = Lines()
    last_deed = "import time; time.sleep(1.5); print('drained')"
    supervisor = Supervisor([beating(last_deed=last_deed)], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: bool(pids(told)))
    supervisor.stop()
    await running
    assert lines.all[-1] == "answer | drained"


async def test_a_part_that_is_not_ready_in_time_is_replaced() -> None:
    lines = Lines()
    late = Part("answer", (sys.executable, "-u", "-c", STAYS), 1, ready_within_s=0.5)
    supervisor = Supervisor([late], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: len(pids(told)) == 2)
    assert "answer | is not ready after 0.5 s" in lines.all
    supervisor.stop()
    await running


async def test_parts_end_one_after_the_other() -> None:
    lines = Lines()
    says = (
        "import signal, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.3), print('end'), exit()))\n"
        "print('ready'); signal.pause()"
    )
    supervisor = Supervisor([part("answer", says), part("web", says)], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: sum("ready" in line for line in told) == 2)
    supervisor.stop()
    await running
    assert lines.all[-2:] == ["answer | end", "web | end"]


async def test_a_second_signal_ends_everything_at_once() -> None:
    lines = Lines()
    stubborn = (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready')\n"
        "while True: signal.pause()"
    )
    supervisor = Supervisor([part("answer", stubborn, stop_within_s=60)], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: "answer | ready" in told)
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)
    async with asyncio.timeout(LIMIT_S):
        await running


async def test_everything_is_ready_when_every_part_is() -> None:
    lines = Lines()
    supervisor = Supervisor([beating()], lines, "en")
    running = asyncio.create_task(supervisor.run())
    async with asyncio.timeout(LIMIT_S):
        await supervisor.ready.wait()
    assert supervisor.figures["answer"].is_ready
    supervisor.stop()
    await running
