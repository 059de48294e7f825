"""Functions on values of several kinds."""

from typing import Any

from runtime.wording import Wording

from ..function import ANY, Function, Param
from ..run import Run


def _size(run: Run, value: Any) -> int:
    return len(value)


def _empty(run: Run, value: Any) -> bool:
    if type(value) is str:
        run.read(value)
        return not value.strip()
    return value is None or (type(value) in (list, dict, bytes) and not value)


FUNCTIONS = (
    Function(
        "size",
        ("размер",),
        (Param("value", ("text", "bytes", "list", "object")),),
        "number",
        _size,
        Wording(
            "Сколько знаков в тексте, элементов в списке, полей в объекте.",
            "How many characters, items or fields there are.",
        ),
    ),
    Function(
        "empty",
        ("пусто",),
        (Param("value", ANY),),
        "yes_no",
        _empty,
        Wording(
            "Да, если значения нет: не присвоено, пусто, одни пробелы, пустой список.",
            "Yes when there is nothing: not set, null, only spaces, an empty list.",
        ),
        tolerates_missing=True,
    ),
)
