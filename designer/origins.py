"""Who may open a socket: a page of ours, with the log-in of its browser."""

from typing import Any, Final
from urllib.parse import urlsplit

from channels.auth import AuthMiddlewareStack
from channels.security.websocket import AllowedHostsOriginValidator, WebsocketDenier

_PORTS: Final = {"http": 80, "https": 443}
_refused: Final[Any] = WebsocketDenier.as_asgi()


def for_own_pages(application: Any) -> Any:
    """The application behind the log-in; a socket that a page of another site asks for is refused.

    `ALLOWED_HOSTS` knows no ports, and cookies do not either: another program on this machine, at a port of
    its own, is another site all the same. So the origin is compared with the host that was asked, too, as
    Django does with forms.
    """
    logged_in = AllowedHostsOriginValidator(AuthMiddlewareStack(application))

    async def own(scope: Any, receive: Any, send: Any) -> None:
        chosen = logged_in if _is_own(dict(scope["headers"])) else _refused
        await chosen(scope, receive, send)

    return own


def _is_own(headers: dict[bytes, bytes]) -> bool:
    try:
        origin = urlsplit(headers.get(b"origin", b"").decode("latin1"))
        asked = urlsplit(f"//{headers.get(b'host', b'').decode('latin1')}")
        default = _PORTS.get(origin.scheme)
        return origin.hostname == asked.hostname and (origin.port or default) == (asked.port or default)
    except ValueError:  # no address
        return False
