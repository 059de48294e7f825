"""Folders of the list of scenarios: a path of names with a slash between them, kept with each scenario.

A folder is there while a scenario is in it; nothing else belongs to one, and calls know nothing of them.
"""

from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction

from runtime.json_text import normalised
from runtime.wording import Wording
from scenarios.audit import record
from scenarios.drafts import lock
from scenarios.errors import FolderRefused
from scenarios.models import FOLDER_CHARS_MAX, Scenario
from scenarios.reading_order import by_folder

DEPTH_MAX: Final = 5


def usable_folder(path: str) -> str:
    """The path with single spaces and slashes, in NFC; "" is outside of all folders. Raises
    FolderRefused when it is too long, too deep or not printable.
    """
    names = [name for name in (" ".join(part.split()) for part in path.split("/")) if name]
    joined: str = "/".join(names)
    if len(joined) > FOLDER_CHARS_MAX or len(names) > DEPTH_MAX or not joined.isprintable():
        raise FolderRefused(
            Wording(
                f"папка: до {FOLDER_CHARS_MAX} видимых знаков и до {DEPTH_MAX} уровней",
                f"a folder has up to {FOLDER_CHARS_MAX} visible characters and up to {DEPTH_MAX} levels",
            )
        )
    composed: str = normalised(joined)
    return composed


def move(scenario: Scenario, folder: str, *, author: User | None) -> None:
    """Into this folder, which may be new. Raises FolderRefused."""
    wanted = usable_folder(folder)
    with transaction.atomic():
        lock(scenario)
        before = scenario.folder
        if wanted == before:
            return
        scenario.folder = wanted
        scenario.save(update_fields=["folder"])
        record("moved", author=author, scenario=scenario, folder=wanted, before=before)


def folders_of(scenarios: Iterable[Scenario]) -> list[str]:
    """The folders that these are in, and those above them, by name."""
    found: set[str] = set()
    for scenario in scenarios:
        names = scenario.folder.split("/") if scenario.folder else []
        found |= {"/".join(names[: depth + 1]) for depth in range(len(names))}
    return sorted(found, key=by_folder)
