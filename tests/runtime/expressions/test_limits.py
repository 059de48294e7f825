"""The limits at save and at run."""

from typing import Any

import pytest

from runtime.expressions import EvaluationError, Expression, ExpressionError
from runtime.expressions.limits import (
    CHAIN_LINKS,
    FUEL_STEPS,
    NODES,
    RESULT_BYTES,
    RESULT_ITEMS,
    SOURCE_CHARS,
)
from tests.runtime.expressions.facts import FixedFacts


def value(source: str, **variables: Any) -> Any:
    return Expression(source).evaluate(variables, FixedFacts())


def refusal(source: str) -> str:
    with pytest.raises(ExpressionError) as caught:
        Expression(source)
    return caught.value.code


def failure(source: str, **variables: Any) -> str:
    with pytest.raises(EvaluationError) as caught:
        value(source, **variables)
    return caught.value.code


def test_4000_characters_are_read_and_one_more_is_not() -> None:
    assert value("1".ljust(SOURCE_CHARS)) == 1
    assert refusal("1".ljust(SOURCE_CHARS + 1)) == "too_long"


def test_32_levels_are_read_and_one_more_is_not() -> None:
    assert value("(" * 32 + "1" + ")" * 32) == 1
    assert refusal("(" * 33 + "1" + ")" * 33) == "too_deep"


def test_500_nodes_are_read_and_one_more_is_not() -> None:
    assert len(value(f"[{','.join(['1'] * (NODES - 1))}]")) == NODES - 1
    assert refusal(f"[{','.join(['1'] * NODES)}]") == "too_many_nodes"


def test_a_chain_of_operators_is_read_up_to_its_limit() -> None:
    assert value("+".join(["1"] * CHAIN_LINKS)) == CHAIN_LINKS
    assert refusal("+".join(["1"] * (CHAIN_LINKS + 1))) == "too_deep"


def test_nested_loops_share_one_stock_of_fuel() -> None:
    items = list(range(100))
    # 3 steps a round for the inner body and 6 for the outer one.
    assert value("items.all(a, a >= 0)", items=items) is True
    assert (
        failure("items.all(a, items.all(b, b >= 0))", items=list(range(FUEL_STEPS // 100))) == "too_much_work"
    )


def test_running_out_of_fuel_is_never_absorbed_by_a_decided_side() -> None:
    items = list(range(1_000))
    assert failure("items.all(a, items.all(b, true)) || true", items=items) == "too_much_work"
    assert failure("[1, 2].exists(x, items.all(a, items.all(b, true)))", items=items) == "too_much_work"
    assert failure("empty(items.map(a, items.all(b, true)))", items=items) == "too_much_work"


def test_a_text_of_64_kb_is_given_and_a_longer_one_is_not() -> None:
    assert len(value("x", x="a" * RESULT_BYTES)) == RESULT_BYTES
    assert failure("x", x="a" * (RESULT_BYTES + 1)) == "result_too_large"


def test_a_result_is_weighed_in_bytes() -> None:
    assert failure("x", x="я" * (RESULT_BYTES // 2 + 1)) == "result_too_large"


def test_a_result_is_weighed_by_its_inner_items_however_they_are_shared() -> None:
    row = list(range(100))
    assert len(value("x", x=[row] * 9)) == 9
    assert failure("x", x=[row] * 10) == "result_too_large"
    assert failure("[x].map(a, [a, a, a, a]).map(a, [a, a, a, a])", x=row) == "result_too_large"


def test_texts_pay_for_their_size() -> None:
    assert (
        failure("[1, 2, 3, 4].all(n, items.all(i, (x + i) != ''))", x="a" * 9_000, items=["a"] * 40)
        == "too_much_work"
    )


@pytest.mark.parametrize(
    "source",
    [
        "x + x",
        "x.replace('a', 'bbb')",
        "[x, x].join('')",
        "'%s%s'.format([x, x])",
        "many + many",
        "x.split('')",
        "x.split('a')",
    ],
)
def test_nothing_above_the_limits_is_built_on_the_way(source: str) -> None:
    assert failure(f"size({source}) > 0", x="a" * 40_000, many=[1] * (RESULT_ITEMS - 1)) in (
        "result_too_large",
        "too_much_work",
    )


def test_a_literal_pattern_costs_less_than_one_made_at_run_time() -> None:
    items = ["7495"] * 200
    assert value("items.all(i, i.matches('^7'))", items=items) is True
    assert failure("items.all(i, i.matches('^' + i))", items=items) == "too_much_work"
