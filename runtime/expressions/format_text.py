"""format("%d of %s", [...]) as CEL's string extension defines it."""

import math
import re
from datetime import datetime, timedelta
from typing import Any

from . import messages
from .dates import write_duration, write_timestamp
from .errors import Fault
from .limits import VALUE_DEPTH
from .run import Run
from .values import TypeName, Uint, number_text

_CLAUSE = re.compile(r"%(?:(?P<literal>%)|(?:\.(?P<precision>[0-9]{1,3}))?(?P<verb>[sdfexXob]))")
_PRECISION_MAX = 100
_WHOLE = (int, Uint)


def _refused() -> Fault:
    return Fault("bad_format", messages.BAD_FORMAT)


def format_text(run: Run, text: str, values: list[Any]) -> str:
    """`text` with a value for each clause. Raises Fault for an unknown clause or a missing value."""
    parts: list[str] = []
    taken = at = size = 0
    run.read(text)
    while True:
        percent = text.find("%", at)
        if percent < 0:
            parts.append(text[at:])
            break
        found = _CLAUSE.match(text, percent)
        if not found:
            raise _refused()
        parts.append(text[at:percent])
        at = found.end()
        if found["literal"]:
            parts.append("%")
            continue
        if taken >= len(values):
            raise _refused()
        parts.append(_clause(run, found["verb"], found["precision"], values[taken]))
        taken += 1
        size += len(parts[-1]) + 1
        run.build(size)
        run.spend(1)
    return "".join(parts)


def _clause(run: Run, verb: str, precision: str | None, value: Any) -> str:
    kind = type(value)
    if verb == "s":
        parts: list[str] = []
        _plain(run, value, parts, 0)
        return "".join(parts)
    if kind is float and verb in "dfe" and not math.isfinite(value):
        return number_text(value)
    if verb == "d" and kind in _WHOLE:
        return number_text(value)
    if verb in "fe" and kind in (*_WHOLE, float):
        digits = 6 if precision is None else int(precision)
        if digits > _PRECISION_MAX:
            raise _refused()
        return f"{float(value):.{digits}{verb}}"
    if verb == "b" and kind is bool:
        return str(int(value))
    if verb in "boxX" and kind in _WHOLE:
        return f"{int(value):{verb}}"
    if verb in "xX" and kind in (str, bytes):
        run.build(2 * len(value))
        code = bytes(value, "utf-8", "replace") if kind is str else bytes(value)
        return code.hex().upper() if verb == "X" else code.hex()
    raise _refused()


def _plain(run: Run, value: Any, parts: list[str], depth: int) -> None:
    """Append `value` as %s writes it; objects with their keys in order."""
    kind = type(value)
    run.spend(1)
    if kind is not list and kind is not dict:
        parts.append(_plain_scalar(run, value))
        return
    if depth > VALUE_DEPTH:
        raise Fault("too_deep", messages.TOO_DEEP)
    parts.append("[" if kind is list else "{")
    entries = value if kind is list else sorted(value.items(), key=lambda entry: _plain_scalar(run, entry[0]))
    for number, entry in enumerate(entries):
        parts.append(", " if number else "")
        if kind is dict:
            parts.append(_plain_scalar(run, entry[0]) + ": ")
        _plain(run, entry if kind is list else entry[1], parts, depth + 1)
    parts.append("]" if kind is list else "}")


def _plain_scalar(run: Run, value: Any) -> str:
    kind = type(value)
    if kind is str:
        run.build(len(value))
        return str(value)
    if kind is bool or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if kind is datetime:
        return write_timestamp(value)
    if kind is timedelta:
        return write_duration(value)
    if kind is bytes:
        run.build(len(value))
        return bytes(value).decode("utf-8", "replace")
    if kind is TypeName:
        return str(value.name)
    if kind in (*_WHOLE, float):
        return number_text(value)
    raise Fault("foreign_value", messages.FOREIGN)
