"""DATABASE_URL as Django's DATABASES entry."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL lets the web read while the answering side writes; a busy writer is waited for, not an error at once.
_SQLITE_OPTIONS: Final = {
    "timeout": 10,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;",
}


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
        }
    raise ImproperlyConfigured(
        "DATABASE_URL must look like sqlite:///relative/file, sqlite:////absolute/file "
        "or postgres://user:password@host:5432/name"
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": dict(_SQLITE_OPTIONS)}
