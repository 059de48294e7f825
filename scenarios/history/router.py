"""Where the history's tables are: in a file of their own on SQLite, beside the others on PostgreSQL.

On SQLite one writer at a time has the file, so that a busy history would hold up whoever saves a scenario.
"""

from typing import Final

from django.db import connections

_APP: Final = "history"
_OWN_ALIAS: Final = "history"


def history_alias() -> str:
    """The database alias of the history."""
    return _OWN_ALIAS if _OWN_ALIAS in connections.databases else "default"


class HistoryRouter:
    """Sends the history's migrations to its database and keeps all others away from a database of its own."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """Whether tables of this app belong into this database; None leaves it to others."""
        if app_label == _APP:
            return db == history_alias()
        return False if db == _OWN_ALIAS else None
