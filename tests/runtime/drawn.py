"""Small drawings for tests of the walk, and what to look for in a finished call."""

from typing import Any

from lab.drawing import drawing, say
from runtime.call import Call
from runtime.errors import Failure
from runtime.graph import CompiledGraph, compile_graph
from runtime.wording import Wording
from tests.runtime.walking import Walk

Node = tuple[str, str, dict[str, Any]]

APOLOGY = "Извините, произошла ошибка. Пожалуйста, перезвоните позже."
START = ("n1", "start", {})
MENU = ("menu", "voice_menu", {"prompt": say("Один?"), "options": [{"id": "one", "keys": "1"}]})
TALK = ("talk", "play", {"prompt": say("Добрый день")})
STEP = ("step", "answer", {})
"""A node that tests give another component: outputs next, error and on_hangup."""


def noting(node: str, variable: str, expression: str) -> Node:
    return (node, "assignment", {"operations": [{"variable": variable, "value": expression}]})


def graph_of(*nodes: Node, edges: str, **drawn: Any) -> CompiledGraph:
    return compile_graph(drawing([START, *nodes], edges, **drawn))


def spoken(walked: Walk) -> list[str]:
    return [str(event["prompt"]) for event in walked.of_kind("played")]


def failures(walked: Walk) -> list[str]:
    return [str(event["class"]) for event in walked.of_kind("failed")]


def was_set(walked: Walk) -> dict[str, Any]:
    return {name: value for event in walked.of_kind("set") for name, value in event["variables"].items()}


async def fail(call: Call) -> str:
    raise Failure("network", Wording("нет пути", "no route"))
