"""Every component does what its cases say, and goes on from every request that a call may be killed at.

The register drives the tests: a component without `cases/<type>.json` fails. A cases file is a list; each
case draws `start -> (given) -> node -> a stop per output` around the node "node" and walks one call:

description  what it shows, as a sentence
params       of the node
wired        outputs that lead to a stop node ("end_<output>"); all but error and on_hangup by default
given        variable -> expression, assigned before
declared     variable -> declaration, as in a stored graph
nodes, edges more of the drawing: stored nodes; "source.output > target"
call         called, caller, caller_name, trunk, line, at (ISO time)
keys         what the caller does; outcome: what a transfer, queue or voicemail gives

Expected:
events       of the node, exactly, without call, seq, node, entered and left (at_ms only where it is given)
output       the output taken; null for none; left out when the node is never left
left_at_ms   when it was left; only where it matters
warnings     of the step ([] by default)
cause        of the end ("completed" by default)
refused      instead of all these: the parameter that a check of the parameters refuses
not_executed instead of all these: true for what no call ever enters
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from lab.drawing import drawing
from runtime.component import Component, components
from runtime.graph import compile_graph
from tests.runtime.walking import MONDAY_NOON, Walk, resumed_everywhere, walk

CASES = Path(__file__).parent / "cases"
DRAWN = frozenset(("params", "wired", "given", "declared", "nodes", "edges", "call", "keys", "outcome"))
EXPECTED = frozenset(("events", "output", "left_at_ms", "warnings", "cause", "refused", "not_executed"))


def _cases() -> list[tuple[str, int, dict[str, Any]]]:
    return [
        (kind, place, case)
        for kind in components()
        if (CASES / f"{kind}.json").exists()
        for place, case in enumerate(json.loads((CASES / f"{kind}.json").read_text()))
    ]


ALL = _cases()
WALKED = [entry for entry in ALL if "refused" not in entry[2] and "not_executed" not in entry[2]]


def _named(entries: list[tuple[str, int, dict[str, Any]]]) -> list[Any]:
    return [
        pytest.param(*entry, id=f"{entry[0]}: {entry[2].get('description', entry[1])}") for entry in entries
    ]


def _document(kind: str, case: dict[str, Any]) -> dict[str, Any]:
    component = components()[kind]
    outputs = component.outputs_of(component.Params.model_validate(case.get("params", {})))
    wired = case.get("wired", [output.id for output in outputs if output.id not in ("error", "on_hangup")])
    given = [_operation(*item) for item in case.get("given", {}).items()]
    nodes = [("node", kind, case.get("params", {}))]
    edges = [f"node.{output} > end_{output}" for output in wired]
    nodes += [(f"end_{output}", "stop", {}) for output in wired]
    if kind != "start":
        nodes.append(("start", "start", {}))
    if given:
        nodes.append(("given", "assignment", {"operations": given}))
        edges += ["start.next > given", "given.next > node"]
    elif not component.lane:
        edges.append("start.next > node")
    document = drawing(nodes, "\n".join([*edges, *case.get("edges", [])]), variables=case.get("declared"))
    document["nodes"] += case.get("nodes", [])
    return document


def _operation(variable: str, expression: str) -> dict[str, str]:
    return {"variable": variable, "value": expression}


async def _walk(kind: str, case: dict[str, Any]) -> Walk:
    facts = dict(case.get("call", {}))
    at = datetime.fromisoformat(facts.pop("at", MONDAY_NOON.isoformat()))
    outcomes = {"node": case["outcome"]} if "outcome" in case else {}
    graph = compile_graph(_document(kind, case))
    return await walk(graph, keys=case.get("keys", ""), outcomes=outcomes, at=at, **facts)


def _happened(walked: Walk, case: dict[str, Any]) -> dict[str, Any]:
    """What a case expects, as it happened."""
    expected = case["events"]
    own = [event for event in walked.events if event["node"] == "node"]
    left = [event for event in own if event["kind"] == "left"]
    events = []
    for event in own:
        if event["kind"] in ("entered", "left", "ended"):
            continue
        timed = len(events) < len(expected) and "at_ms" in expected[len(events)]
        hidden = {"call", "seq", "node"} | (set() if timed else {"at_ms"})
        events.append({name: value for name, value in event.items() if name not in hidden})
    happened: dict[str, Any] = {"events": events}
    if left:
        happened["output"] = left[0]["output"]
    if left and "left_at_ms" in case:
        happened["left_at_ms"] = left[0]["at_ms"]
    if left and "warnings" in left[0]:
        happened["warnings"] = left[0]["warnings"]
    if walked.ending.cause != "completed":
        happened["cause"] = walked.ending.cause
    return happened


def _rewrite(kind: str, place: int, happened: dict[str, Any]) -> None:
    file = CASES / f"{kind}.json"
    cases = json.loads(file.read_text())
    kept = {
        name: value for name, value in cases[place].items() if name not in ("output", "warnings", "cause")
    }
    cases[place] = kept | happened
    file.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("kind", components())
def test_every_component_has_cases(kind: str):
    assert (CASES / f"{kind}.json").exists()


def test_every_cases_file_belongs_to_a_component():
    assert {file.stem for file in CASES.glob("*.json")} <= set(components())


@pytest.mark.parametrize(("kind", "place", "case"), _named(ALL))
def test_a_case_is_written_as_agreed(kind: str, place: int, case: dict[str, Any]):
    assert set(case) <= {"description"} | DRAWN | EXPECTED
    assert len(case["description"].split()) > 2
    assert "events" in case or "refused" in case or "not_executed" in case


@pytest.mark.parametrize(("kind", "place", "case"), _named(WALKED))
async def test_a_component_does_what_its_case_says(kind: str, place: int, case: dict[str, Any], update: bool):
    happened = _happened(await _walk(kind, case), case)
    if update:
        _rewrite(kind, place, happened)
    else:
        assert happened == {name: value for name, value in case.items() if name in EXPECTED}


@pytest.mark.parametrize(("kind", "place", "case"), _named(WALKED))
async def test_a_call_killed_at_any_request_goes_on_the_same(kind: str, place: int, case: dict[str, Any]):
    for happened, resumed in await resumed_everywhere(await _walk(kind, case)):
        assert resumed == happened


@pytest.mark.parametrize(("kind", "place", "case"), _named([entry for entry in ALL if "refused" in entry[2]]))
def test_a_wrong_parameter_is_refused(kind: str, place: int, case: dict[str, Any]):
    with pytest.raises(ValidationError) as refusal:
        components()[kind].Params.model_validate(case["params"])
    places = [".".join(str(part) for part in error["loc"]) for error in refusal.value.errors()]
    assert case["refused"] in places


@pytest.mark.parametrize(
    ("kind", "place", "case"), _named([entry for entry in ALL if "not_executed" in entry[2]])
)
def test_what_is_only_drawn_is_no_step_of_a_call(kind: str, place: int, case: dict[str, Any]):
    document = drawing([("start", "start", {}), ("node", kind, case["params"])], "")
    assert list(compile_graph(document).nodes) == ["start"]


def _choosable(schema: object) -> Iterator[tuple[list[str], dict[str, object]]]:
    """Every closed list of a schema, with the words that its field has for the values."""
    if isinstance(schema, dict):
        listed = schema.get("enum") or (schema.get("items") or {}).get("enum")
        if listed:
            yield listed, schema.get("x-choices", {})
        for name, inner in schema.items():
            if name != "items" or not listed:
                yield from _choosable(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _choosable(inner)


@pytest.mark.parametrize("kind", components().values(), ids=lambda kind: kind.type)
def test_every_value_that_can_be_chosen_has_words(kind: Component) -> None:
    for values, words in _choosable(kind.Params.model_json_schema()):
        assert sorted(words) == sorted(values)


def test_an_output_of_a_row_that_says_nothing_yet_is_called_by_its_place() -> None:
    menu = components()["voice_menu"]
    rows = [{"id": "r1", "keys": "1", "label": "Продажи"}, {"id": "r2"}]
    first, second, *_ = menu.outputs_of(
        SimpleNamespace(options=[SimpleNamespace(**{"keys": "", "label": "", **row}) for row in rows])
    )
    assert (first.title.en, second.title.en, second.title.ru) == ("1 Продажи", "option 2", "пункт 2")
