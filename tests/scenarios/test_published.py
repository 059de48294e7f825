"""The published scenarios, in memory for the calls."""

import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError

from runtime.errors import Failure
from runtime.stores import Surroundings
from scenarios.changes import count_change
from scenarios.keeping import rename
from scenarios.models import DialRule, Revision, Route
from scenarios.published import PublishedScenarios
from scenarios.revisions import make_main
from scenarios.routes import set_route
from tests.scenarios.documents import Scenarios

pytestmark = pytest.mark.django_db
LIMIT_S = 5.0


@pytest.fixture
def memory() -> PublishedScenarios:
    return PublishedScenarios(Surroundings())


def test_a_call_enters_its_route_else_the_main_scenario(
    published: Scenarios, memory: PublishedScenarios
) -> None:
    published("главный")
    set_route("100", published("приёмная"), author=None)
    memory.load()
    for called, name in (("100", "приёмная"), ("200", "главный"), ("", "главный")):
        graph = memory.graph_for(called, "")
        assert graph is not None
        assert graph.name == name


def test_an_empty_installation_has_no_graph_for_anybody(memory: PublishedScenarios) -> None:
    memory.load()
    assert memory.graph_for("100", "") is None


def test_a_change_is_loaded_and_no_change_costs_one_question(
    published: Scenarios, memory: PublishedScenarios
) -> None:
    published("главный", "один")
    assert memory.load()
    assert not memory.load()
    before = memory.graph_for("", "")
    published("главный", "два")
    assert memory.load()
    after = memory.graph_for("", "")
    assert before is not None
    assert after is not None
    assert before.revision != after.revision


def test_a_scenario_that_did_not_change_is_not_compiled_again(
    published: Scenarios, memory: PublishedScenarios
) -> None:
    published("главный")
    memory.load()
    before = memory.graph_for("", "")
    published("второй")
    memory.load()
    assert memory.graph_for("", "") is before


def test_a_broken_scenario_keeps_its_last_good_graph_and_stops_no_other(
    published: Scenarios, memory: PublishedScenarios
) -> None:
    published("главный")
    set_route("100", published("приёмная", "один"), author=None)
    memory.load()
    before = memory.graph_for("100", "")
    newer = published("приёмная", "два")
    Revision.objects.filter(pk=newer.published_id).update(document='{"graph": {}}')
    main = published("главный", "новый").published
    memory.load()
    assert memory.graph_for("100", "") is before
    graph = memory.graph_for("", "")
    assert graph is not None
    assert main is not None
    assert graph.revision == main.hash


def test_a_call_for_a_scenario_that_never_loaded_goes_to_the_main_one(
    published: Scenarios, memory: PublishedScenarios
) -> None:
    published("главный")
    broken = published("приёмная")
    set_route("100", broken, author=None)
    Revision.objects.filter(pk=broken.published_id).update(document="{")
    memory.load()
    graph = memory.graph_for("100", "")
    assert graph is not None
    assert graph.name == "главный"


def test_another_main_scenario_is_noticed(published: Scenarios, memory: PublishedScenarios) -> None:
    published("первый")
    second = published("второй")
    memory.load()
    make_main(second, author=None)
    memory.load()
    graph = memory.graph_for("", "")
    assert graph is not None
    assert graph.name == "второй"


def test_dial_rules_are_kept_current(published: Scenarios) -> None:
    surroundings = Surroundings()
    memory = PublishedScenarios(surroundings)
    memory.load()
    with pytest.raises(Failure):
        surroundings.dial_rules.dial_string("+79161234567")
    DialRule.objects.create(pattern="+7XXXXXXXXXX", dial="PJSIP/{number}@operator")
    count_change()
    memory.load()
    assert surroundings.dial_rules.dial_string("+79161234567") == "PJSIP/+79161234567@operator"


def test_a_renamed_scenario_brings_its_variables_before_its_first_call(published: Scenarios) -> None:
    learnt: list[str] = []
    memory = PublishedScenarios(Surroundings(), learnt.append)
    rename(published("прежнее имя"), "новое имя", author=None)
    memory.load()
    memory.load()
    assert learnt == ["новое имя"]


def test_routes_that_go_away_go_away(published: Scenarios, memory: PublishedScenarios) -> None:
    published("главный")
    set_route("100", published("приёмная"), author=None)
    memory.load()
    Route.objects.all().delete()
    count_change()
    memory.load()
    graph = memory.graph_for("100", "")
    assert graph is not None
    assert graph.name == "главный"


class TestInThreads:
    """With the watching thread, which has a database connection of its own."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def watched(
        self, published: Scenarios, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[tuple[PublishedScenarios, threading.Event]]:
        """A store that polls quickly, and an event that is set after each look."""
        monkeypatch.setattr("scenarios.published.POLL_S", 0.01)
        published("главный", "один")
        memory, looked = PublishedScenarios(Surroundings()), threading.Event()
        load = memory.load

        def load_and_tell() -> bool:
            try:
                return load()
            finally:
                looked.set()

        monkeypatch.setattr(memory, "load", load_and_tell)
        memory.start()
        yield memory, looked
        memory.stop()

    def test_a_published_revision_reaches_running_servers_by_itself(
        self, watched: tuple[PublishedScenarios, threading.Event], published: Scenarios
    ) -> None:
        memory, looked = watched
        newer = published("главный", "два").published
        assert newer is not None
        for _ in range(100):
            looked.clear()
            assert looked.wait(LIMIT_S)
            graph = memory.graph_for("", "")
            if graph is not None and graph.revision == newer.hash:
                return
        pytest.fail("the new revision was not loaded")

    def test_without_a_database_calls_go_on_from_memory_and_changes_come_later(
        self,
        watched: tuple[PublishedScenarios, threading.Event],
        published: Scenarios,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        memory, looked = watched
        with monkeypatch.context() as patched:

            def away() -> int:
                raise OperationalError("no connection")

            patched.setattr("scenarios.published.change_count", away)
            for _ in range(3):
                looked.clear()
                assert looked.wait(LIMIT_S)
            assert memory.graph_for("", "") is not None
        newer = published("главный", "два").published
        assert newer is not None
        for _ in range(100):
            looked.clear()
            assert looked.wait(LIMIT_S)
            graph = memory.graph_for("", "")
            assert graph is not None
            if graph.revision == newer.hash:
                return
        pytest.fail("the thread did not come back")

    @pytest.fixture
    def two_revisions(self, published: Scenarios) -> tuple[str, str]:
        older, newer = published("главный", "один").published, published("главный", "два").published
        assert older is not None
        assert newer is not None
        return older.hash, newer.hash

    async def test_a_resumed_call_finds_the_older_revision_it_began_with(
        self, two_revisions: tuple[str, str]
    ) -> None:
        memory = PublishedScenarios(Surroundings())
        older, newer = two_revisions
        for revision in (older, newer, older):
            graph = await memory.graph_by_hash(revision)
            assert graph is not None
            assert graph.revision == revision

    async def test_an_unknown_revision_is_none(self, published: Scenarios) -> None:
        assert await PublishedScenarios(Surroundings()).graph_by_hash("0" * 64) is None

    async def test_a_revision_that_cannot_be_read_is_none(
        self, two_revisions: tuple[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_: object, **__: object) -> None:
            raise OperationalError("no connection")

        monkeypatch.setattr(Revision.objects, "filter", away)
        assert await PublishedScenarios(Surroundings()).graph_by_hash(two_revisions[0]) is None
