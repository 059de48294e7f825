"""Publishing, rolling back and taking back. On both databases."""

import pytest
from django.contrib.auth.models import User

from runtime.stores import Surroundings
from scenarios.audit import entries
from scenarios.drafts import create, draft_of, save_draft
from scenarios.errors import DraftConflict, NotFound, PublishRefused, Refused
from scenarios.keeping import rename
from scenarios.models import Revision, Scenario
from scenarios.published import PublishedScenarios
from scenarios.revisions import check_draft, publish, revisions_of, roll_back, scenario_named, unpublish
from scenarios.routes import set_route
from tests.scenarios.documents import broken, document

pytestmark = pytest.mark.usefixtures("store")


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
