"""What a page asks of its visitor: it stands beside the route, and is asked before the page runs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from scenarios.roles import require, visible_scenarios

Page = Callable[..., HttpResponse]


def permitted(action: str, page: Page) -> Page:
    """The page for whoever may do `action`, else 403."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(request.user, action)
        return page(request, *args, **kwargs)

    return guarded


def permitted_here(action: str, page: Page) -> Page:
    """A page about one scenario, which it is given in place of its `pk`: 403 as above, 404 for a scenario
    that the visitor does not get to see.
    """

    @wraps(page)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        require(request.user, action)
        scenario = get_object_or_404(visible_scenarios(request.user), pk=pk)
        require(request.user, action, scenario)
        return page(request, scenario, **kwargs)

    return guarded
