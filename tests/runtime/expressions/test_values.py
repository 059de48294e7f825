"""How values are weighed and how people read them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.expressions import Expression, Uint, to_text, weight
from runtime.expressions.limits import RESULT_BYTES
from tests.runtime.expressions.conformance import same
from tests.runtime.expressions.facts import FixedFacts


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("текст", "текст"),
        (3, "3"),
        (3.0, "3"),
        (3.5, "3.5"),
        (1e15, "1000000000000000"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333333333"),
        (0.00001, "0.00001"),
        (123456789.25, "123456789.25"),
        (1e300, "1e+300"),
        (float("nan"), "NaN"),
        (float("-inf"), "-Infinity"),
        (Uint(5), "5"),
        (datetime(26, 1, 2, 3, 4, tzinfo=UTC), "0026-01-02 03:04"),
        (True, "true"),
        (None, ""),
        (b"abc\xff", "abc\ufffd"),
        (datetime(2026, 11, 25, 20, 5, tzinfo=UTC), "2026-11-25 20:05"),
        (datetime(2026, 11, 25, 20, 5, 7, tzinfo=UTC), "2026-11-25 20:05:07"),
        (timedelta(seconds=75), "0:01:15"),
        (-timedelta(hours=30, seconds=1.5), "-30:00:01.5"),
        ([1, "a", None], "1, a, "),
        ([[1, 2], {"a": 1}], "[1, 2], {a: 1}"),
        ({"a": 1, "b": [2.0]}, "a: 1, b: [2]"),
        (object(), ""),
    ],
)
def test_a_value_is_written_for_people(value: Any, wanted: str) -> None:
    assert to_text(value) == wanted


def test_a_heavy_value_is_cut_short() -> None:
    assert to_text(["слово"] * 100_000).endswith("…")
    assert len(to_text(["слово"] * 100_000)) <= RESULT_BYTES


def test_a_deep_value_is_cut_short() -> None:
    deep: list[Any] = []
    for _ in range(10_000):
        deep = [deep]
    assert to_text(deep).endswith("…")


def test_a_huge_number_is_written_without_trouble() -> None:
    assert to_text(10**5_000) == "Infinity"


def test_weight_counts_text_in_bytes_and_items_at_every_depth() -> None:
    assert weight("яя").size_bytes == 4
    assert weight([1, [2, 3], {"a": 4}]).items == 3 + 2 + 1
    assert weight("a").items == 0


def test_a_huge_number_has_its_weight() -> None:
    assert weight(10**4_000).size_bytes > 1_000
    assert weight(10**200_000).is_over


def test_a_long_list_is_not_walked_to_its_end() -> None:
    assert weight([0] * 100_000) == (8, 100_000)


def test_weight_counts_a_shared_part_each_time_and_ends_soon() -> None:
    row: list[Any] = [1]
    assert weight([row, row]).items == 4
    for _ in range(60):
        row = [row, row, row, row]
    assert weight(row).is_over


_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(max_size=10),
    st.binary(max_size=10),
    st.timedeltas(timedelta(days=-1000), timedelta(days=1000)),
    st.datetimes(timezones=st.just(UTC)),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES)
def test_a_variable_comes_back_as_it_was_and_can_be_written(value: Any) -> None:
    assert same(Expression("x").evaluate({"x": value}, FixedFacts()), value)
    assert isinstance(to_text(value), str)


@given(_VALUES, _VALUES)
def test_equality_is_the_same_both_ways(left: Any, right: Any) -> None:
    variables = {"a": left, "b": right}
    one = Expression("a == b").evaluate(variables, FixedFacts())
    assert one == Expression("b == a").evaluate(variables, FixedFacts())
    assert one is not Expression("a != b").evaluate(variables, FixedFacts())
