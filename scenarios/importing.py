"""A file on its way in: kept until its sender has seen what it would make and says yes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from runtime.checking import Checked
from runtime.checks.issue import Issue
from runtime.wording import Wording
from scenarios.drafts import next_name, usable_name
from scenarios.errors import Refused
from scenarios.exchange import (
    NO_SCENARIO,
    Clash,
    Imported,
    import_file,
    name_of,
    remarks_in,
    texts_in,
    unresolved_in,
)
from scenarios.models import Scenario, WaitingFile
from scenarios.revisions import checked_here

_FILE_NAME_CHARS_MAX = 200
_REASONS_MAX = 6


class DraftsChanged(Refused):
    """Somebody has saved a draft since the sender of the file looked at what it would replace."""

    code = "drafts_changed"


@dataclass(frozen=True, slots=True)
class Planned:
    """What one scenario of a file would become. `file` is its name in an archive, `existing` the scenario
    that has its name already, `refusal` why it cannot come in at all.
    """

    file: str
    name: str
    checked: Checked
    existing: Scenario | None
    refusal: Wording | None

    @property
    def nodes(self) -> int:
        """How many it has; 0 too for a file that has something else in their place, or nothing."""
        nodes = (self.checked.document or {}).get("nodes")
        return len(nodes) if isinstance(nodes, list) else 0

    @property
    def reasons(self) -> tuple[Wording, ...]:
        """Why a text that has not so much as a name is no scenario: the first few things that it lacks."""
        if self.name:
            return ()
        whole = [issue for issue in self.checked.issues if issue.node is None][:_REASONS_MAX]
        # That it is no scenario is the refusal itself.
        return tuple(
            issue.fix
            if issue.code == "not_a_scenario"
            else Wording(f"{issue.message.ru} {issue.fix.ru}", f"{issue.message.en} {issue.fix.en}")
            for issue in whole
        )

    @property
    def unresolved(self) -> tuple[Issue, ...]:
        """The checklist: names it uses that are not here, or that nobody can look up now."""
        return unresolved_in(self.checked)

    @property
    def remarks(self) -> tuple[Issue, ...]:
        """What else the checks say."""
        return remarks_in(self.checked)


def keep(content: bytes, name: str, *, author: User) -> WaitingFile:
    """Keep a file, unless nothing in it can come in; the one that this person sent before is dropped, also
    when this one is refused: nothing waits then that its sender did not send last. Raises Refused as
    `planned` does.
    """
    WaitingFile.objects.filter(user=author).delete()
    sent = WaitingFile(user=author, name=name[:_FILE_NAME_CHARS_MAX], content=content)
    if any(one.refusal is None for one in planned(content)):
        sent.save()
    return sent


def waiting_of(author: User) -> WaitingFile | None:
    """The file that this person has sent and not decided on."""
    return WaitingFile.objects.filter(user=author).first()


def planned(content: bytes) -> list[Planned]:
    """What a file would make, scenario by scenario; nothing is stored.

    Raises Refused for what is too large, no archive that can be read, or holds nothing.
    """
    found = [_planned(file, text) for file, text in texts_in(content)]
    if not found:
        raise Refused(Wording("в архиве нет ни одного сценария", "there is no scenario in the archive"))
    return found


def free_names(found: Iterable[Planned]) -> dict[str, str]:
    """By file, for each whose name is taken what it may be called beside the other one."""
    taken = set(Scenario.objects.values_list("name", flat=True))
    free: dict[str, str] = {}
    for one in found:
        if one.existing is not None:
            free[one.file] = next_name(one.name, taken)
            taken.add(free[one.file])
    return free


def take_in(
    waiting: WaitingFile,
    chosen: Mapping[str, Clash],
    called: Mapping[str, str],
    *,
    author: User,
    files: Collection[str],
) -> list[Imported]:
    """Store those of the file as drafts that stand under these names in it: all of them or nothing; then it
    waits no more. `chosen` and `called` as for `import_file`.

    Raises NameTaken for a name that is taken and not in `chosen`, DraftsChanged for a draft to be replaced
    that its sender has not seen, Refused; the file waits on then.
    """
    try:
        with transaction.atomic():
            _refuse_unseen([name for name, clash in chosen.items() if clash == "replace"], waiting)
            imported = import_file(
                bytes(waiting.content), author=author, chosen=chosen, called=called, files=files
            )
            waiting.delete()
    except DraftsChanged:
        # Told of it, whoever says yes again means the drafts as they are now.
        waiting.save(update_fields=["sent_at"])
        raise
    return imported


def _refuse_unseen(names: list[str], waiting: WaitingFile) -> None:
    """Raise DraftsChanged when one of these has a draft that is newer than the file."""
    held = Scenario.objects.select_for_update().filter(name__in=names, draft_saved_at__gt=waiting.sent_at)
    if changed := ", ".join(sorted(scenario.name for scenario in held)):
        raise DraftsChanged(
            Wording(
                f"черновик тем временем изменили: {changed}. Если заменить и его, загрузите ещё раз",
                f"the draft has changed meanwhile: {changed}. To replace that one too, import again",
            )
        )


def _planned(file: str, text: bytes) -> Planned:
    checked = checked_here(text)
    name = name_of(checked.document)
    if name is None:
        return Planned(file, "", checked, None, NO_SCENARIO)
    try:
        usable = usable_name(name)
    except Refused as refused:
        return Planned(file, name, checked, None, refused.message)
    return Planned(file, usable, checked, Scenario.objects.filter(name=usable).first(), None)
