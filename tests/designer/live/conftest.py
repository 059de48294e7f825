"""A live side of the test's own, with people who look at it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from channels.layers import channel_layers
from django.db import connections

from designer import live_sessions
from designer.live_side import LiveSide
from tests.designer.live.tabs import People


@pytest.fixture(autouse=True)
def no_delay(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(live_sessions, "CHECK_EVERY_S", 0.05)
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


def _forget_connections() -> None:
    """The thread that asks the database lives on, with a connection to the database of the test before."""
    for alias in list(connections):
        connections[alias].close()
        del connections[alias]


@pytest.fixture
async def people(store: str, tmp_path: Path) -> AsyncIterator[People]:
    await sync_to_async(_forget_connections)()
    made = People(LiveSide(tmp_path / "live", ""))
    yield made
    for tab in made.tabs:
        await tab.close()
    await made.side.stop()
    await sync_to_async(_forget_connections)()
