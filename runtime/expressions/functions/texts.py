"""Functions on texts: CEL's own and the useful ones of its string extension."""

from collections.abc import Callable
from typing import Any

from runtime.wording import Wording

from .. import messages
from ..errors import Fault
from ..format_text import format_text
from ..function import LIST, NUMBER, TEXT, Function, Param
from ..patterns import search
from ..run import Run

# White space as Unicode's White_Space property has it; str.strip() alone would take four controls more.
_BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UPPER = str.maketrans({code: code - 32 for code in range(ord("a"), ord("z") + 1)})
_LOWER = str.maketrans({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})
_TEXT = Param("text", TEXT)


def position(value: Any, size: int) -> int:
    """A whole number from 0 to `size`. Raises Fault."""
    if type(value) is float:
        raise Fault("wrong_type", messages.BAD_INDEX)
    if not 0 <= value <= size:
        raise Fault("index_out_of_range", messages.INDEX_RANGE)
    return int(value)


def _whole(value: Any) -> int:
    if type(value) is float:
        raise Fault("wrong_type", messages.BAD_INDEX)
    return int(value)


def _search(method: Callable[[str, str], bool]) -> Callable[[Run, str, str], bool]:
    def searched(run: Run, text: str, part: str) -> bool:
        run.read(text)
        return method(text, part)

    return searched


def _char_at(run: Run, text: str, at: Any) -> str:
    start = position(at, len(text))
    return text[start : start + 1]


def _index_of(run: Run, text: str, part: str, start: Any = 0) -> int:
    run.read(text)
    return text.find(part, position(start, len(text)))


def _last_index_of(run: Run, text: str, part: str, start: Any = None) -> int:
    run.read(text)
    return text.rfind(part, 0, None if start is None else position(start, len(text)) + len(part))


def _lower(run: Run, text: str) -> str:
    run.build(len(text))
    return text.translate(_LOWER)


def _upper(run: Run, text: str) -> str:
    run.build(len(text))
    return text.translate(_UPPER)


def _trim(run: Run, text: str) -> str:
    run.build(len(text))
    return text.strip(_BLANKS)


def _reverse(run: Run, text: str) -> str:
    run.build(len(text))
    return text[::-1]


def _replace(run: Run, text: str, old: str, new: str, limit: Any = -1) -> str:
    run.read(text)
    most = _whole(limit)
    count = text.count(old) if most < 0 else min(text.count(old), most)
    run.build(len(text) + count * (len(new) - len(old)))
    return text.replace(old, new, count)


def _substring(run: Run, text: str, start: Any, end: Any = None) -> str:
    stop = len(text) if end is None else position(end, len(text))
    begin = position(start, len(text))
    if begin > stop:
        raise Fault("index_out_of_range", messages.INDEX_RANGE)
    run.build(stop - begin)
    return text[begin:stop]


def _split(run: Run, text: str, separator: str, limit: Any = -1) -> list[str]:
    run.read(text)
    most = _whole(limit)
    if most == 0:
        return []
    pieces = (text.count(separator) if separator else len(text) - 1) + 1
    run.gather(min(pieces, most) if most > 0 else pieces)
    if separator:
        return text.split(separator, most - 1 if most > 0 else -1)
    letters = list(text)
    return (
        letters if most < 0 or most >= len(letters) else [*letters[: most - 1], "".join(letters[most - 1 :])]
    )


def _join(run: Run, parts: list[Any], separator: str = "") -> str:
    run.spend(len(parts))
    if any(type(part) is not str for part in parts):
        raise Fault("wrong_type", messages.TEXTS_ONLY)
    run.build(sum(map(len, parts)) + len(separator) * max(len(parts) - 1, 0))
    return separator.join(parts)


_PART = Param("part", TEXT)
_START = Param("start", NUMBER, is_optional=True)
_LIMIT = Param("limit", NUMBER, is_optional=True)

FUNCTIONS = (
    Function(
        "contains",
        ("содержит",),
        (_TEXT, _PART),
        "yes_no",
        _search(str.__contains__),
        Wording("Есть ли в тексте эта часть.", "Whether the text has this part in it."),
    ),
    Function(
        "startsWith",
        ("начинаетсяС",),
        (_TEXT, _PART),
        "yes_no",
        _search(str.startswith),
        Wording("Начинается ли текст с этой части.", "Whether the text starts with this part."),
    ),
    Function(
        "endsWith",
        ("кончаетсяНа",),
        (_TEXT, _PART),
        "yes_no",
        _search(str.endswith),
        Wording("Кончается ли текст этой частью.", "Whether the text ends with this part."),
    ),
    Function(
        "matches",
        ("подходит",),
        (_TEXT, Param("pattern", TEXT)),
        "yes_no",
        search,
        Wording(
            'Подходит ли текст под шаблон RE2, хотя бы частью: `подходит(x, "^7")`.',
            'Whether some part of the text matches the RE2 pattern: `matches(x, "^7")`.',
        ),
    ),
    Function(
        "charAt",
        ("знак",),
        (_TEXT, Param("index", NUMBER)),
        "text",
        _char_at,
        Wording("Знак с этим номером, от 0.", "The character at this index, from 0."),
    ),
    Function(
        "indexOf",
        ("позиция",),
        (_TEXT, _PART, _START),
        "number",
        _index_of,
        Wording(
            "Где часть стоит впервые, от 0; -1, если её нет.",
            "Where the part first stands, from 0; -1 when it is not there.",
        ),
    ),
    Function(
        "lastIndexOf",
        ("последняяПозиция",),
        (_TEXT, _PART, _START),
        "number",
        _last_index_of,
        Wording(
            "Где часть стоит в последний раз, от 0; -1, если её нет.",
            "Where the part last stands, from 0; -1 when it is not there.",
        ),
    ),
    Function(
        "lowerAscii",
        ("строчные",),
        (_TEXT,),
        "text",
        _lower,
        Wording("Латинские буквы становятся строчными.", "Latin letters in lower case."),
    ),
    Function(
        "upperAscii",
        ("прописные",),
        (_TEXT,),
        "text",
        _upper,
        Wording("Латинские буквы становятся прописными.", "Latin letters in upper case."),
    ),
    Function(
        "trim",
        ("обрезать",),
        (_TEXT,),
        "text",
        _trim,
        Wording("Текст без пробелов по краям.", "The text without spaces at its ends."),
    ),
    Function(
        "reverse",
        ("наоборот",),
        (_TEXT,),
        "text",
        _reverse,
        Wording("Текст в обратном порядке.", "The text backwards."),
    ),
    Function(
        "replace",
        ("заменить",),
        (_TEXT, Param("old", TEXT), Param("new", TEXT), _LIMIT),
        "text",
        _replace,
        Wording(
            "Текст, где старая часть заменена новой, не больше limit раз.",
            "The text with the old part replaced by the new, at most limit times.",
        ),
    ),
    Function(
        "substring",
        ("подстрока",),
        (_TEXT, Param("start", NUMBER), Param("end", NUMBER, is_optional=True)),
        "text",
        _substring,
        Wording(
            "Часть текста от start (от 0) до end, не включая end.",
            "The part of the text from start (from 0) up to, not including, end.",
        ),
    ),
    Function(
        "split",
        ("разделить",),
        (_TEXT, Param("separator", TEXT), _LIMIT),
        "list",
        _split,
        Wording(
            "Список частей текста между разделителями.", "The list of the text's parts between separators."
        ),
    ),
    Function(
        "join",
        ("соединить",),
        (Param("list", LIST), Param("separator", TEXT, is_optional=True)),
        "text",
        _join,
        Wording(
            "Текст из элементов списка через разделитель.",
            "The list's items as one text, with the separator between.",
        ),
    ),
    Function(
        "format",
        ("формат",),
        (_TEXT, Param("values", LIST)),
        "text",
        format_text,
        Wording(
            'Значения на местах %s, %d, %.2f: `формат("%d руб.", [СУММА])`.',
            'Values in the places of %s, %d, %.2f: `format("%d items", [COUNT])`.',
        ),
    ),
)
