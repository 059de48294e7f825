"""Regular expressions, through RE2 alone: its time is linear in the text whatever the pattern."""

from functools import lru_cache
from typing import Any

import re2

from runtime.wording import Wording

from . import messages
from .errors import Fault
from .limits import PATTERN_CHARS
from .run import Run

# A search costs about as much as this many nodes; compiling a new pattern some hundreds of microseconds.
_SEARCH_STEPS = 20
_COMPILE_STEPS = 500
_MEMORY_BYTES = 256 * 1024


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Any:
    """The compiled pattern. Raises Fault "bad_pattern" for one that RE2 does not take or that is too long."""
    if len(pattern) > PATTERN_CHARS:
        raise Fault("bad_pattern", messages.bad_pattern(messages.PATTERN_TOO_LONG))
    options = re2.Options()
    options.max_mem = _MEMORY_BYTES
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as refusal:
        reason = refusal.args[0]
        said = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise Fault("bad_pattern", messages.bad_pattern(Wording(said, said))) from None


def search(run: Run, text: str, pattern: str) -> bool:
    """Whether the pattern matches somewhere in the text. One that is no literal pays for its compilation."""
    run.spend(_COMPILE_STEPS)
    return search_compiled(run, text, compiled(pattern))


def search_compiled(run: Run, text: str, pattern: Any) -> bool:
    """Whether the compiled pattern matches somewhere in the text."""
    run.spend(_SEARCH_STEPS + len(text) // 16)
    try:
        return pattern.search(text) is not None
    except UnicodeEncodeError:
        return False
