"""Scenarios in and out as files."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import File, Query, Router
from ninja.files import UploadedFile

from designer.api.problem import Shown, ShownIssue, Taken, answers, shown_issue
from designer.api.scenarios import Key, ShownScenario, author, permitted, shown_again
from scenarios.exchange import FILE_BYTES_MAX, Clash, exported, exported_all, file_name, import_file
from scenarios.roles import require, visible_scenarios

router = Router(tags=["exchange"])
_ZIP: Final[dict[str, Any]] = {
    "responses": {200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}}
}


class HowToImport(Taken):
    """What becomes of a scenario whose name is taken: its file is refused, or replaces the draft of the one
    that is there, or comes in beside it under the next free name.
    """

    clash: Clash = "refuse"


class ImportedScenario(Shown):
    """A scenario that has come in. `unresolved` is the checklist: names it uses that are not here, or that
    nobody can look up now, and the values of secret variables that an export leaves out.
    """

    scenario: ShownScenario
    is_new: bool
    has_errors: bool
    unresolved: list[ShownIssue]


@router.get(
    "/scenarios/{key}/export",
    response=answers(dict[str, Any], 404),
    operation_id="scenario_export",
    summary="One as a file",
)
def scenario_export(request: HttpRequest, key: Key) -> HttpResponse:
    """The draft as a JSON file; importing it again gives the same content. The values of secret variables
    are left out.
    """
    scenario = permitted(request, "scenario.export", key)
    return _download(exported(scenario).encode(), file_name(scenario), "application/json")


@router.get(
    "/export",
    response=answers(None),
    operation_id="export_all",
    summary="All as a zip",
    openapi_extra=_ZIP,
)
def export_all(request: HttpRequest) -> HttpResponse:
    """A zip with the draft of every scenario that this person may see."""
    require(request.user, "scenario.export")
    content = exported_all(list(visible_scenarios(request.user).order_by("name")))
    return _download(content, f"scenarios-{date.today():%Y-%m-%d}.zip", "application/zip")


@router.post(
    "/import",
    response=answers(list[ImportedScenario], 409, 413),
    operation_id="import_file",
    summary="Take in a file",
)
def import_from_file(
    request: HttpRequest, file: File[UploadedFile], how: Query[HowToImport]
) -> list[ImportedScenario]:
    """Store the scenario of a JSON file, or every one of a zip, as drafts: all of them or none.

    409 when a name is taken and that is refused, or when it is no scenario.
    """
    require(request.user, "scenario.import")
    content = file.read(FILE_BYTES_MAX + 1)
    return [
        ImportedScenario(
            scenario=shown_again(imported.scenario),
            is_new=imported.is_new,
            has_errors=imported.checked.has_errors,
            unresolved=[shown_issue(issue) for issue in imported.unresolved],
        )
        for imported in import_file(content, author=author(request), clash=how.clash)
    ]


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition} if disposition else {}
    return HttpResponse(content, content_type=content_type, headers=headers)
