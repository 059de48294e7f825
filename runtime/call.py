"""One call: who called whom, its variables, where it stands. The one mutable thing in the runtime."""

from collections import ChainMap
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from runtime.errors import Failure
from runtime.expressions import EvaluationError, Expression, Template
from runtime.graph import CompiledGraph
from runtime.handset import Handset
from runtime.stores import Surroundings
from runtime.trace import Trace
from runtime.wording import Wording

Lane = Literal["main", "on_error", "on_hangup", "fallback"]
"""The fallback is no drawn lane: the built-in apology."""


class Arrival(msgspec.Struct, frozen=True):
    """What is known of a call when it comes in. `called` is the number in the form scenarios see,
    `called_raw` as sent.
    """

    call_id: str
    called: str = ""
    called_raw: str = ""
    caller: str = ""
    caller_name: str = ""
    trunk: str = ""
    line: str = ""


class Position(msgspec.Struct):
    """Where the call stands; together with variables and arrival all that another server needs to go on."""

    node: str
    lane: Lane = "main"
    steps: int = 0
    quiet_steps: int = 0
    """Steps since the caller last heard a second of media, pressed a key or waited."""
    repeats: dict[str, int] = {}
    """"node.output" -> how many times the repeat edge was taken."""
    progress: dict[str, object] = {}
    """What the current node has done so far (attempts, digits); empty when a node is entered."""
    request: int = 0
    """Number of the last blocking request made to the phone."""


class Call:
    """A call on its way through one pinned graph. Also the facts that expressions may ask for (`Facts`)."""

    def __init__(
        self, arrival: Arrival, graph: CompiledGraph, surroundings: Surroundings, started_at: datetime
    ) -> None:
        self.arrival = arrival
        self.graph = graph
        self.surroundings = surroundings
        self.started_at = started_at
        self.position = Position(node=graph.start)
        self.variables: dict[str, object] = {}
        self.lost: frozenset[str] = frozenset()
        """Variables too large for the checkpoint this call was resumed from."""
        self.secret_names: set[str] = set(graph.secrets)
        self.last_keys = ""
        self.language = graph.language
        self.handed_over = False
        """The caller has talked to a person since the last step that was ours."""
        self.warnings: list[str] = []
        self.changed: dict[str, object] = {}
        self.trace: Trace
        self.phone: Handset

    @property
    def call_id(self) -> str:
        return self.arrival.call_id

    @property
    def called(self) -> str:
        return self.arrival.called

    @property
    def caller(self) -> str:
        return self.arrival.caller

    @property
    def caller_name(self) -> str:
        return self.arrival.caller_name

    @property
    def trunk(self) -> str:
        return self.arrival.trunk

    @property
    def line(self) -> str:
        return self.arrival.line

    @property
    def region(self) -> str:
        return self.surroundings.region

    @property
    def revision(self) -> str:
        return self.graph.revision

    @property
    def wired(self) -> frozenset[str]:
        """Outputs of the current node that lead somewhere."""
        return self.graph.nodes[self.position.node].wired

    @property
    def progress(self) -> dict[str, object]:
        """What the current node has done so far; kept in every checkpoint."""
        return self.position.progress

    def now(self) -> datetime:
        """The wall clock in the installation's zone."""
        return self.surroundings.clock.now()

    def call_seconds(self) -> float:
        """Seconds since the call came in."""
        return (self.now() - self.started_at).total_seconds()

    def scope(self) -> Mapping[str, object]:
        """Every variable an expression can see: the call's own, then the scenario's, then the
        installation's.
        """
        shared = self.surroundings.shared
        of_scenario, everywhere = shared.of_scenario(self.graph.name), shared.everywhere()
        if not of_scenario and not everywhere:
            return self.variables
        return ChainMap(self.variables, of_scenario, everywhere)

    def evaluate(self, expression: Expression) -> object:
        """The value; raises EvaluationError, or Failure when it needs what a resume could not bring back."""
        self._refuse_lost(expression)
        return expression.evaluate(self.scope(), self)

    def render(self, template: Template) -> str:
        """The text with its holes filled; a hole that fails stays empty and leaves a warning on the step."""
        for expression, _offset in template.expressions:
            self._refuse_lost(expression)
        if any(self.names_secret(expression) for expression, _offset in template.expressions):
            for piece, is_fixed in template.pieces(self.scope(), self):
                if not is_fixed:
                    self.trace.hide(piece)
        text, errors = template.render_reporting(self.scope(), self)
        self.warnings.extend(error.text.in_language(self.language) for error in errors)
        return text

    def candidate(self, expression: Expression, name: str, value: object) -> object:
        """The expression with `name` standing for a value that is not stored yet."""
        self._refuse_lost(expression, besides=name)
        return expression.evaluate(ChainMap({name: value}, dict(self.scope())), self)

    def set_variable(self, name: str, value: object, *, scope: str = "call", secret: bool = False) -> None:
        """Store a value; `scope` is "call", "scenario" or "global". Secret ones never show anywhere."""
        if secret:
            self.secret_names.add(name)
        if name in self.secret_names:
            self.trace.hide(value)
        shared = self.surroundings.shared
        target = {"scenario": shared.of_scenario(self.graph.name), "global": shared.everywhere()}.get(scope)
        if target is None:
            self.variables[name] = value
            self.lost -= {name}
        else:
            target[name] = value
        self.changed[name] = "•" if name in self.secret_names else value

    def hide_shared_secrets(self) -> None:
        """Secret values that other calls left in shared variables show in this call as little as in
        theirs.
        """
        shared = self.surroundings.shared
        for kept in (shared.of_scenario(self.graph.name), shared.everywhere()):
            for name in self.secret_names & set(kept):
                self.trace.hide(kept[name])

    def names_secret(self, expression: Expression) -> bool:
        """Whether what the expression gives is made of a secret."""
        return any(name in self.secret_names for name, _offset in expression.names)

    def warn(self, text: Wording) -> None:
        """A remark on the current step: shown with its `left` event."""
        self.warnings.append(text.in_language(self.language))

    def _refuse_lost(self, expression: Expression, besides: str = "") -> None:
        if self.lost:
            for name, _offset in expression.names:
                if name in self.lost and name != besides:
                    raise Failure(
                        "resume_incomplete",
                        Wording(
                            f"значение «{name}» слишком велико и не пережило перезапуск",
                            f"the value of {name!r} was too large to survive the restart",
                        ),
                    )


__all__ = ["Arrival", "Call", "EvaluationError", "Lane", "Position"]
