"""The audit: everything that is done is told, and never changed. On both databases."""

import pytest
from django.contrib.auth.models import User

from scenarios.audit import entries
from scenarios.drafts import create, save_draft
from scenarios.errors import PublishRefused
from scenarios.models import AuditEntry
from scenarios.revisions import (
    make_main,
    publish,
)
from scenarios.routes import set_route
from tests.scenarios.documents import broken, document
from tests.scenarios.stored import actions, put

pytestmark = pytest.mark.usefixtures("store")


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
