"""Scenarios archived, deleted, renamed and copied. On both databases."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from runtime.stores import Surroundings
from scenarios.audit import entries
from scenarios.drafts import create, draft_of
from scenarios.errors import NameTaken, Refused
from scenarios.keeping import archive, delete, duplicate, rename, restore
from scenarios.models import Scenario, SharedVariable
from scenarios.published import PublishedScenarios
from scenarios.revisions import publish, roll_back, scenario_named
from scenarios.routes import set_route
from tests.scenarios.stored import actions

pytestmark = pytest.mark.usefixtures("store")


def test_what_is_archived_takes_no_calls_and_comes_back_as_a_draft(other: Scenario) -> None:
    archive(other, author=None)
    with pytest.raises(Refused):
        publish(other, note="", author=None)
    with pytest.raises(Refused):
        set_route("100", other, author=None)
    restore(other, author=None)
    assert (other.archived_at, other.published) == (None, None)
    first = other.revisions.get(number=1)
    assert roll_back(other, first.hash, note="", author=None) == first
    assert actions(other)[-3:] == ["archived", "restored", "rolled_back"]


def test_the_database_itself_keeps_calls_out_of_the_archive(other: Scenario) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.filter(pk=other.pk).update(archived_at=timezone.now())


def test_a_scenario_that_numbers_lead_to_stays(store: str) -> None:
    draft = create("черновик", author=None)
    set_route("100", draft, author=None)
    with pytest.raises(Refused) as refused:
        archive(draft, author=None)
    assert "100" in refused.value.message.en


def test_only_what_was_never_published_is_deleted(other: Scenario) -> None:
    archive(other, author=None)
    with pytest.raises(Refused):
        delete(other, author=None)
    assert Scenario.objects.filter(pk=other.pk).exists()


def test_only_what_is_archived_is_deleted(store: str) -> None:
    draft = create("черновик", author=None)
    with pytest.raises(Refused):
        delete(draft, author=None)
    archive(draft, author=None)
    delete(draft, author=None)
    assert not Scenario.objects.filter(name="черновик").exists()
    assert entries()[0].subject == "черновик"


def test_a_renamed_scenario_goes_by_its_new_name_everywhere(other: Scenario) -> None:
    set_route("100", other, author=None)
    SharedVariable.objects.create(scenario="другой", name="счётчик", value=5)
    memory = PublishedScenarios(Surroundings())
    memory.load()
    rename(other, " новое  имя ", author=None)
    memory.load()
    graph = memory.graph_for("100", "")
    assert graph is not None
    assert graph.name == draft_of(other)[0]["graph"]["name"] == "новое имя"
    assert SharedVariable.objects.get().scenario == "новое имя"
    assert entries(other)[0].details == {"before": "другой"}


def test_a_name_that_is_taken_is_not_given_twice(main: Scenario, other: Scenario) -> None:
    with pytest.raises(NameTaken):
        rename(other, "главный", author=None)
    assert scenario_named("другой") == other


def test_a_copy_is_a_draft_under_the_next_free_name(other: Scenario) -> None:
    names = [duplicate(other, author=None).name for _ in range(2)]
    assert names == ["другой 2", "другой 3"]
    copied = scenario_named("другой 2")
    assert copied.published is None
    assert copied.draft["nodes"] == other.draft["nodes"]
