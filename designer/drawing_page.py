"""The page on which a scenario is drawn: a frame for the front end, and what it has to know of its reader."""

import secrets
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_safe

from designer.appearance import appearance
from designer.built_files import NotBuilt, built_files
from designer.security_headers import policy_of_drawing
from scenarios.models import Scenario
from scenarios.roles import PERMISSIONS, may

API: Final = "/api"


@require_safe
def drawing(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """The canvas; 503 with the way to build it while the front end is not built."""
    try:
        built = built_files()
    except NotBuilt:
        return render(request, "not_built.html", {"scenario": scenario}, status=503)
    nonce = secrets.token_urlsafe(18)
    context = {"scenario": scenario, "built": built, "facts": _facts(request, scenario, nonce)}
    response = render(request, "drawing.html", context)
    response.headers["Content-Security-Policy"] = policy_of_drawing(nonce)
    return response


def _facts(request: HttpRequest, scenario: Scenario, nonce: str) -> dict[str, Any]:
    """What the page tells its scripts. `numbers`: those that lead here, and masks of them; `actions`: what
    this person may do to this scenario.
    """
    shown = appearance(request)
    return {
        "scenario": scenario.pk,
        "name": scenario.name,
        "key": str(scenario.pk),
        "numbers": list(dict.fromkeys(route.number for route in scenario.routes.all())),
        "is_main": scenario.is_main,
        "language": shown["language"],
        "theme": shown["theme"],
        "user": {
            "name": request.user.get_username(),
            "actions": [action for action in PERMISSIONS if may(request.user, action, scenario)],
        },
        "csrf_token": get_token(request),
        "api": API,
        "nonce": nonce,
    }
