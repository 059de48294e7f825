"""Sound drawings of any size, in columns like those that people draw: menus, announcements, notifications."""

from typing import Any, Final

COLUMN_WIDTH: Final = 320
ROW_HEIGHT: Final = 200
ROWS: Final = 25
_TYPES: Final = ("voice_menu", "voice_menu", "play", "notification")
_PROMPT: Final = [{"text": "Здравствуйте"}]
_PARAMS: Final[dict[str, dict[str, Any]]] = {
    "voice_menu": {
        "prompt": _PROMPT,
        "options": [
            {"id": "one", "keys": "1", "label": "Отдел продаж"},
            {"id": "two", "keys": "2", "label": "Служба поддержки"},
        ],
    },
    "play": {"prompt": _PROMPT},
    "notification": {"text": "Звонит {{ callerID() }}"},
    "hangup": {"farewell": []},
}


def drawing(size: int, name: str) -> dict[str, Any]:
    """A scenario of about `size` nodes and 1.5 times as many wires, in which the checks find no error.

    A call goes from column to column, at a menu also to the next row; in the last column it is hung up.
    """
    columns = max(3, size // ROWS)
    nodes = [_node("start", "start", {}, 0, 0)]
    edges = [{"source": "start", "key": "next", "target": _id(1, 0)}]
    for column in range(1, columns + 1):
        for row in range(ROWS):
            type_ = _type(column, row, columns)
            nodes.append(_node(_id(column, row), type_, _PARAMS[type_], column, row))
            edges += _edges(type_, column, row)
    graph = {"format": 1, "name": name, "language": "ru"}
    return {"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges}


def _type(column: int, row: int, columns: int) -> str:
    if column == columns:
        return "hangup"
    # All of the first column are menus: each leads on to the row below it, so that every node is reached.
    return "voice_menu" if column == 1 else _TYPES[(column * 7 + row) % len(_TYPES)]


def _edges(type_: str, column: int, row: int) -> list[dict[str, str]]:
    if type_ == "hangup":
        return []
    ahead, beside = _id(column + 1, row), _id(column + 1, (row + 1) % ROWS)
    if type_ != "voice_menu":
        return [{"source": _id(column, row), "key": "next", "target": ahead}]
    below = _id(1, row + 1) if column == 1 and row + 1 < ROWS else beside
    return [
        {"source": _id(column, row), "key": "one", "target": ahead},
        {"source": _id(column, row), "key": "two", "target": below},
    ]


def _node(id_: str, type_: str, params: dict[str, Any], column: int, row: int) -> dict[str, Any]:
    position = [column * COLUMN_WIDTH, row * ROW_HEIGHT]
    return {
        "id": id_,
        "type": type_,
        "title": f"{type_} {column}.{row}",
        "params": params,
        "position": position,
    }


def _id(column: int, row: int) -> str:
    return f"n{column}_{row}"
