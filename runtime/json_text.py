"""JSON text from anywhere, read strictly: what two readers could understand differently is refused."""

import json
import math
import re
import unicodedata
from typing import Any, Final, NoReturn

from runtime.wording import Wording

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_VALUES: Final = 4_000_000
_NOT_FINITE = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


class UnreadableText(Exception):
    """No JSON that every reader understands alike; `code` is stable, `offset` counts characters from 0."""

    def __init__(self, code: str, message: Wording, fix: Wording, offset: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.fix = fix
        self.offset = offset


def parse(source: str | bytes) -> Any:
    """The value that the text stands for. Raises UnreadableText."""
    if len(source) > MAX_BYTES:
        raise _too_large()
    text = _decoded(source) if isinstance(source, bytes) else source.removeprefix("\ufeff")
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=lambda _: _not_finite(text), parse_float=_float
        )
    except json.JSONDecodeError as error:
        raise _broken(error) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise UnreadableText(
            "bad_number",
            Wording(
                "В файле есть число длиннее 4300 цифр.", "The file holds a number of more than 4,300 digits."
            ),
            Wording("Запишите его текстом в кавычках.", "Write it as a text in quotes."),
        ) from None


def normalised(value: Any) -> Any:
    """The same JSON value with every text in NFC. Raises UnreadableText for what no JSON file can hold.

    Also counts the nesting, so that whatever walks the value afterwards may recurse.
    """
    is_composed = True
    level = [value]
    values = 0
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for item in level:
            kind = type(item)
            if kind is dict:
                below.extend(item)
                below.extend(item.values())
            elif kind is list:
                below.extend(item)
            elif kind is str:
                if "\0" in item:
                    raise _bad_character(item)
                if not item.isascii():
                    _refuse_half_characters(item)
                    is_composed = is_composed and unicodedata.is_normalized("NFC", item)
            elif kind not in _PLAIN or (kind is float and not math.isfinite(item)):
                raise _no_json(item)
        values += len(below)
        if values > MAX_VALUES:
            raise _too_large()
        if not below:
            return value if is_composed else _composed(value)
        level = below
    raise _too_deep()


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return _object([(_composed(key), _composed(item)) for key, item in value.items()])
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise UnreadableText(
            "duplicate_key",
            Wording(
                f"Ключ «{_short(key)}» стоит в одном объекте дважды.",
                f"The key “{_short(key)}” stands twice in one object.",
            ),
            Wording("Оставьте один из них.", "Keep one of them."),
        )
    return found


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise UnreadableText(
            "bad_number",
            Wording(f"Число {_short(digits)} слишком велико.", f"The number {_short(digits)} is too large."),
            Wording("Запишите число поменьше.", "Write a smaller number."),
        )
    return number


def _not_finite(text: str) -> NoReturn:
    offset = next(match.start() for match in _NOT_FINITE.finditer(text) if match.group(1))
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    raise UnreadableText(
        "bad_number",
        Wording(
            f"NaN и Infinity не числа JSON (строка {line}, столбец {column}).",
            f"NaN and Infinity are no numbers of JSON (line {line}, column {column}).",
        ),
        Wording("Запишите обычное число или null.", "Write an ordinary number or null."),
        offset,
    )


def _decoded(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise UnreadableText(
            "not_utf8",
            Wording(
                f"Файл не в кодировке UTF-8 (строка {line}).", f"The file is not in UTF-8 (line {line})."
            ),
            Wording("Сохраните файл в кодировке UTF-8.", "Save the file in UTF-8."),
        ) from None


def _refuse_half_characters(text: str) -> None:
    """JSON can write half of a surrogate pair; no database and no file can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _bad_character(text) from None


def _bad_character(text: str) -> UnreadableText:
    shown = _short(text.encode("ascii", "backslashreplace").decode().replace("\0", "\\0"))
    return UnreadableText(
        "bad_character",
        Wording(f"В тексте «{shown}» недопустимый знак.", f"The text “{shown}” holds a forbidden character."),
        Wording("Удалите его и наберите текст заново.", "Delete it and type the text again."),
    )


def _broken(error: json.JSONDecodeError) -> UnreadableText:
    place_ru, place_en = (
        f"строка {error.lineno}, столбец {error.colno}",
        f"line {error.lineno}, column {error.colno}",
    )
    return UnreadableText(
        "broken_json",
        Wording(f"Это не JSON: {place_ru}.", f"This is not JSON: {place_en} ({error.msg})."),
        Wording(
            "Проверьте запятые, кавычки и скобки возле этого места.",
            "Check the commas, quotes and brackets near this place.",
        ),
        error.pos,
    )


def _too_large() -> UnreadableText:
    return UnreadableText(
        "too_large",
        Wording(
            f"Файл больше {MAX_BYTES // 2**20} МБ или {MAX_VALUES} значений.",
            f"The file is larger than {MAX_BYTES // 2**20} MB or {MAX_VALUES} values.",
        ),
        Wording("Разделите сценарий на несколько.", "Split the scenario into several."),
    )


def _too_deep() -> UnreadableText:
    return UnreadableText(
        "too_deep",
        Wording(
            f"Вложенность данных больше {MAX_DEPTH} уровней.",
            f"The data is nested more than {MAX_DEPTH} levels deep.",
        ),
        Wording(
            "Это не сценарий: проверьте, тот ли это файл.",
            "This is no scenario: check that it is the right file.",
        ),
    )


def _no_json(value: object) -> UnreadableText:
    name = type(value).__name__
    return UnreadableText(
        "wrong_value",
        Wording(
            f"Значение вида {name} не хранится в JSON.", f"A value of the kind {name} cannot be kept in JSON."
        ),
        Wording("Замените его текстом или числом.", "Replace it by a text or a number."),
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
