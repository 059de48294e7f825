"""Commands as a person at the terminal runs them."""

import io
import json
from typing import Any

from django.core.management import call_command


class Ran:
    """A command that has run: its exit code, its lines, and what it told the person at the terminal."""

    def __init__(self, *words: str, language: str = "ru") -> None:
        out, told = io.StringIO(), io.StringIO()
        self.code = 0
        try:
            call_command(*words, language=language, stdout=out, stderr=told)
        except SystemExit as ended:
            self.code = int(str(ended.code))
        self.lines = out.getvalue().splitlines()
        self.told = told.getvalue().splitlines()

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]
