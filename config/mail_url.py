"""CALLWRIGHT_MAIL_URL as Django's settings for mail."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS: Final = {"smtp": 587, "smtps": 465}
_TIMEOUT_S: Final = 30


def mail(url: str, data: Path) -> dict[str, Any]:
    """The settings for `url`; letters are kept as files in the data directory when it is empty.

    smtp:// turns to TLS after the greeting (STARTTLS), smtps:// begins with it; smtp://...?plain=1 sends in
    the open, for a server on this machine. Raises ImproperlyConfigured.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.query not in ("", "plain=1"):
        raise ImproperlyConfigured(
            "CALLWRIGHT_MAIL_URL must look like smtp://user:password@host:587, "
            "smtps://user:password@host:465 or smtp://localhost:25?plain=1"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not parts.query,
        "EMAIL_TIMEOUT": _TIMEOUT_S,
    }
