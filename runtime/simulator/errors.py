"""What can be wrong with the script of a simulated call."""

from runtime.wording import Wording


class ScriptError(Exception):
    """The caller's keys or the outcomes cannot be read; `message` says what is wrong and what is possible."""

    def __init__(self, message: Wording) -> None:
        super().__init__(message.en)
        self.message = message
