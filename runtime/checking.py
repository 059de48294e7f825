"""Is this scenario fit to take calls? All that is wrong at once, and the proof that every call ends."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from runtime.checks import CHECKS
from runtime.checks.drawing import Drawing
from runtime.checks.issue import SEVERITIES, Issue
from runtime.checks.length import bound, longest
from runtime.graph import Document
from runtime.names import Names, NamesOffline
from runtime.reading import read_document

_OFFLINE: Final = NamesOffline()


@dataclass(frozen=True, slots=True)
class Checked:
    """A document and what was found: `issues` in the order of the flow, `bound` the most steps of a call.

    `document` has its texts in NFC and is what to store and compile; None when the text is no scenario.
    `longest`: those of the longest way without a repeat. Both are None while nothing is proven.
    """

    document: Document | None
    issues: tuple[Issue, ...]
    bound: int | None
    longest: int | None

    @property
    def has_errors(self) -> bool:
        """Publishing and calls refuse it."""
        return self.errors > 0

    @property
    def errors(self) -> int:
        """To be mended before it can be published."""
        return sum(issue.severity == "error" for issue in self.issues)

    @property
    def warnings(self) -> int:
        """Likely mistakes, which publishing lets through."""
        return sum(issue.severity == "warning" for issue in self.issues)


def check(
    document_or_text: str | bytes | Mapping[str, Any], names: Names = _OFFLINE, *, region: str = "RU"
) -> Checked:
    """Check a scenario: JSON text, bytes of it, or the dict. Whatever comes in, it never raises.

    `names` knows what the installation has; `region` is its country, by which numbers are compared.
    """
    with _no_garbage_collection():
        return _check(document_or_text, names, region)


def _check(document_or_text: str | bytes | Mapping[str, Any], names: Names, region: str) -> Checked:
    reading = read_document(document_or_text)
    if reading.sound is None:
        return Checked(None, reading.issues, None, None)
    drawing = Drawing(reading.sound, names, region)
    found = [*reading.issues, *(issue for check in CHECKS for issue in check(drawing))]
    found.sort(key=lambda issue: _place(drawing, issue))
    is_proven = not any(issue.severity == "error" for issue in reading.issues)
    if not is_proven:
        return Checked(reading.document, tuple(found), None, None)
    return Checked(reading.document, tuple(found), bound(drawing), longest(drawing))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A check makes a million small objects and no garbage; looking for some takes longer than the check."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _place(drawing: Drawing, issue: Issue) -> tuple[int, str, int, str, int]:
    """First what concerns the whole, then node by node along the flow, the worst first."""
    node = issue.node or ""
    return (
        drawing.order.get(node, -1),
        node,
        SEVERITIES.index(issue.severity),
        issue.param or issue.output or "",
        issue.offset or 0,
    )
