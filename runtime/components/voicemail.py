"""Голосовая почта / Voicemail: greets the caller and records a message for a box."""

import re
from typing import Any, Final

from runtime.call import Call
from runtime.component import ERROR, Component, Output
from runtime.errors import Failure
from runtime.fields import Params, param
from runtime.phone import Recorded, RecordRequest
from runtime.prompt import Prompt
from runtime.wording import Wording
from runtime.written import KEY_WITHOUT_HASH, PBX_NAME

_SHORTEST_MS: Final = 1_000
_NAME_CHARS: Final = 80


class VoicemailParams(Params):
    box: str = param("Ящик", "Box", widget="box", written=PBX_NAME)
    greeting: Prompt = param("Приветствие", "Greeting", default=[])
    max_s: float = param("Сообщение не дольше", "Message at most", default=120, unit="s", ge=1, le=3600)
    silence_s: float = param(
        "Тишина в конце",
        "Silence at the end",
        default=5,
        unit="s",
        ge=1,
        le=60,
        help_ru="После такой тишины запись заканчивается.",
        help_en="After so much silence the recording ends.",
    )
    operator_key: str = param(
        "Клавиша оператора",
        "Operator key",
        default="",
        written=KEY_WITHOUT_HASH,
        help_ru="Действует во время приветствия; клавиша 0 – и во время записи.",
        help_en="Works during the greeting; the key 0 during the recording as well.",
    )


class Voicemail(Component):
    """Greets the caller and records a message for a box; the key # ends it.

    When the caller hangs up, what was recorded is kept. Less than a second counts as no message.
    """

    type = "voicemail"
    title = Wording("Голосовая почта", "Voicemail")
    known_as = Wording(
        "автоответчик, записать сообщение, ящик",
        "answering machine, record, message, mailbox",
    )
    help_ru = """Приветствует звонящего и записывает сообщение в ящик; клавиша # заканчивает запись.

    Если звонящий положил трубку, записанное сохраняется. Запись короче секунды сообщением не считается.
    """
    family = "voice"
    icon = "microphone"
    Params = VoicemailParams
    outputs = (
        Output("left", "ending", Wording("оставлено", "message left")),
        Output("not_left", "fallback", Wording("не оставлено", "no message")),
        Output("operator", "fallback", Wording("к оператору", "to the operator"), needs="operator_key"),
        ERROR,
    )
    uses_line = True
    waits = True

    async def run(self, call: Call, params: Any) -> str:
        if call.progress.get("phase") != "recording":
            call.progress["phase"] = "greeting"
            played = await call.phone.play(params.greeting, break_keys=params.operator_key)
            if played.key:
                return "operator"
            call.progress["phase"] = "recording"
        request = RecordRequest(
            name=_file_name(call),
            max_s=params.max_s,
            silence_s=params.silence_s,
            operator_key=params.operator_key,
        )
        recorded = await call.phone.record(request, box=params.box)
        if recorded.reason == "error":
            raise Failure(
                "no_resource", Wording("сообщение не удалось записать", "the message could not be recorded")
            )
        if recorded.reason == "operator":
            return "operator"
        return "left" if _was_left(recorded, params.silence_s) else "not_left"


def _file_name(call: Call) -> str:
    """A name no other request of any call has, in signs that every file system and Asterisk take."""
    safe = re.sub(r"[^A-Za-z0-9_.-]", "-", call.call_id)[:_NAME_CHARS]
    return f"message-{safe}-{call.position.request + 1}.wav"


def _was_left(recorded: Recorded, silence_s: float) -> bool:
    """Whether something was said: a second or more, the silence that ended it left out."""
    if not recorded.file:
        return False
    if recorded.ms == 0:
        # Nobody measured it: the recording outlived the server that began it. In doubt there is a message.
        return True
    silence_ms = silence_s * 1000 if recorded.reason == "silence" else 0
    return recorded.ms - silence_ms >= _SHORTEST_MS
