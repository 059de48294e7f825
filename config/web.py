"""Daphne as the web side of an installation."""

import asyncio

import uvloop


def serve_web(bind: str, port: int) -> None:
    """Serve pages until TERM or INT, in the main thread. Returns at once when the port cannot be opened."""
    # Daphne makes its event loop while it is imported, so the kind of loop is chosen first.
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    from daphne.endpoints import build_endpoint_description_strings
    from daphne.server import Server

    from config.asgi import application

    endpoints = build_endpoint_description_strings(host=bind, port=port)
    Server(application=application, endpoints=endpoints, server_name="", http_timeout=120).run()
