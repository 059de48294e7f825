"""Variables that outlive calls: read once, kept in memory, written behind the calls by a thread."""

import logging
import queue
import threading
from collections.abc import Iterator, MutableMapping

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from runtime.checkpoint import packed, unpacked
from scenarios.models import SharedVariable

_EVERYWHERE = ""
_RETRY_S = 1.0
_log = logging.getLogger("callwright.shared_variables")
_Key = tuple[str, str]


class SharedWrittenBehind:
    """Implements `runtime.stores.SharedVariables` on the database; a write is seen at once and stored soon.

    `start()` reads what is stored, `stop()` writes what is left. While the database is away writes are kept,
    the last one of each variable.
    """

    def __init__(self) -> None:
        self._scopes: dict[str, _Scope] = {}
        self._changed: queue.SimpleQueue[_Key | None] = queue.SimpleQueue()
        self._unwritten: dict[_Key, None] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._write_on, name="shared-variables", daemon=True)

    def of_scenario(self, scenario: str) -> MutableMapping[str, object]:
        """The variables of one scenario."""
        if not scenario:
            raise ValueError("a scenario without a name has no variables")
        return self._scope(scenario)

    def everywhere(self) -> MutableMapping[str, object]:
        """The variables of the installation."""
        return self._scope(_EVERYWHERE)

    def start(self) -> None:
        """Read and begin to write; DatabaseError when the database is away."""
        self._read(SharedVariable.objects.all())
        self._thread.start()

    def learn(self, scenario: str) -> None:
        """Read the variables of a scenario that has come up under this name; nothing when they are known."""
        if scenario not in self._scopes:
            self._read(SharedVariable.objects.filter(scenario=scenario))

    def stop(self) -> None:
        """Write what is left and end; what cannot be written now is lost and logged."""
        self._stopping.set()
        self._changed.put(None)
        self._thread.join()

    def _read(self, rows: QuerySet[SharedVariable]) -> None:
        for row in rows:
            self._scope(row.scenario).values_by_name[row.name] = unpacked(row.value)

    def _scope(self, scenario: str) -> "_Scope":
        return self._scopes.setdefault(scenario, _Scope(scenario, self._changed))

    def _write_on(self) -> None:
        try:
            while not self._stopping.is_set():
                self._gather(timeout_s=_RETRY_S if self._unwritten else None)
                self._write()
            self._gather(timeout_s=0)
            self._write()
            if self._unwritten:
                _log.error("shared variables are lost", extra={"count": len(self._unwritten)})
        finally:
            connection.close()

    def _gather(self, timeout_s: float | None) -> None:
        """Note which variables changed; waits for the first one."""
        try:
            key = self._changed.get(timeout=timeout_s) if timeout_s != 0 else self._changed.get_nowait()
            while True:
                if key is not None:
                    self._unwritten[key] = None
                key = self._changed.get_nowait()
        except queue.Empty:
            return

    def _write(self) -> None:
        if not self._unwritten:
            return
        keys = list(self._unwritten)
        try:
            with transaction.atomic():
                for scenario, name in keys:
                    value = packed(self._scope(scenario).values_by_name[name])
                    SharedVariable.objects.update_or_create(
                        scenario=scenario, name=name, defaults={"value": value}
                    )
        except DatabaseError:
            _log.exception("shared variables cannot be stored now")
            connection.close()
            return
        for key in keys:
            del self._unwritten[key]


class _Scope(MutableMapping[str, object]):
    """One scenario's variables, or the installation's; says which ones were set."""

    def __init__(self, scenario: str, changed: "queue.SimpleQueue[_Key | None]") -> None:
        self.values_by_name: dict[str, object] = {}
        self._scenario = scenario
        self._changed = changed

    def __getitem__(self, name: str) -> object:
        return self.values_by_name[name]

    def __setitem__(self, name: str, value: object) -> None:
        self.values_by_name[name] = value
        self._changed.put((self._scenario, name))

    def __delitem__(self, name: str) -> None:
        raise TypeError("a shared variable is set to null, never removed")

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)
