"""Two `manage.py answer` over one data folder, as an installation runs them: one may be killed."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from lab.asterisk import AMI_SECRET, AMI_USER, Asterisk
from lab.drawing import drawing
from lab.phones import Phones
from lab.ports import free_port, wait_listening
from lab.trace_log import as_told, path_of

PROJECT: Final = Path(__file__).resolve().parents[2]
SCENARIO: Final = drawing(
    [
        ("n1", "start", {}),
        ("n2", "collect", {"prompt": [], "variable": "КОД", "max_digits": 4, "timeout_s": 10}),
        ("n3", "wait", {"seconds": "0.5", "music": True}),
    ],
    "n1.next > n2; n2.entered > n3",
    name="код",
)
START_WITHIN_S: Final = 30.0


class Installation:
    """A data folder with one published scenario, and commands over it."""

    def __init__(self, data: Path, asterisk: Asterisk) -> None:
        self._environment = {
            **os.environ,
            "CALLWRIGHT_DATA": str(data),
            "CALLWRIGHT_LANGUAGE": "en",
            "CALLWRIGHT_AMI_PORT": str(asterisk.ami_port),
            "CALLWRIGHT_AMI_USER": AMI_USER,
            "CALLWRIGHT_AMI_SECRET": AMI_SECRET,
        }

    async def start(self, *words: str, **settings: str) -> asyncio.subprocess.Process:
        """`manage.py` with these words; it dies with the test run."""
        command = ("setpriv", "--pdeathsig", "KILL", sys.executable, "manage.py", *words)
        return await asyncio.create_subprocess_exec(
            *command,
            cwd=PROJECT,
            env={**self._environment, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )

    async def run(self, *words: str) -> list[dict[str, Any]]:
        """The JSON lines that `manage.py` prints; it has to end well."""
        process = await self.start(*words)
        async with asyncio.timeout(START_WITHIN_S):
            out, _ = await process.communicate()
        assert process.returncode == 0, words
        return [json.loads(line) for line in out.decode().splitlines() if line.startswith("{")]


@pytest.fixture
async def installation(asterisk: Asterisk, tmp_path: Path) -> Installation:
    """One whose main scenario is published."""
    made = Installation(tmp_path / "data", asterisk)
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(SCENARIO))
    await made.run("scenario", "import", str(file), "--publish")
    await made.run("scenario", "main", "код")
    return made


async def test_keys_outlive_a_killed_answer_command(
    asterisk: Asterisk, phones: Phones, installation: Installation
) -> None:
    ports = [free_port(), free_port()]
    servers = [await installation.start("answer", CALLWRIGHT_AGI_PORT=str(port)) for port in ports]
    try:
        for port in ports:
            await wait_listening(port, START_WITHIN_S)
        await asyncio.to_thread(asterisk.set_servers, [f"127.0.0.1:{port}" for port in ports])
        call = await (await phones.caller()).call("84951234567")
        await call.wait_answered()
        await call.send_keys("12")
        servers[0].kill()
        await call.send_keys("34")
        await call.wait_heard(440)
        await call.wait_end()
        servers[1].terminate()
        assert await asyncio.wait_for(servers[1].wait(), START_WITHIN_S) == 0
    finally:
        for server in servers:
            if server.returncode is None:
                server.kill()
            await server.communicate()
    [listed] = await installation.run("calls")
    trace = as_told(await installation.run("trace", str(listed["call"])))
    assert path_of(trace) == [("n1", "next"), ("n2", "entered"), ("n3", "next")]
    assert [event["variables"] for event in trace if event["kind"] == "set"] == [{"КОД": "1234"}]
    assert [event["kind"] for event in trace].count("resumed") == 1
    assert listed["cause"] == "completed"
