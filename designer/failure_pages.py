"""What a visitor sees instead of a page: nothing there, not allowed, not understood, broken."""

from typing import Final, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from runtime.wording import Wording


class Failure(NamedTuple):
    """What went wrong, and what to do."""

    status: int
    icon: str
    title: Wording
    advice: Wording


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
        "Вернитесь, обновите её и повторите: ничего не изменилось.",
        "Go back, reload it and try again: nothing was changed.",
    ),
)
NOT_FOUND: Final = Failure(
    404,
    "search",
    Wording("Такой страницы нет", "There is no such page"),
    Wording("Её удалили, или в адресе опечатка.", "It was removed, or the address has a slip."),
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
    return _shown(request, STALE_FORM)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "failure.html", {"failure": NOT_FOUND}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, with or without a database."""
    return _shown(request, BROKEN)


def _shown(request: HttpRequest, failure: Failure) -> HttpResponse:
    """As for a stranger: who somebody is stands in the database, which may be what is broken."""
    request.user = AnonymousUser()
    return render(request, "failure.html", {"failure": failure}, status=failure.status)
