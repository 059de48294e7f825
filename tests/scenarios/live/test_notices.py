"""Notifications from events: what is told at once, and what becomes a counter."""

from scenarios.live.batch import Notice
from scenarios.live.notices import PER_SECOND_MAX, Notices, notice_of
from tests.scenarios.live.told import SCENARIO, event

AT = "2026-11-25T12:00:00+03:00"


def notified(seq: int, node: str = "n1", **fields: object) -> dict[str, object]:
    told = event("c1", seq, "notified", text=f"текст {seq}", level="info", recipients=[], **fields)
    return {**told, "node": node}


def told(notices: Notices, seqs: range, now_s: float, node: str = "n1") -> list[Notice]:
    return [one for seq in seqs for one in notices.of(notified(seq, node), SCENARIO, AT, now_s)]


def test_a_notification_carries_what_its_event_says() -> None:
    fields = {"ttl_s": 5, "group": "g", "save": False, "level": "alarm"}
    recipients = [{"kind": "role", "name": "operator"}]
    notice = notice_of({**notified(3), **fields, "recipients": recipients}, SCENARIO, AT)
    assert notice == Notice(
        "c1", 3, SCENARIO, "n1", "текст 3", "alarm", recipients, 5.0, "g", save=False, at=AT
    )


def test_twenty_in_a_second_are_told_one_by_one() -> None:
    assert len(told(Notices(), range(1, PER_SECOND_MAX + 1), 0.0)) == PER_SECOND_MAX


def test_what_is_more_becomes_one_counter_when_the_second_is_over() -> None:
    notices = Notices()
    assert len(told(notices, range(1, 101), 0.0)) == PER_SECOND_MAX
    assert notices.due(0.9) == []
    (counter,) = notices.due(1.0)
    assert (counter.seq, counter.text, counter.count) == (100, "текст 100", 80)
    assert notices.due(5.0) == []


def test_the_counter_comes_before_the_first_one_of_the_next_second() -> None:
    notices = Notices()
    told(notices, range(1, 31), 0.0)
    counter, fresh = told(notices, range(31, 32), 1.5)
    assert (counter.count, fresh.count) == (10, 1)


def test_each_node_has_a_limit_of_its_own() -> None:
    notices = Notices()
    told(notices, range(1, 31), 0.0)
    assert len(told(notices, range(1, 6), 0.0, node="n2")) == 5


def test_a_quiet_node_is_forgotten() -> None:
    notices = Notices()
    told(notices, range(1, 3), 0.0)
    notices.due(2.0)
    assert notices._windows == {}
