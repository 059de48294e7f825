"""The systemd units: each starts one of our commands, which speaks to systemd as its unit expects."""

import configparser
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.environment import PROJECT, read_environment
from lab.ports import free_port
from lab.services import RedisServer

UNITS = sorted((PROJECT / "deploy" / "systemd").glob("*.service"))
LIMIT_S = 60.0
HOME = "/opt/callwright"


def unit(path: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, strict=True)
    read.optionxform = str  # type: ignore[method-assign, assignment]
    read.read_string(path.read_text())
    return read


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """Hears what a unit's process says."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(LIMIT_S)
        yield heard


def hear(systemd: socket.socket, word: bytes) -> None:
    while systemd.recv(100) != word:
        pass


@pytest.mark.parametrize("path", UNITS, ids=[path.stem for path in UNITS])
def test_a_units_command_says_that_it_is_ready_alive_and_stopping(
    path: Path, systemd: socket.socket, tmp_path: Path, redis_server: RedisServer
) -> None:
    service = unit(path)["Service"]
    words = service["ExecStart"].split()
    assert words[0] == f"{HOME}/.venv/bin/python"
    process = subprocess.Popen(
        [sys.executable, *words[1:]],
        cwd=PROJECT,
        env={
            **os.environ,
            "CALLWRIGHT_DATA": str(tmp_path / "data"),
            "CALLWRIGHT_WEB_PORT": str(free_port()),
            "CALLWRIGHT_AGI_PORT": str(free_port()),
            "REDIS_URL": redis_server.url if "worker" in path.stem else "",
            "NOTIFY_SOCKET": str(systemd.getsockname()),
            "WATCHDOG_USEC": str(int(service["WatchdogSec"]) * 1_000_000),
        },
        start_new_session=True,
    )
    try:
        hear(systemd, b"READY=1")
        for _ in range(3):
            hear(systemd, b"WATCHDOG=1")
        process.send_signal(signal.SIGTERM)
        hear(systemd, b"STOPPING=1")
        assert process.wait(LIMIT_S) == 0
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.parametrize("path", UNITS, ids=[path.stem for path in UNITS])
def test_a_unit_may_write_where_the_example_tells_it_to(path: Path) -> None:
    lines = (PROJECT / "deploy" / "systemd" / "environment.example").read_text().splitlines()
    variables = dict(line.partition("=")[::2] for line in lines if line and not line.startswith("#"))
    read = read_environment(variables)
    service = unit(path)["Service"]
    assert str(read.data) == f"/var/lib/{service['StateDirectory']}"
    assert (service["ProtectSystem"], service["Type"], service["Restart"]) == ("strict", "notify", "always")
    # A stop may take as long as the calls are waited for.
    if "ExecStart" in service and ("answer" in path.stem or path.stem == "callwright"):
        assert int(service["TimeoutStopSec"]) > read.drain_s
