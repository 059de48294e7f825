"""How long calls are kept: so many days, and no more than so many bytes, whichever comes first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scenarios.history.stores import history_store


@dataclass(frozen=True, slots=True)
class Retained:
    """How many calls were removed, and why."""

    too_old: int
    too_many: int


def apply_retention(now: datetime, *, days: int, max_bytes: int) -> Retained:
    """Remove the calls that began more than `days` ago, then the oldest ones above `max_bytes`.

    This may take a while. On SQLite the bytes are exact to within a few pages. On PostgreSQL they are met by
    dropping whole months, and the current month stays whatever it takes. Counts of nodes are kept: they name
    nobody. Raises Django's DatabaseError; what was removed by then stays removed.
    """
    store = history_store()
    return Retained(
        too_old=store.remove_older(now - timedelta(days=days)), too_many=store.shrink(max_bytes, now)
    )
