"""How the API says no: one shape for every error, with a place where there is one."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from designer.api.fixes import Edit
from runtime.checks.issue import Issue
from runtime.wording import Wording


class Shown(BaseModel):
    """What the API gives; made from the attributes of whatever object has them."""

    model_config = ConfigDict(from_attributes=True)


class Taken(BaseModel):
    """What the API takes: a name it does not know is a mistake, not something to pass over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Shown):
    """A text in both languages."""

    ru: str
    en: str


class Place(Shown):
    """Where it is wrong: a node and its output or parameter; `param` alone is a field of the request."""

    node: str | None = None
    output: str | None = None
    param: str | None = None


class ShownFix(Shown):
    """What a button beside an issue says, and the edit that it makes."""

    code: str
    title: Words
    edit: Edit


class ShownIssue(Shown):
    """One thing that the checks found; `offset` counts characters from 0 inside the parameter. `fixes`: what
    the editor can do about it by itself, the best one first.
    """

    code: str
    severity: Literal["error", "warning", "hint"]
    message: Words
    fix: Words
    node: str | None = None
    output: str | None = None
    param: str | None = None
    offset: int | None = None
    fixes: list[ShownFix] = []


class Problem(Shown):
    """Every answer of the API that is no success. `code` is stable snake_case."""

    code: str
    message: Words
    place: Place | None = None
    issues: list[ShownIssue] = []


class ApiProblem(Exception):
    """The API answers with this status and problem."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(status, problem.code)
        self.status = status
        self.problem = problem


def problem(
    code: str, message: Wording, *, param: str | None = None, issues: Sequence[Issue] = ()
) -> Problem:
    """A problem as data. The place is the parameter, else that of the only issue."""
    place = Place(param=param) if param is not None else None
    if place is None and len(issues) == 1:
        place = Place(node=issues[0].node, output=issues[0].output, param=issues[0].param)
    return Problem(
        code=code, message=words(message), place=place, issues=[shown_issue(one) for one in issues]
    )


def words(wording: Wording) -> Words:
    """A wording of the runtime for the API."""
    return Words(ru=wording.ru, en=wording.en)


def shown_issue(issue: Issue) -> ShownIssue:
    """An issue of the checks for the API."""
    return ShownIssue.model_validate(issue.as_dict())


_EVERYWHERE: Final = (401, 403, 422)


def answers(success: Any, *others: int, status: int = 200, **shapes: type[BaseModel]) -> Mapping[int, Any]:
    """The `response` of an operation: its success, what any operation may answer, and the `others`.

    `shapes` gives a status a shape of its own: `answers(Draft, 404, s409=Conflict)`.
    """
    own = {int(name.removeprefix("s")): shape for name, shape in shapes.items()}
    return {status: success, **dict.fromkeys(sorted({*_EVERYWHERE, *others}), Problem), **own}
