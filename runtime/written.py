"""What texts look like: the pattern for the machine, words and an example for people."""

from typing import Final, NamedTuple

from runtime.wording import Wording


class Written(NamedTuple):
    """`words` go on from "this is written as" and end with an example."""

    pattern: str
    words: Wording


KEY: Final = Written(
    "^[0-9*#]$", Wording("одна клавиша – цифра, * или #, например 1", "one key, a digit, * or #, such as 1")
)
KEY_OR_NONE: Final = Written(
    "^[0-9*#]?$",
    Wording(
        "одна клавиша – цифра, * или #, например 9; или пусто", "one key, a digit, * or #, such as 9; or none"
    ),
)
KEY_WITHOUT_HASH: Final = Written(
    "^[0-9*]?$",
    Wording("одна клавиша – цифра или *, например 0; или пусто", "one key, a digit or *, such as 0; or none"),
)
KEYS: Final = Written(
    "^[0-9*#]{1,10}$",
    Wording(
        "клавиши телефона – цифры, * и #, не больше 10, например 1",
        "keys, digits, * and #, up to 10, such as 1",
    ),
)
BREAK_KEYS: Final = Written(
    "^[0-9*#]{0,12}$",
    Wording("клавиши подряд – цифры, * и #, например 12#", "keys in a row, digits, * and #, such as 12#"),
)
PBX_NAME: Final = Written(
    r"^[\w .@+-]{1,80}$",
    Wording(
        "буквы, цифры, пробел и знаки . @ + - _, например sales",
        "letters, digits, spaces and . @ + - _, such as sales",
    ),
)
MUSIC_CLASS: Final = Written(
    r"^[\w.-]{0,80}$",
    Wording("буквы, цифры и знаки . - _, например default", "letters, digits and . - _, such as default"),
)
PHONE_NUMBER: Final = Written(
    r"^(\+?[0-9]{1,32})?$",
    Wording(
        "цифры, впереди может стоять +, например +74951234567",
        "digits, with a + in front if need be, such as +74951234567",
    ),
)
EXTENSIONS: Final = Written(
    "^(none|all|[0-9X?]{1,10}(, ?[0-9X?]{1,10}){0,9})$",
    Wording(
        "none, all или маски через запятую, например 1XX, 20X",
        "none, all or masks with commas between them, such as 1XX, 20X",
    ),
)
RESULT: Final = Written(
    "^([a-z0-9_]{1,32})?$",
    Wording(
        "латинские строчные буквы, цифры и знак _, например sold",
        "small Latin letters, digits and _, such as sold",
    ),
)
ROW_ID: Final = Written(
    "^[a-z0-9_]{1,32}$",
    Wording(
        "латинские строчные буквы, цифры и знак _, например sales",
        "small Latin letters, digits and _, such as sales",
    ),
)
NODE_ID: Final = Written(
    "^[A-Za-z0-9_-]{1,64}$",
    Wording("латинские буквы, цифры, - и _, например n7", "Latin letters, digits, - and _, such as n7"),
)
OUTPUT_ID: Final = Written(r"^[a-z0-9_]{1,32}(\.spent)?$", ROW_ID.words)
LANGUAGE: Final = Written(
    "^[a-z]{2}$", Wording("две латинские буквы, например ru", "two small Latin letters, such as ru")
)
