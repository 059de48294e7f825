"""The published scenarios, kept in memory for the calls: nothing here waits for the database while one runs.

A thread looks at the change count each second and loads what changed. What cannot be loaded stays as it was:
the database may be away for hours, and one broken scenario keeps its last good graph while the others go on.
"""

import asyncio
import dataclasses
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from runtime.graph import CompiledGraph, compile_graph
from runtime.stores import Surroundings
from scenarios.changes import change_count
from scenarios.models import Revision, Route, Scenario
from scenarios.routes import RouteRow, RouteTable
from scenarios.surroundings import stored_dial_rules

POLL_S: Final = 1.0
_OLDER_REVISIONS: Final = 100
_log = logging.getLogger("callwright.published")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """One consistent state of the store."""

    count: int
    graphs: Mapping[str, CompiledGraph] = field(default_factory=dict)
    """Scenario name -> its published graph."""
    main: str | None = None
    routes: RouteTable = field(default_factory=lambda: RouteTable((), "RU"))


class PublishedScenarios:
    """Implements `runtime.stores.ScenarioStore`; also keeps the dial rules of `surroundings` current."""

    def __init__(self, surroundings: Surroundings, learn: Callable[[str], None] | None = None) -> None:
        """`learn` is told each name under which a scenario comes up, before the first call enters it."""
        self._surroundings = surroundings
        self._learn = learn
        self._loaded = _Loaded(count=-1)
        self._older: OrderedDict[str, CompiledGraph] = OrderedDict()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="published-scenarios", daemon=True)

    def graph_for(self, called: str, trunk: str) -> CompiledGraph | None:
        """The graph of the number's route, else the main scenario's, else None."""
        loaded = self._loaded
        routed = loaded.routes.scenario_for(called, trunk)
        for name in (routed, loaded.main):
            if name is not None and name in loaded.graphs:
                return loaded.graphs[name]
        return None

    async def graph_by_hash(self, revision: str) -> CompiledGraph | None:
        """A revision's graph from memory, else from the database; None when it is unknown or unreachable."""
        for graph in self._loaded.graphs.values():
            if graph.revision == revision:
                return graph
        if revision not in self._older:
            graph_read = await asyncio.to_thread(_read_revision, revision)
            if graph_read is None:
                return None
            self._older[revision] = graph_read
            if len(self._older) > _OLDER_REVISIONS:
                self._older.popitem(last=False)
        return self._older[revision]

    def start(self) -> None:
        """Load everything and keep it current; DatabaseError when the database is away."""
        self.load()
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._thread.join()

    def load(self) -> bool:
        """Bring memory up to date; whether anything had changed."""
        count = change_count()
        before = self._loaded
        if count == before.count:
            return False
        published = Scenario.objects.with_published()
        graphs = {
            scenario.name: graph
            for scenario in published
            if (graph := self._graph(scenario, before.graphs.get(scenario.name))) is not None
        }
        if self._learn is not None:
            for name in graphs.keys() - before.graphs.keys():
                self._learn(name)
        rows = Route.objects.values_list("number", "trunk", "scenario__name")
        self._surroundings.dial_rules = stored_dial_rules()
        self._loaded = _Loaded(
            count,
            graphs,
            next((scenario.name for scenario in published if scenario.is_main), None),
            RouteTable((RouteRow(*row) for row in rows), self._surroundings.region),
        )
        _log.info("scenarios loaded", extra={"scenarios": len(graphs), "change": count})
        return True

    def _graph(self, scenario: Scenario, before: CompiledGraph | None) -> CompiledGraph | None:
        revision = scenario.published
        if revision is None:
            return None
        if before is not None and before.revision == revision.hash:
            return before
        try:
            return _compiled(revision, scenario.name)
        # A document from an older release, or of a component that is gone, may fail in any way at all.
        except Exception:
            _log.exception("a published scenario cannot be loaded", extra={"scenario": scenario.name})
            return before

    def _watch(self) -> None:
        lost = False
        while not self._stopping.wait(POLL_S):
            try:
                self.load()
                if lost:
                    _log.warning("the database is back")
                lost = False
            except (DatabaseError, InterfaceError):
                connection.close()
                if not lost:
                    _log.exception("the database is away; calls go on with what is in memory")
                lost = True
        connection.close()


def _compiled(revision: Revision, name: str) -> CompiledGraph:
    """Under the name that the scenario has now: a frozen document keeps the one it was published with."""
    return dataclasses.replace(compile_graph(revision.read()), name=name)


def _read_revision(revision: str) -> CompiledGraph | None:
    try:
        found = Revision.objects.filter(hash=revision).select_related("scenario").first()
        return None if found is None else _compiled(found, found.scenario.name)
    except (DatabaseError, InterfaceError):
        _log.exception("an older revision cannot be read", extra={"revision": revision})
        return None
    finally:
        connection.close()
