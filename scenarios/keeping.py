"""The life of a scenario as a whole: archived, restored, renamed, copied, deleted."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from runtime.wording import Wording
from scenarios.audit import record
from scenarios.changes import count_change
from scenarios.drafts import create, draft_of, lock, name_taken, named_document, next_name, usable_name
from scenarios.errors import Refused
from scenarios.models import Scenario, SharedVariable
from scenarios.revisions import refuse_main


def archive(scenario: Scenario, *, author: User | None) -> None:
    """Out of the way: it takes no calls and is in no list, its revisions and traces stay.

    Raises MainScenario for the main one, Refused while a number is routed here.
    """
    with transaction.atomic():
        count_change()
        lock(scenario)
        refuse_main(scenario, Wording("убрать в архив", "archived"))
        if scenario.archived_at is not None:
            return
        _refuse_routed(scenario)
        scenario.published = None
        scenario.archived_at = timezone.now()
        scenario.save(update_fields=["published", "archived_at", "changed_at"])
        record("archived", author=author, scenario=scenario)


def restore(scenario: Scenario, *, author: User | None) -> None:
    """Back from the archive, as a draft; it takes calls when it is published again."""
    with transaction.atomic():
        lock(scenario)
        if scenario.archived_at is None:
            return
        scenario.archived_at = None
        scenario.save(update_fields=["archived_at", "changed_at"])
        record("restored", author=author, scenario=scenario)


def rename(scenario: Scenario, name: str, *, author: User | None) -> None:
    """Another name, for its revisions and its lasting variables too. Raises NameTaken, Refused."""
    new_name = usable_name(name)
    try:
        with transaction.atomic():
            count_change()
            lock(scenario)
            old_name = scenario.name
            if new_name == old_name:
                return
            scenario.name = new_name
            scenario.draft = named_document(scenario.draft, new_name)
            scenario.save(update_fields=["name", "draft", "changed_at"])
            SharedVariable.objects.filter(scenario=new_name).delete()
            SharedVariable.objects.filter(scenario=old_name).update(scenario=new_name)
            record("renamed", author=author, scenario=scenario, before=old_name)
    except IntegrityError:
        raise name_taken(new_name) from None


def duplicate(scenario: Scenario, *, author: User | None, name: str = "") -> Scenario:
    """A new scenario with this one's draft; without a name it gets the next free one: "имя 2".

    Raises NameTaken, Refused.
    """
    document, _ = draft_of(scenario)
    return create(name or next_name(scenario.name), author=author, document=document, folder=scenario.folder)


def delete(scenario: Scenario, *, author: User | None) -> None:
    """Remove a scenario from the archive for good; one that was never published.

    Raises MainScenario for the main one, Refused for one outside of the archive or with revisions (traces
    refer to them: it stays archived).
    """
    with transaction.atomic():
        count_change()
        lock(scenario)
        refuse_main(scenario, Wording("удалить", "deleted"))
        if scenario.archived_at is None:
            raise Refused(
                Wording(
                    f"удаляют только из архива: сначала уберите туда «{scenario.name}»",
                    f"only what is archived can be deleted: archive “{scenario.name}” first",
                )
            )
        if scenario.revisions.exists():
            raise Refused(
                Wording(
                    f"«{scenario.name}» публиковался, на его версии ссылаются звонки: он остаётся в архиве",
                    f"“{scenario.name}” was published and calls refer to its revisions: it stays archived",
                )
            )
        record("deleted", author=author, subject=scenario.name)
        scenario.delete()


def _refuse_routed(scenario: Scenario) -> None:
    numbers = ", ".join(scenario.routes.values_list("number", flat=True))
    if numbers:
        raise Refused(
            Wording(
                f"в «{scenario.name}» ведут номера: {numbers}. Сначала уберите или перенесите их",
                f"numbers lead into “{scenario.name}”: {numbers}. Remove or move them first",
            )
        )
