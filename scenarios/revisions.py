"""From a document to a scenario that callers walk: import, check, publish, export."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from runtime.checking import Checked, check
from runtime.graph import Document, canonical, content_hash
from runtime.names import Names
from runtime.wording import Wording
from scenarios.changes import count_change
from scenarios.errors import Refused
from scenarios.models import Revision, Scenario

NO_SCENARIO = Wording("это не сценарий Callwright", "this is no Callwright scenario")


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft that has come in, and what its checks say."""

    scenario: Scenario
    checked: Checked
    is_new: bool


def checked_here(document: bytes | str | Document, names: Names) -> Checked:
    """What the checks say of a document, with numbers compared as in the installation's country."""
    return check(document, names, region=settings.CALLWRIGHT.region)


def import_document(text: bytes | str, names: Names) -> Imported:
    """Store a document as the draft of the scenario it names; one with errors is stored too, to be mended.

    Raises Refused when the text is no scenario at all.
    """
    checked = checked_here(text, names)
    name = name_of(checked.document)
    if name is None or checked.document is None:
        raise Refused(NO_SCENARIO, checked.issues)
    with transaction.atomic():
        scenario, is_new = Scenario.objects.update_or_create(name=name, defaults={"draft": checked.document})
    return Imported(scenario, checked, is_new)


def name_of(document: object) -> str | None:
    """The name a document gives itself, or None."""
    graph = document.get("graph") if isinstance(document, dict) else None
    name = graph.get("name") if isinstance(graph, dict) else None
    return name if isinstance(name, str) and 0 < len(name) <= 200 else None


def publish(scenario: Scenario, names: Names, *, note: str = "", author: User | None = None) -> Revision:
    """Freeze the draft and let new calls walk it; the same content again gives the revision it had before.

    The first scenario ever published becomes the main one. Raises Refused while an error stands.
    """
    checked = checked_here(scenario.draft, names)
    if checked.has_errors:
        message = Wording("не опубликовано: в сценарии есть ошибки", "not published: the scenario has errors")
        raise Refused(message, [issue for issue in checked.issues if issue.severity == "error"])
    with transaction.atomic():
        revision = _frozen(scenario, scenario.draft, note, author)
        scenario.published = revision
        scenario.is_main = scenario.is_main or not Scenario.objects.filter(is_main=True).exists()
        scenario.save(update_fields=["published", "is_main", "changed_at"])
        count_change()
    return revision


def _frozen(scenario: Scenario, document: Document, note: str, author: User | None) -> Revision:
    known = Revision.objects.filter(hash=content_hash(document)).first()
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


def exported(scenario: Scenario) -> str:
    """The draft as text for a file; importing it again gives the same content."""
    return json.dumps(scenario.draft, ensure_ascii=False, indent=1)


def scenario_named(name: str) -> Scenario:
    """The scenario; raises Refused when there is none of that name."""
    scenario = Scenario.objects.select_related("published").filter(name=name).first()
    if scenario is None:
        raise Refused(Wording(f"сценария «{name}» нет", f"there is no scenario {name!r}"))
    return scenario


def current_document(scenario: Scenario) -> Document:
    """What a caller would walk; the draft while nothing is published."""
    return scenario.draft if scenario.published is None else scenario.published.read()


def make_main(scenario: Scenario) -> None:
    """Every call that no route names enters this one from now on; raises Refused when it is not published."""
    if scenario.published is None:
        raise Refused(
            Wording(
                f"«{scenario.name}» ещё не опубликован, главным может быть только опубликованный",
                f"{scenario.name!r} is not published yet, and only a published scenario can be the main one",
            )
        )
    with transaction.atomic():
        Scenario.objects.filter(is_main=True).update(is_main=False)
        scenario.is_main = True
        scenario.save(update_fields=["is_main"])
        count_change()
