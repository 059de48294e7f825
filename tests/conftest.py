"""What all tests share: the switch that rewrites golden files, real databases and a real Redis."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from lab.services import PostgresServer, RedisServer
from tests.databases import PostgresCopies, SqliteFiles, used, used_history

# A busy machine is slow, not wrong; and a change is judged by the same examples each time.
settings.register_profile("callwright", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("callwright"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "callwright")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expectations in golden files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who may ask the database may ask the history's, too. Of two tests of one name only one would be run by
    several processes, so there are none.
    """
    names = Counter(item.nodeid for item in items)
    if doubled := [name for name, count in names.items() if count > 1]:
        raise pytest.UsageError(f"several tests are called {doubled}")
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None or "db" in getattr(item, "fixturenames", ()):
            given = mark.kwargs if mark is not None else {}
            item.add_marker(
                pytest.mark.django_db(**{"databases": ["default", "history"], **given}), append=False
            )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files take what happened instead of judging it."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """One Redis for the session."""
    with RedisServer() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL for the session."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> SqliteFiles:
    """Makes migrated SQLite databases."""
    with django_db_blocker.unblock():
        return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_copies(
    postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> PostgresCopies:
    """Makes migrated PostgreSQL databases."""
    with django_db_blocker.unblock():
        return PostgresCopies(postgres, tmp_path_factory.mktemp("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A migrated database of the test's own, once of each kind; gives its DATABASE_URL."""
    if request.param == "sqlite":
        url = request.getfixturevalue("sqlite_files").make(tmp_path)
    else:
        url = request.getfixturevalue("postgres_copies").make()
    with django_db_blocker.unblock(), used(url, tmp_path):
        yield url


@pytest.fixture
def history(request: pytest.FixtureRequest, sqlite_files: SqliteFiles, tmp_path: Path) -> Iterator[None]:
    """A history of the test's own in `tmp_path / "data"`, an SQLite file."""
    # What a test does in Django's databases is rolled back; this one comes after that, and is a file.
    for wanted in {"db", "transactional_db"}.intersection(request.fixturenames):
        request.getfixturevalue(wanted)
    folder = tmp_path / "data"
    folder.mkdir()
    sqlite_files.make_history(folder)
    with used_history(folder):
        yield
