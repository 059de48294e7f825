"""Wiring: settings, the ASGI application and the routes of the site."""
