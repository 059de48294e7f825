"""Уведомление / Notification: a message for people at their screens."""

import logging
from typing import Any, Final, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from runtime.call import Call
from runtime.component import NEXT, Component
from runtime.fields import Params, TemplateText, param
from runtime.wording import Wording

_LOG_LEVELS: Final = {"info": logging.INFO, "warning": logging.WARNING, "alarm": logging.ERROR}
_log = logging.getLogger("callwright.notification")


class Recipient(Params):
    """Who is told: whoever watches the scenario, everyone of a role, or one user."""

    kind: Literal["watchers", "role", "user"] = param(
        "Кому",
        "Who",
        default="watchers",
        choices={
            "watchers": Wording("открывшим сценарий", "those who watch it"),
            "role": Wording("всем с ролью", "everyone of a role"),
            "user": Wording("одному человеку", "one person"),
        },
    )
    name: str = param(
        "Имя", "Name", default="", max_length=150, show_if={"field": "kind", "in": ["role", "user"]}
    )

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        """Watchers have no name; a role or a user is nobody without one."""
        if (self.kind == "watchers") != (self.name == ""):
            said = (
                Wording(
                    "У открывших сценарий имени нет: оставьте поле пустым.",
                    "Watchers have no name: leave it empty.",
                )
                if self.name
                else Wording("Укажите имя роли или пользователя.", "Name the role or the user.")
            )
            raise PydanticCustomError("bad_recipient", "{en}", said._asdict())
        return self


class NotificationParams(Params):
    text: TemplateText = param("Текст", "Text")
    recipients: list[Recipient] = param(
        "Получатели", "Recipients", default=[Recipient()], min_length=1, max_length=100
    )
    level: Literal["info", "warning", "alarm"] = param(
        "Важность",
        "Level",
        default="info",
        choices={
            "info": Wording("сообщение", "message"),
            "warning": Wording("внимание", "warning"),
            "alarm": Wording("тревога", "alarm"),
        },
    )
    ttl_s: float = param(
        "Показывать",
        "Shown for",
        default=0,
        unit="s",
        ge=0,
        help_ru="Через сколько секунд исчезает; 0 – пока не закроют.",
        help_en="How many seconds until it disappears; 0: until it is closed.",
    )
    group: str = param(
        "Группа",
        "Group",
        default="",
        max_length=100,
        help_ru="Новое уведомление заменяет прежнее с тем же кодом группы.",
        help_en="A new notification takes the place of an earlier one with the same group code.",
    )
    save: bool = param("Сохранять", "Save", default=True)
    log: bool = param("Писать в журнал", "Write to the log", default=False)


class Notification(Component):
    """Shows a notification on the screens of the people you choose; the caller does not wait for it.

    It is sent even when the caller has hung up. Secret variables cannot be used in it.
    """

    type = "notification"
    title = Wording("Уведомление", "Notification")
    known_as = Wording("сообщение, оповещение, экран", "message, alert, screen, popup")
    help_ru = """Показывает уведомление на экранах выбранных людей; звонящий его не ждёт.

    Отправляется и тогда, когда звонящий уже положил трубку. Секретные переменные в нём недопустимы.
    """
    family = "messages"
    icon = "bell"
    Params = NotificationParams
    outputs = (NEXT,)
    shown = ("text",)

    async def run(self, call: Call, params: Any) -> str:
        text = call.render(params.text)
        node = call.position.node
        call.trace.emit(
            "notified",
            node,
            text=text,
            level=params.level,
            recipients=[{"kind": recipient.kind, "name": recipient.name} for recipient in params.recipients],
            ttl_s=params.ttl_s,
            group=params.group,
            save=params.save,
        )
        if params.log:
            told = {"call": call.call_id, "node": node, "text_pii": call.trace.shown(text)}
            _log.log(_LOG_LEVELS[params.level], "notification", extra=told)
        return "next"
