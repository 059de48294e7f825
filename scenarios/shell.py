"""What the commands of the shell share: their language, their store, and how they say no."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from runtime.checks.issue import Issue
from runtime.speech import SpeechError
from runtime.wording import Wording
from scenarios import installation
from scenarios.errors import Refused
from scenarios.models import Revision
from scenarios.prompts import render

_SEVERITIES: Final = {
    "error": Wording("ошибка", "error"),
    "warning": Wording("предупреждение", "warning"),
    "hint": Wording("подсказка", "hint"),
}


class ShellCommand(BaseCommand):
    """A command that speaks Russian or English and ends with a plain exit code instead of a traceback."""

    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]
    needs_store = True
    """Makes and migrates the installation before it runs."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Every command has `--language`."""
        parser.add_argument("--language", choices=("ru", "en"), help="language of the messages")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Prepare what the command needs; a refusal of the store ends it with exit code 1."""
        self.language = options.get("language") or language_of(os.environ)
        try:
            if self.needs_store:
                installation.prepare(self.tell)
            return super().execute(*args, **options)
        except Refused as refused:
            self.fail(refused.message)

    def tell(self, message: Wording) -> None:
        """A line for the person at the terminal, beside the output."""
        self.stderr.write(message.in_language(self.language))

    def render(self, *revisions: Revision) -> None:
        """Make the prompts of published revisions; what cannot be made is told, and calls try it again."""
        if revisions:
            self.tell(Wording("Озвучиваю тексты ...", "Making speech of the texts ..."))
        for revision in revisions:
            try:
                render(revision)
            except SpeechError as error:
                self.tell(error.message)

    def fail(self, message: Wording, code: int = 1) -> NoReturn:
        """One line and an exit code."""
        self.stderr.write(message.in_language(self.language))
        raise SystemExit(code)

    def read(self, file: str) -> bytes:
        """The file, or the standard input for "-"; one that cannot be read ends the command."""
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            self.fail(Wording(f"{file} не читается: {reason}", f"{file} cannot be read: {reason}"))

    def write_json(self, data: object) -> None:
        """One line of JSON; a text that is no valid Unicode is escaped."""
        text = json.dumps(data, ensure_ascii=False)
        self.stdout.write(text.encode(errors="backslashreplace").decode())


def language_of(variables: Mapping[str, str]) -> str:
    """The language of a terminal: its locale when that is Russian or English, else the installation's."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        language = variables.get(name, "")[:2]
        if language in ("ru", "en"):
            return language
    return settings.CALLWRIGHT.language


def issue_line(issue: Issue, language: str) -> str:
    """`severity: place: message fix [code]` in one line; the message names the node by its title."""
    parts = [_SEVERITIES[issue.severity].in_language(language)]
    place = _place(issue)
    if place:
        parts.append(place)
    said = f"{issue.message.in_language(language)} {issue.fix.in_language(language)}".strip()
    return f"{': '.join(parts)}: {said} [{issue.code}]"


def _place(issue: Issue) -> str:
    """`n4.values.2.value@17`, `n4:other`, or what part of the document is meant."""
    place = issue.node or ""
    if issue.output:
        place += f":{issue.output}"
    if issue.param:
        place += f".{issue.param}" if place else issue.param
    return f"{place}@{issue.offset}" if issue.offset is not None else place
