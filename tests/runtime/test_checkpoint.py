"""A call's state as bytes: what comes back, and what is refused."""

import math
import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime import checkpoint
from runtime.call import Arrival, Call
from runtime.checkpoint import CAP_BYTES, Seal
from runtime.clock import VirtualClock
from runtime.errors import StateUnreadable
from runtime.expressions import Uint
from runtime.graph import CompiledGraph
from runtime.stores import Surroundings
from runtime.trace import Trace

SEAL = Seal(bytes(range(32)))
GRAPH = CompiledGraph("проба", "ru", "0" * 64, "n1", {})
MOMENT = datetime(2026, 11, 23, 20, 0, tzinfo=timezone(timedelta(hours=3)))

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text()
    | st.binary(max_size=50)
    | st.datetimes(timezones=st.just(UTC))
    | st.timedeltas(timedelta(days=-10_000), timedelta(days=10_000))
    | st.integers(0, 2**64 - 1).map(Uint)
)
KEYS = st.text() | st.booleans() | st.integers(-(2**63), 2**63 - 1)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def call_with(variables: dict[str, object]) -> Call:
    call = Call(Arrival("c-1", called="1", caller_name="Анна"), GRAPH, Surroundings(), MOMENT)
    call.trace = Trace("c-1", [], VirtualClock(MOMENT), MOMENT, seq=7)
    call.variables = variables
    return call


def back(call: Call) -> Call:
    saved = checkpoint.read(checkpoint.save(call, SEAL), "c-1", SEAL)
    return checkpoint.restore(saved, GRAPH, Surroundings())


def same(one: object, other: object) -> bool:
    """Equal, of the same types all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one), list(other)) and same(list(one.values()), list(other.values()))
    return one == other


@given(VALUES)
def test_every_value_an_expression_can_give_comes_back_as_it_was(value):
    assert same(back(call_with({"A": value})).variables["A"], value)


def test_everything_that_makes_up_a_call_comes_back():
    call = call_with({"A": 1})
    call.secret_names = {"PIN"}
    call.last_keys = "12#"
    call.position.lane = "on_error"
    call.position.steps = 5
    call.position.quiet_steps = 2
    call.position.repeats = {"n1.back": 2}
    call.position.progress = {"asked": 1}
    call.position.request = 3
    again = back(call)
    assert (again.arrival, again.started_at, again.last_keys) == (call.arrival, MOMENT, "12#")
    assert again.secret_names == {"PIN"}
    again.position.request += 1
    assert again.position == call.position


def test_a_damaged_state_is_refused():
    kept = bytearray(checkpoint.save(call_with({}), SEAL))
    for place in range(len(kept)):
        damaged = bytes(kept[:place]) + bytes([kept[place] ^ 1]) + bytes(kept[place + 1 :])
        with pytest.raises(StateUnreadable):
            checkpoint.read(damaged, "c-1", SEAL)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_state_are_refused(data):
    with pytest.raises(StateUnreadable):
        checkpoint.read(data, "c-1", SEAL)


@given(st.binary(max_size=200))
def test_sealed_bytes_that_are_no_state_are_refused(data):
    with pytest.raises(StateUnreadable):
        checkpoint.read(SEAL.close(data, "c-1"), "c-1", SEAL)


def test_the_state_of_another_call_or_installation_is_refused():
    kept = checkpoint.save(call_with({}), SEAL)
    with pytest.raises(StateUnreadable):
        checkpoint.read(kept, "c-2", SEAL)
    with pytest.raises(StateUnreadable):
        checkpoint.read(kept, "c-1", Seal(bytes(32)))


def test_a_state_tells_nothing_to_whoever_has_no_key():
    kept = checkpoint.save(call_with({"PIN": "47114711"}), SEAL)
    assert b"47114711" not in kept


def test_above_the_cap_the_largest_values_are_left_out_and_named():
    call = call_with({"ЖУРНАЛ": random.Random(1).randbytes(20_000).hex(), "ИМЯ": "Анна"})
    kept = checkpoint.save(call, SEAL)
    assert len(kept) <= CAP_BYTES + 28
    again = back(call)
    assert again.variables == {"ИМЯ": "Анна"}
    assert again.lost == frozenset(["ЖУРНАЛ"])


def test_of_a_thousand_secrets_those_are_kept_that_the_call_can_still_show():
    generator = random.Random(2)
    call = call_with({"PIN": generator.randbytes(20).hex(), "КОПИЯ": [generator.randbytes(20).hex()]})
    still_there = {str(call.variables["PIN"]), *map(str, call.variables["КОПИЯ"])}
    call.trace.secrets = still_there | {generator.randbytes(20).hex() for _ in range(1000)}
    kept = checkpoint.save(call, SEAL)
    assert len(kept) <= CAP_BYTES + 28
    assert set(checkpoint.read(kept, "c-1", SEAL).secret_values) == still_there
    assert back(call).variables == call.variables


def test_a_thousand_secrets_that_all_stand_in_variables_stay_below_the_cap():
    generator = random.Random(3)
    call = call_with({f"PIN {number}": generator.randbytes(20).hex() for number in range(1000)})
    call.trace.secrets = set(map(str, call.variables.values()))
    kept = checkpoint.save(call, SEAL)
    assert len(kept) <= CAP_BYTES + 28
    again = back(call)
    saved = checkpoint.read(kept, "c-1", SEAL)
    assert set(saved.secret_values) == set(again.variables.values()) != set()
    assert again.lost == call.variables.keys() - again.variables.keys()


def test_a_short_state_is_kept_as_it_is_and_a_long_one_packed():
    short = checkpoint.save(call_with({"A": "x" * 100}), SEAL)
    long = checkpoint.save(call_with({"A": "x" * 5000}), SEAL)
    assert SEAL.open(short, "c-1").startswith(b"{")
    assert len(long) < 1000
    assert back(call_with({"A": "x" * 5000})).variables == {"A": "x" * 5000}
