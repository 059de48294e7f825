"""What the commands of the shell share: their language, their store, and how they say no."""

import errno
import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from runtime.checks.issue import Issue
from runtime.wording import Wording
from scenarios import installation
from scenarios.errors import Refused
from scenarios.exchange import NO_SCENARIO

_SEVERITIES: Final = {
    "error": Wording("ошибка", "error"),
    "warning": Wording("предупреждение", "warning"),
    "hint": Wording("подсказка", "hint"),
}
_COUNTED: Final = {
    "error": Wording("ошибок", "errors"),
    "warning": Wording("предупреждений", "warnings"),
    "hint": Wording("подсказок", "hints"),
}
_UNREADABLE: Final = {
    errno.ENOENT: Wording("такого файла нет", "there is no such file"),
    errno.EISDIR: Wording("это папка", "it is a directory"),
    errno.EACCES: Wording("нет прав", "no rights to read it"),
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

    def fail(self, message: Wording, code: int = 1) -> NoReturn:
        """One line and an exit code."""
        self.stderr.write(message.in_language(self.language))
        raise SystemExit(code)

    def fail_as_no_scenario(self, file: str, issues: Sequence[Issue], code: int = 1) -> NoReturn:
        """One line: the first issue is the reason, as the reading stopped there."""
        why = NO_SCENARIO
        if issues:
            message, fix = issues[0].message, issues[0].fix
            why = Wording(f"{message.ru} {fix.ru}".strip(), f"{message.en} {fix.en}".strip())
        self.fail(why.under(file), code)

    def write_issues(self, issues: Sequence[Issue], out: Callable[[str], object]) -> None:
        """One line each: errors first, then warnings, then hints."""
        for issue in by_severity(issues):
            out(issue_line(issue, self.language))

    def tell_counts(self, issues: Sequence[Issue]) -> None:
        """How many there are of each severity, for the person at the terminal."""
        found: Counter[str] = Counter(issue.severity for issue in issues)
        self.stderr.write(
            ", ".join(f"{noun.in_language(self.language)} {found[kind]}" for kind, noun in _COUNTED.items())
        )

    def read(self, file: str, code: int = 1) -> bytes:
        """The file, or the standard input for "-"; one that cannot be read ends the command."""
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            why = _UNREADABLE.get(error.errno or 0, Wording(reason, reason))
            self.fail(Wording(f"{file} не читается: {why.ru}", f"{file} cannot be read: {why.en}"), code)

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


def by_severity(issues: Sequence[Issue]) -> list[Issue]:
    """Errors first, then warnings, then hints; each kind in the order it was found."""
    order = list(_SEVERITIES)
    return sorted(issues, key=lambda issue: order.index(issue.severity))


def issue_line(issue: Issue, language: str) -> str:
    """`severity: message fix (place) [code]` in one line; the message names the node by its title."""
    said = f"{issue.message.in_language(language)} {issue.fix.in_language(language)}".strip()
    place = _place(issue)
    behind = f" ({place})" if place else ""
    return f"{_SEVERITIES[issue.severity].in_language(language)}: {said}{behind} [{issue.code}]"


def _place(issue: Issue) -> str:
    """`n4.values.2.value@17`, `n4:other`, or what part of the document is meant."""
    place = issue.node or ""
    if issue.output:
        place += f":{issue.output}"
    if issue.param:
        place += f".{issue.param}" if place else issue.param
    return f"{place}@{issue.offset}" if issue.offset is not None else place
