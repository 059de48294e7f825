"""DATABASE_URL as Django's DATABASES entry."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_SQLITE: Final = "django.db.backends.sqlite3"
# WAL lets the web read while the answering side writes; a busy writer is waited for, not an error at once.
_PRAGMAS: Final = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;"
# So that removed calls give their pages back; to be said before the file has its first table.
_HISTORY_PRAGMAS: Final = f"PRAGMA auto_vacuum=INCREMENTAL; {_PRAGMAS}"
# A server that went away without a word, with its machine or its network: left to TCP, whoever waits for it
# waits for a quarter of an hour. Seconds, but for the last, which libpq takes in milliseconds.
_POSTGRES_WAITS: Final = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def databases(url: str, data: Path) -> dict[str, dict[str, Any]]:
    """The DATABASES setting for `url`. On SQLite the history has a file of its own in the data directory, so
    that it never holds up who saves a scenario; PostgreSQL has everything. Raises ImproperlyConfigured.
    """
    default = database(url, data)
    if default["ENGINE"] != _SQLITE:
        return {"default": default}
    return {"default": default, "history": _sqlite(data / "history.sqlite3", _HISTORY_PRAGMAS)}


def database(url: str, data: Path) -> dict[str, Any]:
    """The entry for `url`; SQLite in the data directory when it is empty. Raises ImproperlyConfigured."""
    if not url:
        return _sqlite(data / "callwright.sqlite3")
    parts = urlsplit(url)
    name = unquote(parts.path)
    if parts.scheme == "sqlite" and name.strip("/"):
        return _sqlite(Path(name.removeprefix("/") if not name.startswith("//") else name[1:]))
    if parts.scheme in ("postgres", "postgresql") and name.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name.strip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(_POSTGRES_WAITS),
        }
    raise ImproperlyConfigured(
        "DATABASE_URL must look like sqlite:///relative/file, sqlite:////absolute/file "
        "or postgres://user:password@host:5432/name"
    )


def _sqlite(path: Path, pragmas: str = _PRAGMAS) -> dict[str, Any]:
    options = {"timeout": 10, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return {"ENGINE": _SQLITE, "NAME": str(path), "OPTIONS": options}
