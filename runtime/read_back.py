"""Says digits back to the caller and asks whether they are right."""

from typing import Final

from runtime.call import Call
from runtime.phone import KeyRequest, Speech
from runtime.saying import own_speech
from runtime.wording import Wording
from runtime.words import NotOfKind, in_words

_YOU_ENTERED: Final = Wording("Вы ввели:", "You entered:")
_IS_IT_RIGHT: Final = Wording(
    "Если верно, нажмите один. Чтобы ввести заново, нажмите два.",
    "If this is right, press one. To enter it again, press two.",
)
_RIGHT: Final = "1"
_AGAIN: Final = "2"
_TIMES: Final = 2
_KEPT: Final = "read_backs"
"""Where the number of times that it was asked stands in the step's progress."""


async def read_back(call: Call, keys: str, timeout_s: float) -> bool:
    """Whether the caller says that these keys are right. After silence or another key it asks once more; then
    no answer is a no. A resumed call asks on.
    """
    prompt = (
        own_speech(_YOU_ENTERED, call.language),
        Speech(_spoken(call, keys), call.language),
        own_speech(_IS_IT_RIGHT, call.language),
    )
    request = KeyRequest(max_digits=1, timeout_s=timeout_s, inter_digit_s=timeout_s)
    for asked in range(int(str(call.progress.get(_KEPT, 0))), _TIMES):
        call.progress[_KEPT] = asked
        heard = await call.phone.read_keys(prompt, request)
        if heard.keys in (_RIGHT, _AGAIN):
            break
    call.progress[_KEPT] = 0
    return heard.keys == _RIGHT


def _spoken(call: Call, keys: str) -> str:
    try:
        return in_words(keys, "digits", call.language, call.region)
    except NotOfKind:
        return " ".join(keys)
