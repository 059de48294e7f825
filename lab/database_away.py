"""Ways in which a database is not there for a while; each is away until its block ends."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from lab.services import PostgresServer


@contextmanager
def sqlite_locked(data: Path) -> Iterator[None]:
    """Another program holds every SQLite file of this data folder: nobody else writes."""
    files = [data / "callwright.sqlite3", data / "history.sqlite3"]
    held = [sqlite3.connect(file, timeout=30, isolation_level=None) for file in files]
    try:
        for connection in held:
            connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        for connection in held:
            with closing(connection):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


@contextmanager
def postgres_stopped(server: PostgresServer) -> Iterator[None]:
    """It is shut down: connections break, new ones are refused."""
    server.stop()
    try:
        yield
    finally:
        server.start()


@contextmanager
def postgres_frozen(server: PostgresServer) -> Iterator[None]:
    """Not one process of it runs: connections stand and stay silent, new ones are never answered."""
    # The parent first, so that it makes no more children.
    os.kill(server.pid, signal.SIGSTOP)
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    frozen = [server.pid, *map(int, children)]
    try:
        for pid in frozen[1:]:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in frozen:
            os.kill(pid, signal.SIGCONT)
