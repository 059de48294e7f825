"""The API as a whole: its subjects under `/api/`, and how every error becomes the same JSON."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import django_auth

from designer.api import (
    audit,
    calls,
    catalogue,
    dial_rules,
    drafts,
    edit_locks,
    exchange,
    expressions,
    names,
    notifications,
    revisions,
    routes,
    scenarios,
    session,
    users,
    variables,
)
from designer.api.problem import ApiProblem, Problem, answers, problem
from designer.api.scenarios import author
from runtime.checks.issue import Issue
from runtime.checks.mistakes import wording_of
from runtime.json_text import UnreadableText, normalised, parse
from runtime.wording import Wording
from scenarios.errors import DraftConflict, LockHeld, NotFound, Refused
from scenarios.roles import require

_log = logging.getLogger("callwright.api")
_LOG_IN: Final = Wording("Войдите, чтобы продолжить.", "Log in to go on.")
_NO_TOKEN: Final = Wording(
    "Запрос пришёл не с нашей страницы: обновите её и повторите.",
    "The request does not come from our page: reload it and try again.",
)
_FORBIDDEN: Final = Wording("Ваша роль этого не разрешает.", "Your role does not allow this.")
_NOT_FOUND: Final = Wording("Этого больше нет.", "This is not there any more.")
_UNFIT: Final = Wording("Запрос не подходит.", "The request does not fit.")
_TOO_BIG: Final = Wording("Запрос слишком велик.", "The request is too large.")
_DATABASE_AWAY: Final = Wording(
    "База данных недоступна, изменение не сохранено. Повторите через минуту.",
    "The database is away, the change is not saved. Try again in a minute.",
)


class StrictParser(Parser):
    """Bodies are read as scenarios are: no doubled keys, no NaN, no half characters, texts in NFC."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON value; UnreadableText says what is wrong with it."""
        return normalised(parse(request.body))


api = NinjaAPI(
    title="Callwright",
    version="1",
    description="The API of the designer. Errors are a `Problem`; a change carries the header X-CSRFToken.",
    urls_namespace="api",
    auth=django_auth,
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
)
_SUBJECTS: Final = (
    session,
    catalogue,
    expressions,
    variables,
    scenarios,
    drafts,
    edit_locks,
    revisions,
    exchange,
    routes,
    names,
    dial_rules,
    calls,
    notifications,
    users,
    audit,
)
for subject in _SUBJECTS:
    api.add_router("", subject.router)


@api.get(
    "/openapi.json",
    response=answers(dict[str, Any]),
    operation_id="openapi_read",
    summary="This description",
    tags=["catalogue"],
)
def openapi_read(request: HttpRequest) -> Mapping[str, Any]:
    """The OpenAPI description of everything here."""
    require(request.user, "catalogue.view")
    return description()


def description() -> Mapping[str, Any]:
    """The OpenAPI description, as it is served and as the types of the front end are made from it."""
    described: Mapping[str, Any] = api.get_openapi_schema(path_prefix="/api/")
    return described


def api_urls() -> tuple[list[URLPattern], str, str]:
    """What to mount. Each operation looks at the log-in itself, so that the answer is 401 and no page."""
    patterns, app_name, namespace = api.urls
    operations = [one for one in patterns if isinstance(one, URLPattern) and one.name != "api-root"]
    return [_with_own_log_in(one) for one in operations], app_name, namespace


def _with_own_log_in(operation: URLPattern) -> URLPattern:
    login_not_required(operation.callback)
    return operation


def _answer(request: HttpRequest, status: int, told: Problem) -> HttpResponse:
    return api.create_response(request, told, status=status)


@api.exception_handler(ApiProblem)
def _problem(request: HttpRequest, error: ApiProblem) -> HttpResponse:
    return _answer(request, error.status, error.problem)


@api.exception_handler(ValidationError)
def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Every field that does not fit is an issue of its own; the first of them is the place."""
    issues = [
        Issue(
            code=details["type"],
            severity="error",
            message=wording_of(details),
            fix=Wording("Исправьте это поле.", "Correct this field."),
            param=_param(details["loc"]),
        )
        for details in error.errors
    ]
    first = issues[0] if issues else None
    said = first.message.under(first.param) if first is not None and first.param else _UNFIT
    return _answer(
        request, 422, problem("bad_request", said, param=first.param if first else None, issues=issues)
    )


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return _answer(request, 413, problem("too_large", _TOO_BIG))


def _param(location: Sequence[str | int]) -> str:
    """`nodes.3.title` of what was sent; Ninja puts the source before it, and the name of our own argument."""
    own = 2 if location[0] in ("body", "query") else 1
    return ".".join(str(part) for part in location[own:])


@api.exception_handler(MultiPartParserError)
@api.exception_handler(SuspiciousOperation)
def _garbled(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(request, 422, problem("bad_request", _UNFIT))


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _answer(request, 401, problem("log_in", _LOG_IN))


@api.exception_handler(HttpError)
def _ninja(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja's own refusals: a body that cannot be read, or no token against requests from foreign pages."""
    unreadable = error.__cause__
    if isinstance(unreadable, UnreadableText):
        return _answer(request, 422, problem(unreadable.code, unreadable.message))
    return _answer(request, error.status_code, problem("no_token", _NO_TOKEN))


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _answer(request, 403, problem("forbidden", _FORBIDDEN))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _answer(request, 404, problem("not_found", _NOT_FOUND))


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """The store said no; nothing has changed."""
    status = 404 if isinstance(error, NotFound) else 409
    return _answer(request, status, problem(error.code, error.message, issues=error.issues))


@api.exception_handler(DraftConflict)
def _conflict(request: HttpRequest, error: DraftConflict) -> HttpResponse:
    """The draft that is stored goes along; the other one is in the hands of whoever asked."""
    return api.create_response(request, drafts.conflict(error), status=409)


@api.exception_handler(LockHeld)
def _locked(request: HttpRequest, error: LockHeld) -> HttpResponse:
    """Who has the lock goes along."""
    return api.create_response(request, edit_locks.lock_problem(error, author(request)), status=409)


@api.exception_handler(DatabaseError)
def _database_away(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    _log.exception("the database does not serve a request of the API")
    return _answer(request, 503, problem("database_away", _DATABASE_AWAY))
