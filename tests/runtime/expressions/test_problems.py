"""The static check: what it finds before a call is on the line, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.expressions import Expression, ExpressionError

TYPES = {
    "CALLED ID": "text",
    "баланс": "number",
    "balance": "number",
    "price": "number",
    "name": "text",
    "when": "date",
    "wait": "duration",
    "vip": "yes_no",
    "items": "list",
    "reply": "object",
    "thing": "any",
}


def problems(source: str) -> list[tuple[str, int, str | None]]:
    return [
        (problem.code, problem.offset, problem.suggestion) for problem in Expression(source).problems(TYPES)
    ]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("price > 3 && blance > 1", ("unknown_name", 13, "balance")),
        ("CALLEDID", ("unknown_name", 0, "`CALLED ID`")),
        ("`CALLER ID`", ("unknown_name", 0, "`CALLED ID`")),
        ("Баланс", ("unknown_name", 0, "баланс")),
        ("lineNumber", ("unknown_name", 0, "lineNumber()")),
        ("номерЛини", ("unknown_name", 0, "номерЛинии()")),
        ("абракадабра", ("unknown_name", 0, None)),
        ("calledId()", ("unknown_function", 0, "calledID")),
        ("заменит(name, 'a', 'b')", ("unknown_function", 0, "заменить")),
        ("qwertyuiop()", ("unknown_function", 0, None)),
        ("name.substing(1)", ("unknown_function", 5, "substring")),
        ("replace(name)", ("wrong_argument_count", 0, None)),
        ("[1].map(n, m)", ("unknown_name", 11, None)),
    ],
)
def test_an_unknown_name_comes_with_the_nearest_known_one(
    source: str, wanted: tuple[str, int, str | None]
) -> None:
    assert problems(source) == [wanted]


@pytest.mark.parametrize(
    ("source", "code", "offset"),
    [
        ("name == 5", "never_equal", 5),
        ("calledID() == 74951234567", "never_equal", 11),
        ("calledID() in [74951234567, 1]", "never_equal", 11),
        ("name != vip", "never_equal", 5),
        ("name + 1", "wrong_type", 5),
        ("'n: ' + price", "wrong_type", 6),
        ("vip + thing", "wrong_type", 4),
        ("price * name", "wrong_type", 6),
        ("when + when", "wrong_type", 5),
        ("name < price", "wrong_type", 5),
        ("items < thing", "wrong_type", 6),
        ("!name", "wrong_type", 0),
        ("-name", "wrong_type", 0),
        ("name && vip", "not_a_condition", 0),
        ("price ? 1 : 2", "not_a_condition", 0),
        ("items.all(i, 'a')", "not_a_condition", 13),
        ("price.all(i, true)", "wrong_type", 6),
        ("name.field", "wrong_type", 5),
        ("vip[0]", "wrong_type", 3),
        ("1 in name", "wrong_type", 2),
        ("size(price)", "wrong_type", 5),
        ("startsWith(name, 7)", "wrong_type", 17),
        ("name.matches('(')", "bad_pattern", 13),
    ],
)
def test_types_that_do_not_go_together_are_found(source: str, code: str, offset: int) -> None:
    assert [(problem[0], problem[1]) for problem in problems(source)] == [(code, offset)]


@pytest.mark.parametrize(
    "source",
    [
        "name == null",
        "thing + 1 > 2 && thing + name == 'a'",
        "reply.total.sum > price",
        "items.exists(i, i.name == name && i.count > 1)",
        "when + wait > now() && when - now() < wait",
        "calledID() in ['1', name, thing]",
        "vip ? name : price",
        "(vip ? 1 : 'a') + 1 == 2",
        "type(price) == int",
        "dyn(name) == 5",
        "[name, 1].map(int, int)",
        "if(vip, 'a', 'b') + name",
    ],
)
def test_what_may_turn_out_right_is_no_problem(source: str) -> None:
    assert problems(source) == []


def test_all_problems_are_given_at_once_in_source_order() -> None:
    assert [(code, offset) for code, offset, _ in problems("nane == 1 && foo(name) && vip + 1 > 0")] == [
        ("unknown_name", 0),
        ("unknown_function", 13),
        ("wrong_type", 30),
    ]


def test_names_are_not_checked_when_the_variables_are_not_known() -> None:
    assert Expression("anything == 1").problems(None) == []
    assert [problem.code for problem in Expression("anything == foo()").problems(None)] == [
        "unknown_function"
    ]


def test_a_problem_says_in_both_languages_what_to_do_and_where() -> None:
    (problem,) = Expression("calledID() == 74951234567").problems(TYPES)
    assert "кавычки" in problem.message.ru
    assert "quotes" in problem.message.en
    assert problem.text.ru.startswith("Позиция 12: ")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("name", "text"),
        ("price * 2", "number"),
        ("price > 2", "yes_no"),
        ("when - when", "duration"),
        ("when + wait", "date"),
        ("items.map(i, i)", "list"),
        ("items.exists(i, i == 1)", "yes_no"),
        ("{'a': 1}", "object"),
        ("reply.a", "any"),
        ("has(reply.a)", "yes_no"),
        ("vip ? 1 : 2", "number"),
        ("vip ? 1 : 'a'", "any"),
        ("calledID()", "text"),
        ("null", "any"),
        ("b'a'", "any"),
        ("thing + 1", "any"),
        ("unknown", "any"),
    ],
)
def test_the_kind_of_the_result_is_told_where_it_can_be(source: str, wanted: str) -> None:
    assert Expression(source).result_type(TYPES) == wanted


def refused_at(source: str) -> int:
    """Where the source is refused; 0 when it is read."""
    try:
        expression = Expression(source)
    except ExpressionError as error:
        return error.offset
    return max((problem.offset for problem in expression.problems(TYPES)), default=0)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_place_inside_it(source: str) -> None:
    assert 0 <= refused_at(source) <= len(source)


_PIECES = [
    "name",
    "price",
    "`CALLED ID`",
    "1",
    "'a'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".",
    ",",
    "+",
    "==",
    "&&",
]


@given(
    st.lists(st.sampled_from([*_PIECES, "? ", ":", "!", "-", "in ", ".map(x, ", "has(", "if("]), max_size=25)
)
def test_any_heap_of_tokens_is_read_or_refused_with_a_place_inside_it(pieces: list[str]) -> None:
    source = " ".join(pieces)
    assert 0 <= refused_at(source) <= len(source)
