"""Files taken in on the pages."""

import json
import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from scenarios.drafts import create, draft_of, save_draft
from scenarios.models import Scenario, WaitingFile
from scenarios.people import invite
from tests.scenarios.documents import document, text_of
from tests.scenarios.test_exchange import packed

pytestmark = pytest.mark.django_db


def upload(person: Client, content: bytes) -> tuple[int, str]:
    """The status and the page that follows the sending of a file."""
    answer = person.post("/import/", {"file": SimpleUploadedFile("from.json", content)}, follow=True)
    return answer.status_code, answer.content.decode()


def decided(person: Client, **fields: str) -> tuple[int, str]:
    answer = person.post("/import/decide/", fields, follow=True)
    return answer.status_code, answer.content.decode()


def test_nothing_is_made_before_its_sender_says_yes(person: Client) -> None:
    status, page = upload(person, text_of(document("из файла")))
    assert status == 200
    assert "из файла" in page
    assert "новый черновик" in page
    assert not Scenario.objects.exists()
    _, page = decided(person)
    made = Scenario.objects.get(name="из файла")
    assert f'href="/scenarios/{made.pk}/drawing/"' in page
    assert made.draft_author == User.objects.get(username="anna")
    assert not WaitingFile.objects.exists()


def test_a_file_that_is_not_wanted_is_dropped(person: Client) -> None:
    upload(person, text_of(document()))
    _, page = decided(person, drop="")
    assert 'type="file"' in page
    assert not Scenario.objects.exists()
    assert not WaitingFile.objects.exists()


@pytest.mark.parametrize(
    "content", [b"{broken", b'{"graph": {}}', packed(("a.json", b"{"), ("b.json", b"5"))]
)
def test_a_file_of_which_nothing_can_come_in_is_told_once_and_does_not_wait(
    person: Client, content: bytes
) -> None:
    status, page = upload(person, content)
    assert (status, "Загружать нечего" in page) == (422, True)
    assert 'type="file"' in person.get("/import/").content.decode()
    assert 'type="file"' in decided(person, drop="")[1]


@pytest.mark.parametrize(("wish", "names"), [("keep_both", ["проба", "проба 2"]), ("replace", ["проба"])])
def test_a_name_that_is_taken_is_asked_about(person: Client, wish: str, names: list[str]) -> None:
    create("проба", author=None)
    _, page = upload(person, text_of(document()))
    assert "такое имя уже есть" in page
    decided(person, **{"clash-1": wish})
    assert list(Scenario.objects.order_by("name").values_list("name", flat=True)) == names
    assert len(Scenario.objects.order_by("name").last().draft["nodes"]) > 1  # type: ignore[union-attr]


def test_one_that_is_kept_beside_another_comes_in_under_the_name_written(person: Client) -> None:
    for name in ("проба", "ночь"):
        create(name, author=None)
    _, page = upload(person, text_of(document()))
    assert 'name="name-1" value="проба 2"' in page
    status, page = decided(person, **{"clash-1": "keep_both", "name-1": "ночь"})
    assert status == 422
    assert "сценарий «ночь» уже есть" in page.lower()
    assert 'name="name-1" value="ночь"' in page
    decided(person, **{"clash-1": "keep_both", "name-1": " проба  вечером"})
    made = Scenario.objects.get(name="проба вечером")
    assert made.draft["graph"]["name"] == "проба вечером"


def test_two_files_of_one_name_come_in_beside_the_one_that_is_here(person: Client) -> None:
    create("проба", author=None)
    _, page = upload(person, packed(("a.json", text_of(document())), ("b.json", text_of(document()))))
    offered = re.findall(r'name="(name-\d)" value="([^"]*)"', page)
    assert offered == [("name-1", "проба 2"), ("name-2", "проба 3")]
    status, _ = decided(person, **{"clash-1": "keep_both", "clash-2": "keep_both", **dict(offered)})
    assert status == 200
    assert Scenario.objects.count() == 3


def test_a_draft_that_its_sender_has_not_seen_is_not_replaced_unasked(person: Client) -> None:
    scenario = create("проба", author=None)
    upload(person, text_of(document()))
    save_draft(scenario, document(text="тем временем"), base=1, author=None)
    status, page = decided(person, **{"clash-1": "replace"})
    assert (status, "тем временем изменили: проба" in page) == (422, True)
    assert "тем временем" in json.dumps(draft_of(scenario)[0], ensure_ascii=False)
    assert decided(person, **{"clash-1": "replace"})[0] == 200
    assert "тем временем" not in json.dumps(draft_of(scenario)[0], ensure_ascii=False)


def test_an_answer_that_fails_loses_nothing(person: Client) -> None:
    upload(person, packed(("a.json", text_of(document("а"))), ("b.json", text_of(document("б")))))
    create("б", author=None)
    status, page = decided(person)
    assert status == 422
    assert "файл ждёт здесь" in page
    assert "такое имя уже есть" in page
    assert not Scenario.objects.filter(name="а").exists()
    decided(person, **{"clash-2": "keep_both"})
    assert Scenario.objects.count() == 3


def test_what_a_file_needs_here_is_listed_before_and_after(person: Client) -> None:
    drawn = document("музыка")
    drawn["nodes"][1]["params"]["prompt"] = [{"sound": "no_such_sound"}]
    _, page = upload(person, json.dumps(drawn).encode())
    assert "no_such_sound" in page
    assert "no_such_sound" in decided(person)[1]


def test_every_warning_that_is_counted_can_be_read(person: Client) -> None:
    drawn = document("проба")
    drawn["nodes"].append({"id": "n9", "type": "stop", "title": "Ничей", "params": {}})
    drawn["nodes"][1]["params"]["prompt"] = [{"sound": "no_such_sound"}]
    _, before = upload(person, json.dumps(drawn).encode())
    for page in (before, decided(person)[1]):
        assert re.search(r"\d (предупрежд|ошиб)", page)
        assert page.count("Ничей") == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"x" * (10 * 1024 * 1024 + 1)])
def test_a_file_that_cannot_be_read_is_told(person: Client, content: bytes) -> None:
    status, page = upload(person, content)
    assert status == 422
    assert 'role="alert"' in page
    assert not WaitingFile.objects.exists()


def test_a_text_that_is_no_scenario_cannot_be_taken_in(person: Client) -> None:
    _, page = upload(person, packed(("b.json", b"[]")))
    assert "Это не сценарий" in page
    assert "Выбрать другой файл" in page
    assert 'name="take"' not in page
    decided(person)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (
            b'{"nodes": [], "edges": []}',
            "Здесь нет: &quot;directed&quot;, &quot;multigraph&quot;, &quot;graph&quot;.",
        ),
        (b"{}", "Здесь нет ни одного из них."),
        (b'{"graph": {"format": 1}}', "graph.name: нет обязательного значения."),
        (b"{broken", "Это не JSON: строка 1, столбец 2."),
    ],
)
def test_a_text_that_is_no_scenario_is_not_counted_and_its_lack_is_told(
    person: Client, text: bytes, missing: str
) -> None:
    _, page = upload(person, text)
    assert missing in page
    assert not re.search(r"from\.json · \d", page)
    _, page = upload(person, packed(("a.json", text_of(document("один"))), ("b.json", text)))
    assert "from.json · 1 сценарий<" in page


@pytest.mark.parametrize("rest", [{}, {"nodes": 5}, {"nodes": [5], "edges": None}])
def test_a_scenario_with_something_else_for_its_nodes_is_shown_and_comes_in(
    person: Client, rest: dict[str, object]
) -> None:
    status, page = upload(person, json.dumps({"graph": {"name": "огрызок"}, **rest}).encode())
    assert status == 200
    assert "загрузится, но опубликовать можно только после исправления" in page
    assert decided(person, take="")[0] == 200
    made = Scenario.objects.get(name="огрызок")
    assert person.get(f"/scenarios/{made.pk}/").status_code == 200


def test_a_scenario_of_an_archive_is_left_out_by_its_box(person: Client) -> None:
    files = [(f"{name}.json", text_of(document(name))) for name in ("а", "б")]
    _, page = upload(person, packed(*files, ("в.json", b"[]")))
    assert page.count('type="checkbox"') == page.count(" checked>") == 2
    assert decided(person, asked="")[0] == 422
    _, page = decided(person, **{"asked": "", "take-2": "on", "take-3": "on"})
    assert list(Scenario.objects.values_list("name", flat=True)) == ["б"]


def test_a_file_that_is_refused_leaves_no_earlier_one_waiting(person: Client) -> None:
    upload(person, text_of(document("прежний")))
    assert upload(person, b"PK\x03\x04 broken")[0] == 422
    assert "прежний" not in person.get("/import/").content.decode()


def test_the_list_of_what_is_missing_leads_to_its_node(person: Client) -> None:
    drawn = document("музыка")
    drawn["nodes"][1]["params"]["prompt"] = [{"sound": "no_such_sound"}]
    upload(person, json.dumps(drawn).encode())
    _, page = decided(person)
    made = Scenario.objects.get(name="музыка")
    assert f'href="/scenarios/{made.pk}/#{drawn["nodes"][1]["id"]}"' in page


def test_a_form_without_a_file_is_told(person: Client) -> None:
    assert person.post("/import/").status_code == 422


def test_each_person_has_a_file_of_their_own(person: Client) -> None:
    upload(person, text_of(document("её файл")))
    other = Client()
    other.force_login(invite("иван", "integrator", author=None)[0])
    assert "её файл" not in other.get("/import/").content.decode()
    assert decided(other)[0] == 200
    assert not Scenario.objects.exists()
