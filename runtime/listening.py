"""Hears one answer of a caller who chooses by keys: as many requests to the phone as the choices need.

Keys pressed between two requests are lost on a real line (Asterisk 22 drops frames between AGI commands), so
each request asks for all keys up to the next point at which something may be decided.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from runtime.call import Call
from runtime.key_choices import Choice, KeyChoices
from runtime.phone import HungUp, KeyRequest

_KEPT: Final = "keys"
"""Where the keys heard so far stand in the step's progress."""


class Answer(msgspec.Struct, frozen=True):
    """What was pressed and what it chose, None for nothing; silence is an answer too."""

    keys: str
    choice: Choice | None
    is_silence: bool = False


async def hear_answer(
    call: Call,
    prompt: Sequence[object],
    choices: KeyChoices,
    *,
    timeout_s: float,
    inter_digit_s: float,
    terminator: str = "",
    secret: bool = False,
) -> Answer:
    """Play the prompt and listen until a choice is made or none can be; a resumed call goes on listening
    where it was. The keys are the call's `last_keys`, also when the caller hangs up between them, unless they
    are secret.
    """
    keys = str(call.progress.get(_KEPT, ""))
    while True:
        call.progress[_KEPT] = keys
        request = KeyRequest(
            max_digits=choices.keys_to_read(keys),
            timeout_s=inter_digit_s if keys else timeout_s,
            inter_digit_s=inter_digit_s,
            terminator=terminator,
            continues=bool(keys),
            secret=secret,
        )
        try:
            heard = await call.phone.read_keys(() if keys else prompt, request)
        except HungUp as gone:
            if not secret:
                call.last_keys = keys + gone.keys
            raise
        keys += heard.keys
        if secret:
            call.trace.hide(keys)
        else:
            call.last_keys = keys
        is_over = len(heard.keys) < request.max_digits
        if is_over or not choices.may_grow(keys):
            call.progress[_KEPT] = ""
            return Answer(keys, choices.made_by(keys), not keys and heard.reason == "timeout")
