"""From a document to a scenario that callers walk."""

import json

import pytest
from django.db import IntegrityError, transaction

from runtime.graph import content_hash
from scenarios.changes import change_count
from scenarios.errors import Refused
from scenarios.exchange import exported, import_document
from scenarios.models import Revision, Scenario
from scenarios.revisions import current_document, make_main, publish, scenario_named
from tests.scenarios.documents import Scenarios, broken, document, text_of

pytestmark = pytest.mark.django_db


def test_an_imported_document_is_a_draft_that_takes_no_calls() -> None:
    imported = import_document(text_of(document()), author=None)
    assert imported.is_new
    assert imported.scenario.name == "проба"
    assert imported.scenario.published is None
    assert not imported.scenario.is_main


def test_importing_a_name_again_replaces_its_draft_only(published: Scenarios) -> None:
    before = published()
    imported = import_document(text_of(document(text="Добрый день")), author=None)
    assert not imported.is_new
    after = scenario_named("проба")
    assert after.published == before.published
    assert after.draft["nodes"][1]["params"]["prompt"] == [{"text": "Добрый день"}]


def test_a_document_with_errors_is_kept_to_be_mended_but_never_published() -> None:
    imported = import_document(text_of(broken()), author=None)
    assert imported.checked.has_errors
    with pytest.raises(Refused) as refused:
        publish(imported.scenario, note="", author=None)
    assert {issue.severity for issue in refused.value.issues} == {"error"}
    assert not Revision.objects.exists()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'"text"', b'{"graph": 5}', b"\xff\xfe", b"{}"])
def test_what_is_no_scenario_is_refused_with_a_reason(text: bytes) -> None:
    with pytest.raises(Refused) as refused:
        import_document(text, author=None)
    assert len(refused.value.issues) == 1
    assert not Scenario.objects.exists()


def test_a_revision_is_frozen_under_the_hash_of_its_content() -> None:
    scenario = import_document(text_of(document()), author=None).scenario
    revision = publish(scenario, note="первая", author=None)
    assert (revision.number, revision.note) == (1, "первая")
    assert revision.hash == content_hash(document()) == content_hash(revision.read())


def test_a_revision_can_be_neither_changed_nor_deleted(published: Scenarios) -> None:
    revision = published().revisions.get()
    revision.note = "другая"
    with pytest.raises(TypeError):
        revision.save()
    with pytest.raises(TypeError):
        revision.delete()


def test_publishing_the_same_content_again_makes_no_second_revision(published: Scenarios) -> None:
    first = published().published
    assert published().published == first
    assert Revision.objects.count() == 1


def test_going_back_to_earlier_content_gives_its_revision_back(published: Scenarios) -> None:
    first = published(text="один").published
    second = published(text="два").published
    assert second is not None
    assert second.number == 2
    assert published(text="один").published == first


def test_the_first_published_scenario_becomes_the_main_one(published: Scenarios) -> None:
    assert published("первый").is_main
    assert not published("второй").is_main


def test_naming_another_main_scenario_leaves_exactly_one(published: Scenarios) -> None:
    published("первый")
    make_main(published("второй"), author=None)
    assert [scenario.name for scenario in Scenario.objects.filter(is_main=True)] == ["второй"]


def test_a_draft_cannot_be_the_main_scenario(published: Scenarios) -> None:
    published("первый")
    with pytest.raises(Refused):
        make_main(import_document(text_of(document("черновик")), author=None).scenario, author=None)
    assert scenario_named("первый").is_main


def test_the_database_itself_refuses_a_second_main_scenario(published: Scenarios) -> None:
    published("первый")
    second = published("второй")
    second.is_main = True
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_the_database_itself_refuses_an_unpublished_main_scenario() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.create(name="черновик", draft={}, is_main=True)


def test_an_exported_scenario_imports_as_the_same_content(published: Scenarios) -> None:
    text = exported(published())
    assert content_hash(json.loads(text)) == content_hash(document())
    assert "Здравствуйте" in text


def test_callers_walk_the_published_document_not_the_draft(published: Scenarios) -> None:
    published(text="опубликовано")
    import_document(text_of(document(text="правка")), author=None)
    scenario = scenario_named("проба")
    assert current_document(scenario)["nodes"][1]["params"]["prompt"] == [{"text": "опубликовано"}]


def test_every_change_that_servers_must_see_is_counted(published: Scenarios) -> None:
    before = change_count()
    scenario = published()
    after_publishing = change_count()
    make_main(scenario, author=None)
    assert before < after_publishing < change_count()


def test_an_unknown_name_is_refused_in_both_languages() -> None:
    with pytest.raises(Refused) as refused:
        scenario_named("нет такого")
    assert "«нет такого»" in refused.value.message.ru
    assert "нет такого" in refused.value.message.en
