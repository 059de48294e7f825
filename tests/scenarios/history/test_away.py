"""A PostgreSQL that goes and comes back while calls run."""

import time
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lab.services import PostgresServer
from scenarios.history.packing import unpacked
from scenarios.history.stores import history_store
from tests.databases import PostgresCopies, used
from tests.scenarios.history.servers import Server, segments
from tests.scenarios.history.told import ended, started, steps, whole_call

LIMIT_S = 10.0


def wait_until_away(server: Server, *, away: bool) -> None:
    limit = time.monotonic() + LIMIT_S
    while server.writer.is_away is not away:
        assert time.monotonic() < limit
        server.writer.join(0.01)


def test_calls_do_not_notice_and_nothing_is_lost(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    root = tmp_path / "spool"
    with PostgresServer() as postgres, django_db_blocker.unblock():
        url = PostgresCopies(postgres, tmp_path).make()
        with used(url, tmp_path):
            server = Server(root)
            server.writer.start()
            server.tell(*whole_call("1.1"), started("1.2"))
            postgres.stop()
            began_s = time.perf_counter()
            for number in range(3, 3000):
                server.tell(*whole_call(f"1.{number}"))
            server.tell(*steps("1.2", 2, 9))
            assert time.perf_counter() - began_s < LIMIT_S
            wait_until_away(server, away=True)
            postgres.start()
            server.tell(ended("1.2", 10))
            wait_until_away(server, away=False)
            server.stop()
            store = history_store()
            assert len(store.newest(10_000)) == 2999
            call = store.find("1.2")
            store.let_go()
    assert call is not None
    assert unpacked(call.events) == [started("1.2"), *steps("1.2", 2, 9), ended("1.2", 10)]
    assert segments(root) == []


@pytest.mark.django_db
def test_a_locked_file_is_waited_for(data: Path) -> None:
    store = history_store()
    server = Server(data / "spool")
    server.tell(*whole_call("1.1"))
    with store.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        server.writer.start()
        server.tell(*whole_call("1.2"))
        cursor.execute("COMMIT")
    server.stop()
    assert {call.call_id for call in store.newest(9)} == {"1.1", "1.2"}
