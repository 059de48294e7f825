"""What a transfer, a queue or a voicemail box gives in a simulated call: the words of `--outcome`."""

from collections.abc import Mapping
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
"""In front of the exit key that was pressed in a queue."""


def check_outcomes(
    outcomes: Mapping[str, str], types: Mapping[str, str], exit_keys: Mapping[str, str]
) -> None:
    """Refuse words and nodes that mean nothing; `types` is node id -> component type, `exit_keys` queue
    node id -> its exit keys. Raises ScriptError that lists what is possible.
    """
    for node, word in outcomes.items():
        words = _words(types.get(node, ""), exit_keys.get(node, ""))
        if not words:
            raise ScriptError(_no_such_node(node, types))
        if word not in words:
            listed = ", ".join(words)
            raise ScriptError(
                Wording(
                    f"У узла «{node}» нет исхода «{word}». Возможны: {listed}.",
                    f"Node '{node}' has no outcome '{word}'. Possible: {listed}.",
                )
            )


def _words(kind: str, exit_keys: str) -> list[str]:
    if kind == "transfer":
        return list(DIAL)
    if kind == "queue":
        return [*QUEUE, *(f"{QUEUE_KEY}{key}" for key in exit_keys)]
    return list(RECORD) if kind == "voicemail" else []


def _no_such_node(node: str, types: Mapping[str, str]) -> Wording:
    possible = ", ".join(sorted(known for known, kind in types.items() if _words(kind, "")))
    if not possible:
        return Wording(
            f"Исход узла «{node}» задать нельзя: в сценарии нет переводов, очередей и голосовой почты.",
            f"Node '{node}' cannot have an outcome: the scenario has no transfer, queue or voicemail.",
        )
    return Wording(
        f"Исход узла «{node}» задать нельзя. Возможны узлы: {possible}.",
        f"Node '{node}' cannot have an outcome. Possible nodes: {possible}.",
    )
