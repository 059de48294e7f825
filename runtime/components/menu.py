"""Меню / Menu: chooses the way by a value, first match in order."""

from typing import Any

from pydantic import ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from runtime.call import Call
from runtime.component import Component, Output
from runtime.expressions import EvaluationError, to_text
from runtime.fields import Expr, Params, RowId, param
from runtime.matching import BadRow, Match, RowKind, matcher
from runtime.wording import Wording

_VALUE_CHARS = 4_000


class MenuValue(Params):
    """One value of the argument, with an output of its own."""

    id: RowId = param("Выход", "Output")
    kind: RowKind = param(
        "Вид",
        "Kind",
        default="text",
        choices={
            "text": Wording("текст", "text"),
            "mask": Wording("маска", "mask"),
            "range": Wording("диапазон", "range"),
            "list": Wording("список", "list"),
            "regex": Wording("выражение", "regular expression"),
        },
        help_ru=(
            "Текст; маска (8495*, ? – один любой знак); диапазон (100-199); список через запятую; "
            "регулярное выражение (RE2, ищется в значении; ^ и $ – начало и конец)."
        ),
        help_en=(
            "A text; a mask (8495*, ? is any one sign); a range (100-199); a list separated by commas; "
            "a regular expression (RE2, looked for in the value; ^ and $ are its ends)."
        ),
    )
    value: str = param("Значение", "Value", min_length=1, max_length=_VALUE_CHARS)

    @field_validator("value")
    @classmethod
    def _is_readable(cls, value: str, info: ValidationInfo) -> str:
        """A mask, range, list or expression that cannot be read is told when it is saved."""
        if "kind" in info.data:
            try:
                matcher(info.data["kind"], value, "ignore_case")
            except BadRow as error:
                context = {"code": error.code, "ru": error.message.ru, "en": error.message.en}
                raise PydanticCustomError("bad_row", "{en}", context) from error
        return value


class MenuParams(Params):
    argument: Expr = param("Аргумент", "Argument")
    match: Match = param(
        "Сравнение",
        "Comparison",
        default="exact",
        choices={
            "exact": Wording("точно", "exactly"),
            "number": Wording("как номера телефонов", "as phone numbers"),
            "ignore_case": Wording("без учёта регистра", "ignoring case"),
        },
        help_ru=(
            "Точно; как номера телефонов (84951234567 и +7 495 123-45-67 – одно и то же); "
            "без различия больших и малых букв."
        ),
        help_en=(
            "Exactly; as telephone numbers (84951234567 and +7 495 123-45-67 are one); "
            "with small and capital letters alike."
        ),
    )
    values: list[MenuValue] = param("Значения", "Values", min_length=1, max_length=200)


class Menu(Component):
    """Chooses the output by the value of its argument: that of the first row that fits.

    A number is compared by the text people read: 3 fits the row “3”. An argument that is empty or cannot be
    computed, and one that no row fits, leave by the output “other”.
    """

    type = "menu"
    title = Wording("Меню", "Menu")
    known_as = Wording(
        "выбор, переключатель, ветвление, по значению",
        "switch, choice, branch, split by value",
    )
    help_ru = """Сравнивает значение со строками и идёт по выходу первой подходящей.

    Число сравнивается так, как его читают: 3 подходит к строке «3». Пустой аргумент, аргумент, который не
    удалось вычислить, и значение, к которому не подошла ни одна строка, уходят на выход «прочее».
    """
    family = "control"
    icon = "list-check"
    Params = MenuParams
    outputs = (Output("other", "required", Wording("прочее", "other")),)
    rows_of = "values"

    @classmethod
    def row_title(cls, row: Any) -> Wording:
        return Wording(row.value, row.value)

    async def run(self, call: Call, params: Any) -> str:
        try:
            text = to_text(call.evaluate(params.argument)).strip()
        except EvaluationError as error:
            call.warn(error.text.under(Wording("у аргумента нет значения", "the argument has no value")))
            return "other"
        if not text:
            call.warn(Wording("аргумент пуст", "the argument is empty"))
            return "other"
        for row in params.values:
            if matcher(row.kind, row.value, params.match)(text, call.region):
                return str(row.id)
        return "other"
