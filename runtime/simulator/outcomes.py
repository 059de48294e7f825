"""What a transfer, a queue or a voicemail box gives in a simulated call: the words of `--outcome`."""

from collections.abc import Iterable, Mapping
from typing import Final

from runtime.phone import DialResult, QueueResult, RecordReason
from runtime.wording import Wording

from .errors import ScriptError

DIAL: Final[dict[str, DialResult]] = {
    "completed": "answered",
    "no_answer": "no_answer",
    "busy": "busy",
    "unreachable": "unreachable",
    "declined": "declined",
    "error": "error",
}
QUEUE: Final[dict[str, QueueResult]] = {
    "completed": "completed",
    "timeout": "timeout",
    "full": "full",
    "no_agents": "no_agents",
    "agents_left": "agents_left",
    "error": "error",
}
RECORD: Final[dict[str, RecordReason]] = {
    "left": "key",
    "not_left": "silence",
    "operator": "operator",
    "error": "error",
}
QUEUE_KEY: Final = "key:"
"""In front of the exit key that was pressed in a queue, or of its output in the drawing."""
ExitKeys = Mapping[str, str]
"""The outputs of a queue's exit keys -> the keys."""


def read_outcomes(
    outcomes: Mapping[str, str], types: Mapping[str, str], exit_keys: Mapping[str, ExitKeys]
) -> dict[str, str]:
    """Node id -> what it gives, an exit key always by its key. `types` is node id -> component type,
    `exit_keys` queue node id -> its exit keys. Raises ScriptError that lists what is possible.
    """
    return {node: _read(node, word, types, exit_keys.get(node, {})) for node, word in outcomes.items()}


def _read(node: str, word: str, types: Mapping[str, str], exit_keys: ExitKeys) -> str:
    words = _words(types.get(node, ""), exit_keys)
    if not words:
        raise ScriptError(_no_such_node(node, types))
    output = word.removeprefix(QUEUE_KEY) if word.startswith(QUEUE_KEY) else ""
    meant = f"{QUEUE_KEY}{exit_keys[output]}" if output in exit_keys else word
    if meant not in words:
        listed = ", ".join(words)
        raise ScriptError(
            Wording(
                f"У узла «{node}» нет исхода «{word}». Возможны: {listed}.",
                f"Node '{node}' has no outcome '{word}'. Possible: {listed}.",
            )
        )
    return meant


def check_places(places: Iterable[str], types: Mapping[str, str]) -> None:
    """Refuse to hang up in nodes that are not there; raises ScriptError that lists what is possible."""
    for node in places:
        if node not in types:
            listed = ", ".join(types)
            raise ScriptError(
                Wording(
                    f"h@{node}: узла «{node}» в сценарии нет. Возможны: {listed}.",
                    f"h@{node}: the scenario has no node '{node}'. Possible: {listed}.",
                )
            )


def outcome_example(types: Mapping[str, str]) -> str:
    """An outcome that this scenario can have, `n7=completed`; "" when it can have none."""
    return next((f"{node}={words[0]}" for node, kind in types.items() if (words := _words(kind, {}))), "")


def _words(kind: str, exit_keys: ExitKeys) -> list[str]:
    if kind == "transfer":
        return list(DIAL)
    if kind == "queue":
        return [*QUEUE, *(f"{QUEUE_KEY}{key}" for key in exit_keys.values())]
    return list(RECORD) if kind == "voicemail" else []


def _no_such_node(node: str, types: Mapping[str, str]) -> Wording:
    possible = ", ".join(sorted(known for known, kind in types.items() if _words(kind, {})))
    if not possible:
        return Wording(
            f"Исход узла «{node}» задать нельзя: в сценарии нет переводов, очередей и голосовой почты.",
            f"Node '{node}' cannot have an outcome: the scenario has no transfer, queue or voicemail.",
        )
    return Wording(
        f"Исход узла «{node}» задать нельзя. Возможны узлы: {possible}.",
        f"Node '{node}' cannot have an outcome. Possible nodes: {possible}.",
    )
