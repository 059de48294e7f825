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
        raise ScriptError(_no_such_node(node, types, {}))
    output = word.removeprefix(QUEUE_KEY) if word.startswith(QUEUE_KEY) else ""
    meant = f"{QUEUE_KEY}{exit_keys[output]}" if output in exit_keys else word
    if meant not in words:
        listed = ", ".join(words)
        raise ScriptError(
            Wording(
                f"У узла «{node}» нет исхода «{word}». Возможны: {listed}.",
                f"Node “{node}” has no outcome “{word}”. Possible: {listed}.",
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
                    f"h@{node}: the scenario has no node “{node}”. Possible: {listed}.",
                )
            )


def outcome_example(types: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """An outcome that this scenario can have, `Support=completed`; "" when it can have none."""
    return next(
        (
            f"{titles[node] if len(_called(titles[node], titles)) == 1 else node}={words[0]}"
            for node, kind in types.items()
            if (words := _words(kind, {}))
        ),
        "",
    )


def node_meant(name: str, types: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """The id of the node with this id or title; of several with the title the one that can have an outcome.

    `titles` is node id -> title. Raises ScriptError that lists the nodes which may be meant.
    """
    if name in types:
        return name
    called = _called(name, titles)
    able = [node for node in called if _words(types[node], {})]
    if not able:
        raise ScriptError(_no_such_node(name, types, titles))
    if len(able) > 1:
        listed = ", ".join(able)
        raise ScriptError(
            Wording(
                f"«{name}» – так называются несколько узлов. Укажите один из них по id: {listed}.",
                f"Several nodes are called “{name}”. Give one of them by its id: {listed}.",
            )
        )
    return able[0]


def _called(name: str, titles: Mapping[str, str]) -> list[str]:
    """The ids of the nodes with this title; small and capital letters are alike."""
    wanted = name.strip().casefold()
    return [node for node, title in titles.items() if wanted and title.strip().casefold() == wanted]


def _words(kind: str, exit_keys: ExitKeys) -> list[str]:
    if kind == "transfer":
        return list(DIAL)
    if kind == "queue":
        return [*QUEUE, *(f"{QUEUE_KEY}{key}" for key in exit_keys.values())]
    return list(RECORD) if kind == "voicemail" else []


def _no_such_node(node: str, types: Mapping[str, str], titles: Mapping[str, str]) -> Wording:
    able = (known for known, kind in types.items() if _words(kind, {}))
    possible = ", ".join(sorted(titles.get(known) or known for known in able))
    if not possible:
        return Wording(
            f"Исход узла «{node}» задать нельзя: в сценарии нет переводов, очередей и голосовой почты.",
            f"Node “{node}” cannot have an outcome: the scenario has no transfer, queue or voicemail.",
        )
    return Wording(
        f"Исход узла «{node}» задать нельзя. Возможны узлы: {possible}.",
        f"Node “{node}” cannot have an outcome. Possible nodes: {possible}.",
    )
