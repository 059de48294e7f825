"""Databases of a test's own, real ones of both kinds: files and servers, so that threads and processes share
them and transactions commit.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections

from config.database_url import databases
from lab.services import PostgresServer
from scenarios.history.tables import prepare_history


@contextmanager
def used(url: str, data: Path) -> Iterator[None]:
    """The databases of an installation with this DATABASE_URL as Django's, for every thread, until the block
    ends.
    """
    before, kept = connections.settings, {alias: connections[alias] for alias in connections}
    connections.settings = connections.configure_settings(databases(url, data))
    for alias in kept:
        del connections[alias]
    try:
        yield
    finally:
        connections.close_all()
        connections.settings = before
        for alias, connection in kept.items():
            connections[alias] = connection


@contextmanager
def used_history(data: Path) -> Iterator[None]:
    """The history in the file that stands in `data`, beside whatever default database there is, until the
    block ends.
    """
    before, kept = connections.settings, connections["history"]
    history = databases("", data)["history"]
    connections.settings = connections.configure_settings({**before, "history": history})
    del connections["history"]
    try:
        yield
    finally:
        connections["history"].close()
        connections.settings, connections["history"] = before, kept


class SqliteFiles:
    """SQLite databases with all tables, each a copy of one that was migrated."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite3"
        url = f"sqlite:///{self._template}"
        with used(url, folder):
            call_command("migrate", verbosity=0, interactive=False)
            prepare_history()
            for made in connections.all():
                _settled(made)

    def make(self, folder: Path) -> str:
        """A new one in `folder`; its DATABASE_URL."""
        path = folder / "test.sqlite3"
        shutil.copy(self._template, path)
        self.make_history(folder)
        return f"sqlite:///{path}"

    def make_history(self, folder: Path) -> None:
        """A new history in `folder`."""
        shutil.copy(self._template.with_name("history.sqlite3"), folder)


class PostgresCopies:
    """PostgreSQL databases with all tables, each a copy of one that was migrated."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self._server = server
        self._count = 0
        with used(server.create("template_callwright"), folder):
            call_command("migrate", verbosity=0, interactive=False)

    def make(self) -> str:
        """A new one; its DATABASE_URL."""
        self._count += 1
        return self._server.create(f"test_{self._count}", template="template_callwright")


def _settled(made: Any) -> None:
    """Everything in the one file, so that copying it copies all."""
    with made.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
