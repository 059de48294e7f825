"""The parts of an installation are kept running."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable

from config.supervisor import Part, Supervisor

LIMIT_S = 10.0


class Lines:
    """What the supervisor told, to be waited for."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._new = asyncio.Event()

    def __call__(self, line: str) -> None:
        self.all.append(line)
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
    assert "answer | starting it again in 0.5 s" in lines.all
    supervisor.stop()
    await running


async def test_the_pause_grows_while_a_part_dies_at_once() -> None:
    lines = Lines()
    supervisor = Supervisor([part("answer", "raise SystemExit(3)")], lines, "en")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: "answer | starting it again in 1 s" in told)
    assert "answer | starting it again in 0.5 s" in lines.all
    supervisor.stop()
    await running


async def test_the_supervisor_speaks_the_language_of_the_installation() -> None:
    lines = Lines()
    supervisor = Supervisor([part("answer", "raise SystemExit(3)")], lines, "ru")
    running = asyncio.create_task(supervisor.run())
    await lines.until(lambda told: len(told) >= 2)
    assert lines.all[:2] == [
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
        "asyncio.run(Supervisor([part], lambda line: print(line, flush=True), 'en').run())\n"
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
