"""Revisions: a draft published under its content hash, an earlier one taken back."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import Field

from designer.api.drafts import DraftNumber, DraftProblem
from designer.api.problem import Shown, Taken, answers
from designer.api.scenarios import Key, ShownScenario, author, permitted, shown_again
from scenarios.models import Revision
from scenarios.revisions import publish, revisions_of, roll_back, unpublish
from scenarios.secrecy import as_seen_by

router = Router(tags=["revisions"])
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Note = Annotated[str, Field(max_length=500)]


class ShownRevision(Shown):
    """A frozen revision; `author` is empty for the server's shell."""

    hash: str
    number: int
    note: str
    author: str
    created_at: datetime
    is_published: bool


class RevisionWithDocument(ShownRevision):
    """A frozen revision with its drawing."""

    document: dict[str, Any]


class Publication(Taken):
    """What is new in it. With `base`, the number of the draft that was looked at, nothing unseen goes out."""

    note: Note = ""
    base: DraftNumber | None = None


class Return(Taken):
    """The revision to go back to, and why."""

    hash: Hash
    note: Note = ""


@router.get(
    "/scenarios/{key}/revisions",
    response=answers(list[ShownRevision], 404),
    operation_id="revision_list",
    summary="All of a scenario",
)
def revision_list(request: HttpRequest, key: Key) -> list[ShownRevision]:
    """The revisions of a scenario, the newest first."""
    scenario = permitted(request, "scenario.view", key)
    return [
        ShownRevision(**_facts(revision, scenario.published_id))
        for revision in revisions_of(scenario).defer("document")
    ]


@router.get(
    "/scenarios/{key}/revisions/{hash}",
    response=answers(RevisionWithDocument, 404),
    operation_id="revision_read",
    summary="Read",
)
def revision_read(request: HttpRequest, key: Key, hash: Hash) -> RevisionWithDocument:
    """One revision with its drawing; the values of secret variables only for those who may draw it."""
    scenario = permitted(request, "scenario.view", key)
    revision = get_object_or_404(revisions_of(scenario), hash=hash)
    document = as_seen_by(request.user, scenario, revision.read())
    return RevisionWithDocument(**_facts(revision, scenario.published_id), document=document)


@router.post(
    "/scenarios/{key}/publish",
    response=answers(ShownRevision, 404, s409=DraftProblem),
    operation_id="scenario_publish",
    summary="Publish the draft",
)
def scenario_publish(request: HttpRequest, key: Key, publication: Publication) -> ShownRevision:
    """Freeze the draft and let new calls walk it; 409 with the errors that stand, or with a newer draft."""
    scenario = permitted(request, "scenario.publish", key)
    revision = publish(scenario, note=publication.note, author=author(request), base=publication.base)
    return ShownRevision(**_facts(revision, revision.pk))


@router.post(
    "/scenarios/{key}/roll_back",
    response=answers(ShownRevision, 404, 409),
    operation_id="scenario_roll_back",
    summary="Go back to an earlier one",
)
def scenario_roll_back(request: HttpRequest, key: Key, to: Return) -> ShownRevision:
    """Let new calls walk an earlier revision; the draft stays as it is."""
    scenario = permitted(request, "scenario.publish", key)
    revision = roll_back(scenario, to.hash, note=to.note, author=author(request))
    return ShownRevision(**_facts(revision, revision.pk))


@router.post(
    "/scenarios/{key}/unpublish",
    response=answers(ShownScenario, 404, 409),
    operation_id="scenario_unpublish",
    summary="Take out of use",
)
def scenario_unpublish(request: HttpRequest, key: Key) -> ShownScenario:
    """Let no new call in; 409 for the main scenario."""
    scenario = permitted(request, "scenario.publish", key)
    unpublish(scenario, author=author(request))
    return shown_again(scenario)


def _facts(revision: Revision, published_id: int | None) -> dict[str, Any]:
    return {
        "hash": revision.hash,
        "number": revision.number,
        "note": revision.note,
        "author": revision.author.get_username() if revision.author else "",
        "created_at": revision.created_at,
        "is_published": revision.pk == published_id,
    }
