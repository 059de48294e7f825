"""A history on each kind of database, and calls to keep in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scenarios.history.store import HistoryStore
from scenarios.history.stores import history_store


@pytest.fixture
def kept(store: str) -> Iterator[HistoryStore]:
    """An empty history, once on each kind of database."""
    made = history_store()
    yield made
    made.let_go()


@pytest.fixture
def spool_root(tmp_path: Path) -> Path:
    """Where the spools stand."""
    return tmp_path / "data" / "spool"
