"""Functions that tell of the present call and moment."""

from datetime import datetime
from typing import Any

from runtime.numbers import norm_number
from runtime.wording import Wording

from ..function import DATE, NUMBER, Function, Param
from ..run import Run
from ..values import number_text

# Reading one number costs phonenumbers tens of microseconds.
_NUMBER_STEPS = 100
_DATE = Param("date", DATE, is_optional=True)


def _norm_number(run: Run, number: Any) -> str:
    run.spend(_NUMBER_STEPS)
    return norm_number(number if type(number) is str else number_text(number), run.facts.region)


def _hour(run: Run, date: datetime | None = None) -> int:
    return (date or run.facts.now()).hour


def _weekday(run: Run, date: datetime | None = None) -> int:
    return (date or run.facts.now()).isoweekday()


def _date(run: Run, date: datetime | None = None) -> str:
    return (date or run.facts.now()).date().isoformat()


def _key(run: Run, number: float) -> str:
    keys = run.facts.last_keys
    return keys[int(number) - 1] if 1 <= number <= len(keys) else ""


def _fact(name: str, alias: str, attribute: str, ru: str, en: str) -> Function:
    return Function(
        name, (alias,), (), "text", lambda run: getattr(run.facts, attribute), Wording(ru, en), pure=False
    )


FUNCTIONS = (
    _fact(
        "calledID",
        "набранныйНомер",
        "called",
        "Номер, который набрал звонящий; пусто, если линия его не передаёт.",
        "The number that the caller dialled; empty when the line does not tell it.",
    ),
    _fact(
        "callerID",
        "номерЗвонящего",
        "caller",
        "Номер звонящего; пусто, если он скрыт.",
        "The caller's number; empty when it is hidden.",
    ),
    _fact(
        "callerName",
        "имяЗвонящего",
        "caller_name",
        "Имя звонящего, как его передала сеть.",
        "The caller's name as the network gave it.",
    ),
    _fact(
        "lineNumber",
        "номерЛинии",
        "line",
        "Номер линии, по которой пришёл звонок.",
        "The number of the line that the call came by.",
    ),
    _fact(
        "trunk",
        "транк",
        "trunk",
        "Имя транка, по которому пришёл звонок.",
        "The name of the trunk that the call came by.",
    ),
    _fact(
        "callId",
        "идЗвонка",
        "call_id",
        "Идентификатор звонка в истории.",
        "The call's identifier in the history.",
    ),
    _fact(
        "version",
        "версия",
        "revision",
        "Версия сценария, по которой идёт звонок.",
        "The revision of the scenario that the call runs on.",
    ),
    _fact(
        "lastKeys",
        "последниеКлавиши",
        "last_keys",
        "Клавиши, нажатые в последнем вводе.",
        "The keys pressed at the last input.",
    ),
    Function(
        "key",
        ("клавиша",),
        (Param("n", NUMBER),),
        "text",
        _key,
        Wording(
            "Клавиша с номером n (от 1) последнего ввода; пусто, если её нет.",
            "Key number n (from 1) of the last input; empty when there is none.",
        ),
        pure=False,
    ),
    Function(
        "normNumber",
        ("нормНомер",),
        (Param("number", ("text", "number")),),
        "text",
        _norm_number,
        Wording(
            "Номер в едином виде (+74951234567); короткие номера не меняются.",
            "The number in one form (+74951234567); short numbers stay as they are.",
        ),
        pure=False,
    ),
    Function(
        "now",
        ("сейчас",),
        (),
        "date",
        lambda run: run.facts.now(),
        Wording(
            "Текущие дата и время в часовом поясе установки.",
            "The present date and time in the installation's zone.",
        ),
        pure=False,
    ),
    Function(
        "hour",
        ("час",),
        (_DATE,),
        "number",
        _hour,
        Wording(
            "Час от 0 до 23: сейчас или для указанной даты.", "The hour, 0 to 23: now, or of the given date."
        ),
        pure=False,
    ),
    Function(
        "weekday",
        ("деньНедели",),
        (_DATE,),
        "number",
        _weekday,
        Wording(
            "День недели от 1 (понедельник) до 7: сегодня или для указанной даты.",
            "The day of the week, 1 (Monday) to 7: today, or of the given date.",
        ),
        pure=False,
    ),
    Function(
        "date",
        ("дата",),
        (_DATE,),
        "text",
        _date,
        Wording(
            "Дата вида 2026-11-25: сегодня или для указанной даты.",
            "A date like 2026-11-25: today, or of the given date.",
        ),
        pure=False,
    ),
    Function(
        "callDuration",
        ("длительность",),
        (),
        "number",
        lambda run: int(run.facts.call_seconds()),
        Wording("Сколько целых секунд идёт звонок.", "How many whole seconds the call has lasted."),
        pure=False,
    ),
)
