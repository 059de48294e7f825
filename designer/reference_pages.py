"""The reference of what scenarios are made of: components, and the functions of the expression language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from designer.parameter_words import parameters
from designer.templatetags.two_languages import current_language
from runtime.component import Component, Output, components
from runtime.expressions import functions
from runtime.expressions.kind_names import KIND_NAMES
from runtime.wording import Wording

# The titles and their order are those of the palette (palette.json, catalogue.ts).
_FAMILIES: Final[dict[str, Wording]] = {
    "control": Wording("Логика", "Logic"),
    "voice": Wording("Голос", "Voice"),
    "routing": Wording("Операторы", "Operators"),
    "messages": Wording("Сообщения и данные", "Messages and data"),
    "drawing": Wording("На схеме", "On the drawing"),
}
_UNWIRED: Final[dict[str, Wording]] = {
    "required": Wording("Подключить обязательно.", "Has to be connected."),
    "ending": Wording("Без перехода сценарий здесь кончается.", "If not connected: the scenario ends here."),
    "fallback": Wording(
        "Без перехода звонок уходит в ветвь «При ошибке».",
        "If not connected: the call goes to the lane “On error”.",
    ),
    "optional": Wording(
        "Без перехода идёт ветвь «При отбое», если она есть.",
        "If not connected: the lane “On hang-up” runs, if there is one.",
    ),
}
_SEARCH_CHARS_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class ShownOutput:
    """A way out, and what happens while it leads nowhere."""

    id: str
    title: Wording
    unwired: Wording
    needs: str
    needs_label: Wording | None
    """What the parameter `needs` is called."""


@require_safe
def component_list(request: HttpRequest) -> HttpResponse:
    """All components by family; with `?q=` those that have the words."""
    words = _sought(request)
    found = [
        (family, title, [(kind, _first(kind.help())) for kind in kinds if _has(words, _texts_of(kind))])
        for family, title, kinds in _by_family()
    ]
    context = {"groups": [group for group in found if group[2]], "sought": " ".join(words)}
    return render(request, "components.html", context)


@require_safe
def component(request: HttpRequest, type: str) -> HttpResponse:
    """One component; 404 for a type that is none."""
    kind = components().get(type)
    if kind is None:
        raise Http404
    params = parameters(kind.Params.model_json_schema())
    labels = {param.name: param.label for param in params}
    context = {
        "kind": kind,
        "paragraphs": _paragraphs(kind.help()),
        "params": params,
        "outputs": [_output(output, labels) for output in kind.fixed_outputs()],
        "rows_unwired": _UNWIRED[kind.rows_kind] if kind.rows_of else None,
        "families": _by_family(),
    }
    return render(request, "component.html", context)


@require_safe
def function_list(request: HttpRequest) -> HttpResponse:
    """The functions and macros of the expression language; with `?q=` those that have the words."""
    words = _sought(request)
    found = [
        {**function, "signature": _signature(function), "other_names": _other_names(function)}
        for function in sorted(functions(), key=lambda function: _shown_name(function).casefold())
        if _has(words, (function["name"], *function["aliases"], *function["help"]))
    ]
    return render(request, "functions.html", {"functions": found, "sought": " ".join(words)})


def _by_family() -> list[tuple[str, Wording, list[Component]]]:
    """(family, its title, its components), in the order of the palette."""
    known = components().values()
    return [
        (family, title, [kind for kind in known if kind.family == family])
        for family, title in _FAMILIES.items()
    ]


def _sought(request: HttpRequest) -> list[str]:
    return request.GET.get("q", "")[:_SEARCH_CHARS_MAX].split()


def _has(words: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether each word stands somewhere in the texts, whatever the case of its letters."""
    whole = "\n".join(texts).casefold()
    return all(word.casefold() in whole for word in words)


def _texts_of(kind: Component) -> Iterable[str]:
    yield from (kind.type, *kind.title, *kind.known_as, *kind.help())
    for param in parameters(kind.Params.model_json_schema()):
        yield from (param.name, *param.label)
    for output in kind.fixed_outputs():
        yield from (output.id, *output.title)


def _first(text: Wording) -> Wording:
    """The first paragraph, which says what it does in a sentence."""
    return Wording(text.ru.partition("\n\n")[0], text.en.partition("\n\n")[0])


def _paragraphs(text: Wording) -> list[str]:
    return text.in_language(current_language()).split("\n\n")


def _output(output: Output, labels: Mapping[str, Wording]) -> ShownOutput:
    """Its own words stand in for the common ones: «переменная останется пустой»."""
    own = output.unwired
    unwired = (
        _UNWIRED[output.kind]
        if own is None
        else Wording(f"Без перехода {own.ru}.", f"If not connected: {own.en}.")
    )
    return ShownOutput(output.id, output.title, unwired, output.needs, labels.get(output.needs))


def _signature(function: dict[str, Any]) -> Wording:
    """round(value: number, digits?: number) → number; in Russian by its Russian name."""
    return Wording(*(_signature_in(language, function) for language in ("ru", "en")))


def _signature_in(language: str, function: dict[str, Any]) -> str:
    def kinds(joined: str) -> str:
        return " | ".join(KIND_NAMES[kind].in_language(language) for kind in joined.split("|"))

    params = ", ".join(
        f"{param['name']}{'?' if param['optional'] else ''}: {kinds(param['type'])}"
        for param in function["params"]
    )
    return f"{_names(function).in_language(language)}({params}) → {kinds(function['returns'])}"


def _names(function: dict[str, Any]) -> Wording:
    """What each language calls it: Russian by its alias that is no ASCII."""
    name = function["name"]
    russian = next((alias for alias in function["aliases"] if not alias.isascii()), name)
    return Wording(russian, name)


def _other_names(function: dict[str, Any]) -> list[str]:
    """All that it is called besides the name that its signature has."""
    shown = _shown_name(function)
    return [name for name in (function["name"], *function["aliases"]) if name != shown]


def _shown_name(function: dict[str, Any]) -> str:
    return _names(function).in_language(current_language())
