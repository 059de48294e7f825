"""Which call a piece of work is done for, so that every log line of it can be found by the call."""

from contextvars import ContextVar
from typing import Final

CURRENT_CALL: Final[ContextVar[str]] = ContextVar("current_call", default="")
"""The id of the call that this task walks; "" outside of calls."""
