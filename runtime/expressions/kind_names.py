"""What the kinds of values are called on screen."""

from runtime.wording import Wording

KIND_NAMES = {
    "text": Wording("текст", "text"),
    "number": Wording("число", "number"),
    "date": Wording("дата", "date"),
    "duration": Wording("длительность", "duration"),
    "yes_no": Wording("да/нет", "yes/no"),
    "list": Wording("список", "list"),
    "object": Wording("объект", "object"),
    "null": Wording("пусто", "null"),
    "bytes": Wording("байты", "bytes"),
    "type": Wording("тип", "type"),
    "any": Wording("любое", "any"),
    "foreign": Wording("неизвестное значение", "unknown value"),
}


def any_of(kinds: tuple[str, ...]) -> Wording:
    """The names of several kinds with "or" between."""
    names = [KIND_NAMES[kind] for kind in kinds]
    return Wording(" или ".join(name.ru for name in names), " or ".join(name.en for name in names))
