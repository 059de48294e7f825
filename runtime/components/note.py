"""Заметка / Note: a text on the drawing."""

from typing import Any

from runtime.call import Call
from runtime.component import Component
from runtime.fields import Params, param
from runtime.wording import Wording


class NoteParams(Params):
    text: str = param("Текст", "Text", default="", max_length=4000, widget="multiline")
    colour: str = param("Цвет", "Colour", default="", max_length=32, widget="colour")


class Note(Component):
    """A text on the drawing, for whoever reads it. No call ever comes here."""

    type = "note"
    title = Wording("Заметка", "Note")
    known_as = Wording("комментарий, текст, пояснение", "comment, sticky, text")
    help_ru = "Текст на схеме для тех, кто её читает. Звонок сюда не приходит."
    family = "drawing"
    icon = "note"
    Params = NoteParams
    executed = False

    async def run(self, call: Call, params: Any) -> None:
        raise NotImplementedError("a note is not executed")
