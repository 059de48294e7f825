"""Sounds, queues, boxes and extensions that a scenario names: do they exist in this installation?"""

import re
from collections.abc import Iterator
from typing import Final

from runtime.expressions.suggestions import nearest
from runtime.names import NameKind, dialled
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .fix import Fix, SetParam
from .issue import Issue
from .values import Leaf

_KINDS: Final[dict[NameKind, Wording]] = {
    "sound": Wording("звука", "sound"),
    "queue": Wording("очереди", "queue"),
    "box": Wording("ящика", "box"),
    "phone": Wording("внутреннего номера", "extension"),
    "calendar": Wording("календаря", "calendar"),
    "scenario": Wording("сценария", "scenario"),
    "user": Wording("пользователя", "user"),
}
"""In the genitive in Russian: what is not there."""
_LOOKED_UP: Final[dict[NameKind, Wording]] = {
    "sound": Wording("звук", "a sound"),
    "queue": Wording("очередь", "a queue"),
    "box": Wording("ящик", "a box"),
    "phone": Wording("внутренний номер", "an extension"),
    "calendar": Wording("календарь", "a calendar"),
    "scenario": Wording("сценарий", "a scenario"),
    "user": Wording("пользователь", "a user"),
}
_OF_PBX: Final[frozenset[NameKind]] = frozenset({"queue", "phone"})
_AT_PBX: Final = Wording("на АТС", "at the PBX")
_HERE: Final = Wording("в Callwright", "in Callwright")
_CONNECT: Final = Wording(
    "Подключите АТС, как сказано на странице «Подключение», – и проверка пройдёт сама.",
    "Connect the PBX as the page “Connection” says, and the check passes by itself.",
)
_BRING_IN: Final = Wording(
    "Загрузите файл в Callwright: там имя проверится само.",
    "Import the file into Callwright: the name is checked there by itself.",
)
_EXTENSION: Final = re.compile(r"[0-9]{2,5}")
"""Longer numbers are for the dial rules to allow (`dialling`), not for a list of phones to know."""


def issues(drawing: Drawing) -> Iterator[Issue]:
    """An error for each name that is not there, a warning for each that cannot be looked up now."""
    known = {kind: drawing.names.known(kind) for kind in _KINDS}
    for node in drawing.nodes.values():
        for leaf in node.leaves:
            kind = next((kind for kind in _KINDS if kind == leaf.widget), None)
            name = leaf.text() if kind is not None else None
            if kind == "phone" and name:
                name = dialled(name)
            if kind is None or not name or (kind == "phone" and not _EXTENSION.fullmatch(name)):
                continue
            there = known[kind]
            if there is None:
                yield _unverified(node, leaf, kind, name)
            elif name not in there:
                yield _unknown(node, leaf, kind, name, there)


def _unknown(node: Placed, leaf: Leaf, kind: NameKind, name: str, there: frozenset[str]) -> Issue:
    what, near = _KINDS[kind], nearest(name, sorted(there))
    fix = Wording("Создайте или выберите другое имя.", "Create it, or choose another name.")
    fixes: tuple[Fix, ...] = ()
    if near is not None:
        title = Wording(f"Взять «{near}»", f"Take “{near}”")
        fixes = (Fix("take_name", title, SetParam(node.id, leaf.param, near)),)
        fix = Wording(f"Может быть, «{near}»? {fix.ru}", f"Did you mean “{near}”? {fix.en}")
    return Issue(
        "unknown_name",
        "error",
        Wording(
            f"«{node.title}»: нет {what.ru} «{name}».", f"“{node.title}”: there is no {what.en} “{name}”."
        ),
        fix,
        node=node.id,
        param=leaf.param,
        fixes=fixes,
    )


def _unverified(node: Placed, leaf: Leaf, kind: NameKind, name: str) -> Issue:
    what = _LOOKED_UP[kind]
    where = _AT_PBX if kind in _OF_PBX else _HERE
    return Issue(
        "unverified_name",
        "warning",
        Wording(
            f"«{node.title}»: не удалось проверить, есть ли {where.ru} {what.ru} «{name}».",
            f"“{node.title}”: could not check whether there is {what.en} “{name}” {where.en}.",
        ),
        _CONNECT if kind in _OF_PBX else _BRING_IN,
        node=node.id,
        param=leaf.param,
    )
