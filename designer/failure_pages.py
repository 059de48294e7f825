"""What a visitor sees instead of a page: nothing there, not allowed, not understood, broken."""

from typing import Final, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from runtime.wording import Wording


class Failure(NamedTuple):
    """What went wrong, and what to do."""

    status: int
    icon: str
    title: Wording
    advice: Wording


class Way(NamedTuple):
    """Where a failure leads on to."""

    address: str
    title: Wording


NOT_UNDERSTOOD: Final = Failure(
    400,
    "alert-circle",
    Wording("Запрос не понят", "The request is not understood"),
    Wording(
        "Если страница открыта по новому адресу, добавьте его в CALLWRIGHT_HOSTS.",
        "If you opened the page by a new address, add it to CALLWRIGHT_HOSTS.",
    ),
)
STALE_FORM: Final = Failure(
    403,
    "refresh",
    Wording("Страница устарела", "The page is out of date"),
    Wording(
        "Откройте её заново и повторите: ничего не изменилось.",
        "Open it again and repeat what you did: nothing was changed.",
    ),
)
NOT_FOUND: Final = Failure(
    404,
    "search",
    Wording("Такой страницы нет", "There is no such page"),
    Wording("Её удалили, или в адресе опечатка.", "It was removed, or the address was mistyped."),
)
BROKEN: Final = Failure(
    500,
    "alert-triangle",
    Wording("Что-то сломалось", "Something broke"),
    Wording(
        "Повторите через минуту. Причина записана в журнале сервера; звонки идут своим чередом.",
        "Try again in a minute. The reason is in the log of the server; calls go on.",
    ),
)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: an address that this site does not answer to, or a request that is malformed."""
    return _shown(request, NOT_UNDERSTOOD)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the token of its visitor."""
    page = request.headers.get("Referer")
    is_ours = url_has_allowed_host_and_scheme(page, request.get_host(), require_https=request.is_secure())
    again = Wording("Открыть страницу заново", "Open the page again")
    return _shown(request, STALE_FORM, Way(page, again) if page and is_ours else None)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if not request.user.is_authenticated:
        way = Way(reverse("login"), Wording("Войти", "Log in"))
    elif request.path.startswith(reverse("calls")):
        way = Way(reverse("calls"), Wording("К звонкам", "To the calls"))
    else:
        way = _to_scenarios()
    return render(request, "failure.html", {"failure": NOT_FOUND, "way": way}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, with or without a database."""
    return _shown(request, BROKEN)


def _shown(request: HttpRequest, failure: Failure, way: Way | None = None) -> HttpResponse:
    """As for a stranger: who somebody is stands in the database, which may be what is broken."""
    request.user = AnonymousUser()
    context = {"failure": failure, "way": way or _to_scenarios()}
    return render(request, "failure.html", context, status=failure.status)


def _to_scenarios() -> Way:
    return Way(reverse("scenarios"), Wording("К сценариям", "To the scenarios"))
