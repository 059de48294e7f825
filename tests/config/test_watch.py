"""Silence of a process, and what it could have used of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.watch import Look, Watch, look_at

TICK_S = 0.05
SLEEPS, RUNS, STOPPED, WAITS_FOR_DISK = (frozenset(states) for states in ("S", "SR", "T", "SD"))


def ticks_until_hung(states: frozenset[str], cpu_s_per_tick: float, most: int = 1000) -> int | None:
    watch = Watch(0.6, TICK_S)
    for tick in range(most):
        if watch.tick(Look(tick * cpu_s_per_tick, states)):
            return tick
    return None


@pytest.mark.parametrize("states", [SLEEPS, STOPPED])
def test_who_sleeps_or_is_stopped_is_hung_when_the_limit_is_over(states: frozenset[str]) -> None:
    assert ticks_until_hung(states, 0.0) == 12


def test_who_spins_with_a_core_of_its_own_is_hung_as_soon() -> None:
    assert ticks_until_hung(RUNS, TICK_S) == 12


def test_who_gets_a_tenth_of_a_core_has_ten_times_as_long() -> None:
    assert ticks_until_hung(RUNS, TICK_S / 10) in (120, 121)


@pytest.mark.parametrize("states", [RUNS, WAITS_FOR_DISK])
def test_who_gets_no_cpu_or_waits_for_the_disk_is_never_hung(states: frozenset[str]) -> None:
    assert ticks_until_hung(states, 0.0) is None


def test_time_in_which_the_watcher_slept_counts_as_one_tick() -> None:
    watch = Watch(0.6, TICK_S)
    watch.tick(Look(0.0, RUNS))
    assert not watch.tick(Look(300.0, RUNS))


@given(silences=st.lists(st.integers(0, 11), max_size=50))
def test_who_speaks_within_the_limit_is_never_hung(silences: list[int]) -> None:
    watch = Watch(0.6, TICK_S)
    for silence in silences:
        assert not any(watch.tick(Look(0.0, SLEEPS)) for _ in range(silence))
        watch.beat()


@contextmanager
def running(code: str) -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
    finally:
        process.kill()
        process.communicate()


def until_state(pid: int, state: str) -> None:
    for _ in range(100_000):
        look = look_at(pid)
        assert look is not None
        if state in look.states:
            return
    pytest.fail(f"never in state {state}")


def test_a_real_process_is_seen_sleeping_and_stopped() -> None:
    with running("import signal; print(1, flush=True); signal.pause()") as pid:
        until_state(pid, "S")
        os.kill(pid, signal.SIGSTOP)
        until_state(pid, "T")


def test_a_real_process_that_spins_is_seen_using_cpu() -> None:
    with running("print(1, flush=True)\nwhile True: pass") as pid:
        until_state(pid, "R")
        first = look_at(pid)
        assert first is not None
        for _ in range(1_000_000):
            look = look_at(pid)
            assert look is not None
            if look.cpu_s > first.cpu_s:
                return
        pytest.fail("it used no CPU")


def test_a_process_that_is_gone_is_not_seen() -> None:
    with running("print(1, flush=True); input()") as pid:
        pass
    assert look_at(pid) is None
