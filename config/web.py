"""Daphne as the web side of an installation."""

import asyncio
from typing import Any

import uvloop


def serve_web(bind: str, port: int) -> None:
    """Serve pages until TERM or INT, in the main thread. Returns at once when the port cannot be opened."""
    # Daphne makes its event loop while it is imported, so the kind of loop is chosen first.
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    from daphne.endpoints import build_endpoint_description_strings
    from daphne.server import Server
    from twisted.internet import reactor

    from config.asgi import application

    endpoints = build_endpoint_description_strings(host=bind, port=port)
    server = Server(application=application, endpoints=endpoints, server_name="", http_timeout=120)
    stopping: Any = reactor
    stopping.addSystemEventTrigger("before", "shutdown", _forget_finished, server)
    server.run()


def _forget_finished(server: Any) -> None:
    """Daphne 4.2.3 stumbles over requests that are over when it cancels the others, and then cancels none:
    no socket would learn that the server stops. Triggers run in the order they are added in, so this one
    comes first.
    """
    for protocol, details in list(server.connections.items()):
        if "application_instance" not in details:
            del server.connections[protocol]
