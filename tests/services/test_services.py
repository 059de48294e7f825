"""The lab's Redis and PostgreSQL."""

import psycopg
import redis

from lab.services import PostgresServer, RedisServer


def test_redis_answers_and_comes_back_empty() -> None:
    with RedisServer() as server:
        client = redis.Redis.from_url(server.url)
        client.set("a", "1")
        server.stop()
        server.start()
        assert client.get("a") is None
        client.close()


def test_postgres_makes_databases_and_keeps_them_over_a_restart() -> None:
    with PostgresServer() as server:
        with psycopg.connect(server.create("first"), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (n int)")
        second = server.create("second", template="first")
        server.stop()
        server.start()
        with psycopg.connect(second) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
        server.drop("second")


def test_nothing_is_left_of_a_service_that_ended() -> None:
    with PostgresServer() as server:
        folder = server.folder
    assert not folder.exists()
