"""What a process says of itself to systemd or to our supervisor."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.notify import Notifier


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[socket.socket]:
    """Where it is heard; fails instead of waiting."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "n"))
        heard.settimeout(5)
        yield heard


def to(listening: socket.socket, **more: str) -> Notifier:
    return Notifier({"NOTIFY_SOCKET": str(listening.getsockname()), **more})


def test_ready_and_stopping_are_said_in_systemds_words(listening: socket.socket) -> None:
    notifier = to(listening)
    notifier.ready()
    notifier.stopping()
    assert [listening.recv(100), listening.recv(100)] == [b"READY=1", b"STOPPING=1"]


def test_an_abstract_address_is_spoken_to() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind("")
        heard.settimeout(5)
        name = heard.getsockname()
        Notifier({"NOTIFY_SOCKET": "@" + name[1:].decode()}).ready()
        assert heard.recv(100) == b"READY=1"


async def test_a_running_loop_beats_and_a_blocked_one_does_not(listening: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    to(listening, WATCHDOG_USEC="100000").beat_in(loop)
    for _ in range(3):
        assert await asyncio.to_thread(listening.recv, 100) == b"WATCHDOG=1"
    listening.settimeout(0.3)
    late = 0
    with contextlib.suppress(TimeoutError):
        while late < 10:
            listening.recv(100)
            late += 1
    # What was on its way comes, and nothing after it.
    assert late < 10


def test_a_thread_beats_for_a_process_without_a_loop_of_its_own(listening: socket.socket) -> None:
    to(listening, WATCHDOG_USEC="100000").beat_beside()
    assert [listening.recv(100) for _ in range(3)] == [b"WATCHDOG=1"] * 3


@pytest.mark.parametrize(
    "environment", [{}, {"WATCHDOG_USEC": "100000", "WATCHDOG_PID": "1"}, {"WATCHDOG_USEC": "soon"}]
)
async def test_nobody_asked_for_beats(listening: socket.socket, environment: dict[str, str]) -> None:
    notifier = to(listening, **environment)
    notifier.beat_in(asyncio.get_running_loop())
    notifier.beat_beside()
    notifier.ready()
    assert listening.recv(100) == b"READY=1"


def test_nobody_listening_is_no_trouble(tmp_path: Path) -> None:
    Notifier({}).ready()
    Notifier({"NOTIFY_SOCKET": str(tmp_path / "gone")}).ready()
