"""Notifications in both databases: stored once, found by whom they are addressed to, seen once."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.utils import timezone

from scenarios.live import notification_store
from scenarios.live.batch import Notice
from scenarios.live.models import Notification, Recipient, Seen
from scenarios.live.notification_store import (
    NotificationWriter,
    addressed_to,
    forget_notifications,
    mark_seen,
    unseen,
)
from tests.scenarios.live.told import SCENARIO

LIMIT_S = 10.0
WATCHERS = [{"kind": "watchers", "name": ""}]

pytestmark = pytest.mark.usefixtures("store")


def notice(seq: int, **fields: Any) -> Notice:
    made = Notice(
        "c1", seq, SCENARIO, "n1", f"текст {seq}", "info", WATCHERS, 0.0, "", True, timezone.now().isoformat()
    )
    return msgspec.structs.replace(made, **fields)


@pytest.fixture
def writer() -> Iterator[NotificationWriter]:
    made = NotificationWriter()
    made.start()
    yield made
    if made._thread.is_alive():
        made.stop()


@pytest.fixture
def ann() -> User:
    return User.objects.create_user("анна")


def seqs(user: User, role: str = "operator", scenarios: tuple[str, ...] = ()) -> list[int]:
    return [found.seq for found in unseen(user, addressed_to(user.get_username(), role, scenarios))]


def test_what_the_writer_takes_is_stored_when_it_stops(writer: NotificationWriter) -> None:
    writer.take([notice(1), notice(2, count=7), notice(3, save=False)])
    writer.stop()
    assert list(Notification.objects.order_by("seq").values_list("seq", "text", "count")) == [
        (1, "текст 1", 1),
        (2, "текст 2", 7),
    ]


def test_the_same_event_is_stored_once(writer: NotificationWriter) -> None:
    writer.take([notice(1), notice(1)])
    writer.take([notice(1), notice(2)])
    writer.stop()
    assert Notification.objects.count() == 2
    assert Recipient.objects.count() == 2


def test_two_writers_that_store_the_same_events_at_once_store_each_once() -> None:
    writers = [NotificationWriter() for _ in range(2)]
    for one in writers:
        one.start()
    threads = [
        threading.Thread(target=one.take, args=([notice(seq) for seq in range(200)],)) for one in writers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in writers:
        one.stop()
    assert Notification.objects.count() == Recipient.objects.count() == 200


def test_while_the_database_is_away_they_wait(
    writer: NotificationWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failed, come = notification_store.store, threading.Event(), threading.Event()

    def away(notices: Any) -> None:
        if not come.is_set():
            failed.set()
            raise OperationalError("away")
        real(notices)

    monkeypatch.setattr(notification_store, "store", away)
    monkeypatch.setattr(notification_store, "_RETRY_S", 0.01)
    writer.take([notice(1)])
    assert failed.wait(LIMIT_S)
    writer.take([notice(2)])
    come.set()
    writer.stop()
    assert Notification.objects.count() == 2


def test_what_waits_is_bounded_and_what_is_dropped_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notification_store, "WAITING_MAX", 10)
    idle = NotificationWriter()
    idle.take([notice(seq) for seq in range(15)])
    assert idle.dropped == 5


def test_one_that_the_database_refuses_does_not_hold_up_the_others(
    writer: NotificationWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = [notice(seq) for seq in (1, 3)]
    bad = notice(2, count=-(2**70))
    writer.take([good[0], bad, good[1]])
    writer.stop()
    assert list(Notification.objects.order_by("seq").values_list("seq", flat=True)) == [1, 3]


def test_a_text_with_a_zero_character_and_endless_names_are_stored(writer: NotificationWriter) -> None:
    writer.take([notice(1, text="a\0b", scenario="s" * 500, node="n" * 500, group="g" * 500)])
    writer.stop()
    assert Notification.objects.get().text == "a�b"


@pytest.mark.parametrize(
    ("recipients", "is_told"),
    [
        ([{"kind": "user", "name": "анна"}], True),
        ([{"kind": "user", "name": "борис"}], False),
        ([{"kind": "role", "name": "operator"}], True),
        ([{"kind": "role", "name": "integrator"}], False),
        (WATCHERS, True),
        ([{"kind": "role", "name": "operator"}, {"kind": "user", "name": "анна"}, *WATCHERS], True),
        ([], False),
    ],
)
def test_a_notification_is_found_by_whom_it_is_addressed_to(
    ann: User, recipients: list[dict[str, str]], is_told: bool
) -> None:
    notification_store.store([notice(1, recipients=recipients)])
    assert seqs(ann, scenarios=(SCENARIO,)) == ([1] if is_told else [])
    assert seqs(ann, scenarios=("другой",)) == ([1] if is_told and recipients != WATCHERS else [])


def test_what_was_seen_does_not_come_again_for_that_person(ann: User) -> None:
    boris = User.objects.create_user("борис")
    notification_store.store([notice(seq) for seq in (1, 2, 3)])
    mark_seen(ann, [("c1", 2), ("c1", 2)])
    mark_seen(ann, [("c1", 2)])
    assert seqs(ann, scenarios=(SCENARIO,)) == [1, 3]
    assert seqs(boris, scenarios=(SCENARIO,)) == [1, 2, 3]


def test_it_may_be_seen_before_it_is_stored(ann: User) -> None:
    mark_seen(ann, [("c1", 1)])
    notification_store.store([notice(1)])
    assert seqs(ann, scenarios=(SCENARIO,)) == []


def test_a_new_one_takes_the_place_of_an_older_one_of_its_group(ann: User) -> None:
    notification_store.store([notice(1, group="g"), notice(2, group="g"), notice(3), notice(4, group="h")])
    notification_store.store([notice(5, group="g"), notice(6, group="g", scenario="другой")])
    assert seqs(ann, scenarios=(SCENARIO, "другой")) == [3, 4, 5, 6]


def test_the_newest_hundred_are_told_oldest_first(ann: User) -> None:
    notification_store.store([notice(seq) for seq in range(1, 131)])
    assert seqs(ann, scenarios=(SCENARIO,)) == list(range(31, 131))


def test_what_is_older_than_a_week_is_not_told(ann: User) -> None:
    old = (timezone.now() - timedelta(days=8)).isoformat()
    notification_store.store([notice(1, at=old), notice(2)])
    assert seqs(ann, scenarios=(SCENARIO,)) == [2]


def test_old_ones_are_forgotten_with_all_that_belongs_to_them(ann: User) -> None:
    old = (timezone.now() - timedelta(days=31)).isoformat()
    notification_store.store([notice(1, at=old), notice(2)])
    mark_seen(ann, [("c1", 1), ("c1", 2)])
    Seen.objects.filter(seq=1).update(at=timezone.now() - timedelta(days=31))
    assert forget_notifications(timedelta(days=30)) == 1
    assert [row.seq for row in Notification.objects.all()] == [2]
    assert Recipient.objects.count() == Seen.objects.count() == 1
