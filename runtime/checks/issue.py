"""An issue: one thing that is wrong with a scenario, as data for the shell, the editor and the tests."""

from dataclasses import dataclass
from typing import Final, Literal

from runtime.wording import Wording

from .fix import Fix

Severity = Literal["error", "warning", "hint"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "hint")
"""From the worst to the mildest."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong, where, and what to do about it.

    `code` is stable snake_case. `param` is a path like `values.2.value`: inside the node's parameters, or
    inside the document when there is no `node`. `offset` counts characters from 0: inside that parameter, or
    inside the text of the document. `fixes`: what the editor can do about it by itself, the best one first.
    """

    code: str
    severity: Severity
    message: Wording
    fix: Wording
    node: str | None = None
    output: str | None = None
    param: str | None = None
    offset: int | None = None
    fixes: tuple[Fix, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The issue as plain JSON data."""
        return {
            "code": self.code,
            "severity": self.severity,
            "node": self.node,
            "output": self.output,
            "param": self.param,
            "message": self.message._asdict(),
            "fix": self.fix._asdict(),
            "offset": self.offset,
            "fixes": [fix.as_dict() for fix in self.fixes],
        }
