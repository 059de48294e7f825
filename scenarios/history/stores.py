"""The store that this installation has."""

from django.db import connections

from scenarios.history.postgres import PostgresHistory
from scenarios.history.router import history_alias
from scenarios.history.sqlite import SqliteHistory
from scenarios.history.store import HistoryStore


def history_store() -> HistoryStore:
    """A store on the history's database; nothing is opened before its first use."""
    alias = history_alias()
    return PostgresHistory(alias) if connections[alias].vendor == "postgresql" else SqliteHistory(alias)
