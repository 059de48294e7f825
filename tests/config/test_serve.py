"""Everything on one machine, as its users start it."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config.environment import PROJECT
from config.ports import Port
from config.welcome import Welcome
from runtime.wording import Wording

START_LIMIT_S = 60.0
STOP_LIMIT_S = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(is_so: Callable[[], bool], serving: "Served") -> None:
    limit = time.monotonic() + START_LIMIT_S
    while not is_so():
        assert time.monotonic() < limit, serving.log
        with contextlib.suppress(subprocess.TimeoutExpired):
            pytest.fail(f"serve ended with {serving.process.wait(0.05)}:\n{serving.log}")


class Served:
    """`manage.py serve` over a data directory of its own."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        self.web_port, self.agi_port = free_port(), free_port()
        self.environment = {
            **os.environ,
            "CALLWRIGHT_DATA": str(data),
            "CALLWRIGHT_WEB_PORT": str(self.web_port),
            "CALLWRIGHT_AGI_PORT": str(self.agi_port),
            "LC_ALL": "en_GB.UTF-8",
        }
        self._log = (data.parent / "serve.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", *options],
            cwd=PROJECT,
            env=self.environment,
            stdout=self._log,
            stderr=self._log,
        )

    @property
    def log(self) -> str:
        return (self.data.parent / "serve.log").read_text()

    def health(self) -> dict[str, Any] | None:
        """What /health says with 200, else None."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.web_port}/health", timeout=5) as answer:
                told: dict[str, Any] = json.load(answer)
                return told
        except OSError:
            return None

    def until_well(self) -> None:
        until(lambda: self.health() is not None, self)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_LIMIT_S)
        finally:
            self.process.kill()
            self.process.wait()
            self._log.close()


@pytest.fixture(params=[(), ("--single",)], ids=["parts", "single"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    serving = Served(tmp_path / "data", *request.param)
    try:
        serving.until_well()
        yield serving
    finally:
        serving.stop()


def test_a_first_start_makes_an_installation_that_is_well_and_stops_in_order(served: Served) -> None:
    assert served.health() == {
        "status": "ok",
        "parts": dict.fromkeys(
            ("database", "scenarios", "answer", "asterisk", "history", "jobs", "redis", "disk"), "ok"
        ),
    }
    assert re.search(r"Account made: name admin, password \S{16} ", served.log)
    listed = subprocess.run(
        [sys.executable, "manage.py", "scenario", "list"],
        cwd=PROJECT,
        env=served.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.splitlines()[0].startswith("три номера\tv1\tmain")
    assert served.stop() == 0
    assert "Callwright has stopped" in served.log
    assert "Traceback" not in served.log


def ended(data: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "manage.py", *words, "--language", "en"],
        cwd=PROJECT,
        env={
            **os.environ,
            "CALLWRIGHT_DATA": str(data),
            "CALLWRIGHT_WEB_PORT": str(free_port()),
            "CALLWRIGHT_AGI_PORT": str(free_port()),
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=START_LIMIT_S,
    )


@pytest.mark.parametrize(
    ("command", "variable"),
    [
        ("serve", "CALLWRIGHT_WEB_PORT"),
        ("serve", "CALLWRIGHT_AGI_PORT"),
        ("answer", "CALLWRIGHT_AGI_PORT"),
        ("web", "CALLWRIGHT_WEB_PORT"),
    ],
)
def test_a_port_that_is_taken_is_told_with_what_chooses_another(
    tmp_path: Path, command: str, variable: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = ended(tmp_path, command, **{variable: port})
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1] == (
        f"the port 127.0.0.1:{port} is taken: stop that program, or choose another port by {variable}"
    )
    assert "Callwright: http" not in told.stderr


def test_an_address_of_another_machine_is_told_as_such(tmp_path: Path) -> None:
    told = ended(tmp_path, "serve", CALLWRIGHT_AGI_BIND="192.0.2.1")
    assert told.returncode == 1
    assert "CALLWRIGHT_AGI_BIND" in told.stderr.splitlines()[-1]


def test_one_data_directory_is_served_once(served: Served) -> None:
    told = ended(served.data, "serve")
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        f"another Callwright runs over {served.data} already: stop it,"
        " or choose another directory by CALLWRIGHT_DATA"
    ]


def test_the_address_is_told_once_everything_is_well() -> None:
    told: list[Wording] = []
    looks = iter((False, False, True))
    welcome = Welcome(Port("127.0.0.1", 8000, "WEB"), lambda: next(looks), told.append)
    with welcome:
        welcome.join(10)
    assert [wording.en for wording in told] == ["Callwright: http://127.0.0.1:8000/  stop with Ctrl-C"]


def test_pages_without_calls_are_not_told_as_if_all_were_well(tmp_path: Path) -> None:
    serving = Served(tmp_path / "data", "--language", "en")
    try:
        # Somebody is quicker at the port of calls: it was free while this was looked at.
        until(lambda: "Account made" in serving.log, serving)
        with socket.create_server(("127.0.0.1", serving.agi_port)):
            until(lambda: f":{serving.agi_port} is taken" in serving.log, serving)
            until(Port("127.0.0.1", serving.web_port, "WEB").answers, serving)
            assert serving.stop() == 0
    finally:
        serving.stop()
    assert "Callwright: http" not in serving.log


def test_a_mistake_in_the_environment_is_told_in_one_line() -> None:
    told = subprocess.run(
        [sys.executable, "manage.py", "calls"],
        cwd=PROJECT,
        env={**os.environ, "CALLWRIGHT_WEB_PORT": "http"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "Callwright cannot start: CALLWRIGHT_WEB_PORT is 'http', but must be a port number from 1 to 65535"
    ]
