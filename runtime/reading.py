"""A stored scenario, read strictly: the shape of the document, before anything asks what it means.

networkx quietly repairs what it reads: a dangling edge makes a node, a doubled id joins two nodes, a missing
key gets a number. So the raw JSON is looked at first, and all its faults are told at once. What is sound goes
on to the other checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from runtime.checks.issue import Issue
from runtime.checks.main_output import unmarked
from runtime.checks.mistakes import Mistake, mistakes
from runtime.checks.node_titles import title_of
from runtime.checks.sieve import Sieve, VariableType, items
from runtime.fields import written_field
from runtime.graph import FORMAT, Document
from runtime.json_text import UnreadableText, normalised, parse
from runtime.wording import Wording
from runtime.written import LANGUAGE, NODE_ID, OUTPUT_ID, ROW_ID

MAX_NODES: Final = 20_000
MAX_EDGES: Final = 100_000
MAX_LIMIT: Final = 99

_NodeId = Annotated[str, written_field(NODE_ID)]
_OutputId = Annotated[str, written_field(OUTPUT_ID)]
_RepeatedId = Annotated[str, written_field(ROW_ID)]
_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Declaration(_Part):
    type: VariableType = "any"
    secret: bool = False


class _Repeat(_Part):
    source: _NodeId
    key: _RepeatedId
    target: _NodeId
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)]


class _Settings(_Part):
    format: Literal[1]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    language: Annotated[str, written_field(LANGUAGE)] = "ru"
    variables: dict[str, _Declaration] = {}
    repeats: list[_Repeat] = []


class _Node(_Part):
    id: _NodeId
    type: Annotated[str, Field(min_length=1, max_length=64)]
    title: Annotated[str, Field(max_length=200)] = ""
    params: dict[str, Any] = {}
    position: Annotated[list[_Number], Field(min_length=2, max_length=2)] = []
    size: Annotated[list[_Number], Field(min_length=2, max_length=2)] = []
    main: Annotated[str, Field(max_length=64)] = ""


class _Edge(_Part):
    source: _NodeId
    target: _NodeId
    key: _OutputId


class _Document(_Part):
    directed: Literal[True]
    multigraph: Literal[True]
    graph: _Settings
    nodes: list[_Node]
    edges: list[_Edge]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: `document` with texts in NFC, and `issues`; `sound` is what networkx may read of it.

    Both documents are None when the text is no scenario at all.
    """

    document: Document | None
    sound: Document | None
    issues: tuple[Issue, ...]


def read_document(source: str | bytes | Mapping[str, Any]) -> Reading:
    """Read a scenario from JSON text, bytes of it, or a dict that was read from it."""
    try:
        document = normalised(parse(source) if isinstance(source, (str, bytes)) else source)
    except UnreadableText as error:
        issue = Issue(error.code, "error", error.message, error.fix, offset=error.offset)
        return Reading(None, None, (issue,))
    hopeless = _no_scenario(document)
    if hopeless is not None:
        return Reading(None, None, (hopeless,))
    _, wrong = mistakes(_Document, document)
    sound, doubts = Sieve(document, wrong).sift()
    return Reading(document, sound, (*(_issue(mistake, document) for mistake in wrong), *doubts))


def _lack(document: Mapping[str, Any]) -> Wording:
    """Which keys it has not, as a sentence; "" when it has them all."""
    keys = _Document.model_fields
    missing = [f'"{key}"' for key in keys if key not in document]
    if not missing:
        return Wording("", "")
    if len(missing) == len(keys):
        return Wording(" Здесь нет ни одного из них.", " It has none of them.")
    named = ", ".join(missing)
    return Wording(f" Здесь нет: {named}.", f" Missing here: {named}.")


def _no_scenario(document: object) -> Issue | None:
    """The one issue of a value in which nothing else is worth looking at."""
    if not isinstance(document, dict) or not isinstance(document.get("graph"), dict):
        lack = _lack(document) if isinstance(document, dict) else Wording("", "")
        return Issue(
            "not_a_scenario",
            "error",
            Wording("Это не сценарий Callwright.", "This is not a Callwright scenario."),
            Wording(
                'Нужен объект JSON с ключами "directed", "multigraph", "graph", "nodes", "edges".' + lack.ru,
                'A JSON object with the keys "directed", "multigraph", "graph", "nodes", "edges" is needed.'
                + lack.en,
            ),
        )
    stored = document["graph"].get("format")
    if type(stored) is int and stored > FORMAT:
        return Issue(
            "newer_format",
            "error",
            Wording(
                f"Сценарий сохранён в формате {stored}, а эта версия знает форматы до {FORMAT}.",
                f"The scenario is stored in format {stored}; this version knows formats up to {FORMAT}.",
            ),
            Wording("Обновите Callwright.", "Update Callwright."),
            param="graph.format",
        )
    for key, most in (("nodes", MAX_NODES), ("edges", MAX_EDGES)):
        if len(items(document, key)) > most:
            return Issue(
                "too_large",
                "error",
                Wording(
                    f"В списке {key} больше {most} записей.", f"The list {key} has more than {most} entries."
                ),
                Wording("Разделите сценарий на несколько.", "Split the scenario into several."),
                param=key,
            )
    return None


def _issue(mistake: Mistake, document: Document) -> Issue:
    match mistake.path:
        case ("graph", "repeats", int(index), "limit") if mistake.kind == "wrong":
            return _bad_limit(items(document, "graph", "repeats")[index])
        case ("nodes", int(index), "main"):
            return _bad_main(items(document, "nodes")[index], document)
    code = {"missing": "missing_key", "unknown": "unknown_key"}.get(mistake.kind, "wrong_value")
    fix = mistake.fix
    if mistake.kind == "unknown":
        fix = Wording("Удалите этот ключ.", "Remove this key.")
    elif mistake.kind == "missing":
        fix = Wording(f"Добавьте «{mistake.path[-1]}».", f"Add “{mistake.path[-1]}”.")
    return Issue(
        code,
        "error",
        Wording(f"{mistake.param}: {mistake.message.ru}.", f"{mistake.param}: {mistake.message.en}."),
        fix,
        param=mistake.param,
    )


def _bad_limit(repeat: dict[str, Any]) -> Issue:
    return Issue(
        "bad_limit",
        "error",
        Wording(
            f"У повтора из выхода «{repeat.get('key')}» неверное число повторений.",
            f"The repeat from the output “{repeat.get('key')}” has a wrong count.",
        ),
        Wording(f"Укажите целое число от 1 до {MAX_LIMIT}.", f"Give a whole number from 1 to {MAX_LIMIT}."),
        node=repeat["source"] if isinstance(repeat.get("source"), str) else None,
        output=repeat["key"] if isinstance(repeat.get("key"), str) else None,
    )


def _bad_main(node: dict[str, Any], document: Document) -> Issue:
    title = title_of(node, str(document["graph"].get("language") or "ru"))
    id_ = node["id"] if isinstance(node.get("id"), str) else None
    return Issue(
        "bad_main",
        "error",
        Wording(
            f"«{title}»: основным отмечено то, что выходом быть не может.",
            f"“{title}”: what is marked as its main output cannot be an output.",
        ),
        Wording(
            'Укажите в "main" id выхода или удалите этот ключ.',
            'Give the id of an output in "main", or remove this key.',
        ),
        node=id_,
        fixes=() if id_ is None else unmarked(id_),
    )
