"""The ASGI application that Daphne serves: pages, and the sockets beside them."""

import os
from typing import Any, Final

from channels.routing import ProtocolTypeRouter
from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_asgi_application()

# The models that these import are ready only now.
from designer.live_side import LiveSide  # noqa: E402
from designer.live_socket import LiveSocket  # noqa: E402
from designer.monitoring import LIVE_SIDE  # noqa: E402
from designer.origins import for_own_pages  # noqa: E402
from scenarios.live.answer_side import FOLDER  # noqa: E402

live_side = LiveSide(settings.CALLWRIGHT.data / FOLDER, settings.CALLWRIGHT.redis_url)
SOCKETS: Final[dict[str, Any]] = {"/ws/live/": LiveSocket.as_asgi(side=live_side)}
"""Path -> the application behind it."""
_refused: Final[Any] = WebsocketDenier.as_asgi()


async def sockets(scope: Any, receive: Any, send: Any) -> None:
    """The socket at this path; any other path is refused."""
    await SOCKETS.get(scope["path"], _refused)(scope, receive, send)


async def pages_beside(scope: Any, receive: Any, send: Any) -> None:
    """The pages, which may ask the live side of this process."""
    await pages({**scope, LIVE_SIDE: live_side}, receive, send)


application = ProtocolTypeRouter({"http": pages_beside, "websocket": for_own_pages(sockets)})
