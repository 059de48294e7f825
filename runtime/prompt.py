"""Prompts: what a caller hears, as an ordered list of texts, recorded sounds, spoken values and silences."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from runtime.fields import Expr, TemplateText, param
from runtime.wording import Wording

MAX_ITEMS: Final = 10
"""Two prompts of so many files fit one command to Asterisk, which has 2,000 bytes."""
SayAs = Literal["number", "digits", "money", "date", "time", "phone"]
_SAID_AS: Final = {
    "number": Wording("число", "number"),
    "digits": Wording("по цифрам", "digit by digit"),
    "money": Wording("деньги", "money"),
    "date": Wording("дата", "date"),
    "time": Wording("время", "time"),
    "phone": Wording("номер телефона", "phone number"),
}


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class PromptText(_Item):
    """A text that is spoken, or the recording kept for it."""

    kind: ClassVar[str] = "text"
    text: TemplateText = param("Текст", "Text")


class PromptSound(_Item):
    """A recorded sound by its name."""

    kind: ClassVar[str] = "sound"
    sound: str = param("Запись", "Recording", widget="sound", min_length=1)


class PromptSay(_Item):
    """A value put into words."""

    kind: ClassVar[str] = "say"
    say: Expr = param("Значение", "Value")
    as_: SayAs = param("Как", "As", default="number", choices=_SAID_AS, alias="as")


class PromptSilence(_Item):
    """A pause."""

    kind: ClassVar[str] = "silence"
    silence_s: float = param("Тишина", "Silence", unit="s", gt=0, le=60)


def _item_kind(value: object) -> str:
    """Which kind of item it is: a stored dict by the key that only this kind has; anything else is a text."""
    if isinstance(value, Mapping):
        for name in ("text", "sound", "say", "silence_s"):
            if name in value:
                return name
        return "text"
    kind = getattr(value, "kind", "text")
    return "silence_s" if kind == "silence" else kind


PromptItem = Annotated[
    Annotated[PromptText, Tag("text")]
    | Annotated[PromptSound, Tag("sound")]
    | Annotated[PromptSay, Tag("say")]
    | Annotated[PromptSilence, Tag("silence_s")],
    Discriminator(_item_kind),
]
Prompt = Annotated[list[PromptItem], Field(max_length=MAX_ITEMS, json_schema_extra={"x-widget": "prompt"})]
