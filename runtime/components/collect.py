"""Ввод / Collect input: asks for digits and puts them into a variable."""

from collections.abc import Iterable
from typing import Any, Final, Self

import msgspec
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from runtime.call import Call
from runtime.component import ERROR, Assigned, Component, Output
from runtime.expressions import EvaluationError
from runtime.fields import Expr, Params, param
from runtime.phone import HungUp, KeyRequest
from runtime.prompt import Prompt
from runtime.read_back import read_back
from runtime.saying import own_speech
from runtime.wording import Wording
from runtime.written import KEY_OR_NONE

_REMARKS: Final = {
    "short": Wording("Введено слишком мало цифр.", "Too few digits."),
    "format": Wording("Введено неверно.", "That is not valid."),
}


class CollectParams(Params):
    prompt: Prompt = param("Приглашение", "Prompt")
    variable: str = param("Переменная", "Variable", widget="variable", min_length=1, max_length=100)
    min_digits: int = param("Цифр не меньше", "Digits at least", default=1, ge=0, le=100)
    max_digits: int = param("Цифр не больше", "Digits at most", default=20, ge=1, le=100)
    terminator: str = param("Клавиша конца", "Ending key", default="#", written=KEY_OR_NONE)
    timeout_s: float = param("Ждать ввода", "Wait for input", default=5, unit="s", gt=0, le=60)
    inter_digit_s: float = param("Между цифрами", "Between digits", default=3, unit="s", gt=0, le=60)
    attempts: int = param("Попыток всего", "Attempts in all", default=3, ge=1, le=10)
    valid: Expr | None = param(
        "Проверка",
        "Check",
        default=None,
        gives="yes_no",
        help_ru="Выражение; имя переменной означает в нём то, что введено: size(PIN) == 4.",
        help_en="An expression in which the variable's name stands for what was entered: size(PIN) == 4.",
    )
    confirm: bool = param(
        "Переспросить",
        "Read back",
        default=False,
        show_if={"field": "secret", "equals": False},
        help_ru="Прочитать введённое вслух: 1 – верно, 2 – ввести заново.",
        help_en="Say aloud what was entered: 1 is right, 2 enters it again.",
    )
    secret: bool = param("Секрет: нигде не показывать", "Secret: show nowhere", default=False)

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.min_digits > self.max_digits:
            said = Wording(
                "Наименьшее число цифр больше наибольшего.", "The least number of digits is above the most."
            )
            raise PydanticCustomError("bad_digits", "{en}", said._asdict())
        return self


class _Progress(msgspec.Struct):
    asked: int = 0
    remark: str = ""
    candidate: str = ""  # What is being read back.


class Collect(Component):
    """Asks for digits and puts them into a variable.

    The caller is told what is wrong with them and asked again. When the attempts are used up, the last answer
    decides: silence leaves by “no input”, a wrong one by “wrong input”, one not confirmed by “refused”. The
    digits of a caller who hangs up are kept unless they are secret.
    """

    type = "collect"
    title = Wording("Ввод", "Collect input")
    known_as = Wording("цифры, набор, тональный, код, пароль, DTMF", "digits, keypad, DTMF, PIN, input")
    help_ru = """Просит ввести цифры и заносит их в переменную.

    Звонящий слышит, что в них не так, и вводит снова. Когда попытки кончились, выход выбирает последний
    ответ: тишина – «нет ввода», неверный – «неверный ввод», неподтверждённый – «отказ». Если звонящий
    положил трубку, введённые цифры сохраняются, кроме секретных.
    """
    family = "voice"
    icon = "forms"
    Params = CollectParams
    outputs = (
        Output("entered", "ending", Wording("введено", "entered")),
        Output("no_input", "fallback", Wording("нет ввода", "no input")),
        Output("wrong_input", "fallback", Wording("неверный ввод", "wrong input")),
        Output("refused", "fallback", Wording("отказ", "refused"), needs="confirm"),
        ERROR,
    )
    uses_line = True
    waits = True

    @classmethod
    def assigns(cls, params: Any) -> Iterable[Assigned]:
        yield Assigned(params.variable, "text", secret=params.secret, output="entered")

    async def run(self, call: Call, params: Any) -> str:
        now = msgspec.convert(call.progress, _Progress)
        secret = params.secret or params.variable in call.secret_names
        try:
            while True:
                call.progress.update(msgspec.to_builtins(now))
                output, keys = await _attempt(call, params, now, secret)
                if output == "entered":
                    call.set_variable(params.variable, keys, secret=secret)
                if output == "entered" or (output and now.asked >= params.attempts):
                    return output
        except HungUp as gone:
            keys = str(call.progress["candidate"]) or gone.keys
            if keys and not secret:
                call.set_variable(params.variable, keys)
            raise


async def _attempt(call: Call, params: Any, now: _Progress, secret: bool) -> tuple[str, str]:
    """Ask, or read back: the output and the keys; output "" where the keys have to be read back first."""
    if now.candidate:
        keys, now.candidate = now.candidate, ""
        return ("entered" if await read_back(call, keys, params.timeout_s) else "refused"), keys
    remark = [own_speech(_REMARKS[now.remark], call.language)] if now.remark else []
    times = {"timeout_s": params.timeout_s, "inter_digit_s": params.inter_digit_s}
    request = KeyRequest(params.max_digits, **times, terminator=params.terminator, secret=secret)
    heard = await call.phone.read_keys([*remark, *params.prompt], request)
    now.asked += 1
    now.remark = "" if heard.reason == "timeout" else _fault(call, params, heard.keys)
    if now.remark or heard.reason == "timeout":
        return ("wrong_input" if now.remark else "no_input"), ""
    if params.confirm and heard.keys and not secret:
        now.candidate = heard.keys
    return ("" if now.candidate else "entered"), heard.keys


def _fault(call: Call, params: Any, keys: str) -> str:
    """What is wrong with these keys: "short", "format", or "" for nothing."""
    if len(keys) < params.min_digits:
        return "short"
    if params.valid is None:
        return ""
    try:
        verdict = call.candidate(params.valid, params.variable, keys)
    except EvaluationError as error:
        call.warn(error.text.under(Wording("у проверки нет значения", "the check has no value")))
        return "format"
    return "" if verdict is True else "format"
