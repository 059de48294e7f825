"""Whom a transfer rings: only what a dial rule allows, and never half a number."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.call import Arrival, Call
from runtime.errors import Failure
from runtime.expressions import Template
from runtime.graph import CompiledGraph
from runtime.names import DialRules
from runtime.stores import Surroundings
from runtime.targets import dial_strings

GRAPH = CompiledGraph("probe", "ru", "0", "n1", {})
RULES = DialRules.from_rows([("+7495XXXXXXX", "PJSIP/{number}@trunk")])


def ring(targets: list[str], **variables: object) -> tuple[list[str], list[str]]:
    """(dial strings, warnings) for these targets."""
    surroundings = Surroundings(dial_rules=RULES)
    call = Call(Arrival("1"), GRAPH, surroundings, datetime(2026, 11, 23, tzinfo=UTC))
    call.variables = dict(variables)
    return dial_strings(call, [Template(target) for target in targets]), call.warnings


def test_numbers_are_put_through_the_dial_rules_in_order():
    assert ring(["101", "+7 (495) 123-45-67", "{{ EXT }}"], EXT="205") == (
        ["PJSIP/101", "PJSIP/+74951234567@trunk", "PJSIP/205"],
        [],
    )


@pytest.mark.parametrize("bad", ["+79161234567", "секретарь", "", "{{ NOBODY }}"])
def test_a_bad_target_is_left_out_with_a_warning_while_a_good_one_remains(bad: str):
    strings, warnings = ring(["101", bad])
    assert strings == ["PJSIP/101"]
    assert any(warning.startswith("пропущен номер 2") for warning in warnings)


@pytest.mark.parametrize("targets", [["+79161234567"], ["секретарь", "+79161234567", ""]])
def test_when_nobody_may_be_rung_it_is_forbidden(targets: list[str]):
    with pytest.raises(Failure) as caught:
        ring(targets)
    assert caught.value.failure_class == "forbidden"


@pytest.mark.parametrize("targets", [["секретарь"], ["{{ NOBODY }}", ""]])
def test_when_no_target_is_a_number_nobody_is_rung(targets: list[str]):
    assert ring(targets)[0] == []


def test_half_a_number_is_never_dialled():
    assert ring(["10{{ NOBODY }}", "1{{ 1 / 0 }}0"])[0] == []


@given(st.text(max_size=40))
def test_what_a_caller_sends_reaches_a_dial_string_only_as_digits_that_match_a_rule(text: str):
    try:
        strings, _ = ring(["{{ EXT }}"], EXT=text)
    except Failure:
        return
    for string in strings:
        number = string.removeprefix("PJSIP/").removesuffix("@trunk")
        assert number.isascii()
        assert number.removeprefix("+").isdecimal()
