"""What a scripted caller does: the answers of `--keys`, given one by one to whoever listens.

Answers are separated by commas, one for each time that a component listens: `12#` are keys pressed one after
the other, `w` is silence until the time runs out, `h` hangs up at the next moment when something is played,
heard or waited for. `12h` presses 1 and 2 and hangs up instead of going on. `h@n7` hangs up in node n7 once
everything before it is used up; until the call comes there, later answers are given. When all answers are
used up, the caller stays silent.
"""

import re
from dataclasses import dataclass

from runtime.wording import Wording

from .errors import ScriptError

_ANSWER = re.compile(r"(?P<keys>[0-9*#A-D]*)(?P<end>w|h|h@(?P<node>[A-Za-z0-9_-]{1,64}))?")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `keys` pressed, then silence or, when `hangs_up`, the end of the call.

    `node` is where a hang-up has to happen, "" for anywhere.
    """

    keys: str = ""
    hangs_up: bool = False
    node: str = ""

    @property
    def is_listening(self) -> bool:
        """Whether it waits for a component to listen; a bare hang-up does not."""
        return bool(self.keys) or not self.hangs_up


def parse_keys(text: str) -> tuple[Answer, ...]:
    """The answers of a `--keys` text; raises ScriptError."""
    if not text.strip():
        return ()
    return tuple(_answer(part.strip(), place) for place, part in enumerate(text.split(","), 1))


def _answer(text: str, place: int) -> Answer:
    match = _ANSWER.fullmatch(text)
    if match is None or not text or (match["keys"] and (match["end"] == "w" or match["node"])):
        raise ScriptError(
            Wording(
                f"Ответ {place} («{text}») непонятен: клавиши 0-9 * # A-D, w (молчание), h (отбой), "
                "клавиши и h (12h), h@УЗЕЛ (отбой в узле); ответы через запятую.",
                f"Answer {place} (“{text}”) cannot be read: keys 0-9 * # A-D, w (silence), h (hang up), "
                "keys and h (12h), h@NODE (hang up in that node); answers are separated by commas.",
            )
        )
    return Answer(match["keys"], (match["end"] or "").startswith("h"), match["node"] or "")


class ScriptedCaller:
    """Gives the answers in turn. A copy (`copy.copy`) goes on from the same point by itself."""

    def __init__(self, answers: tuple[Answer, ...] = ()) -> None:
        self._answers = answers
        self._left = Answer()
        """What of the present answer was not heard yet."""

    def hangs_up_now(self, node: str, *, continues: bool = False) -> bool:
        """Whether the caller leaves at this moment; `continues` when the present answer is still heard."""
        if self._left.hangs_up and not (continues and self._left.keys):
            return True
        for answer in self._answers:
            if answer.is_listening:
                return False
            if answer.node in ("", node):
                return True
        return False

    def next_answer(self) -> Answer:
        """The answer to somebody who starts to listen; silence when all are used up."""
        for place, answer in enumerate(self._answers):
            if answer.is_listening:
                self._answers = self._answers[:place] + self._answers[place + 1 :]
                return answer
        return Answer()

    def rest_of_answer(self) -> Answer:
        """What is left of the answer that was heard in part."""
        rest, self._left = self._left, Answer()
        return rest

    def put_back(self, rest: Answer) -> None:
        """Keep what was not heard of the present answer."""
        self._left = rest
