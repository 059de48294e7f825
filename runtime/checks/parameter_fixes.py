"""Fixes of parameters: what is not wanted goes, what does not fit gives way to the default, = becomes ==."""

from typing import Any

from runtime.wording import Wording

from .drawing import Placed
from .fix import Fix, RemoveParam, ReplaceText
from .mistakes import Mistake


def fixes(node: Placed, mistake: Mistake) -> tuple[Fix, ...]:
    """What the editor can do about a mistake by itself, mostly nothing."""
    if mistake.kind == "unknown":
        title = Wording("Убрать этот параметр", "Remove this parameter")
        return (Fix("remove_parameter", title, RemoveParam(node.id, mistake.param)),)
    if mistake.kind == "wrong" and len(mistake.path) == 1 and node.kind is not None:
        field = node.kind.Params.model_fields.get(str(mistake.path[0]))
        if field is not None and not field.is_required():
            title = Wording("Вернуть значение по умолчанию", "Take the default value")
            return (Fix("take_default", title, RemoveParam(node.id, mistake.param)),)
    if mistake.kind == "expression" and mistake.offset is not None:
        return _doubled_sign(node, mistake, mistake.offset)
    return ()


def _doubled_sign(node: Placed, mistake: Mistake, offset: int) -> tuple[Fix, ...]:
    """`A = 1` where `A == 1` is meant."""
    text: Any = node.stored
    for part in mistake.path:
        text = text[part]
    if not isinstance(text, str) or text[offset : offset + 1] != "=" or text[:offset].endswith("="):
        return ()
    title = Wording("Написать == вместо =", "Write == instead of =")
    return (Fix("double_sign", title, ReplaceText(node.id, mistake.param, offset, 1, "==", "=")),)
