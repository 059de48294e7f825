"""The ASGI application that Daphne serves."""

import os

from channels.routing import ProtocolTypeRouter
from channels.security.websocket import WebsocketDenier
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        # No page has a socket yet: a handshake is refused, where a missing entry would be a traceback.
        "websocket": WebsocketDenier.as_asgi(),
    }
)
