"""Drafts: read, saved without overwriting anybody, checked."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from designer.api.problem import Problem, Shown, ShownIssue, Taken, answers, problem, shown_issue
from designer.api.scenarios import Key, author, permitted
from runtime.checking import Checked
from scenarios.drafts import draft_of, save_draft
from scenarios.errors import DraftConflict
from scenarios.revisions import check_draft, checked_here
from scenarios.roles import require
from scenarios.secrecy import as_seen_by

router = Router(tags=["drafts"])
DraftNumber = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Draft(Shown):
    """A drawing as it is stored; `number` counts its saves, `changed_at` is when the last one was."""

    document: dict[str, Any]
    number: int
    changed_at: datetime


class SavedDraft(Taken):
    """A drawing to keep; `base` is the number of the draft it was drawn upon."""

    document: dict[str, Any]
    base: DraftNumber


class DraftNumbered(Shown):
    """The number that the draft has now."""

    number: int


class CurrentDraft(Draft):
    """The draft that somebody else has saved; `changed_by` is empty for the server's shell."""

    changed_by: str


class DraftProblem(Problem):
    """Why a draft was not saved. After a conflict `current` is the stored one, to compare with one's own."""

    current: CurrentDraft | None = None


class DraftChecked(Shown):
    """Everything that is wrong at once; `bound` is the most steps a call can take, `longest` those of the
    longest way without repeats. Both are null while nothing is proven.
    """

    has_errors: bool
    issues: list[ShownIssue]
    bound: int | None
    longest: int | None


class Checkable(Taken):
    """A document as the editor has it."""

    document: dict[str, Any]


@router.get("/scenarios/{key}/draft", response=answers(Draft, 404), operation_id="draft_read", summary="Read")
def draft_read(request: HttpRequest, key: Key) -> Draft:
    """The drawing and its number; the values of secret variables only for those who may draw it."""
    scenario = permitted(request, "scenario.view", key)
    document, number = draft_of(scenario)
    seen = as_seen_by(request.user, scenario, document)
    return Draft(document=seen, number=number, changed_at=scenario.draft_saved_at)


@router.put(
    "/scenarios/{key}/draft",
    response=answers(DraftNumbered, 404, 413, s409=DraftProblem),
    operation_id="draft_save",
    summary="Save",
)
def draft_save(request: HttpRequest, key: Key, saved: SavedDraft) -> DraftNumbered:
    """Keep a drawing, whatever is wrong in it; 409 with the stored one when somebody saved since `base`."""
    scenario = permitted(request, "scenario.edit", key)
    number = save_draft(scenario, saved.document, base=saved.base, author=author(request))
    return DraftNumbered(number=number)


@router.post(
    "/scenarios/{key}/draft/check",
    response=answers(DraftChecked, 404),
    operation_id="draft_check",
    summary="Check the stored one",
)
def draft_check(request: HttpRequest, key: Key) -> DraftChecked:
    """What the checks say of the draft as it is stored."""
    return shown_checks(check_draft(permitted(request, "scenario.view", key)))


@router.post(
    "/documents/check",
    response=answers(DraftChecked, 413),
    operation_id="document_check",
    summary="Check an unsaved one",
)
def document_check(request: HttpRequest, checkable: Checkable) -> DraftChecked:
    """What the checks say of a document, without saving it."""
    require(request.user, "expression.check")
    return shown_checks(checked_here(checkable.document))


def shown_checks(checked: Checked) -> DraftChecked:
    """The outcome of the checks for the API."""
    return DraftChecked(
        has_errors=checked.has_errors,
        issues=[shown_issue(issue) for issue in checked.issues],
        bound=checked.bound,
        longest=checked.longest,
    )


def conflict(error: DraftConflict) -> DraftProblem:
    """What is told to whoever came too late."""
    current = CurrentDraft(
        document=error.current_document,
        number=error.current_number,
        changed_by=error.changed_by,
        changed_at=error.changed_at,
    )
    told = problem(error.code, error.message)
    return DraftProblem(code=told.code, message=told.message, current=current)
