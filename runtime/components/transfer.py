"""Перевод / Transfer: rings people by number and connects the caller, or hands the caller over."""

from typing import Any, Final, Literal, cast

from runtime.call import Call
from runtime.component import ERROR, Component, Output
from runtime.errors import Failure
from runtime.fields import Params, TemplateText, param
from runtime.phone import DialRequest
from runtime.targets import dial_strings
from runtime.wording import Wording
from runtime.written import KEY_OR_NONE, PHONE_NUMBER

_CONNECTS: Final = {"field": "kind", "equals": "connect"}


class TransferParams(Params):
    targets: list[TemplateText] = param(
        "Кому",
        "Targets",
        widget="phone",
        min_length=1,
        max_length=50,
        help_ru=(
            "Номера, для которых есть правило набора. Можно с переменными: {{ ДОБАВОЧНЫЙ }} – номер, "
            "который набрали в голосовом меню."
        ),
        help_en=(
            "Numbers that a dial rule allows. Variables may stand in them, such as {{ EXTENSION }} where a "
            "voice menu puts the dialled number into the variable EXTENSION."
        ),
    )
    kind: Literal["connect", "blind"] = param(
        "Вид",
        "Kind",
        default="connect",
        choices={"connect": Wording("соединить", "connect"), "blind": Wording("передать", "hand over")},
        help_ru="Соединить и вернуться в сценарий после разговора, или передать звонок насовсем.",
        help_en="Connect and come back to the scenario after the talk, or hand the call over for good.",
    )
    order: Literal["in_turn", "all", "ascending"] = param(
        "Порядок",
        "Order",
        default="in_turn",
        choices={
            "in_turn": Wording("по очереди", "in turn"),
            "all": Wording("всем сразу", "all at once"),
            "ascending": Wording("по нарастающей", "ascending"),
        },
        show_if=_CONNECTS,
        help_ru="По очереди, всем сразу, или по нарастающей: следующий присоединяется к уже звонящим.",
        help_en="In turn, all at once, or ascending: the next one joins those already ringing.",
    )
    step_s: float = param(
        "Шаг",
        "Step",
        default=8,
        unit="s",
        gt=0,
        le=600,
        show_if=_CONNECTS,
        help_ru="Сколько звонит каждый, прежде чем очередь дойдёт до следующего.",
        help_en="How long each one rings before it is the next one's turn.",
    )
    ring_s: float = param(
        "Звонить всего", "Ring in all", default=30, unit="s", gt=0, le=3600, show_if=_CONNECTS
    )
    max_talk_s: float = param(
        "Разговор не дольше",
        "Talk at most",
        default=0,
        unit="s",
        ge=0,
        le=86_400,
        show_if=_CONNECTS,
        help_ru="0 – без ограничения; за 10 секунд до конца звучит сигнал.",
        help_en="0: no limit; a tone is heard 10 seconds before the end.",
    )
    caller_id: str = param(
        "Показать номер",
        "Show number",
        default="",
        written=PHONE_NUMBER,
        show_if=_CONNECTS,
        help_ru="Какой номер увидит вызываемый; пусто – номер звонящего.",
        help_en="The number shown to the callee; empty: the caller's own.",
    )
    accept_key: str = param(
        "Клавиша согласия",
        "Accept key",
        default="",
        written=KEY_OR_NONE,
        show_if=_CONNECTS,
        help_ru="Вызываемый должен нажать её, иначе считается, что он не ответил.",
        help_en="The callee has to press it, or counts as not having answered.",
    )
    music: bool = param("Музыка вместо гудков", "Music instead of ringing", default=False, show_if=_CONNECTS)


class Transfer(Component):
    """Rings one or more numbers and connects the caller to whoever answers, or hands the call over.

    After the talk the scenario goes on at the output “completed”. A number that no dial rule allows is
    refused; a text that is no number counts as unreachable. Where there are several, such ones are left out
    and the others are rung.
    """

    type = "transfer"
    title = Wording("Перевод", "Transfer")
    known_as = Wording(
        "соединить, позвонить, набрать, оператор, внутренний, переадресация",
        "dial, connect, call, forward, operator, extension",
    )
    help_ru = """Звонит на один или несколько номеров и соединяет с тем, кто ответил, или передаёт звонок.

    После разговора сценарий идёт дальше с выхода «завершён». Номер, для которого нет правила набора,
    запрещён; текст, который не номер, считается недоступным. Если номеров несколько, такие пропускаются, а
    на остальные сценарий звонит.
    """
    family = "routing"
    icon = "phone-outgoing"
    Params = TransferParams
    outputs = (
        Output("completed", "ending", Wording("завершён", "completed")),
        Output("no_answer", "fallback", Wording("не ответил", "no answer")),
        Output("busy", "fallback", Wording("занят", "busy")),
        Output("unreachable", "fallback", Wording("недоступен", "unreachable")),
        Output("declined", "fallback", Wording("отклонил", "declined")),
        ERROR,
    )
    uses_line = True
    waits = True

    async def run(self, call: Call, params: Any) -> str:
        if "targets" not in call.progress:
            # Kept with the request, so that a resumed call never rings anybody else.
            call.progress["targets"] = dial_strings(call, params.targets)
        targets = cast(list[str], call.progress["targets"])
        if not targets:
            return "unreachable"
        if params.kind == "blind":
            dialled = await call.phone.transfer_blind(targets[0])
            # A line that is no longer ours may close at any moment, which is no hang-up of the caller.
            call.handed_over = dialled.result == "answered"
        else:
            dialled = await call.phone.dial(_request(params, targets))
        if dialled.result == "error":
            raise Failure(
                "bad_response",
                Wording("АТС не смогла набрать номер", "the telephone exchange could not place the call"),
            )
        return "completed" if dialled.result == "answered" else dialled.result


def _request(params: Any, targets: list[str]) -> DialRequest:
    return DialRequest(
        targets=tuple(targets),
        order=params.order,
        step_s=params.step_s,
        ring_s=params.ring_s,
        max_talk_s=params.max_talk_s,
        caller_id=params.caller_id,
        accept_key=params.accept_key,
        music=params.music,
    )
