"""Prompts of a drawing as what a caller is to hear."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from runtime.call import Arrival, Call
from runtime.clock import VirtualClock
from runtime.errors import Failure
from runtime.expressions import Template
from runtime.fields import frozen_twin
from runtime.graph import CompiledGraph
from runtime.phone import Silence, Sound, Speech, Utterance
from runtime.prompt import Prompt
from runtime.saying import fixed_parts, fixed_speech, spoken_prompt
from runtime.stores import Surroundings
from runtime.trace import Event, Trace

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _call(language: str = "ru", events: list[Event] | None = None, **variables: object) -> Call:
    graph = CompiledGraph(name="Главный", language=language, revision="r", start="n1", nodes={})
    call = Call(Arrival("1.1"), graph, Surroundings(clock=VirtualClock(NOON)), NOON)
    call.trace = Trace("1.1", [] if events is None else [events.append], call.surroundings.clock, NOON)
    call.variables.update(variables)
    return call


def _spoken(call: Call, *items: dict[str, Any]) -> tuple[Utterance, ...]:
    """What the stored items say in this call."""
    return spoken_prompt(frozen_twin(TypeAdapter(Prompt).validate_python(list(items))), call)


def test_a_text_is_spoken_in_the_language_of_the_call():
    assert _spoken(_call("en"), {"text": "Hello"}) == (Speech("Hello", "en", ("Hello",)),)


def test_a_text_with_holes_carries_its_fixed_parts():
    said = _spoken(_call(ИМЯ="Анна"), {"text": "Здравствуйте, {{ ИМЯ }}! Вам ответят."})
    assert said == (Speech("Здравствуйте, Анна! Вам ответят.", "ru", ("Здравствуйте,", "! Вам ответят.")),)


def test_a_hole_that_fails_is_empty_and_leaves_a_warning():
    call = _call()
    said = _spoken(call, {"text": "Вы {{ ИМЯ }} наш гость"})
    assert isinstance(said[0], Speech)
    assert said[0].text.split() == ["Вы", "наш", "гость"]
    assert len(call.warnings) == 1


@pytest.mark.parametrize("text", ["", "   ", "...", "{{ ПУСТО }}", "\u200b"])
def test_a_text_without_words_says_nothing(text: str):
    assert _spoken(_call(ПУСТО=""), {"text": text}) == ()


def test_items_keep_their_order():
    said = _spoken(_call(), {"sound": "gong"}, {"silence_s": 1.5}, {"text": "Раз"}, {"say": "2"})
    assert said == (Sound("gong", "ru"), Silence(1.5), Speech("Раз", "ru", ("Раз",)), Speech("два", "ru"))


@pytest.mark.parametrize(
    ("expression", "kind", "words"),
    [
        ("СУММА", "money", "одна тысяча рублей пятьдесят копеек"),
        ("СУММА", "number", "одна тысяча целых пять десятых"),
        ("'1205'", "digits", "один два ноль, пять"),
        ("now()", "date", "двадцать третьего ноября две тысячи двадцать шестого года"),
        ("now()", "time", "двенадцать часов"),
        (
            "'+74951234567'",
            "phone",
            "плюс семь, четыреста девяносто пять, сто двадцать три, сорок пять, шестьдесят семь",
        ),
    ],
)
def test_a_value_is_put_into_words(expression: str, kind: str, words: str):
    assert _spoken(_call(СУММА=1000.5), {"say": expression, "as": kind}) == (Speech(words, "ru"),)


def test_a_value_of_another_kind_is_read_as_text_with_a_warning():
    call = _call(СУММА="много")
    assert _spoken(call, {"say": "СУММА", "as": "money"}) == (Speech("много", "ru"),)
    assert len(call.warnings) == 1
    assert "money" in call.warnings[0]


def test_a_value_that_cannot_be_computed_says_nothing_with_a_warning():
    call = _call()
    assert _spoken(call, {"say": "НЕТ"}) == ()
    assert len(call.warnings) == 1


def test_an_empty_value_says_nothing():
    assert _spoken(_call(ПУСТО=None), {"say": "ПУСТО"}) == ()


def test_a_value_lost_in_a_restart_is_a_failure():
    call = _call()
    call.lost = frozenset({"СУММА"})
    with pytest.raises(Failure) as failed:
        _spoken(call, {"say": "СУММА"})
    assert failed.value.failure_class == "resume_incomplete"


def test_a_secret_is_hidden_in_the_trace_also_in_words():
    events: list[Event] = []
    call = _call(events=events)
    call.set_variable("PIN", "1205", secret=True)
    said = _spoken(call, {"say": "PIN", "as": "digits"})
    assert isinstance(said[0], Speech)
    call.trace.emit("played", prompt=said[0].text)
    assert "два" not in str(events)


def test_markup_and_options_are_words_like_any_other():
    text = "-f /etc/passwd <speak>$(id)</speak>"
    assert _spoken(_call(ИМЯ=text), {"text": "{{ ИМЯ }}"}) == (Speech(text, "ru"),)


def test_the_fixed_parts_are_one_speech():
    parts = fixed_parts(Template("Ваш заказ {{ n }}, {{ m }} готов"))
    assert parts == ("Ваш заказ", "готов")
    assert fixed_speech(parts, "ru") == Speech("Ваш заказ готов", "ru", parts)


def test_a_text_of_holes_alone_has_no_fixed_speech():
    assert fixed_speech(fixed_parts(Template("{{ n }}, {{ m }}")), "ru") is None
