"""Reads the conformance cases of CEL, where they are at hand, and runs one on our engine.

The cases are decoded from the test data of google/cel-spec; the project keeps no copy. They are looked for in
the folder that CALLWRIGHT_CONFORMANCE names, else in `shared/conformance` beside the project.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from runtime.expressions import Expression, ExpressionError, TypeName, Uint

CORE = (
    "basic",
    "comparisons",
    "conversions",
    "fields",
    "fp_math",
    "integer_math",
    "lists",
    "logic",
    "macros",
    "namespace",
    "parse",
    "plumbing",
    "string",
    "timestamps",
)
_KINDS = {
    "null": "any",
    "bool": "yes_no",
    "int": "number",
    "uint": "number",
    "double": "number",
    "string": "text",
    "list": "list",
    "map": "object",
    "timestamp": "date",
    "duration": "duration",
}


@dataclass(frozen=True)
class Case:
    """One case: file, section and name identify it; `raw` is the decoded JSON object."""

    file: str
    section: str
    name: str
    raw: dict[str, Any]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.file, self.section, self.name


def folder() -> Path:
    """Where the cases are, or would be."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "conformance"
    return Path(os.environ.get("CALLWRIGHT_CONFORMANCE", beside))


def cases(*files: str) -> list[Case]:
    """All cases of these files; none when the folder is not at hand."""
    found = []
    for file in files:
        path = folder() / f"{file}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for line in lines:
            raw = json.loads(line)
            found.append(Case(file, raw["section"], raw["name"], raw))
    return found


def value_of(stored: dict[str, Any]) -> Any:
    """The value that a decoded JSON object stands for."""
    ((kind, value),) = stored.items()
    match kind:
        case "int":
            return int(value)
        case "uint":
            return Uint(value)
        case "double":
            return float(value)
        case "bytes":
            return bytes.fromhex(value)
        case "type":
            return TypeName(value)
        case "list":
            return [value_of(item) for item in value]
        case "map":
            return {value_of(key): value_of(item) for key, item in value}
        case "duration":
            return timedelta(seconds=int(value[0]), microseconds=value[1] // 1000)
        case "timestamp":
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
                seconds=int(value[0]), microseconds=value[1] // 1000
            )
        case _:
            return value


def same(left: Any, right: Any) -> bool:
    """Equal and of the same types all the way down; NaN is the same as NaN."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return repr(left) == repr(right) if isinstance(left, float) else bool(left == right)


def failure(case: Case) -> str | None:
    """Why the case fails; None when it passes. An error may come from reading, checking or evaluating."""
    raw = case.raw
    bindings = {name: value_of(value) for name, value in raw.get("bindings", {}).items()}
    types = {name: _KINDS.get(next(iter(value)), "any") for name, value in raw.get("bindings", {}).items()}
    try:
        expression = Expression(raw["expr"])
        problems = [] if raw.get("disable_check") else expression.problems(types)
        if problems:
            return None if "error" in raw else f"refused by the check: {problems[0].text.en}"
        result = expression.evaluate(bindings, None)  # type: ignore[arg-type]
    except ExpressionError as error:
        return None if "error" in raw else f"failed: {error}"
    if "error" in raw:
        return f"gave {result!r} instead of an error"
    wanted = value_of(raw["result"])
    return None if same(result, wanted) else f"gave {result!r} instead of {wanted!r}"
