"""The events of one call, however they arrive."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.live.call_log import KEPT_MAX, CallLog


def filled(seqs: list[int]) -> CallLog:
    log = CallLog("c1")
    for seq in seqs:
        log.add(seq, str(seq).encode())
    return log


@given(st.lists(st.integers(1, 40), max_size=60), st.integers(0, 45))
def test_it_gives_each_event_behind_a_number_once_in_order_and_says_what_is_missing(
    seqs: list[int], after: int
) -> None:
    events, missing = filled(seqs).after(after)
    wanted = sorted({seq for seq in seqs if seq > after})
    assert events == [str(seq).encode() for seq in wanted]
    assert missing == (max(wanted) - after - len(wanted) if wanted else 0)


@given(st.lists(st.integers(1, 40), max_size=60))
def test_it_hands_on_each_event_once_and_stops_at_holes_when_told_to(seqs: list[int]) -> None:
    log = CallLog("c1")
    handed_on: list[int] = []
    for seq in seqs:
        log.add(seq, b"")
        handed_on += [told for told, _ in log.untold(over_holes=False)]
    assert handed_on == list(range(1, len(handed_on) + 1))
    rest = [told for told, _ in log.untold(over_holes=True)]
    assert handed_on + rest == sorted(set(seqs))


def test_a_long_call_keeps_its_first_event_and_its_newest() -> None:
    log = filled(list(range(1, KEPT_MAX + 500)))
    events, missing = log.after(0)
    assert events[0] == b"1"
    assert len(events) <= KEPT_MAX
    assert len(events) + missing == KEPT_MAX + 499
