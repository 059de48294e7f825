"""Ten calls a second for a minute and a half, of which the database is not there for a minute: locked by
another program (SQLite), shut down, or standing still (PostgreSQL).
"""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from lab.database_away import postgres_frozen, postgres_stopped, sqlite_locked
from lab.services import PostgresServer
from tests.bench.kept_calls import Rig, installed, kept

CALLS_PER_S: Final = 10
_BEFORE_S: Final = 10
AWAY_S: Final = 60
_AFTER_S: Final = 20
_Away = Callable[[Rig], AbstractContextManager[None]]


def main() -> dict[str, object]:
    """{"sqlite_locked", "postgresql_stopped", "postgresql_frozen": calls, failures, and what was kept."""
    return {
        "away_s": AWAY_S,
        "sqlite_locked": _measured(lambda rig: sqlite_locked(rig.product.data), is_scaled=False),
        "postgresql_stopped": _measured(lambda rig: postgres_stopped(_server(rig)), is_scaled=True),
        "postgresql_frozen": _measured(lambda rig: postgres_frozen(_server(rig)), is_scaled=True),
    }


def _measured(away: _Away, *, is_scaled: bool) -> dict[str, object]:
    load: dict[str, int] = {}
    with installed(is_scaled=is_scaled) as rig:
        seconds = _BEFORE_S + AWAY_S + _AFTER_S
        calling = threading.Thread(target=lambda: load.update(rig.load(CALLS_PER_S, seconds)))
        calling.start()
        time.sleep(_BEFORE_S)
        with away(rig):
            time.sleep(AWAY_S)
        calling.join()
        return {**load, **kept(rig.traces(load["calls"]), load["calls"])}


def _server(rig: Rig) -> PostgresServer:
    assert rig.postgres is not None
    return rig.postgres
