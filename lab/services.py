"""Real Redis and PostgreSQL servers of our own: a folder, a free port on loopback, gone with the run."""

# ruff: noqa: S603 - every command here is a constant of ours

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import psycopg

from lab.errors import RigError, StartError
from lab.image import INSTALL_SCRIPT
from lab.ports import free_port

START_LIMIT_S: Final = 20.0
STOP_LIMIT_S: Final = 10.0
_POSTGRES_USER: Final = "postgres"


class Service(ABC):
    """A server between start() and stop(); started again it has the same port and the same data.

    Use as a context manager, which also removes the folder.
    """

    package: str
    """The Debian package that is installed when the program is missing."""

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="cw-service"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._prepare()
            self.start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._remove()

    @property
    def pid(self) -> int:
        """The process id."""
        if self._process is None:
            raise RigError(f"{self.package} is not running.")
        return self._process.pid

    def start(self) -> None:
        """Start it and return when it answers. Raises StartError."""
        log = self.folder / "log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command(), stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.folder
            )
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit and self._process.poll() is None:
            if self._answers():
                return
            time.sleep(0.02)
        raise StartError(f"{self.package} did not start:\n{log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """End it; harmless when it is not running."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _program(self, name: str, *folders: Path) -> str:
        """The path of a program; its package is installed when it is missing. Raises RigError."""
        path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, folders)])
        found = shutil.which(name, path=path)
        if found is None:
            subprocess.run([str(INSTALL_SCRIPT), self.package], check=False)
            found = shutil.which(name, path=path)
        if found is None:
            raise RigError(f"{name} is missing: apt-get install {self.package}")
        return found

    @abstractmethod
    def _prepare(self) -> None: ...

    @abstractmethod
    def _command(self) -> Sequence[str]: ...

    @abstractmethod
    def _answers(self) -> bool: ...


class RedisServer(Service):
    """A Redis that keeps everything in memory: after a stop it is empty."""

    package = "redis-server"

    @property
    def url(self) -> str:
        """What REDIS_URL takes."""
        return f"redis://127.0.0.1:{self.port}/0"

    def _prepare(self) -> None:
        self._redis = self._program("redis-server")

    def _command(self) -> Sequence[str]:
        return (
            *("setpriv", "--pdeathsig", "KILL", self._redis),
            *("--bind", "127.0.0.1", "--port", str(self.port)),
            *("--save", "", "--appendonly", "no", "--dir", str(self.folder)),
        )

    def _answers(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            try:
                probe.connect(("127.0.0.1", self.port))
                probe.sendall(b"PING\r\n")
                return probe.recv(16).startswith(b"+PONG")
            except OSError:
                return False


class PostgresServer(Service):
    """A PostgreSQL with the user `callwright` and no passwords; nothing survives a power cut."""

    package = "postgresql"

    def url(self, database: str) -> str:
        """What DATABASE_URL takes for this database."""
        return f"postgres://callwright@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database, a copy of `template`, to which nobody may be connected; its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"'.encode())
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())

    def _prepare(self) -> None:
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
        self._programs = Path(self._program("initdb", *versions, Path("/usr/lib/postgresql/15/bin"))).parent
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self._as_user: tuple[str, ...] = ("setpriv", "--pdeathsig", "INT")
        if os.getuid() == 0:
            user = pwd.getpwnam(_POSTGRES_USER)
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            rights = ("--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--init-groups")
            self._as_user = ("setpriv", *rights, "--pdeathsig", "INT")
        made = subprocess.run(
            [
                *self._as_user,
                str(self._programs / "initdb"),
                *("--username", "callwright", "--auth", "trust", "--encoding", "UTF8"),
                *("--locale", "C.UTF-8", "--no-sync", "--pgdata", str(self.folder / "data")),
            ],
            capture_output=True,
            check=False,
            cwd=self.folder,
        )
        if made.returncode != 0:
            raise RigError(f"initdb failed: {made.stderr.decode(errors='replace')}")

    def _command(self) -> Sequence[str]:
        return (
            *self._as_user,
            *(str(self._programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)),
            *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"),
            *("-c", "fsync=off", "-c", "max_connections=200"),
        )

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres")):
            return True
        return False
