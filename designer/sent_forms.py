"""Forms that answer with a page at their own address, which a person may reload."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from designer.permits import Page
from scenarios.models import Scenario


def sent_from(name: str) -> Callable[[Page], Page]:
    """A view that takes the form of the page `name`; whoever only looks at its address is led to that page:
    a refusal, or a link that is shown once, has no other address to be reloaded by.
    """

    def decorated(view: Page) -> Page:
        taken = require_POST(view)

        @wraps(view)
        def answered(request: HttpRequest, *scenario: Scenario, **kwargs: object) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                return redirect(name, *(one.pk for one in scenario))
            return taken(request, *scenario, **kwargs)

        return answered

    return decorated
