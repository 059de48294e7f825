"""What a new scenario may begin with: an empty drawing, small ones to learn from, and the shipped samples.

Each is drawn in both languages: texts that callers hear, titles and variables.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.auth.models import User

from runtime.graph import Document
from runtime.wording import Wording
from scenarios.drafts import create, empty_document
from scenarios.errors import NotFound
from scenarios.folders import usable_folder
from scenarios.installation import SAMPLES
from scenarios.models import Scenario

_DRAWINGS: Final = Path(__file__).parent / "beginnings"


@dataclass(frozen=True, slots=True)
class Beginning:
    """One of them; `code` is stable snake_case, `about` says what a caller meets."""

    code: str
    title: Wording
    about: Wording
    icon: str


BEGINNINGS: Final = (
    Beginning(
        "empty",
        Wording("Пустой", "Empty"),
        Wording("Только старт, остальное нарисуете сами", "The start only, you draw the rest"),
        "forms",
    ),
    Beginning(
        "two_keys",
        Wording("Приветствие и две клавиши", "Greeting and two keys"),
        Wording(
            "Здоровается, по клавише рассказывает часы работы или адрес",
            "Greets, and tells the hours or the address by a key",
        ),
        "dialpad",
    ),
    Beginning(
        "after_hours",
        Wording("Автоответчик в нерабочее время", "After-hours voicemail"),
        Wording(
            "Днём соединяет с сотрудником, вечером и в выходные записывает сообщение",
            "Rings a colleague by day, records a message at night and at weekends",
        ),
        "microphone",
    ),
    Beginning(
        "three_numbers",
        Wording("Три номера", "Three numbers"),
        Wording(
            "Узнаёт набранный номер: у каждого своё голосовое меню",
            "Knows the dialled number: each has a voice menu of its own",
        ),
        "numbers",
    ),
    Beginning(
        "reception",
        Wording("Приёмная", "Reception"),
        Wording(
            "Меню с добавочными, очередь, почтовый ящик, ветви отбоя и ошибки",
            "A menu with extensions, a queue, a mailbox, lanes for hang-up and error",
        ),
        "phone-incoming",
    ),
)


def drawing_of(code: str, language: str) -> Document:
    """The drawing in "ru" or "en". Raises NotFound when there is no beginning of this code."""
    if all(beginning.code != code for beginning in BEGINNINGS):
        raise NotFound(Wording(f"образца «{code}» нет", f"there is no beginning “{code}”"))
    if code == "empty":
        return empty_document(language)
    own = _DRAWINGS / f"{code}.{language}.json"
    drawn: Document = json.loads((own if own.exists() else SAMPLES / f"{code}.json").read_text("utf-8"))
    return drawn


def begin(name: str, code: str, *, language: str, folder: str, author: User | None) -> Scenario:
    """A new scenario that begins so, as a draft. Raises NameTaken, NotFound, Refused."""
    return create(name, author=author, document=drawing_of(code, language), folder=usable_folder(folder))
