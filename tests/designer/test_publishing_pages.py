"""A scenario published, rolled back, made the main one and put into the archive on its page."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from scenarios.drafts import save_draft
from scenarios.models import Scenario
from scenarios.people import invite
from scenarios.revisions import publish, revisions_of
from tests.designer.pages import sent


def test_a_draft_is_published_with_a_note(person: Client, reception: Scenario) -> None:
    page = person.get(f"/scenarios/{reception.pk}/").content.decode()
    base = re.search(r'name="base" value="(\d+)"', page)
    assert base is not None
    page = sent(person, f"/scenarios/{reception.pk}/publish/", base=base.group(1), note="по-английски")
    assert "Опубликована версия 2" in page
    assert "по-английски" in page
    revision = revisions_of(reception)[0]
    assert (revision.note, revision.author) == ("по-английски", User.objects.get(username="anna"))


def test_a_draft_that_changed_after_the_page_was_made_is_not_published(
    person: Client, reception: Scenario
) -> None:
    page = sent(person, f"/scenarios/{reception.pk}/publish/", base="1", note="")
    assert "черновик уже изменил другой" in page
    assert revisions_of(reception).count() == 1


def test_a_draft_with_errors_says_by_which_revision_calls_go_on(person: Client, reception: Scenario) -> None:
    nodes = [
        node | {"params": {}} if node["type"] == "transfer" else node for node in reception.draft["nodes"]
    ]
    broken = {**reception.draft, "nodes": nodes}
    save_draft(reception, broken, base=reception.draft_number, author=None)
    page = person.get(f"/scenarios/{reception.pk}/").content.decode()
    assert "Черновик с ошибками не опубликовать; звонки идут по версии 1." in page
    assert re.search(r"\d ошиб\w+, \d предупреждени", page)


def test_what_changed_is_offered_when_there_is_something_to_compare(
    person: Client, reception: Scenario
) -> None:
    offered = f'href="/scenarios/{reception.pk}/revisions/"'
    assert offered not in person.get(f"/scenarios/{reception.pk}/").content.decode()
    publish(reception, note="", author=None)
    assert offered in person.get(f"/scenarios/{reception.pk}/").content.decode()


@pytest.mark.parametrize("base", ["", "x", "9" * 5000, "-1", "²"])
def test_a_form_that_names_no_draft_publishes_nothing(person: Client, reception: Scenario, base: str) -> None:
    sent(person, f"/scenarios/{reception.pk}/publish/", base=base)
    assert revisions_of(reception).count() == 1


def test_calls_go_back_to_an_earlier_revision(person: Client, reception: Scenario) -> None:
    sent(person, f"/scenarios/{reception.pk}/publish/", base=reception.draft_number)
    first = reception.revisions.get(number=1)
    page = sent(person, f"/scenarios/{reception.pk}/roll_back/", revision=first.hash)
    assert "Звонки снова идут по версии 1" in page
    reception.refresh_from_db()
    assert reception.published == first


def test_another_scenario_becomes_the_main_one_and_then_stays(person: Client, reception: Scenario) -> None:
    sent(person, f"/scenarios/{reception.pk}/main/")
    for action in ("unpublish", "archive"):
        assert "главный" in sent(person, f"/scenarios/{reception.pk}/{action}/")
    reception.refresh_from_db()
    assert reception.is_main
    assert reception.published is not None


def test_a_scenario_goes_into_the_archive_and_comes_back(person: Client, reception: Scenario) -> None:
    page = sent(person, f"/scenarios/{reception.pk}/archive/")
    assert "ведут номера: 100" in page
    sent(person, f"/scenarios/{reception.pk}/routes/{reception.routes.get().pk}/remove/")
    sent(person, f"/scenarios/{reception.pk}/archive/")
    assert "приёмная" not in person.get("/").content.decode().split("<tbody>")[1]
    assert "приёмная" in person.get("/?archive=1").content.decode()
    assert "Возвращён из архива" in sent(person, f"/scenarios/{reception.pk}/archive/")
    assert "приёмная" in person.get("/").content.decode()


def test_who_may_only_look_is_offered_no_buttons(client: Client, reception: Scenario) -> None:
    client.force_login(invite("вера", "supervisor", author=None)[0])
    page = client.get(f"/scenarios/{reception.pk}/").content.decode()
    assert "приёмная" in page
    assert not re.findall(r'action="/scenarios/[^"]*"', page)
