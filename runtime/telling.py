"""Tells the trace what the walk of a call does, in the events that the design names."""

from runtime.call import Call
from runtime.errors import FAILURE_CLASSES, Failure
from runtime.graph import CompiledNode
from runtime.trace import to_json


def tell_started(call: Call) -> None:
    """The first event of a call."""
    call.trace.emit("started", None, **_facts(call))


def tell_resumed(call: Call, server: str) -> None:
    """The first event of a call on another server, which may be the only one to tell whose call it is."""
    call.trace.emit("resumed", None, from_seq=call.trace.seq, server=server, **_facts(call))


def _facts(call: Call) -> dict[str, object]:
    """Who calls whom, and through which drawing."""
    return {
        "scenario": call.graph.name,
        "revision": call.revision,
        "called": call.called,
        "called_raw": call.arrival.called_raw,
        "caller": call.caller,
        "caller_name": call.caller_name,
        "trunk": call.trunk,
        "line": call.line,
        "at": call.started_at.isoformat(),
    }


def tell_changes(call: Call, node: CompiledNode) -> None:
    """The variables that this step changed, if any."""
    if call.changed:
        call.trace.emit("set", node.id, variables=to_json(dict(call.changed)))
        call.changed.clear()


def tell_left(call: Call, node: CompiledNode, output: str | None) -> None:
    """By which output the call left, and what the step remarked."""
    warnings = {"warnings": list(call.warnings)} if call.warnings else {}
    call.trace.emit("left", node.id, output=output, **warnings)


def tell_failed(call: Call, node: CompiledNode, failure: Failure) -> None:
    """What failed; the nodes that follow have it as `error.class`, `error.text`, `error.node`, and under the
    Russian names.
    """
    text = failure.text.in_language(call.language)
    call.trace.emit("failed", node.id, **{"class": failure.failure_class, "text": text})
    words = FAILURE_CLASSES[failure.failure_class]
    call.variables["error"] = {"class": failure.failure_class, "text": text, "node": node.id}
    call.variables["ошибка"] = {"класс": words.ru, "текст": text, "узел": node.id}
