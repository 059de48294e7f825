"""Голосовое меню / Voice menu: says what can be chosen and listens for keys."""

from collections.abc import Awaitable, Iterable
from datetime import datetime
from typing import Any, Final

import msgspec

from runtime.call import Call
from runtime.component import ERROR, Assigned, Component, Output
from runtime.fields import Params, RowId, param
from runtime.key_choices import Choice, KeyChoices, extension_choices
from runtime.listening import Answer, hear_answer
from runtime.prompt import Prompt
from runtime.wording import Wording
from runtime.written import EXTENSIONS, KEY_OR_NONE, KEYS

_ALL_S: Final = 120
_EXTENSION: Final = "extension"
_REPEAT: Final = "repeat."  # The id of an output holds no dot.


class Option(Params):
    """One choice, with an output of its own."""

    id: RowId = param("Выход", "Output")
    keys: str = param("Клавиши", "Keys", written=KEYS)
    label: str = param("Название", "Label", default="", max_length=100)


class VoiceMenuParams(Params):
    prompt: Prompt = param("Приглашение", "Prompt")
    options: list[Option] = param("Пункты", "Options", max_length=50)
    timeout_s: float = param("Ждать клавишу", "Wait for a key", default=5, unit="s", gt=0, le=60)
    inter_digit_s: float = param("Между клавишами", "Between keys", default=2, unit="s", gt=0, le=60)
    attempts_no_input: int = param(
        "Попыток без ввода",
        "Attempts without input",
        default=2,
        ge=1,
        le=10,
        help_ru="Сколько раз можно промолчать: 2 – приглашение, один повтор и выход «нет ввода».",
        help_en="Silences allowed: 2 means the prompt, one re-ask, then the output “no input”.",
    )
    attempts_wrong: int = param(
        "Неверных попыток",
        "Wrong attempts",
        default=2,
        ge=1,
        le=10,
        help_ru="Какой по счёту неверный ответ ведёт на выход «неверный ввод»; тишина сюда не входит.",
        help_en="Wrong answers allowed: the last one leaves by “wrong input”; silence does not count here.",
    )
    short_prompt: Prompt = param("Короткий повтор", "Short re-ask", default=[])
    wrong_prompt: Prompt = param("При неверном вводе", "After a wrong answer", default=[])
    repeat_key: str = param("Клавиша «повторить»", "Repeat key", default="", written=KEY_OR_NONE)
    direct_dial: str = param(
        "Добавочные",
        "Direct dialling",
        default="none",
        widget="extensions",
        written=EXTENSIONS,
        help_ru="Какие внутренние номера можно набрать. В маске X – любая цифра: 1XX, 20X.",
        help_en="Which internal numbers may be dialled. In a mask X is any digit: 1XX, 20X.",
    )
    extension_variable: str = param(
        "Куда занести добавочный",
        "Variable for the extension",
        default="ДОБАВОЧНЫЙ",
        widget="variable",
        min_length=1,
        max_length=100,
        help_ru=(
            "Набранный номер попадает в эту переменную; в переводе её пишут как {{ ДОБАВОЧНЫЙ }}, если "
            "имя не менять."
        ),
        help_en=(
            "The dialled number goes into this variable. The name is yours to choose: with EXTENSION here, a "
            "transfer goes to {{ EXTENSION }}."
        ),
    )


class _Progress(msgspec.Struct):
    began_at: datetime
    no_input: int = 0
    wrong: int = 0
    after: str = ""  # How the answer before ended: "silence", "wrong", or "" for the full prompt.


class VoiceMenu(Component):
    """Says what can be chosen and listens; keys already count while it speaks.

    A choice is taken as soon as no longer one begins with the same keys. After silence it asks again, after a
    wrong answer with a remark; the two are counted apart. After two minutes the call leaves by “no input”.
    """

    type = "voice_menu"
    title = Wording("Голосовое меню", "Voice menu")
    known_as = Wording(
        "IVR, автосекретарь, клавиши, тональный, DTMF, меню с озвучкой",
        "IVR, auto attendant, keys, keypad, DTMF, gather",
    )
    help_ru = """Говорит, что можно выбрать, и слушает; клавиши считаются уже во время приглашения.

    Пункт выбран, как только с тех же клавиш не начинается более длинный. После тишины меню спрашивает снова,
    после ошибки – с замечанием; считаются они отдельно. Через две минуты звонок уходит на «нет ввода».
    """
    family = "voice"
    icon = "dialpad"
    Params = VoiceMenuParams
    outputs = (
        Output(_EXTENSION, "fallback", Wording("добавочный", "extension"), needs="direct_dial"),
        Output("no_input", "fallback", Wording("нет ввода", "no input")),
        Output("wrong_input", "fallback", Wording("неверный ввод", "wrong input")),
        ERROR,
    )
    rows_of = "options"
    uses_line = True
    waits = True

    @classmethod
    def row_title(cls, row: Any) -> Wording:
        title = f"{row.keys} {row.label}".strip()
        return Wording(title, title)

    @classmethod
    def assigns(cls, params: Any) -> Iterable[Assigned]:
        if params.direct_dial != "none":
            yield Assigned(params.extension_variable, "text", output=_EXTENSION)

    async def run(self, call: Call, params: Any) -> str:
        now = msgspec.convert({"began_at": call.now(), **call.progress}, _Progress)
        while call.progress.get("keys") or (call.now() - now.began_at).total_seconds() < _ALL_S:
            call.progress.update(msgspec.to_builtins(now))
            answer = await _ask(call, params, now.after)
            output = answer.choice.output if answer.choice else ""
            if output == _EXTENSION:
                call.set_variable(params.extension_variable, answer.keys)
            if output == _REPEAT:
                now.after = ""
            elif output:
                return output
            elif answer.is_silence:
                now.after, now.no_input = "silence", now.no_input + 1
                if now.no_input >= params.attempts_no_input:
                    break
            else:
                now.after, now.wrong = "wrong", now.wrong + 1
                if now.wrong >= params.attempts_wrong:
                    return "wrong_input"
        return "no_input"


def _ask(call: Call, params: Any, after: str) -> Awaitable[Answer]:
    again = params.short_prompt or params.prompt
    prompts = {"": params.prompt, "silence": again, "wrong": params.wrong_prompt + again}
    choices = [Choice(option.keys, option.id) for option in params.options]
    choices += [Choice(key, _REPEAT) for key in params.repeat_key]
    # Whoever dials a number may end it with #, unless that is a choice of its own.
    ends = params.direct_dial != "none" and not any("#" in choice.pattern for choice in choices)
    choices += extension_choices(params.direct_dial, call.surroundings.dial_rules, _EXTENSION)
    times = {"timeout_s": params.timeout_s, "inter_digit_s": params.inter_digit_s}
    secret = params.direct_dial != "none" and params.extension_variable in call.secret_names
    return hear_answer(
        call, prompts[after], KeyChoices(choices), terminator="#" * ends, secret=secret, **times
    )
