"""How long checking a drawing takes: 300 nodes, as after every edit, and 10,000, as nobody should draw."""

import json
import statistics
import time

from runtime.checking import check

_RUNS = 5


def main() -> dict[str, object]:
    """CPU milliseconds: of the first check in a process, of one with fresh texts, of one after an edit."""
    first_ms = _cpu_ms(drawing(300, "first"))
    fresh = [_cpu_ms(drawing(300, f"fresh {run}")) for run in range(_RUNS)]
    edited = drawing(300, "edited")
    check(edited)
    return {
        "nodes_300_first_ms": first_ms,
        "nodes_300_ms": round(statistics.median(fresh), 1),
        "nodes_300_after_an_edit_ms": round(statistics.median(_cpu_ms(edited) for _ in range(_RUNS)), 1),
        "nodes_10000_ms": _cpu_ms(drawing(10_000, "large")),
    }


def _cpu_ms(text: str) -> float:
    begun = time.process_time()
    check(text)
    return round((time.process_time() - begun) * 1000, 1)


def drawing(size: int, name: str) -> str:
    """A sound scenario of about `size` nodes, four kinds in turn, every expression with a text of its own."""
    nodes = [{"id": "start", "type": "start", "title": "Старт", "params": {}, "position": [0, 0]}]
    edges = []
    loose = [("start", "next")]
    for number in range(1, size // 4 + 1):
        put, menu, tell, ask = (f"{kind}{number}" for kind in ("put", "menu", "tell", "ask"))
        params = {
            put: {
                "operations": [{"variable": f"V{number % 200}", "value": f"calledID() + '{name} {number}'"}]
            },
            menu: {
                "argument": f"V{number % 200} + '{name} {number}'",
                "values": [{"id": f"r{row}", "value": f"8495{number}{row}"} for row in range(4)],
            },
            tell: {"text": f"{name} {number}: {{{{ V{number % 200} }}}} в {{{{ hour() + {number} }}}}"},
            ask: {"condition": f"hour() >= 9 && V{number % 200} != '{name} {number}'"},
        }
        kinds = {put: "assignment", menu: "menu", tell: "notification", ask: "compare"}
        nodes += [
            {"id": id_, "type": kind, "title": id_, "params": params[id_], "position": [0, number]}
            for id_, kind in kinds.items()
        ]
        source, key = loose.pop(0)
        edges += [
            {"source": source, "key": key, "target": put},
            {"source": put, "key": "next", "target": menu},
            {"source": menu, "key": "other", "target": tell},
            {"source": menu, "key": "r0", "target": tell},
            {"source": menu, "key": "r1", "target": ask},
            {"source": tell, "key": "next", "target": ask},
        ]
        loose += [(ask, "yes"), (ask, "no"), (menu, "r2")]
    graph = {"format": 1, "name": name, "variables": {f"V{number}": {} for number in range(200)}}
    return json.dumps(
        {"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges},
        ensure_ascii=False,
    )
