"""Scenarios as things with a name: listed, made, renamed, copied, put away; which of them is the main one."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import Field

from designer.api.problem import Shown, Taken, answers
from runtime.graph import content_hash
from scenarios import keeping
from scenarios.drafts import create
from scenarios.folders import move, usable_folder
from scenarios.models import FOLDER_CHARS_MAX, Scenario
from scenarios.revisions import make_main
from scenarios.roles import require, visible_scenarios

router = Router(tags=["scenarios"])
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""A row's number in the database."""
Name = Annotated[str, Field(min_length=1, max_length=200)]
Folder = Annotated[str, Field(max_length=FOLDER_CHARS_MAX)]
"""A path with slashes; "" is outside of all folders."""


class ShownScenario(Shown):
    """A scenario. `published_hash` is the revision that new calls walk, null while it takes none;
    `is_changed` says whether the draft differs from it.
    """

    id: int
    name: str
    is_main: bool
    is_archived: bool
    folder: str
    draft_number: int
    draft_saved_at: datetime
    published_hash: str | None
    published_number: int | None
    is_changed: bool
    routes: list[str]


class NewScenario(Taken):
    """A scenario to make: empty, or with a drawing."""

    name: Name
    language: Literal["ru", "en"] = "ru"
    document: dict[str, Any] | None = None
    folder: Folder = ""


class NewFolder(Taken):
    """Where it is to stand in the list."""

    folder: Folder


class NewName(Taken):
    """What it is to be called."""

    name: Name


@router.get(
    "/scenarios", response=answers(list[ShownScenario]), operation_id="scenario_list", summary="All scenarios"
)
def scenario_list(request: HttpRequest) -> list[ShownScenario]:
    """The scenarios that this person may see, the main one first, archived ones last."""
    require(request.user, "scenario.view")
    visible = visible_scenarios(request.user)
    return [shown(scenario) for scenario in Scenario.objects.listed().filter(pk__in=visible)]


@router.post(
    "/scenarios", response=answers(ShownScenario, 409), operation_id="scenario_create", summary="Make one"
)
def scenario_create(request: HttpRequest, new: NewScenario) -> ShownScenario:
    """Make a scenario with a draft and nothing published; 409 when the name is taken."""
    require(request.user, "scenario.create")
    made = create(
        new.name,
        author=author(request),
        document=new.document,
        language=new.language,
        folder=usable_folder(new.folder),
    )
    return shown_again(made)


@router.get(
    "/scenarios/{key}",
    response=answers(ShownScenario, 404),
    operation_id="scenario_read",
    summary="One scenario",
)
def scenario_read(request: HttpRequest, key: Key) -> ShownScenario:
    """One scenario without its drawing."""
    return shown(permitted(request, "scenario.view", key))


@router.post(
    "/scenarios/{key}/rename",
    response=answers(ShownScenario, 404, 409),
    operation_id="scenario_rename",
    summary="Rename",
)
def scenario_rename(request: HttpRequest, key: Key, new: NewName) -> ShownScenario:
    """Give it another name; 409 when that is taken."""
    scenario = permitted(request, "scenario.rename", key)
    keeping.rename(scenario, new.name, author=author(request))
    return shown_again(scenario)


@router.post(
    "/scenarios/{key}/move",
    response=answers(ShownScenario, 404, 409),
    operation_id="scenario_move",
    summary="Move to a folder",
)
def scenario_move(request: HttpRequest, key: Key, new: NewFolder) -> ShownScenario:
    """Move it to a folder, which is there from then on; calls notice nothing."""
    scenario = permitted(request, "scenario.edit", key)
    move(scenario, new.folder, author=author(request))
    return shown_again(scenario)


@router.post(
    "/scenarios/{key}/duplicate",
    response=answers(ShownScenario, 404, 409),
    operation_id="scenario_duplicate",
    summary="Copy",
)
def scenario_duplicate(request: HttpRequest, key: Key, new: NewName) -> ShownScenario:
    """Make another scenario with the same draft."""
    require(request.user, "scenario.create")
    scenario = permitted(request, "scenario.view", key)
    return shown_again(keeping.duplicate(scenario, author=author(request), name=new.name))


@router.post(
    "/scenarios/{key}/make_main",
    response=answers(ShownScenario, 404, 409),
    operation_id="scenario_make_main",
    summary="Make it the main one",
)
def scenario_make_main(request: HttpRequest, key: Key) -> ShownScenario:
    """Let it take every call that no route names; 409 while it is not published."""
    scenario = permitted(request, "scenario.make_main", key)
    make_main(scenario, author=author(request))
    return shown_again(scenario)


@router.post(
    "/scenarios/{key}/archive",
    response=answers(ShownScenario, 404, 409),
    operation_id="scenario_archive",
    summary="Put away",
)
def scenario_archive(request: HttpRequest, key: Key) -> ShownScenario:
    """Put it away: it takes no calls until it is restored and published; 409 for the main one."""
    scenario = permitted(request, "scenario.archive", key)
    keeping.archive(scenario, author=author(request))
    return shown_again(scenario)


@router.post(
    "/scenarios/{key}/restore",
    response=answers(ShownScenario, 404, 409),
    operation_id="scenario_restore",
    summary="Take it back from the archive",
)
def scenario_restore(request: HttpRequest, key: Key) -> ShownScenario:
    """Take it back; its draft is as it was, nothing is published."""
    scenario = permitted(request, "scenario.archive", key)
    keeping.restore(scenario, author=author(request))
    return shown_again(scenario)


@router.delete(
    "/scenarios/{key}",
    response=answers(None, 404, 409, status=204),
    operation_id="scenario_delete",
    summary="Delete",
)
def scenario_delete(request: HttpRequest, key: Key) -> Status[None]:
    """Delete an archived one that was never published; 409 for any other."""
    scenario = permitted(request, "scenario.delete", key)
    keeping.delete(scenario, author=author(request))
    return Status(204, None)


def permitted(request: HttpRequest, action: str, key: int) -> Scenario:
    """The scenario, for somebody who may do this to it; Http404 when there is none."""
    require(request.user, action)
    scenario = get_object_or_404(Scenario.objects.listed(), pk=key)
    require(request.user, action, scenario)
    return scenario


def author(request: HttpRequest) -> User:
    """Who asks, for the audit; PermissionDenied for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def shown(scenario: Scenario) -> ShownScenario:
    """A scenario of `listed()` for the API."""
    published = scenario.published
    return ShownScenario(
        id=scenario.pk,
        name=scenario.name,
        is_main=scenario.is_main,
        is_archived=scenario.archived_at is not None,
        folder=scenario.folder,
        draft_number=scenario.draft_number,
        draft_saved_at=scenario.draft_saved_at,
        published_hash=published.hash if published else None,
        published_number=published.number if published else None,
        is_changed=published is None or content_hash(scenario.draft) != published.hash,
        routes=[route.number for route in scenario.routes.all()],
    )


def shown_again(scenario: Scenario) -> ShownScenario:
    """The scenario as it is stored now."""
    return shown(Scenario.objects.listed().get(pk=scenario.pk))
