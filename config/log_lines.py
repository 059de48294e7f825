"""One log record, one line: what a caller or a stranger sent can neither start a new line nor move the
cursor."""

import json
import logging
from typing import Final

from config.log_words import IN_RUSSIAN

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class LogLine(logging.Formatter):
    """`time level logger: message {extra fields as JSON}`; control characters are escaped.

    Messages that have Russian words are written in them when that is the `language`.
    """

    default_msec_format = "%s.%03d"

    def __init__(self, language: str = "en") -> None:
        super().__init__()
        self._words = IN_RUSSIAN if language == "ru" else {}

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        message = record.getMessage()
        said = _escaped(self._words.get(message, message))
        text = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        if extra:
            text += " " + _escaped(json.dumps(extra, ensure_ascii=False, default=str))
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return text


def _escaped(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
