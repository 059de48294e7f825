"""Where files come in: sent, looked at, and taken in when its sender says yes."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from designer.sent_forms import sent_from
from runtime.wording import Wording
from scenarios.errors import Refused
from scenarios.exchange import CLASHES, FILE_BYTES_MAX, Clash
from scenarios.importing import Planned, free_names, keep, planned, take_in, waiting_of
from scenarios.models import WaitingFile


@require_http_methods(["GET", "HEAD", "POST"])
def import_scenarios(request: HttpRequest) -> HttpResponse:
    """The form, or what the file would make that waits; of a file that makes nothing, once, why."""
    if request.method != "POST":
        waiting = waiting_of(cast(User, request.user))
        return _asked(request, None) if waiting is None else _previewed(request, waiting)
    file = request.FILES.get("file")
    if file is None:
        return _asked(request, Wording("файл не выбран", "no file was chosen"))
    try:
        sent = keep(file.read(FILE_BYTES_MAX + 1), file.name or "", author=cast(User, request.user))
    except Refused as refused:
        return _asked(request, refused.message)
    return _previewed(request, sent) if sent.pk is None else redirect("scenario_import")


@sent_from("scenario_import")
def decide_import(request: HttpRequest) -> HttpResponse:
    """Take the waiting file in, or drop it."""
    author = cast(User, request.user)
    waiting = waiting_of(author)
    if waiting is None:
        return redirect("scenario_import")
    if "drop" in request.POST:
        waiting.delete()
        return redirect("scenario_import")
    found = planned(bytes(waiting.content))
    left_out = _left_out(request, found)
    files = [one.file for one in found if one.file not in left_out]
    if not files:
        return _previewed(
            request, waiting, Wording("отметьте хотя бы один сценарий", "tick at least one scenario")
        )
    try:
        imported = take_in(
            waiting, _chosen(request, found), _called(request, found), author=author, files=files
        )
    except Refused as refused:
        return _previewed(request, waiting, refused.message)
    return render(request, "imported.html", {"imported": imported, "is_shown_once": True})


def _asked(request: HttpRequest, refusal: Wording | None) -> HttpResponse:
    context = {"refusal": refusal, "file_mb_max": FILE_BYTES_MAX // 1024**2}
    return render(request, "import.html", context, status=422 if refusal else 200)


def _previewed(request: HttpRequest, waiting: WaitingFile, refusal: Wording | None = None) -> HttpResponse:
    found = planned(bytes(waiting.content))
    usable = sum(one.refusal is None for one in found)
    names = {**free_names(found), **_called(request, found)}
    context = {
        "waiting": waiting,
        "planned": [(one, names.get(one.file, "")) for one in found],
        "usable": usable,
        "refusal": refusal,
        "left_out": _left_out(request, found),
        "replaced": [name for name, clash in _chosen(request, found).items() if clash == "replace"],
    }
    return render(request, "import_preview.html", context, status=422 if refusal or not usable else 200)


def _left_out(request: HttpRequest, found: list[Planned]) -> frozenset[str]:
    """The files that the form has no tick for, and those that cannot come in at all."""
    is_asked = request.method == "POST" and "asked" in request.POST
    return frozenset(
        one.file
        for number, one in enumerate(found, 1)
        if one.refusal is not None or (is_asked and f"take-{number}" not in request.POST)
    )


def _chosen(request: HttpRequest, found: list[Planned]) -> dict[str, Clash]:
    """By name, what the form says of each that clashes."""
    chosen: dict[str, Clash] = {}
    for number, one in enumerate(found, 1):
        wish = request.POST.get(f"clash-{number}", "")
        for clash in CLASHES:
            if clash == wish:
                chosen[one.name] = clash
    return chosen


def _called(request: HttpRequest, found: list[Planned]) -> dict[str, str]:
    """By file, what the form calls those that are kept beside another one."""
    written = {one.file: request.POST.get(f"name-{number}", "") for number, one in enumerate(found, 1)}
    return {file: name for file, name in written.items() if name.strip()}
