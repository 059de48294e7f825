"""What publishing renders."""

from pydantic import Field

from runtime.component import components
from runtime.fields import Params, frozen_twin
from runtime.graph import CompiledGraph, CompiledNode
from runtime.interpreter import apology
from runtime.phone import Speech
from runtime.prompt import Prompt
from runtime.speech import static_texts


class _Row(Params):
    id: str
    kind: str = "text"
    prompt: Prompt = Field(default=[])


class _Speaking(Params):
    prompt: Prompt = Field(default=[])
    rows: list[_Row] = Field(default=[])
    named: dict[str, Prompt] = Field(default={})


def _graph(*nodes: dict[str, object], language: str = "ru") -> CompiledGraph:
    return CompiledGraph(
        name="Главный",
        language=language,
        revision="r",
        start="n0",
        nodes={
            f"n{number}": CompiledNode(
                id=f"n{number}",
                type="play",
                title="",
                component=next(iter(components().values())),
                params=frozen_twin(_Speaking.model_validate(params)),
                edges={},
                repeats={},
                kinds={},
                wired=frozenset(),
            )
            for number, params in enumerate(nodes)
        },
    )


def _texts(graph: CompiledGraph) -> list[str]:
    """The static texts but for the apology."""
    return [speech.text for speech in static_texts(graph) if speech not in apology(graph.language)]


def test_a_text_without_holes_is_rendered_whole():
    assert static_texts(_graph({"prompt": [{"text": " Добрый день "}]}))[0] == Speech(
        "Добрый день", "ru", ("Добрый день",)
    )


def test_of_a_text_with_holes_its_fixed_parts_are_rendered():
    graph = _graph({"prompt": [{"text": "Ваш заказ {{ n }} готов"}, {"text": "{{ n }}"}]})
    assert _texts(graph) == ["Ваш заказ готов"]


def test_prompts_are_found_however_deep_and_only_texts_of_them():
    graph = _graph(
        {
            "prompt": [{"sound": "gong"}, {"say": "1"}, {"silence_s": 1.0}, {"text": "раз"}],
            "rows": [{"id": "a", "prompt": [{"text": "два"}]}],
            "named": {"x": [{"text": "три"}]},
        }
    )
    assert _texts(graph) == ["раз", "два", "три"]


def test_a_text_said_in_many_places_is_rendered_once():
    graph = _graph({"prompt": [{"text": "раз"}]}, {"prompt": [{"text": "раз"}]})
    assert _texts(graph) == ["раз"]


def test_the_apology_is_always_ready_in_the_language_of_the_scenario():
    assert static_texts(_graph(language="en")) == list(apology("en"))
