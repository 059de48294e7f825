"""A scenario made, renamed, moved, copied, made the main one, put away and deleted on the pages."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from designer import manage_page
from scenarios.drafts import create
from scenarios.exchange import import_document
from scenarios.keeping import archive
from scenarios.models import Scenario
from scenarios.people import invite
from tests.designer.pages import sent
from tests.scenarios.documents import document, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "title"), [("ru", "Приветствие"), ("en", "Greeting")])
def test_a_scenario_begins_with_a_drawing_in_the_language_of_its_maker(
    person: Client, language: str, title: str
) -> None:
    fields = {"name": "мой", "beginning": "two_keys", "folder": "Ночь"}
    answer = person.post("/scenarios/new/", fields, headers={"accept-language": language})
    made = Scenario.objects.get(name="мой")
    assert answer.headers["Location"] == f"/scenarios/{made.pk}/drawing/"
    assert (made.folder, made.draft["nodes"][1]["title"]) == ("Ночь", title)
    assert made.draft_author == User.objects.get(username="anna")


@pytest.mark.parametrize("name", ["приёмная", " ", "x" * 201])
def test_a_name_that_cannot_be_is_told_and_nothing_written_is_lost(
    person: Client, samples: dict[str, Scenario], name: str
) -> None:
    answer = person.post("/scenarios/new/", {"name": name, "beginning": "reception", "folder": "Ночь"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert 'value="reception" checked' in page
    assert 'value="Ночь"' in page
    assert Scenario.objects.count() == 2


def test_a_beginning_that_is_not_there_is_refused(person: Client) -> None:
    assert person.post("/scenarios/new/", {"name": "мой", "beginning": "x"}).status_code == 422


def test_a_scenario_is_renamed_and_moved(person: Client, samples: dict[str, Scenario]) -> None:
    scenario = samples["приёмная"]
    assert "Теперь это «ресепшен»" in sent(person, f"/scenarios/{scenario.pk}/rename/", name="ресепшен")
    assert "в папке «Ночь»" in sent(person, f"/scenarios/{scenario.pk}/move/", folder="Ночь")
    assert "вне папок" in sent(person, f"/scenarios/{scenario.pk}/move/", folder="")
    scenario.refresh_from_db()
    assert (scenario.name, scenario.folder) == ("ресепшен", "")


@pytest.mark.parametrize("change", ["rename", "move", "duplicate"])
def test_what_was_deleted_meanwhile_leads_to_the_list(
    person: Client, samples: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    make = getattr(manage_page, change)

    def too_late(scenario: Scenario, *typed: str, **more: Any) -> object:
        Scenario.objects.filter(pk=scenario.pk).delete()
        return make(scenario, *typed, **more)

    monkeypatch.setattr(manage_page, change, too_late)
    scenario = create("мой", author=None)
    answer = person.post(
        f"/scenarios/{scenario.pk}/{change}/", {"name": "иной", "folder": "Ночь"}, follow=True
    )
    assert answer.redirect_chain == [("/", 302)]
    assert "Сценария «мой» больше нет" in answer.content.decode()


@pytest.mark.parametrize(
    ("place", "field", "typed", "told"),
    [
        (
            "rename",
            "name",
            "три номера",
            "Сценарий «три номера» уже есть (возможно, в архиве): выберите другое",
        ),
        ("move", "folder", "a/b/c/d/e/f", "до 5 уровней"),
        ("duplicate", "name", "три номера", "выберите другое имя"),
    ],
)
def test_a_name_that_cannot_be_stands_in_its_field_with_the_reason(
    person: Client, samples: dict[str, Scenario], place: str, field: str, typed: str, told: str
) -> None:
    scenario = samples["приёмная"]
    answer = person.post(f"/scenarios/{scenario.pk}/{place}/", {field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    form = re.search(rf'action="/scenarios/{scenario.pk}/{place}/".*?</form>', page, re.DOTALL)
    assert form is not None
    assert f'value="{typed}"' in form[0]
    assert 'aria-invalid="true"' in form[0]
    assert told in form[0]
    assert page.count('role="alert"') == 1
    assert f'class="crumb" href="/scenarios/{scenario.pk}/">приёмная<' in page


def test_a_folder_that_cannot_be_is_told_at_the_folder(person: Client) -> None:
    typed = {"name": "мой", "beginning": "empty", "folder": "a/b/c/d/e/f"}
    page = person.post("/scenarios/new/", typed).content.decode()
    assert re.search(r'name="folder" value="a/b/c/d/e/f"[^>]*aria-invalid="true"[^>]*autofocus', page)
    assert page.count("autofocus") == page.count("aria-invalid") == 1


def test_a_copy_is_made_under_the_next_name_or_a_given_one(
    person: Client, samples: dict[str, Scenario]
) -> None:
    address = f"/scenarios/{samples['приёмная'].pk}/duplicate/"
    assert "Создана копия «приёмная 2»" in sent(person, address, name="")
    assert "Создана копия «другая»" in sent(person, address, name="другая")
    assert "уже есть" in person.post(address, {"name": "другая"}).content.decode()


def test_the_page_tells_what_a_new_main_scenario_changes(
    person: Client, samples: dict[str, Scenario]
) -> None:
    page = person.get(f"/scenarios/{samples['приёмная'].pk}/manage/").content.decode()
    assert ">«три номера»</a>" in page
    assert "останется опубликован" in page
    assert f'action="/scenarios/{samples["приёмная"].pk}/main/"' in page
    draft = create("черновик", author=None)
    assert "/main/" not in person.get(f"/scenarios/{draft.pk}/manage/").content.decode()


def test_the_page_tells_where_a_scenario_is_used(person: Client, samples: dict[str, Scenario]) -> None:
    scenario = samples["приёмная"]
    page = person.get(f"/scenarios/{scenario.pk}/manage/").content.decode()
    assert ">100</a>" in page
    assert f'action="/scenarios/{scenario.pk}/archive/"' in page
    assert "Убрать в архив" not in page
    scenario.routes.all().delete()
    assert "Убрать в архив" in person.get(f"/scenarios/{scenario.pk}/manage/").content.decode()


def test_names_that_are_missing_here_stand_beside_the_export(person: Client) -> None:
    lacking = document("чужой")
    lacking["nodes"][1]["params"] = {"prompt": [{"sound": "gong"}]}
    scenario = import_document(text_of(lacking), author=None).scenario
    page = person.get(f"/scenarios/{scenario.pk}/manage/").content.decode()
    file = page[page.index('id="file"') : page.index('id="uses"')]
    assert f'href="/api/scenarios/{scenario.pk}/export"' in file
    assert "нет звука «gong»" in file
    assert f'href="/scenarios/{scenario.pk}/#n2"' in file
    whole = import_document(text_of(document()), author=None).scenario
    assert "checklist" not in person.get(f"/scenarios/{whole.pk}/manage/").content.decode()


def test_only_what_is_archived_is_deleted(person: Client) -> None:
    draft = create("черновик", author=None)
    page = f"/scenarios/{draft.pk}/"
    assert "Да, удалить" not in person.get(f"{page}manage/").content.decode()
    assert "удаляют только из архива" in sent(person, f"{page}delete/").lower()
    archive(draft, author=None)
    assert "Да, удалить" in person.get(f"{page}manage/").content.decode()
    assert "«черновик» удалён" in sent(person, f"{page}delete/")
    assert not Scenario.objects.exists()


def test_what_was_published_stays_in_the_archive(person: Client, samples: dict[str, Scenario]) -> None:
    scenario = samples["приёмная"]
    scenario.routes.all().delete()
    archive(scenario, author=None)
    assert "Да, удалить" not in person.get(f"/scenarios/{scenario.pk}/manage/").content.decode()
    assert "остаётся в архиве" in sent(person, f"/scenarios/{scenario.pk}/delete/")
    assert Scenario.objects.filter(pk=scenario.pk).exists()


def test_who_is_restricted_makes_no_copies(client: Client, samples: dict[str, Scenario]) -> None:
    scenario = samples["приёмная"]
    client.force_login(invite("иван", "integrator", author=None, only=[scenario])[0])
    assert "/duplicate/" not in client.get(f"/scenarios/{scenario.pk}/manage/").content.decode()
    assert client.post(f"/scenarios/{scenario.pk}/duplicate/").status_code == 403
    assert client.get("/scenarios/new/").status_code == 403
