"""Figures for Prometheus: for this machine, or for whoever knows the token."""

import hmac
from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from designer.live_side import LiveSide
from scenarios.metrics import metrics_text

LIVE_SIDE: Final = "callwright.live_side"
"""Where the scope of a request holds the live side of this process."""
_FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")
"""A proxy on this machine speaks for somebody who may be anywhere."""


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponseBase:
    """The figures as Prometheus text; 403 for a stranger."""
    if not (_knows_token(request) or _is_of_this_machine(request)):
        return HttpResponse("set CALLWRIGHT_METRICS_TOKEN and send it as a bearer token\n", status=403)
    side: LiveSide | None = getattr(request, "scope", {}).get(LIVE_SIDE)
    text = metrics_text(None if side is None else side.hub.figures())
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _knows_token(request: HttpRequest) -> bool:
    token = settings.CALLWRIGHT.metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return bool(token) and scheme == "Bearer" and hmac.compare_digest(given.encode(), token.encode())


def _is_of_this_machine(request: HttpRequest) -> bool:
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
