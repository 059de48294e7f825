"""Texts with holes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.expressions import Expression, ExpressionError, Template
from tests.runtime.expressions.facts import FixedFacts

VARIABLES: dict[str, Any] = {
    "имя": "Анна",
    "CALLED ID": "84951234567",
    "sum": 3.0,
    "none": None,
    "d": {"a": {"b": 1}},
}


def rendered(source: str) -> str:
    return Template(source).render(VARIABLES, FixedFacts())


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("", ""),
        ("без вставок", "без вставок"),
        ("Здравствуйте, {{ имя }}!", "Здравствуйте, Анна!"),
        ("{{имя}}{{имя}}", "АннаАнна"),
        ("{{ `CALLED ID` }} на линии {{ lineNumber() }}", "84951234567 на линии 3"),
        ("{{ sum }} и {{ sum / 2 }}", "3 и 1.5"),
        ("{{ now() }}", "2026-11-25 20:05"),
        ("[{{ none }}]", "[]"),
        ("[{{ missing }}]", "[]"),
        ("{{ '}}' }}", "}}"),
        ("{{ {'a': {'b': 2}}.a.b }}", "2"),
        ("{{ {'a': {'b': 2}}}}", "a: {b: 2}"),
        ("{{ 1 // }} \n }}", "1"),
        ("\\{{ имя }}", "{{ имя }}"),
        ("a \\{{ b {{ имя }}", "a {{ b Анна"),
        ("{ } }} { {", "{ } }} { {"),
        ("${CHANNEL} $100", "${CHANNEL} $100"),
        ("\\n", "\\n"),
    ],
)
def test_a_template_is_rendered(source: str, wanted: str) -> None:
    assert rendered(source) == wanted


@pytest.mark.parametrize(
    ("source", "code", "offset"),
    [
        ("a {{ имя", "unclosed_hole", 2),
        ("{{ имя }", "unclosed_hole", 0),
        ("{{ {'a': 1 }}", "unclosed_hole", 0),
        ("a {{ }}", "empty_expression", 4),
        ("ab {{ 1 + }}", "unexpected_end", 10),
        ("ab {{ CALLED ID }}", "two_names", 6),
        ("{{ 'abc }}", "unclosed_text", 3),
        ("{{ имя }} {{ a = 1 }}", "single_equals", 15),
    ],
)
def test_a_malformed_template_is_refused_with_the_place_in_it(source: str, code: str, offset: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        Template(source)
    assert (caught.value.code, caught.value.offset) == (code, offset)


def test_the_parts_of_a_template_are_its_fixed_texts_and_expressions() -> None:
    template = Template("a {{ имя }} b")

    ((expression, offset),) = template.expressions
    assert template.parts == ("a ", expression, " b")
    assert (expression.source, offset) == (" имя ", 4)
    assert isinstance(expression, Expression)
    assert not template.is_constant


def test_a_template_without_holes_is_constant() -> None:
    assert Template("\\{{ a }}").is_constant
    assert Template("\\{{ a }}").parts == ("{{ a }}",)


def test_pieces_tell_fixed_text_from_filled() -> None:
    pieces = Template("Баланс {{ sum }} руб. {{ missing }}").pieces(VARIABLES, FixedFacts())
    assert pieces == [("Баланс ", True), ("3", False), (" руб. ", True), ("", False)]


def test_a_failed_hole_is_empty_and_its_error_has_its_place_in_the_template() -> None:
    text, errors = Template("a {{ 1 / 0 }} b {{ нет }}").render_reporting(VARIABLES, FixedFacts())

    assert text == "a  b "
    assert [(error.code, error.offset) for error in errors] == [("division_by_zero", 7), ("not_set", 19)]


def test_holes_share_the_fuel_of_one_evaluation() -> None:
    items = {"items": list(range(100))}
    loop = "{{ items.all(a, items.all(b, a + b >= 0)) }}"
    assert Template(loop * 9).render(items, FixedFacts()).count("true") == 0
    assert Template("{{ items.all(a, a >= 0) }}" * 9).render(items, FixedFacts()).count("true") == 9


def test_a_text_never_grows_above_64_kb() -> None:
    text, errors = Template("{{ long }}{{ long }}").render_reporting({"long": "a" * 40_000}, FixedFacts())

    assert len(text) == 40_000
    assert [error.code for error in errors] == ["result_too_large"]


@given(st.text(max_size=60))
def test_a_text_given_as_a_value_comes_out_as_it_is(text: str) -> None:
    assert Template("<{{ x }}>").render({"x": text}, FixedFacts()) == f"<{text}>"


@given(st.text(max_size=60))
def test_a_text_with_its_braces_escaped_comes_out_as_it_was(text: str) -> None:
    plain = text.replace("{", "(").replace("\\", "/")
    assert rendered(plain + "\\{{" + plain) == plain + "{{" + plain


def refused_at(source: str) -> int:
    """Where the template is refused; 0 when it is rendered."""
    try:
        Template(source).render({}, FixedFacts())
    except ExpressionError as error:
        return error.offset
    return 0


@given(st.text(alphabet="{}\\ '\"a1`", max_size=40))
def test_any_text_is_a_template_or_refused_with_a_place_inside_it(source: str) -> None:
    assert 0 <= refused_at(source) <= len(source)
