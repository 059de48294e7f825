"""The small ports through which the runtime reaches what others keep; all answers come from memory."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Protocol

from runtime.clock import Clock, RealClock
from runtime.graph import CompiledGraph
from runtime.names import DialRules


class ScenarioStore(Protocol):
    """The published scenarios."""

    def graph_for(self, called: str, trunk: str) -> CompiledGraph | None:
        """The graph a call to this number enters: its route, else the main scenario, else None."""

    async def graph_by_hash(self, revision: str) -> CompiledGraph | None:
        """The frozen graph of a revision that a resumed call was pinned to; may be an older one."""


class SharedVariables(Protocol):
    """Variables that outlive a call: of one scenario, or of the whole installation."""

    def of_scenario(self, scenario: str) -> MutableMapping[str, object]:
        """Variables of scope "scenario"; a write is kept by whoever implements this, without waiting."""

    def everywhere(self) -> MutableMapping[str, object]:
        """Variables of scope "global"."""


class SharedInMemory:
    """Shared variables that live as long as the process."""

    def __init__(self) -> None:
        self._scenarios: dict[str, dict[str, object]] = {}
        self._global: dict[str, object] = {}

    def of_scenario(self, scenario: str) -> MutableMapping[str, object]:
        return self._scenarios.setdefault(scenario, {})

    def everywhere(self) -> MutableMapping[str, object]:
        return self._global


@dataclass(slots=True)
class Surroundings:
    """What every call of an installation shares: clock, region for numbers, dial rules, shared variables."""

    clock: Clock = field(default_factory=RealClock)
    zone: tzinfo = UTC
    region: str = "RU"
    dial_rules: DialRules = field(default_factory=DialRules)
    shared: SharedVariables = field(default_factory=SharedInMemory)
