"""What a scenario asks of its callers: menus one after another, many options, long prompts."""

from collections.abc import Iterator
from typing import Final

from runtime.expressions import Template
from runtime.prompt import Prompt, PromptSilence, PromptText
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .issue import Issue
from .values import prompts

MAX_DEPTH: Final = 3
MAX_OPTIONS: Final = 5
MAX_PROMPT_S: Final = 20
_CHARS_PER_SECOND: Final = 14
_HOLE_CHARS: Final = 8
_ITEM_S: Final = 2
"""A recorded sound or a spoken value, whose length nobody knows here."""


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Where callers are likely to give up; with the figures."""
    yield from _deep(drawing)
    for node in drawing.nodes.values():
        if node.params is None:
            continue
        if node.type == "voice_menu" and len(node.params.options) > MAX_OPTIONS:
            yield _many_options(node, len(node.params.options))
        for param, prompt in prompts(node.params):
            seconds = _spoken_s(prompt)
            if seconds > MAX_PROMPT_S:
                yield _long_prompt(node, param, round(seconds))


def _deep(drawing: Drawing) -> Iterator[Issue]:
    """The menus that a caller only comes to after MAX_DEPTH others."""
    if drawing.circles:
        return
    depth: dict[str, int] = {}
    for id_ in sorted(drawing.nodes, key=drawing.order.__getitem__):
        node = drawing.nodes[id_]
        own = depth.get(id_, 0) + (node.type == "voice_menu")
        if node.type == "voice_menu" and own == MAX_DEPTH + 1:
            yield Issue(
                "deep_menus",
                "warning",
                Wording(
                    f"«{node.title}»: это уже {own}-е голосовое меню подряд.",
                    f"“{node.title}”: this is menu number {own} in a row for the caller.",
                ),
                Wording(
                    f"Оставьте не больше {MAX_DEPTH} уровней: объедините меню.",
                    f"Keep to {MAX_DEPTH} levels: join some menus.",
                ),
                node=id_,
            )
        for target in node.edges.values():
            depth[target] = max(depth.get(target, 0), own)


def _many_options(node: Placed, options: int) -> Issue:
    return Issue(
        "many_options",
        "warning",
        Wording(
            f"«{node.title}»: вариантов {options}, на слух запоминают до {MAX_OPTIONS}.",
            f"“{node.title}”: {options} options; people remember up to {MAX_OPTIONS} by ear.",
        ),
        Wording("Разделите меню или уберите редкие варианты.", "Split the menu, or drop rare options."),
        node=node.id,
        param="options",
    )


def _long_prompt(node: Placed, param: str, seconds: int) -> Issue:
    label = node.label(param)
    return Issue(
        "long_prompt",
        "warning",
        Wording(
            f"«{node.title}», {label.ru}: звучит около {seconds} с, терпения хватает на {MAX_PROMPT_S}.",
            f"“{node.title}”, {label.en}: it takes about {seconds} s; patience lasts for {MAX_PROMPT_S}.",
        ),
        Wording("Сократите текст: главное в начале.", "Shorten it: the main thing first."),
        node=node.id,
        param=param,
    )


def _spoken_s(prompt: Prompt) -> float:
    """About how long the prompt takes, in seconds."""
    total = 0.0
    for item in prompt:
        if isinstance(item, PromptText):
            total += _chars(item.text) / _CHARS_PER_SECOND
        elif isinstance(item, PromptSilence):
            total += item.silence_s
        else:
            total += _ITEM_S
    return total


def _chars(text: Template) -> int:
    return sum(len(part) if isinstance(part, str) else _HOLE_CHARS for part in text.parts)
