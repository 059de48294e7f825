"""Whether this installation may begin: its ports are free, and nobody else runs over its data directory."""

import errno
import fcntl
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from runtime.wording import Wording


@dataclass(frozen=True, slots=True)
class Port:
    """A port that a part listens at; `variable` is what chooses another one."""

    host: str
    number: int
    variable: str

    def trouble(self) -> Wording | None:
        """Why nobody could listen here now; None when it is free."""
        try:
            found = socket.getaddrinfo(
                self.host, self.number, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )
            for family, kind, protocol, _, address in found:
                with socket.socket(family, kind, protocol) as probe:
                    # As servers do: what is left of connections that have ended does not count.
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    if family == socket.AF_INET6:
                        probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                    probe.bind(address)
        except OSError as error:
            return self.told(error)
        return None

    def told(self, error: OSError) -> Wording:
        """What keeps a part from listening here, in a sentence with the cure."""
        place = f"{self.host}:{self.number}"
        if error.errno == errno.EADDRINUSE:
            return Wording(
                f"порт {place} уже занят: остановите ту программу или задайте другой порт в {self.variable}",
                f"the port {place} is taken: stop that program, or choose another port by {self.variable}",
            )
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        bind = self.variable.replace("_PORT", "_BIND")
        return Wording(
            f"порт {place} не открыть ({reason}): проверьте {bind} и {self.variable}",
            f"the port {place} cannot be opened ({reason}): look at {bind} and {self.variable}",
        )

    def answers(self) -> bool:
        """Whether somebody listens here by now."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - only compared
        try:
            socket.create_connection((host, self.number), timeout=1).close()
        except OSError:
            return False
        return True


def claim(data: Path) -> IO[str] | None:
    """The claim of this process on a data directory, given up when it is closed or the process ends; None
    when another one holds it.
    """
    file = (data / "serve.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
