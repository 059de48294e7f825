"""From a draft to a scenario that callers walk: check, publish, roll back; and which one is the main one.

Every change here begins by counting itself: the count is one row, so changes wait for each other, and what
one of them finds stays true until it is done.
"""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, QuerySet

from runtime.checking import Checked, check
from runtime.graph import Document, canonical, content_hash
from runtime.names import Names
from runtime.wording import Wording
from scenarios.audit import record
from scenarios.changes import count_change
from scenarios.drafts import conflict, draft_of, lock
from scenarios.errors import MainScenario, NotFound, PublishRefused, Refused
from scenarios.models import Revision, Scenario
from scenarios.names import StoredNames
from scenarios.prompts import order_rendering

NOTE_CHARS_MAX: Final = 500


def checked_here(document: bytes | str | Document, names: Names | None = None) -> Checked:
    """What the checks say of a document, with the names and the country of this installation."""
    return check(document, names or StoredNames(), region=settings.CALLWRIGHT.region)


def check_draft(scenario: Scenario) -> Checked:
    """What the checks say of the draft as it is stored now."""
    document, _ = draft_of(scenario)
    return checked_here(document)


def publish(scenario: Scenario, *, note: str, author: User | None, base: int | None = None) -> Revision:
    """Freeze the draft and let new calls walk it; the same content again gives the revision it had before.

    The first scenario ever published becomes the main one. With `base`, the number of the draft that was
    looked at, nothing unseen is published. Raises PublishRefused while an error stands, DraftConflict when
    somebody saves meanwhile, Refused for an archived scenario.
    """
    _refuse_note(note)
    document, number = draft_of(scenario)
    # Outside of the transaction: a large drawing takes a while, and nobody else could write.
    checked = checked_here(document)
    with transaction.atomic():
        count_change()
        lock(scenario)
        if scenario.draft_number != number or base not in (None, number):
            raise conflict(scenario)
        _refuse_archived(scenario)
        if checked.has_errors:
            raise PublishRefused(checked.issues)
        before = scenario.published
        revision = _frozen(scenario, document, note, author)
        _enter(scenario, revision)
        if revision != before:
            record("published", author=author, scenario=scenario, number=revision.number, note=note)
    return revision


def roll_back(scenario: Scenario, revision_hash: str, *, note: str, author: User | None) -> Revision:
    """Let new calls walk an earlier revision of this scenario again; the draft stays as it is.

    Raises NotFound for a revision that is not its own, PublishRefused when that one has errors here by now,
    Refused for an archived scenario.
    """
    _refuse_note(note)
    revision = scenario.revisions.filter(hash=revision_hash).first()
    if revision is None:
        raise NotFound(
            Wording(f"у «{scenario.name}» нет такой версии", f"“{scenario.name}” has no such revision")
        )
    checked = checked_here(revision.read())
    if checked.has_errors:
        raise PublishRefused(checked.issues)
    with transaction.atomic():
        count_change()
        lock(scenario)
        _refuse_archived(scenario)
        before = scenario.published
        _enter(scenario, revision)
        if revision != before:
            record("rolled_back", author=author, scenario=scenario, number=revision.number, note=note)
    return revision


def revisions_of(scenario: Scenario) -> QuerySet[Revision]:
    """All, the newest first, each with its author."""
    return scenario.revisions.select_related("author").order_by("-number")


def unpublish(scenario: Scenario, *, author: User | None) -> None:
    """No new call enters it; numbers routed here go to the main scenario until it is published again.

    Raises MainScenario for the main one.
    """
    with transaction.atomic():
        count_change()
        lock(scenario)
        refuse_main(scenario, Wording("снять с публикации", "unpublished"))
        if scenario.published is None:
            return
        number = scenario.published.number
        scenario.published = None
        scenario.save(update_fields=["published", "changed_at"])
        record("unpublished", author=author, scenario=scenario, number=number)


def make_main(scenario: Scenario, *, author: User | None) -> None:
    """Every call that no route names enters this one from now on; raises Refused when it is not published."""
    with transaction.atomic():
        count_change()
        lock(scenario)
        if scenario.published is None:
            raise Refused(
                Wording(
                    f"«{scenario.name}» не опубликован, главным может быть только опубликованный",
                    f"“{scenario.name}” is not published, and only a published scenario can be the main one",
                )
            )
        if scenario.is_main:
            return
        before = Scenario.objects.filter(is_main=True).first()
        Scenario.objects.filter(is_main=True).update(is_main=False)
        scenario.is_main = True
        scenario.save(update_fields=["is_main"])
        record("made_main", author=author, scenario=scenario, instead_of=before.name if before else "")


def refuse_main(scenario: Scenario, what: Wording) -> None:
    """Raise MainScenario when it is the main one; `what` cannot be done to it: a verb, a participle."""
    if scenario.is_main:
        raise MainScenario(
            Wording(
                f"«{scenario.name}» главный, он принимает все звонки без маршрута: его нельзя {what.ru}."
                " Сначала сделайте главным другой сценарий",
                f"“{scenario.name}” is the main scenario and takes every call without a route: it cannot be"
                f" {what.en}. First make another scenario the main one",
            )
        )


def scenario_named(name: str) -> Scenario:
    """The scenario; raises NotFound when there is none of that name."""
    scenario = Scenario.objects.select_related("published").filter(name=name).first()
    if scenario is None:
        raise NotFound(Wording(f"сценария «{name}» нет", f"there is no scenario “{name}”"))
    return scenario


def current_document(scenario: Scenario) -> Document:
    """What a caller would walk; the draft while nothing is published."""
    return scenario.draft if scenario.published is None else scenario.published.read()


def _frozen(scenario: Scenario, document: Document, note: str, author: User | None) -> Revision:
    known = scenario.revisions.filter(hash=content_hash(document)).first()
    if known is not None:
        return known
    last = scenario.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        scenario=scenario,
        number=last + 1,
        hash=content_hash(document),
        document=canonical(document).decode(),
        note=note,
        author=author,
    )


def _enter(scenario: Scenario, revision: Revision) -> None:
    if scenario.published != revision:
        order_rendering(revision)
    scenario.published = revision
    scenario.is_main = scenario.is_main or not Scenario.objects.filter(is_main=True).exists()
    scenario.save(update_fields=["published", "is_main", "changed_at"])


def _refuse_note(note: str) -> None:
    """Raise Refused for a note that cannot be kept."""
    if "\0" in note:
        raise Refused(
            Wording(
                "в заметке есть знак, который нельзя сохранить", "the note has a sign that cannot be kept"
            )
        )
    if len(note) > NOTE_CHARS_MAX:
        raise Refused(
            Wording(
                f"заметка длиннее {NOTE_CHARS_MAX} знаков", f"the note is over {NOTE_CHARS_MAX} characters"
            )
        )


def _refuse_archived(scenario: Scenario) -> None:
    if scenario.archived_at is not None:
        raise Refused(
            Wording(
                f"«{scenario.name}» в архиве: сначала верните его",
                f"“{scenario.name}” is archived: restore it first",
            )
        )
