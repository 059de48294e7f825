"""Small scenarios to store."""

import json
from collections.abc import Callable
from typing import Any

from runtime.graph import Document
from scenarios.models import Scenario

Scenarios = Callable[..., Scenario]


def document(name: str = "проба", text: str = "Здравствуйте") -> Document:
    """A scenario that says `text` and hangs up."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"format": 1, "name": name, "language": "ru"},
        "nodes": [
            {"id": "n1", "type": "start", "title": "Старт", "params": {}, "position": [0, 0]},
            {
                "id": "n2",
                "type": "play",
                "title": "Проигрывание 1",
                "params": {"prompt": [{"text": text}]},
                "position": [280, 0],
            },
            {"id": "n3", "type": "hangup", "title": "Разрыв связи 1", "params": {}, "position": [560, 0]},
        ],
        "edges": [
            {"source": "n1", "target": "n2", "key": "next"},
            {"source": "n2", "target": "n3", "key": "next"},
        ],
    }


def broken(name: str = "проба") -> Document:
    """A scenario whose start leads nowhere it could."""
    wrong = document(name)
    wrong["nodes"][1]["params"] = {"prompt": [{"text": "{{ calledID( }}"}]}
    return wrong


def text_of(stored: Any) -> bytes:
    """The document as a file holds it."""
    return json.dumps(stored, ensure_ascii=False).encode()
