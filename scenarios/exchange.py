"""Scenarios in and out as files: one as JSON, all as a zip of such files.

What comes in is a stranger's: only JSON is read, nothing is unpacked to disk, and sizes and counts are
bounded before anything is unpacked.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, get_args

from django.contrib.auth.models import User
from django.db import transaction

from runtime.checking import Checked
from runtime.checks.issue import SEVERITIES, Issue
from runtime.graph import Document
from runtime.secret_literals import secret_literals, without_secret_literals
from runtime.wording import Wording
from scenarios.audit import record
from scenarios.differences import differences
from scenarios.drafts import (
    NAME_CHARS_MAX,
    create,
    lock,
    name_taken,
    named_document,
    next_name,
    usable_name,
    write_draft,
)
from scenarios.errors import NameTaken, Refused
from scenarios.models import Scenario
from scenarios.revisions import checked_here

Clash = Literal["refuse", "replace", "keep_both"]
"""What becomes of a document whose name a scenario has already."""
CLASHES: Final[tuple[Clash, ...]] = get_args(Clash)
NO_SCENARIO: Final = Wording("это не сценарий Callwright", "this is not a Callwright scenario")
FILE_BYTES_MAX: Final = 10 * 1024 * 1024
UNPACKED_BYTES_MAX: Final = 100 * 1024 * 1024
FILES_MAX: Final = 1000
RATIO_MAX: Final = 100
_DIRECTORY_BYTES_MAX: Final = 1024 * 1024
_ZIP_START: Final = b"PK\x03\x04"
# The end record of an archive without a comment, APPNOTE.TXT 4.3.16: signature, disks, entries, sizes.
_ZIP_END: Final = struct.Struct("<4s4H2LH")
_CHECKLIST: Final = ("unknown_name", "unverified_name", "forbidden_number")
_JUNK: Final = "__MACOSX/"
# What zipfile (Python 3.11) raises for an archive that was damaged somewhere.
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, ValueError),
    *(NotImplementedError, RuntimeError, EOFError, OSError),
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft that has come in, and what its checks say."""

    scenario: Scenario
    checked: Checked
    is_new: bool

    @property
    def unresolved(self) -> tuple[Issue, ...]:
        """The checklist: names it uses that are not here, or that nobody can look up now, and the values of
        secret variables that its export has left out.
        """
        return unresolved_in(self.checked)

    @property
    def remarks(self) -> tuple[Issue, ...]:
        """What else the checks say."""
        return remarks_in(self.checked)


def unresolved_in(checked: Checked) -> tuple[Issue, ...]:
    """The checklist of a document that its checks have read."""
    named = (issue for issue in checked.issues if issue.code in _CHECKLIST)
    return (*named, *(() if checked.document is None else _to_fill_in(checked.document)))


def remarks_in(checked: Checked) -> tuple[Issue, ...]:
    """The errors of a document and then its warnings, both without those in its checklist."""
    told = (issue for issue in checked.issues if issue.severity != "hint" and issue.code not in _CHECKLIST)
    return tuple(sorted(told, key=lambda issue: SEVERITIES.index(issue.severity)))


def exported(scenario: Scenario, *, with_secrets: bool = False) -> str:
    """The draft as text for a file; importing it again gives the same content, but for the values of secret
    variables, which are left out unless they are asked for.
    """
    draft = scenario.draft if with_secrets else without_secret_literals(scenario.draft)
    return json.dumps(draft, ensure_ascii=False, indent=1)


def exported_all(scenarios: list[Scenario]) -> bytes:
    """A zip with one file for each scenario."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, scenario in enumerate(scenarios, 1):
            archive.writestr(f"{number:03} {file_name(scenario)}", exported(scenario))
    return packed.getvalue()


def file_name(scenario: Scenario) -> str:
    """What the file of a scenario is called: its name, as far as every file system takes it."""
    readable = "".join(sign if sign.isalnum() or sign in " -" else "_" for sign in scenario.name[:60])
    return f"{readable}.json"


def import_file(
    content: bytes,
    *,
    author: User | None,
    clash: Clash = "refuse",
    chosen: Mapping[str, Clash] = MappingProxyType({}),
    called: Mapping[str, str] = MappingProxyType({}),
    files: Collection[str] | None = None,
) -> list[Imported]:
    """Store the scenario of a JSON file, or every one of a zip, as drafts: all of them or none.

    `chosen` says for some names what `clash` says for all others, `called` by file under which name one comes
    in that is kept beside another; `files` are those of the zip to be taken, None is all. Raises NameTaken
    when a name is to be refused; Refused for what is too large, no archive that can be read, or no scenario.
    """
    imported: list[Imported] = []
    with transaction.atomic():
        for name, text in texts_in(content):
            if files is not None and name not in files:
                continue
            try:
                imported.append(
                    import_document(
                        text, author=author, clash=clash, chosen=chosen, called=called.get(name, "")
                    )
                )
            except NameTaken:
                raise
            except Refused as refused:
                if not name:
                    raise
                raise Refused(refused.message.under(name), refused.issues) from refused
    return imported


def texts_in(content: bytes) -> Iterator[tuple[str, bytes]]:
    """(name in the archive or "", text) of each scenario of a file. Raises Refused for what is too large or
    no archive that can be read.
    """
    if len(content) > FILE_BYTES_MAX:
        raise _too_large()
    return _unpacked(content) if content.startswith(_ZIP_START) else iter([("", content)])


def import_document(
    text: bytes | str,
    *,
    author: User | None,
    clash: Clash = "replace",
    chosen: Mapping[str, Clash] = MappingProxyType({}),
    called: str = "",
) -> Imported:
    """Store a document as the draft of the scenario it names; one with errors is stored too, to be mended.

    `clash` and `chosen` as for a file; `called` is the name to come in under beside another one, "" the next
    free one. Raises Refused when the text is no scenario at all, NameTaken when there is one of this name and
    it is to be refused.
    """
    checked = checked_here(text)
    name = name_of(checked.document)
    if name is None or checked.document is None:
        raise Refused(NO_SCENARIO, checked.issues)
    usable = usable_name(name)
    with transaction.atomic():
        existing = Scenario.objects.filter(name=usable).first()
        wanted = "keep_both" if existing is None else chosen.get(usable, clash)
        if wanted == "keep_both":
            free = usable if existing is None else called or next_name(usable)
            return Imported(create(free, author=author, document=checked.document), checked, is_new=True)
        if existing is None or wanted == "refuse":
            raise name_taken(usable)
        _replace_draft(existing, checked.document, author)
    return Imported(existing, checked, is_new=False)


def name_of(document: object) -> str | None:
    """The name a document gives itself, or None."""
    graph = document.get("graph") if isinstance(document, dict) else None
    name = graph.get("name") if isinstance(graph, dict) else None
    return name if isinstance(name, str) and 0 < len(name) <= NAME_CHARS_MAX else None


def _to_fill_in(document: Document) -> Iterator[Issue]:
    for literal in secret_literals(document):
        if literal.is_empty:
            yield Issue(
                "secret_left_out",
                "warning",
                Wording(
                    f"«{literal.title}»: значение секретной переменной пусто.",
                    f"“{literal.title}”: the value of a secret variable is empty.",
                ),
                Wording("Впишите его: при экспорте оно убирается.", "Fill it in: an export leaves it out."),
                node=literal.node,
                param=literal.param,
                offset=literal.start,
            )


def _replace_draft(scenario: Scenario, document: Document, author: User | None) -> None:
    lock(scenario)
    named = named_document(document, scenario.name)
    tags = differences(scenario.draft, named)
    if tags:
        write_draft(scenario, named, author)
        record("imported", author=author, scenario=scenario, number=scenario.draft_number, tags=tags)


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, text) of each file; one at a time, so that no more than one is in memory."""
    _refuse_large_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [file for file in archive.infolist() if not _is_junk(file)]
            _refuse_oversized(files)
            for file in files:
                if not file.filename.endswith(".json"):
                    raise _bad_archive(Wording(f"{file.filename}: не JSON", f"{file.filename}: no JSON"))
                yield file.filename, archive.read(file)
    except _UNREADABLE as error:
        raise _bad_archive(Wording("не распаковать", "cannot be unpacked")) from error


def _refuse_large_directory(content: bytes) -> None:
    """Before zipfile makes an object of every entry there is."""
    if len(content) < _ZIP_END.size:
        raise _bad_archive(Wording("оборван", "cut off"))
    signature, _, _, _, entries, directory_bytes, _, comment = _ZIP_END.unpack(content[-_ZIP_END.size :])
    if signature != b"PK\x05\x06" or comment:
        raise _bad_archive(Wording("оборван или с комментарием", "cut off, or with a comment"))
    if entries > FILES_MAX or directory_bytes > _DIRECTORY_BYTES_MAX:
        raise _too_large()


def _refuse_oversized(files: list[zipfile.ZipInfo]) -> None:
    packed = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(file.compress_type not in packed for file in files):
        raise _bad_archive(Wording("сжат неизвестным способом", "packed in an unknown way"))
    is_too_large = (
        len(files) > FILES_MAX
        or sum(file.file_size for file in files) > UNPACKED_BYTES_MAX
        or any(file.file_size > FILE_BYTES_MAX for file in files)
        or any(file.file_size > RATIO_MAX * max(1, file.compress_size) for file in files)
    )
    if is_too_large:
        raise _too_large()


def _is_junk(file: zipfile.ZipInfo) -> bool:
    return file.is_dir() or file.filename.startswith(_JUNK)


def _too_large() -> Refused:
    mib = 1024 * 1024
    return Refused(
        Wording(
            f"файл слишком велик: до {FILE_BYTES_MAX // mib} МБ, в архиве до {FILES_MAX} файлов"
            f" и {UNPACKED_BYTES_MAX // mib} МБ",
            f"the file is too large: up to {FILE_BYTES_MAX // mib} MB, an archive up to {FILES_MAX} files"
            f" and {UNPACKED_BYTES_MAX // mib} MB",
        )
    )


def _bad_archive(why: Wording) -> Refused:
    return Refused(why.under(Wording("архив", "archive")))
