"""Messages about what cannot be read, in Russian and English, each with what to do."""

from runtime.wording import Wording

from . import limits

EMPTY = Wording(
    'Выражение пустое: напишите значение, например "текст" или calledID().',
    'The expression is empty: write a value, such as "text" or calledID().',
)
TOO_LONG = Wording(
    f"Выражение длиннее {limits.SOURCE_CHARS} знаков: разделите его на несколько присвоений.",
    f"The expression is longer than {limits.SOURCE_CHARS} characters: split it into several assignments.",
)
TOO_MANY_NODES = Wording(
    f"В выражении больше {limits.NODES} элементов: разделите его на несколько присвоений.",
    f"The expression has more than {limits.NODES} elements: split it into several assignments.",
)
UNCLOSED_TEXT = Wording(
    "Текст не закрыт: поставьте такую же кавычку в конце.",
    "The text is not closed: put the same quote at its end.",
)
UNCLOSED_NAME = Wording(
    "Имя не закрыто: поставьте ` в конце имени.", "The name is not closed: put ` at its end."
)
BAD_ESCAPE = Wording(
    "Неизвестное сочетание после \\ в тексте: напишите \\\\, если нужна сама косая черта.",
    "Unknown escape after \\ in the text: write \\\\ for the backslash itself.",
)
NUMBER_RANGE = Wording(
    "Число слишком велико: допустимы целые до 9223372036854775807.",
    "The number is too large: whole numbers go up to 9223372036854775807.",
)
UNEXPECTED_END = Wording(
    "Выражение оборвано: допишите значение или закройте скобку.",
    "The expression breaks off: add a value or close the bracket.",
)
SINGLE_EQUALS = Wording("Для сравнения пишут ==, а не =.", "Comparison is written ==, not =.")
PATH_NAME = Wording("После точки должно стоять имя поля.", "A field name must follow the dot.")


def unexpected(text: str) -> Wording:
    """A token that cannot stand here."""
    return Wording(
        f"Здесь не может стоять «{text}»: проверьте знак действия, запятую или скобку перед ним.",
        f"“{text}” cannot stand here: check the operator, comma or bracket before it.",
    )


def unexpected_character(char: str) -> Wording:
    """A character that no token begins with."""
    if char in "«»„“”‘’":
        return Wording(
            f"Кавычка {char} не подходит: используйте прямые кавычки \" или '.",
            f"The quote {char} does not work here: use straight quotes \" or '.",
        )
    if char in "&|":
        return Wording(
            f"Знак {char} пишут дважды: {char}{char}.", f"The sign {char} is written twice: {char}{char}."
        )
    return Wording(
        f"Знак «{char}» не входит в язык выражений: уберите его или заключите текст в кавычки.",
        f"The character “{char}” is not part of the language: remove it, or put the text in quotes.",
    )


def two_names(first: str, second: str) -> Wording:
    """Two names side by side: most likely one name with a space."""
    signs = {"and": "&&", "or": "||", "и": "&&", "или": "||", "not": "!", "не": "!"}
    for word in (first, second):
        if word.casefold() in signs:
            return Wording(
                f"Вместо «{word}» пишут {signs[word.casefold()]}.",
                f"Instead of “{word}” write {signs[word.casefold()]}.",
            )
    return Wording(
        f"Имя с пробелом заключают в обратные кавычки: `{first} {second}`.",
        f"A name with a space stands in backticks: `{first} {second}`.",
    )


def reserved(word: str) -> Wording:
    """A bare word that the language keeps for itself."""
    return Wording(
        f"Слово {word} зарезервировано: имя переменной возьмите в обратные кавычки: `{word}`.",
        f"The word {word} is reserved: put the variable's name in backticks: `{word}`.",
    )


def bad_macro(name: str, usage: str) -> Wording:
    """A macro whose arguments have the wrong form."""
    return Wording(f"{name} пишут так: {usage}.", f"{name} is written like this: {usage}.")


UNCLOSED_HOLE = Wording(
    "Вставка {{ не закрыта: поставьте }} или напишите \\{{, если нужны сами скобки.",
    "The hole {{ is not closed: add }}, or write \\{{ for the braces themselves.",
)
TOO_MANY_HOLES = Wording(
    f"В тексте больше {limits.TEMPLATE_HOLES} вставок: разделите его.",
    f"The text has more than {limits.TEMPLATE_HOLES} holes: split it.",
)
TEMPLATE_TOO_LONG = Wording(
    f"Текст длиннее {limits.TEMPLATE_CHARS} знаков: сократите его.",
    f"The text is longer than {limits.TEMPLATE_CHARS} characters: shorten it.",
)
