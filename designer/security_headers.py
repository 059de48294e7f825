"""The headers that tell a browser what a page of ours may do: load from here, and nothing else."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponseBase

_RULES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def _policy(rules: Mapping[str, str]) -> str:
    return "; ".join(f"{rule} {sources}" for rule, sources in rules.items())


CONTENT_SECURITY_POLICY: Final = _policy(_RULES)
_PERMISSIONS_POLICY: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def policy_of_drawing(nonce: str) -> str:
    """That of the drawing: style tags that carry the nonce, and the worker that lays nodes out."""
    return _policy({**_RULES, "style-src": f"'self' 'nonce-{nonce}'", "worker-src": "'self'"})


class SecurityHeaders:
    """Middleware; Django's own SecurityMiddleware adds nosniff, referrer and opener policies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS_POLICY)
        # What stands on a page is for the person who logged in; files that may be kept say so themselves.
        response.headers.setdefault("Cache-Control", "no-store")
        return response
