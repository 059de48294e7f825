"""Проигрывание / Play: the caller hears a prompt."""

from typing import Any

import msgspec

from runtime.call import Call
from runtime.component import ERROR, NEXT, Component, Output
from runtime.fields import Params, param
from runtime.prompt import Prompt
from runtime.wording import Wording
from runtime.written import BREAK_KEYS


class PlayParams(Params):
    prompt: Prompt = param("Что сказать", "Prompt", min_length=1)
    break_keys: str = param(
        "Клавиши прерывания",
        "Break keys",
        default="",
        written=BREAK_KEYS,
        help_ru="Любая из них прерывает и уводит на выход «клавиша»; другие клавиши не действуют.",
        help_en="Any of these stops it and leaves by the output “key”; other keys do nothing.",
    )
    repeat: int = param("Сколько раз", "How many times", default=1, ge=1, le=99)


class _Progress(msgspec.Struct):
    rounds: int = 0
    """How many times the prompt was heard to its end."""


class Play(Component):
    """Plays texts, recorded sounds, spoken values and pauses, in order.

    A recording that is missing is spoken from its text where it has one; what cannot be played at all leaves
    by the output “error”.
    """

    type = "play"
    title = Wording("Проигрывание", "Play")
    known_as = Wording(
        "звук, сказать, озвучить, запись, приветствие, речь",
        "say, audio, sound, speak, greeting, prompt, TTS, announcement",
    )
    help_ru = """Проигрывает тексты, записи, произнесённые значения и паузы по порядку.

    Если записи нет, звучит её текст, когда он есть; то, что проиграть нельзя совсем, уходит на выход
    «ошибка».
    """
    family = "voice"
    icon = "volume"
    Params = PlayParams
    outputs = (NEXT, Output("key", "fallback", Wording("клавиша", "key"), needs="break_keys"), ERROR)
    uses_line = True
    waits = True

    async def run(self, call: Call, params: Any) -> str:
        progress = msgspec.convert(call.progress, _Progress)
        while progress.rounds < params.repeat:
            call.progress.update(msgspec.structs.asdict(progress))
            played = await call.phone.play(params.prompt, params.break_keys)
            if played.key:
                return "key"
            progress.rounds += 1
        return "next"
