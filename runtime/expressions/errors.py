"""What can be wrong with an expression: at save (ExpressionError, Problem) and at run (EvaluationError)."""

from dataclasses import dataclass

from runtime.wording import Wording


def with_position(message: Wording, offset: int) -> Wording:
    """The message after its position, counted from 1 as people count."""
    return Wording(f"Позиция {offset + 1}: {message.ru}", f"Position {offset + 1}: {message.en}")


class ExpressionError(Exception):
    """An expression or a template cannot be read.

    `code` is stable snake_case, `offset` counts characters of the source from 0, `message` says what is
    wrong and what to do, `text` is the message with its position.
    """

    def __init__(self, code: str, offset: int, message: Wording) -> None:
        super().__init__(code, offset, message)
        self.code = code
        self.offset = offset
        self.message = message

    @property
    def text(self) -> Wording:
        """The message with its position, in both languages."""
        return with_position(self.message, self.offset)

    def __str__(self) -> str:
        return self.text.en


class EvaluationError(ExpressionError):
    """An expression has no value for these variables. The message never repeats a value of the call."""


class Fault(Exception):
    """An operation failed; who called it knows the offset and turns it into an EvaluationError."""

    def __init__(self, code: str, message: Wording) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def at(self, offset: int) -> EvaluationError:
        """The same failure with its place in the source."""
        return EvaluationError(self.code, offset, self.message)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a check found before the run; `suggestion` is a better spelling, ready to be put in."""

    code: str
    offset: int
    message: Wording
    suggestion: str | None = None

    @property
    def text(self) -> Wording:
        """The message with its position, in both languages."""
        return with_position(self.message, self.offset)
