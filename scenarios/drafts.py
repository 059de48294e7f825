"""Drafts: what is being drawn. A save says which draft it started from and never overwrites a newer one."""

from collections.abc import Collection
from typing import Final

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from runtime.graph import FORMAT, Document
from runtime.json_text import UnreadableText, normalised
from runtime.wording import Wording
from scenarios.audit import record
from scenarios.differences import differences
from scenarios.errors import DraftConflict, NameTaken, NotFound, Refused
from scenarios.models import Scenario

NAME_CHARS_MAX: Final = 200


def draft_of(scenario: Scenario) -> tuple[Document, int]:
    """The draft as it is stored now, and its number. Raises NotFound when the scenario has gone."""
    stored = Scenario.objects.filter(pk=scenario.pk).values_list("draft", "draft_number").first()
    if stored is None:
        raise gone(scenario)
    return stored


def save_draft(scenario: Scenario, document: Document, *, base: int, author: User | None) -> int:
    """Store `document` as the draft, drawn upon draft number `base`; the number it has now.

    Never refused for what is wrong in the drawing. Raises DraftConflict when somebody saved since; Refused
    when no JSON file could hold the document. The document takes the scenario's own name. What is stored
    already writes nothing, so that a save may be repeated.
    """
    named = named_document(document, scenario.name)
    with transaction.atomic():
        lock(scenario)
        tags = differences(scenario.draft, named)
        if not tags:
            return scenario.draft_number
        if base != scenario.draft_number:
            raise conflict(scenario)
        write_draft(scenario, named, author)
        record("draft_saved", author=author, scenario=scenario, number=scenario.draft_number, tags=tags)
    return scenario.draft_number


def create(
    name: str,
    *,
    author: User | None,
    document: Document | None = None,
    language: str = "ru",
    folder: str = "",
) -> Scenario:
    """A new scenario with this draft; else an empty drawing in `language`. `folder` is a usable one.

    Raises NameTaken, Refused.
    """
    checked_name = usable_name(name)
    drawn = named_document(document or empty_document(language), checked_name)
    try:
        with transaction.atomic():
            scenario = Scenario.objects.create(
                name=checked_name, draft=drawn, draft_author=author, folder=folder
            )
            record("created", author=author, scenario=scenario)
    except IntegrityError:
        raise name_taken(checked_name) from None
    return scenario


def empty_document(language: str) -> Document:
    """A drawing with its start and nothing else."""
    title = "Старт" if language == "ru" else "Start"
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"format": FORMAT, "name": "", "language": language},
        "nodes": [{"id": "n1", "type": "start", "title": title, "params": {}, "position": [0, 0]}],
        "edges": [],
    }


def lock(scenario: Scenario) -> None:
    """Read the scenario afresh and hold it until the transaction ends. Raises NotFound when it has gone."""
    try:
        scenario.refresh_from_db(from_queryset=Scenario.objects.select_for_update())
    except Scenario.DoesNotExist:
        raise gone(scenario) from None


def write_draft(scenario: Scenario, document: Document, author: User | None) -> None:
    """Put the next draft in place; for whoever holds the lock."""
    scenario.draft = document
    scenario.draft_number += 1
    scenario.draft_author = author
    scenario.draft_saved_at = timezone.now()
    scenario.save(update_fields=["draft", "draft_number", "draft_author", "draft_saved_at", "changed_at"])


def named_document(document: Document, name: str) -> Document:
    """The document under the scenario's name, its texts in NFC. Raises Refused when it is no JSON."""
    try:
        kept: Document = normalised(document)
    except UnreadableText as error:
        raise Refused(error.message) from error
    graph = kept.get("graph")
    return {**kept, "graph": {**graph, "name": name}} if isinstance(graph, dict) else kept


def usable_name(name: str) -> str:
    """The name with single spaces, in NFC. Raises Refused when it is empty, too long or not printable."""
    stripped = " ".join(name.split())
    if not 0 < len(stripped) <= NAME_CHARS_MAX or not stripped.isprintable():
        raise Refused(
            Wording(
                f"имя сценария: от 1 до {NAME_CHARS_MAX} видимых знаков",
                f"a scenario's name has 1 to {NAME_CHARS_MAX} visible characters",
            )
        )
    composed: str = normalised(stripped)
    return composed


def next_name(name: str, taken: Collection[str] | None = None) -> str:
    """The next free name after this one: "имя 2". `taken` None: those of the scenarios that are there."""
    if taken is None:
        taken = frozenset(Scenario.objects.values_list("name", flat=True))
    number = 2
    while (free := f"{name[: NAME_CHARS_MAX - 10]} {number}") in taken:
        number += 1
    return free


def conflict(scenario: Scenario) -> DraftConflict:
    """What a save is told that came too late; `scenario` is read afresh."""
    author = scenario.draft_author
    return DraftConflict(
        scenario.draft,
        scenario.draft_number,
        changed_by=author.get_username() if author else "",
        changed_at=scenario.draft_saved_at,
    )


def name_taken(name: str) -> NameTaken:
    """There is a scenario of this name, perhaps in the archive."""
    return NameTaken(
        Wording(
            f"сценарий «{name}» уже есть (возможно, в архиве): выберите другое имя",
            f"“{name}” exists already (perhaps in the archive): choose another name",
        )
    )


def gone(scenario: Scenario) -> NotFound:
    """It was deleted meanwhile."""
    return NotFound(
        Wording(f"сценария «{scenario.name}» больше нет", f"“{scenario.name}” is no longer there")
    )
