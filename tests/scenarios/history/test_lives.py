"""The pieces of a call put together."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.history.lives import is_whole, merged, with_end
from scenarios.history.packing import Told
from tests.scenarios.history.told import NOW, ended, event, resumed, started, steps, whole_call


def taken_over(call: str = "1.1") -> tuple[list[Told], list[Told], list[Told]]:
    """Three servers; the first one told two events more than the second one knew of."""
    first = [started(call), *steps(call, 2, 8)]
    second = [resumed(call, 6), *steps(call, 8, 9)]
    third = [resumed(call, 9, server="c:4573"), *steps(call, 11, 12), ended(call, 13)]
    return first, second, third


def test_a_call_of_one_server_stays_as_it_was() -> None:
    assert merged(whole_call("1.1")) == whole_call("1.1")


def test_what_a_server_told_after_the_checkpoint_counts_no_more() -> None:
    first, second, third = taken_over()
    assert merged(first, second, third) == [*first[:6], *second, *third]


@given(data=st.data())
def test_pieces_may_come_in_any_order_and_more_than_once(data: st.DataObject) -> None:
    pieces = taken_over()
    # A piece begins where its life begins, and ends where that server has been read up to.
    parts = [piece[: data.draw(st.integers(1, len(piece)))] for piece in pieces] + list(pieces)
    order = data.draw(st.permutations(parts))
    assert merged(*order) == merged(*pieces)


def test_merging_what_was_merged_changes_nothing() -> None:
    first, second, third = taken_over()
    once = merged(first, second, third)
    assert merged(once, second) == merged(first, once) == merged(once) == once


def test_two_takeovers_at_one_checkpoint_stand_in_the_order_of_time() -> None:
    first = [started("1.1"), *steps("1.1", 2, 6)]
    died_at_once = [resumed("1.1", 4)]
    after = [{**resumed("1.1", 4, server="c:4573"), "at_ms": 900}, ended("1.1", 6)]
    assert merged(after, first, died_at_once) == [*first[:4], *after]


def test_a_call_that_had_to_start_anew_is_the_later_one() -> None:
    before = [started("1.1"), *steps("1.1", 2, 6)]
    anew = whole_call("1.1", NOW + timedelta(seconds=3))
    assert merged(before, anew) == merged(anew, before) == anew


def test_an_end_that_was_none_is_left_out() -> None:
    before = [started("1.1"), *steps("1.1", 2, 4), ended("1.1", 5, "interrupted")]
    after = [resumed("1.1", 6), ended("1.1", 8)]
    assert [told["seq"] for told in merged(before, after)] == [1, 2, 3, 4, 7, 8]


@pytest.mark.parametrize(
    ("pieces", "is_all"),
    [
        ((whole_call("1.1"),), True),
        (taken_over(), True),
        ((taken_over()[0],), False),
        (taken_over()[1:], False),
        ((taken_over()[0], taken_over()[2]), False),
        ((whole_call("1.1")[:-1],), False),
        (([],), False),
        # What was dropped while the spool was full is nowhere.
        (([started("1.1"), ended("1.1", 90)],), True),
    ],
)
def test_a_call_is_whole_when_no_life_is_missing(pieces: tuple[list[Told], ...], is_all: bool) -> None:
    assert is_whole(merged(*pieces)) is is_all


def test_a_call_nobody_goes_on_with_was_interrupted_in_its_last_node() -> None:
    told = with_end([started("1.1"), event("1.1", 2, node="n7"), event("1.1", 3, "resumed", None)])
    end = {"call": "1.1", "seq": 4, "at_ms": 30, "kind": "ended"}
    assert told[-1] == {**end, "node": "n7", "cause": "interrupted", "ms": 0}
    assert with_end(told) == told
