"""The language itself, from CEL's language definition: literals, operators, macros, and our deviations."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from runtime.expressions import EvaluationError, Expression, ExpressionError, TypeName, Uint
from tests.runtime.expressions.conformance import same
from tests.runtime.expressions.facts import FixedFacts

VARIABLES: dict[str, Any] = {
    "НОМЕР ЛИНИИ": "3",
    "имя": "Анна",
    "reply": {"data": {"items": [{"status": "active"}]}, "first name": "Ann", "in": 1},
    "numbers": [3, 1, 2],
    "price": 120.0,
    "count": 3,
    "none": None,
    "when": datetime(2026, 11, 25, 12, tzinfo=UTC),
}


def value(source: str, **more: Any) -> Any:
    return Expression(source).evaluate({**VARIABLES, **more}, FixedFacts())


def code(source: str, **more: Any) -> str:
    with pytest.raises(EvaluationError) as caught:
        value(source, **more)
    return caught.value.code


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("42", 42),
        ("0x1F", 31),
        ("-9223372036854775808", -(2**63)),
        ("18446744073709551615u", Uint(2**64 - 1)),
        ("1.5e3", 1500.0),
        (".5", 0.5),
        ("'a\\tb\\u0416\\x41\\101'", "a\tbЖAA"),
        ("r'a\\d'", "a\\d"),
        ("'''line\n\"two\"'''", 'line\n"two"'),
        ("b'\\xff\\101ж'", b"\xffA\xd0\xb6"),
        ("[1, 2,]", [1, 2]),
        ("{'a': 1, 2: 'b'}", {"a": 1, 2: "b"}),
        ("true // yes", True),
        ("null", None),
        ("int", TypeName("int")),
    ],
)
def test_a_literal_gives_its_value(source: str, wanted: Any) -> None:
    assert same(value(source), wanted)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 3 - 2", 5),
        ("-7 / 2", -3),
        ("-7 % 3", -1),
        ("7u / 2u", Uint(3)),
        ("1.0 / 0.0", float("inf")),
        ("0.0 / 0.0 == 0.0 / 0.0", False),
        ("'a' + 'b'", "ab"),
        ("[1] + [2]", [1, 2]),
        ("1 < 2 && 2 < 3 || false", True),
        ("!(1 == 2)", True),
        ("true ? 1 : false ? 2 : 3", 1),
        ("false ? 1 : false ? 2 : 3", 3),
        ("2 in numbers", True),
        ("'data' in reply", True),
        ("1 == true", False),
        ("true in {1: 'a'}", False),
        ("1 in {true: 'a'}", False),
        ("[1, [2.0]] == [1.0, [2]]", True),
        ("{'a': [1]} == {'a': [1u]}", True),
        ("'a' < 'б'", True),
        ("null == none", True),
        ("reply.data.items[0].status", "active"),
        ("reply.`first name`", "Ann"),
        ("reply.in", 1),
        ("has(reply.data) && !has(reply.date)", True),
        ('`НОМЕР ЛИНИИ` == "3"', True),
        ("имя + '!'", "Анна!"),
        ("when + duration('90s') == timestamp('2026-11-25T12:01:30Z')", True),
        ("when - timestamp('2026-11-25T11:00:00Z')", timedelta(hours=1)),
    ],
)
def test_an_operator_gives_its_value(source: str, wanted: Any) -> None:
    assert same(value(source), wanted)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("numbers.all(n, n > 0)", True),
        ("numbers.exists(n, n > 2)", True),
        ("numbers.exists_one(n, n == 2)", True),
        ("numbers.existsOne(n, n > 1)", False),
        ("numbers.map(n, n * 10)", [30, 10, 20]),
        ("numbers.map(n, n > 1, n * 10)", [30, 20]),
        ("numbers.filter(n, n != 1)", [3, 2]),
        ("{'a': 1, 'b': 2}.filter(k, k != 'a')", ["b"]),
        ("[[1, 2], [3]].map(row, row.map(n, n + size(row)))", [[3, 4], [4]]),
        ("[1].map(n, [2].map(n, n))", [[2]]),
        ("[count].map(count, count + .count)", [6]),
        ("if(count > 2, 'many', 1 / 0 > 0)", "many"),
        ("если(false, 1 / 0, 2)", 2),
    ],
)
def test_a_macro_gives_its_value(source: str, wanted: Any) -> None:
    assert same(value(source), wanted)


@pytest.mark.parametrize(
    "source",
    ["1 / 0 > 0 || true", "true || 1 / 0 > 0", "!(1 / 0 > 0 && false)", "[0, 1].exists(n, 1 / n == 1)"],
)
def test_a_decided_side_makes_the_error_of_the_other_irrelevant(source: str) -> None:
    assert value(source) is True


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("price * count", 360.0),
        ("1 + 0.5", 1.5),
        ("price / count", 40.0),
        ("2u * 1.5", 3.0),
        ("1 < 1.5", True),
    ],
)
def test_a_whole_number_widens_beside_a_double(source: str, wanted: Any) -> None:
    assert same(value(source), wanted)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("missing == 1", "not_set"),
        ("reply.date", "no_such_key"),
        ("{1: 'a'}[true]", "no_such_key"),
        ("count.field", "no_fields"),
        ("numbers[3]", "index_out_of_range"),
        ("numbers['a']", "wrong_type"),
        ("1 / 0", "division_by_zero"),
        ("1 % 0", "division_by_zero"),
        ("9223372036854775807 + 1", "overflow"),
        ("-(-9223372036854775808)", "overflow"),
        ("1u - 2u", "overflow"),
        ("1 + 1u", "wrong_type"),
        ("'a' + 1", "wrong_type"),
        ("1.5 % 2.0", "wrong_type"),
        ("'a' < 1", "wrong_type"),
        ("!1", "wrong_type"),
        ("true && 'a'", "wrong_type"),
        ("'a' ? 1 : 2", "wrong_type"),
        ("[1].all(n, n)", "wrong_type"),
        ("count.map(n, n)", "wrong_type"),
        ("{'a': 1, 'a': 2}", "repeated_key"),
        ("{1.5: 1}", "bad_key"),
        ("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "out_of_range"),
        ("nothing(1)", "unknown_function"),
        ("size()", "wrong_argument_count"),
        ("size(1)", "wrong_type"),
        ("int('12a')", "bad_conversion"),
        ("'a'.matches('(')", "bad_pattern"),
    ],
)
def test_a_failure_at_run_time_has_its_code(source: str, wanted: str) -> None:
    assert code(source) == wanted


@pytest.mark.parametrize(
    ("source", "wanted", "offset"),
    [
        ("", "empty_expression", 0),
        ("1 +", "unexpected_end", 3),
        ("(1", "unexpected_end", 2),
        ("1 2", "unexpected_token", 2),
        ("НОМЕР ЛИНИИ == 3", "two_names", 0),
        ("a and b", "two_names", 0),
        ("a = 1", "single_equals", 2),
        ("a & b", "unexpected_character", 2),
        ("«да»", "unexpected_character", 0),
        ("'abc", "unclosed_text", 0),
        ("'a\nb'", "unclosed_text", 0),
        ("'\\q'", "bad_escape", 1),
        ("'\\ud800'", "bad_escape", 1),
        ("`abc", "unclosed_name", 0),
        ("1 + for", "reserved_word", 4),
        ("9223372036854775808", "number_out_of_range", 0),
        ("99999999999999999999u", "number_out_of_range", 0),
        ("a.1", "unexpected_token", 1),
        ("a.(b)", "field_expected", 2),
        ("has(a)", "bad_macro", 0),
        ("if(a, b)", "bad_macro", 0),
        ("[1].all(1, true)", "bad_macro", 4),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(source: str, wanted: str, offset: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression(source)
    assert (caught.value.code, caught.value.offset) == (wanted, offset)


def test_a_name_with_spaces_is_told_to_stand_in_backticks() -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression("НОМЕР ЛИНИИ == 3")
    assert "`НОМЕР ЛИНИИ`" in caught.value.message.ru
    assert "`НОМЕР ЛИНИИ`" in caught.value.message.en


def test_the_text_of_an_error_names_its_position_counted_from_one() -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression("1 + for")
    assert caught.value.text.ru.startswith("Позиция 5: ")
    assert str(caught.value).startswith("Position 5: ")


def test_a_failure_at_run_time_points_at_the_failing_operator() -> None:
    with pytest.raises(EvaluationError) as caught:
        value("1 + 2 / (3 - count)")
    assert caught.value.offset == 6


def test_a_message_never_repeats_a_value_of_the_call() -> None:
    with pytest.raises(EvaluationError) as caught:
        value("int(secret)", secret="79991234567x")
    assert "7999" not in caught.value.message.ru + caught.value.message.en


def test_a_name_typed_with_combining_marks_is_the_same_name() -> None:
    assert value("и\u0306од", **{"йод": 1}) == 1
    assert value("`и\u0306 од`", **{"й од": 1}) == 1


def test_names_differ_by_their_capitals() -> None:
    assert code("Имя") == "not_set"


def test_a_reserved_word_in_backticks_is_a_variable() -> None:
    assert value("`for` + `int`", **{"for": 1, "int": 2}) == 3


def test_names_lists_variables_with_offsets_and_no_loop_variables() -> None:
    expression = Expression("a + [1].map(n, n + `б в`)[0] + .n + size(a) + int('1')")

    assert expression.names == (("a", 0), ("б в", 19), ("n", 32), ("a", 41))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("1 + 2", True),
        ("replace('a', 'b', 'c')", True),
        ("a", False),
        ("calledID()", False),
        ("now() > now()", False),
    ],
)
def test_an_expression_is_constant_when_it_reads_nothing(source: str, wanted: bool) -> None:
    assert Expression(source).is_constant is wanted


def test_dates_of_one_zone_are_compared_across_a_clock_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=0)
    after = datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1)

    assert value("before < after", before=before, after=after) is True
    assert value("after - before", before=before, after=after) == timedelta(minutes=40)
    assert value("before + duration('40m') == after", before=before, after=after) is True
