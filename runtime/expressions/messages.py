"""Messages of checks and failures, in Russian and English, each with what to do."""

from runtime.wording import Wording

from . import limits
from .kind_names import KIND_NAMES, any_of

TOO_DEEP = Wording(
    f"Вложенность больше {limits.NESTING_LEVELS} уровней или цепочка длиннее {limits.CHAIN_LINKS} звеньев: "
    "вынесите часть в отдельное присвоение.",
    f"More than {limits.NESTING_LEVELS} levels of nesting or {limits.CHAIN_LINKS} links in a chain: "
    "move a part into an assignment of its own.",
)


def unknown_name(name: str, suggestion: str | None) -> Wording:
    """No variable has this name."""
    if suggestion:
        return Wording(
            f"Нет переменной «{name}». Может быть, {suggestion}?",
            f"There is no variable “{name}”. Did you mean {suggestion}?",
        )
    return Wording(
        f"Нет переменной «{name}». Если это текст, нужны кавычки.",
        f"There is no variable “{name}”. If it is a text, it wants quotes.",
    )


def unknown_function(name: str, suggestion: str | None) -> Wording:
    """No function has this name."""
    if suggestion:
        return Wording(
            f"Нет функции «{name}». Может быть, {suggestion}?",
            f"There is no function “{name}”. Did you mean {suggestion}?",
        )
    return Wording(
        f"Нет функции «{name}»: выберите из списка функций.",
        f"There is no function “{name}”: choose one from the list of functions.",
    )


def argument_count(usage: str) -> Wording:
    """A call with too few or too many arguments."""
    return Wording(
        f"Неверное число аргументов: пишите {usage}.", f"Wrong number of arguments: write {usage}."
    )


def wrong_argument(function: str, number: int, wanted: tuple[str, ...], got: str) -> Wording:
    """An argument of a kind that the function does not take."""
    want, have = any_of(wanted), KIND_NAMES[got]
    return Wording(
        f"{function}(): аргумент {number} должен быть «{want.ru}», а здесь «{have.ru}». "
        f"{_conversion(wanted).ru}",
        f"{function}(): argument {number} must be {want.en}, but it is {have.en}. {_conversion(wanted).en}",
    )


def _conversion(wanted: tuple[str, ...]) -> Wording:
    if "text" in wanted:
        return Wording("Переведите значение в текст: string(...).", "Turn the value into text: string(...).")
    if "number" in wanted:
        return Wording(
            "Переведите значение в число: int(...) или double(...).",
            "Turn the value into a number: int(...) or double(...).",
        )
    return Wording("Возьмите значение нужного типа.", "Take a value of the right type.")


def wrong_operands(sign: str, left: str, right: str) -> Wording:
    """An operator between kinds that do not go together."""
    a, b = KIND_NAMES[left], KIND_NAMES[right]
    advice = Wording("Приведите обе части к одному типу.", "Bring both sides to one type.")
    if {left, right} == {"text", "number"}:
        advice = Wording(
            "Переведите число в текст: string(...), или текст в число: int(...).",
            "Turn the number into text: string(...), or the text into a number: int(...).",
        )
    elif "number" in (left, right) and {"date", "duration"} & {left, right}:
        advice = Wording('Длительность пишут так: duration("90s").', 'Write a duration: duration("90s").')
    elif "null" in (left, right):
        advice = Wording("Сначала проверьте значение: пусто(...).", "Test the value first: empty(...).")
    return Wording(
        f"Действие {sign} не определено для «{a.ru}» и «{b.ru}». {advice.ru}",
        f"{sign} does not work on {a.en} and {b.en}. {advice.en}",
    )


def wrong_operand(sign: str, got: str, wanted: str) -> Wording:
    """A one-sided operator, a condition or an index on the wrong kind."""
    have, want = KIND_NAMES[got], KIND_NAMES[wanted]
    return Wording(
        f"Для {sign} нужно значение типа «{want.ru}», а здесь «{have.ru}».",
        f"{sign} needs a value of type {want.en}, but it is {have.en}.",
    )


def never_equal(left: str, right: str) -> Wording:
    """A comparison that can never be true."""
    a, b = KIND_NAMES[left], KIND_NAMES[right]
    if {left, right} == {"text", "number"}:
        return Wording(
            "Текст никогда не равен числу: возьмите число в кавычки или переведите текст в число: int(...).",
            "Text never equals a number: put the number in quotes, or turn the text into a number: int(...).",
        )
    return Wording(
        f"«{a.ru}» никогда не равно «{b.ru}»: сравнивайте значения одного типа.",
        f"{a.en} never equals {b.en}: compare values of one type.",
    )


NOT_SET = Wording(
    "У переменной ещё нет значения: присвойте его раньше по схеме или проверьте через пусто(...).",
    "The variable has no value yet: assign one earlier in the flow, or test it with empty(...).",
)
NO_SUCH_KEY = Wording(
    "В объекте нет такого поля: проверьте имя или спросите has(...).",
    "The object has no such field: check the name, or ask has(...) first.",
)
NO_FIELDS = Wording(
    "У значения нет полей: поля есть только у объекта.", "The value has no fields: only an object has."
)
INDEX_RANGE = Wording(
    "Номер вне границ: счёт идёт от 0, длину даёт size(...).",
    "The position is out of range: counting starts at 0, size(...) gives the length.",
)
BAD_INDEX = Wording(
    "В списке номер должен быть целым числом, в объекте ключ: текстом, целым или да/нет.",
    "A list takes a whole number, an object a text, a whole number or yes/no as its key.",
)
ZERO_DIVISION = Wording(
    "Деление на ноль: проверьте делитель заранее.", "Division by zero: test the divisor first."
)
OVERFLOW = Wording(
    "Результат не помещается в целое число: используйте дробные, например 1.0.",
    "The result does not fit a whole number: use fractions, such as 1.0.",
)
DATE_RANGE = Wording(
    "Дата вне 0001–9999 годов или длительность больше 292 лет.",
    "The date is outside the years 0001 to 9999, or the duration is longer than 292 years.",
)
BAD_ZONE = Wording(
    'Неизвестный часовой пояс: пишите "Europe/Moscow" или "+03:00".',
    'Unknown time zone: write "Europe/Moscow" or "+03:00".',
)
BAD_KEY = Wording(
    "Ключом объекта может быть текст, целое число или да/нет.",
    "The key of an object is a text, a whole number or yes/no.",
)
REPEATED_KEY = Wording(
    "Ключ в объекте повторяется: оставьте один.", "The object has the same key twice: keep one."
)
OUT_OF_FUEL = Wording(
    "Выражение требует слишком много работы и остановлено: "
    "возьмите списки короче или уменьшите вложенность перебора.",
    "The expression takes too much work and was stopped: use shorter lists or fewer nested loops.",
)
TOO_LARGE = Wording(
    f"Результат больше {limits.RESULT_BYTES // 1024} КБ или {limits.RESULT_ITEMS} элементов: "
    "возьмите нужную часть.",
    f"The result is larger than {limits.RESULT_BYTES // 1024} KB or {limits.RESULT_ITEMS} items: "
    "take the part you need.",
)
FOREIGN = Wording(
    "Значение неизвестного вида: допустимы текст, число, дата, длительность, да/нет, список, объект.",
    "A value of an unknown kind: text, number, date, duration, yes/no, list and object are known.",
)
TEXTS_ONLY = Wording(
    "Соединять можно только тексты: переведите элементы через map(x, string(x)).",
    "Only texts can be joined: turn the items into text with map(x, string(x)).",
)
NOT_A_CONDITION = Wording(
    "Условие должно давать да или нет: добавьте сравнение.",
    "A condition must give yes or no: add a comparison.",
)
NOT_A_COLLECTION = Wording(
    "Перебирать можно только список или объект.", "Only a list or an object can be walked through."
)


def bad_conversion(target: str) -> Wording:
    """A value that cannot be turned into another type."""
    return Wording(
        f"Значение нельзя перевести функцией {target}(): проверьте, что в нём.",
        f"The value cannot be converted by {target}(): check what is in it.",
    )


def bad_pattern(reason: Wording) -> Wording:
    """A regular expression that re2 does not take."""
    return Wording(
        f"Шаблон поиска не читается: {reason.ru}.", f"The search pattern cannot be read: {reason.en}."
    )


PATTERN_TOO_LONG = Wording(
    f"шаблон длиннее {limits.PATTERN_CHARS} знаков", f"it is longer than {limits.PATTERN_CHARS} characters"
)
BAD_FORMAT = Wording(
    "Строка format() не читается: допустимы %s %d %f %e %x %X %o %b %%, "
    "значений должно хватать, точность не больше 100.",
    "The text of format() cannot be read: %s %d %f %e %x %X %o %b %% are known, "
    "each needs its value, precision is at most 100.",
)
