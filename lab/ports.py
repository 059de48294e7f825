"""Ports for rigs that run side by side: each takes a whole block, so that no two ever share a media range."""

import asyncio
import fcntl
import socket
from dataclasses import dataclass
from typing import IO, Self

from lab.errors import RigError
from lab.image import cache_folder

# Below the range that Linux gives to outgoing connections (32768 and up).
FIRST_PORT = 12000
BLOCK_PORTS = 1000
BLOCKS = 20
SINGLE_PORTS = 20


@dataclass(frozen=True)
class PortBlock:
    """A block of ports that is ours until give_back() or the end of this process."""

    first: int
    lock: IO[str]

    @classmethod
    def take(cls) -> Self:
        """Takes a free block. Raises RigError when all are in use."""
        folder = cache_folder() / "ports"
        folder.mkdir(parents=True, exist_ok=True)
        for first in range(FIRST_PORT, FIRST_PORT + BLOCKS * BLOCK_PORTS, BLOCK_PORTS):
            lock = (folder / str(first)).open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
            else:
                return cls(first, lock)
        raise RigError(f"All {BLOCKS} port blocks are in use: too many rigs run on this machine.")

    def single(self, count: int) -> list[int]:
        """The first `count` ports of the block, for servers (at most 20)."""
        return list(range(self.first, self.first + min(count, SINGLE_PORTS)))

    @property
    def media(self) -> tuple[int, int]:
        """First and last port for RTP."""
        return self.first + SINGLE_PORTS, self.first + BLOCK_PORTS - 1

    def give_back(self) -> None:
        """Lets another rig have the block; harmless when repeated."""
        self.lock.close()


def free_port() -> int:
    """A loopback port that nobody listens on now, for a server that is started at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def wait_listening(port: int, within_s: float) -> None:
    """Returns once a process that was just started listens on this loopback port; TimeoutError."""
    async with asyncio.timeout(within_s):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


async def stop_listening(server: asyncio.Server) -> None:
    """Closes the listener of `server`, whose open connections go on.

    asyncio of Python 3.11 drops a connection that it has accepted, and warns of it later, when the listener
    closes before its transport is made (CPython issue 109564). So accepting ends first, and what was accepted
    gets the turn in which its transport is made.
    """
    loop = asyncio.get_running_loop()
    for listener in server.sockets:
        loop.remove_reader(listener.fileno())
    for _ in range(2):
        await asyncio.sleep(0)
    server.close()
