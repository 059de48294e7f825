"""Publishing, rolling back, the main scenario, the archive. On both databases."""

import threading
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from runtime.stores import Surroundings
from scenarios.audit import entries
from scenarios.changes import change_count
from scenarios.drafts import create, draft_of, save_draft
from scenarios.errors import DraftConflict, MainScenario, NameTaken, NotFound, PublishRefused, Refused
from scenarios.keeping import archive, delete, duplicate, rename, restore
from scenarios.models import AuditEntry, Revision, Scenario, SharedVariable
from scenarios.published import PublishedScenarios
from scenarios.revisions import (
    check_draft,
    make_main,
    publish,
    revisions_of,
    roll_back,
    scenario_named,
    unpublish,
)
from scenarios.routes import set_route
from tests.scenarios.documents import broken, document

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def author(store: str) -> User:
    return User.objects.create_user("анна")


@pytest.fixture
def main(store: str) -> Scenario:
    """The main scenario, published."""
    return put("главный")


@pytest.fixture
def other(main: Scenario) -> Scenario:
    """Another one, published twice."""
    other = put("другой", "один")
    save_draft(other, document("другой", "два"), base=1, author=None)
    publish(other, note="вторая", author=None)
    return other


def put(name: str, text: str = "Здравствуйте") -> Scenario:
    scenario = create(name, author=None, document=document(name, text))
    publish(scenario, note="", author=None)
    return scenario


def actions(scenario: Scenario | None = None) -> list[str]:
    """What the audit tells, the oldest first."""
    return [entry.action for entry in entries(scenario)][::-1]


def test_a_revision_tells_who_published_it_and_why(store: str, author: User) -> None:
    scenario = create("проба", author=author, document=document())
    revision = publish(scenario, note="к празднику", author=author)
    assert [(kept.number, kept.note, kept.author) for kept in revisions_of(scenario)] == [
        (1, "к празднику", author)
    ]
    assert scenario_named("проба").published == revision


def test_errors_refuse_the_publishing_and_are_told(store: str) -> None:
    scenario = create("проба", author=None, document=broken())
    with pytest.raises(PublishRefused) as refused:
        publish(scenario, note="", author=None)
    errors = [issue for issue in check_draft(scenario).issues if issue.severity == "error"]
    assert list(refused.value.issues) == errors
    assert scenario_named("проба").published is None


def test_nothing_is_published_that_its_publisher_has_not_seen(main: Scenario) -> None:
    save_draft(main, document("главный", "чужая правка"), base=1, author=None)
    with pytest.raises(DraftConflict):
        publish(main, note="", author=None, base=1)
    assert revisions_of(main).count() == 1


def test_a_save_during_the_check_is_not_published_unseen(
    main: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved_meanwhile(document_read: object) -> object:
        monkeypatch.undo()
        save_draft(main, document("главный", "правка"), base=1, author=None)
        return check_draft(main)

    monkeypatch.setattr("scenarios.revisions.checked_here", saved_meanwhile)
    with pytest.raises(DraftConflict):
        publish(main, note="", author=None)


@pytest.mark.parametrize("note", ["я" * 501, "\0"])
def test_a_note_that_cannot_be_kept_is_refused(main: Scenario, note: str) -> None:
    with pytest.raises(Refused):
        publish(main, note=note, author=None)


def test_rolling_back_lets_calls_walk_the_earlier_revision_and_leaves_the_draft(
    other: Scenario, author: User
) -> None:
    first = other.revisions.get(number=1)
    assert roll_back(other, first.hash, note="вернул", author=author) == first
    assert scenario_named("другой").published == first
    assert draft_of(other)[0] == document("другой", "два")
    newest = entries(other)[0]
    assert (newest.action, newest.author_name, newest.details["note"]) == ("rolled_back", "анна", "вернул")


def test_a_revision_of_another_scenario_is_not_rolled_back_to(main: Scenario, other: Scenario) -> None:
    with pytest.raises(NotFound):
        roll_back(main, other.revisions.get(number=1).hash, note="", author=None)


def test_a_revision_that_this_release_no_longer_runs_is_not_rolled_back_to(other: Scenario) -> None:
    first = other.revisions.get(number=1)
    Revision.objects.filter(pk=first.pk).update(document='{"graph": {}, "nodes": 1}')
    with pytest.raises(PublishRefused):
        roll_back(other, first.hash, note="", author=None)


def test_two_scenarios_may_hold_the_same_content_under_one_hash(main: Scenario) -> None:
    rename(main, "прежний", author=None)
    again = create("главный", author=None, document=document("главный"))
    revision = publish(again, note="", author=None)
    assert revision.scenario == again
    assert Revision.objects.filter(hash=revision.hash).count() == 2


FORBIDDEN: list[Callable[[Scenario], None]] = [
    lambda scenario: unpublish(scenario, author=None),
    lambda scenario: archive(scenario, author=None),
    lambda scenario: delete(scenario, author=None),
]


@pytest.mark.parametrize("act", FORBIDDEN, ids=["unpublish", "archive", "delete"])
def test_the_main_scenario_stays_and_the_reason_is_told(
    main: Scenario, act: Callable[[Scenario], None]
) -> None:
    before = change_count()
    with pytest.raises(MainScenario) as refused:
        act(main)
    assert "главный" in refused.value.message.ru
    assert "main scenario" in refused.value.message.en
    assert scenario_named("главный").is_main
    assert change_count() == before


@pytest.mark.parametrize(
    "change", [{"published": None}, {"archived_at": timezone.now()}], ids=["unpublished", "archived"]
)
def test_the_database_itself_keeps_the_main_scenario(main: Scenario, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.filter(pk=main.pk).update(**change)


def test_the_database_itself_deletes_no_main_scenario(main: Scenario) -> None:
    def delete_rows() -> None:
        # Both databases look at foreign keys when the transaction ends.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM scenarios_scenario WHERE is_main")

    with pytest.raises(IntegrityError):
        delete_rows()


def test_the_database_itself_keeps_calls_out_of_the_archive(other: Scenario) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.filter(pk=other.pk).update(archived_at=timezone.now())


def test_two_who_name_a_main_scenario_at_once_leave_exactly_one(main: Scenario) -> None:
    candidates = [put("первый"), put("второй"), put("третий")]
    at_once = threading.Barrier(3)
    failures: list[Exception] = []

    def name_main(scenario: Scenario) -> None:
        try:
            at_once.wait(5)
            make_main(scenario, author=None)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=name_main, args=(scenario,)) for scenario in candidates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not failures
    assert Scenario.objects.get(is_main=True) in candidates


def test_two_who_publish_first_at_once_leave_one_main_scenario(store: str) -> None:
    drawn = [create(name, author=None, document=document(name)) for name in ("раз", "два")]
    at_once = threading.Barrier(2)
    failures: list[Exception] = []

    def go_first(scenario: Scenario) -> None:
        try:
            at_once.wait(5)
            publish(scenario, note="", author=None)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go_first, args=(scenario,)) for scenario in drawn]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not failures
    assert Scenario.objects.filter(is_main=True).count() == 1
    assert Scenario.objects.filter(published=None).count() == 0


def test_an_unpublished_scenario_takes_no_calls_and_can_be_published_again(other: Scenario) -> None:
    set_route("100", other, author=None)
    unpublish(other, author=None)
    memory = PublishedScenarios(Surroundings())
    memory.load()
    graph = memory.graph_for("100", "")
    assert graph is not None
    assert graph.name == "главный"
    publish(other, note="", author=None)
    memory.load()
    graph = memory.graph_for("100", "")
    assert graph is not None
    assert graph.name == "другой"


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


def test_everything_that_is_done_is_told_in_its_order(store: str, author: User) -> None:
    scenario = create("проба", author=author, document=document())
    save_draft(scenario, document(text="два"), base=1, author=author)
    publish(scenario, note="", author=author)
    second = put("второй")
    make_main(second, author=author)
    set_route("100", scenario, author=author)
    assert actions(scenario) == ["created", "draft_saved", "published", "route_set"]
    saved = entries(scenario).get(action="draft_saved")
    assert saved.details == {"number": 2, "tags": ["params"]}
    assert entries(second)[0].details == {"instead_of": "проба"}


def test_the_audit_outlives_the_account_and_is_never_changed(store: str, author: User) -> None:
    create("проба", author=author)
    author.delete()
    entry = AuditEntry.objects.get()
    assert (entry.author, entry.author_name) == (None, "анна")
    entry.subject = "другое"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_a_change_that_fails_leaves_no_entry(store: str) -> None:
    scenario = create("проба", author=None, document=broken())
    with pytest.raises(PublishRefused):
        publish(scenario, note="", author=None)
    assert actions() == ["created"]
