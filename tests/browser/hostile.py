"""An installation in which everything that people and callers can write tries to become a script."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.auth.models import User

from runtime.graph import content_hash
from runtime.trace import Event
from scenarios.drafts import create, draft_of
from scenarios.history.spool import Spool
from scenarios.importing import keep
from scenarios.models import AuditEntry, Revision, Route, Scenario
from tests.browser.drawing import document_of
from tests.browser.payloads import PAYLOADS

CALL: Final = "17.1"
"""The call that meets every payload."""
PAIRS: Final = tuple(zip(PAYLOADS[::2], PAYLOADS[1::2], strict=True))
KINDS: Final = 5
"""Of nodes with payloads, one after the other."""
_COLUMNS: Final = 20
_STEP: Final = 55


@dataclass(frozen=True, slots=True)
class Hostile:
    """What is there: who looks at it, and the scenarios that stand for a place each."""

    user: User
    wrong: Scenario
    """With errors, whose texts say what was written."""
    sound: Scenario
    """A revision with plain words, one with payloads, and a draft without half of them."""
    torn: Scenario
    """Two people are about to change it."""
    noted: Scenario
    """With a revision for each payload as its note."""


def filled(user: User, spool: Spool) -> Hostile:
    """Fill an empty installation; `user` is its administrator."""
    Scenario.objects.bulk_create(
        Scenario(name=payload, folder=payload, draft=document_of()) for payload in PAYLOADS
    )
    Route.objects.bulk_create(
        Route(number=str(place), trunk=one[:100], scenario=Scenario.objects.get(name=one), description=other)
        for place, (one, other) in enumerate(PAIRS)
    )
    AuditEntry.objects.bulk_create(
        AuditEntry(author_name=payload[:150], action="moved", subject=payload, details={"folder": payload})
        for payload in PAYLOADS
    )
    keep(_file(wrong_document()), PAYLOADS[0], author=user)
    for event in calls():
        spool.sink(event)
    sound = create("сравнение", author=user, document=plain_document())
    _revised(sound, plain_document(), "слова")
    _revised(sound, sound_document(PAYLOADS), "тексты")
    Scenario.objects.filter(pk=sound.pk).update(draft=sound_document(PAYLOADS[:100]))
    noted = create("пометки", author=user)
    for place, payload in enumerate(PAYLOADS):
        _revised(noted, document_of([_node(place, "note", str(place), {"text": ""})]), payload)
    return Hostile(
        user=user,
        wrong=create("опасный", author=user, document=wrong_document()),
        sound=sound,
        torn=create("двое", author=user, document=plain_document()),
        noted=noted,
    )


def wrong_document() -> dict[str, Any]:
    """Every payload as a title and a variable, and as whatever else may be written into its node."""
    kinds: Sequence[tuple[str, Any]] = (
        ("note", lambda payload: {"text": payload}),
        ("assignment", lambda payload: {"operations": [{"variable": payload, "value": payload}]}),
        ("voice_menu", _menu),
        ("transfer", lambda payload: {"targets": [payload]}),
        ("queue", lambda payload: {"queue": payload}),
    )
    nodes = []
    for place, payload in enumerate(PAYLOADS):
        kind, params = kinds[place % KINDS]
        nodes.append(_node(place, kind, payload, params(payload)))
    return document_of(nodes, variables={payload: {"type": "text"} for payload in PAYLOADS})


def plain_document() -> dict[str, Any]:
    """The same nodes as in `sound_document`, with plain words in them."""
    return sound_document([f"узел {place}" for place in range(len(PAYLOADS))])


def sound_document(texts: Sequence[str]) -> dict[str, Any]:
    """One that may be published: each text as a title, what a node tells, and a variable."""
    nodes = [
        # A hole would be read as an expression, and be an error.
        _node(place, "notification", text, {"text": text.replace("{{", "{ {"), "recipients": []})
        for place, text in enumerate(texts)
    ]
    return document_of(nodes, variables={text: {"type": "text"} for text in texts})


def calls() -> Iterable[Event]:
    """As many calls as the list shows, by two payloads each; the first goes through nodes of such names."""
    for place, (one, other) in enumerate(PAIRS, 1):
        written = {"scenario": one, "called": other, "caller": one, "caller_name": other, "trunk": one}
        begun = {"seq": 1, "at_ms": 0, "kind": "started", "revision": "", "at": datetime.now(UTC).isoformat()}
        yield {"call": f"17.{place}", **begun, **written}
    for place, payload in enumerate(PAYLOADS):
        common: Event = {"call": CALL, "at_ms": place, "node": f"p{place}"}
        yield common | {"seq": 4 * place + 2, "kind": "entered", "type": "play", "title": payload}
        yield common | {"seq": 4 * place + 3, "kind": "set", "variables": {payload: payload}}
        yield common | {"seq": 4 * place + 4, "kind": "heard", "keys": payload, "reason": "complete"}
        yield common | {"seq": 4 * place + 5, "kind": "failed", "class": "network", "text": payload}


def torn_work(scenario: Scenario) -> dict[str, Any]:
    """What a browser kept of the work of somebody whose tab died: it renamed every node of the draft."""
    base, number = draft_of(scenario)
    return {
        "base": number,
        "baseDocument": base,
        "document": sound_document(PAYLOADS),
        "unanswered": [],
    }


def _menu(payload: str) -> dict[str, Any]:
    option = {"id": "a", "keys": "1", "label": payload}
    return {"prompt": [{"kind": "text", "text": payload}], "options": [option]}


def _node(place: int, kind: str, title: str, params: dict[str, Any]) -> dict[str, Any]:
    """They lie close together: all of them are in sight, and in the page."""
    position = [_STEP * (place % _COLUMNS), _STEP * (place // _COLUMNS) + 100]
    return {"id": f"p{place}", "type": kind, "title": title, "params": params, "position": position}


def _file(document: dict[str, Any]) -> bytes:
    named = {**document, "graph": {**document["graph"], "name": PAYLOADS[0]}}
    return json.dumps(named).encode()


def _revised(scenario: Scenario, document: dict[str, Any], note: str) -> None:
    """A revision that is published, without the checks: they take a second for a drawing like these."""
    revision = Revision.objects.create(
        scenario=scenario,
        number=scenario.revisions.count() + 1,
        hash=content_hash(document),
        document=json.dumps(document),
        note=note,
    )
    Scenario.objects.filter(pk=scenario.pk).update(published=revision)
