"""Scenarios, their routes and files by the API."""

import io
import json
import zipfile
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from scenarios.drafts import create
from scenarios.models import Scenario
from scenarios.routes import set_route
from tests.designer.api.conftest import Ask, MakeUser
from tests.scenarios.documents import document, text_of


def test_a_scenario_is_listed_with_what_takes_its_calls(ask: Ask, scenario: Scenario) -> None:
    create("а второй", author=None)
    first, second = ask("supervisor", "GET", "/scenarios").json()
    assert (first["name"], first["is_main"], first["routes"]) == ("проба", True, ["100"])
    assert (first["published_number"], first["is_changed"], first["draft_number"]) == (1, False, 1)
    assert (second["published_hash"], second["is_changed"]) == (None, True)


def test_a_new_scenario_begins_with_its_start(ask: Ask) -> None:
    made = ask("integrator", "POST", "/scenarios", {"name": "новый", "language": "en"}).json()
    drawn = ask("integrator", "GET", f"/scenarios/{made['id']}/draft").json()["document"]
    assert [node["type"] for node in drawn["nodes"]] == ["start"]
    assert drawn["graph"]["name"] == "новый"


@pytest.mark.parametrize("path", ["/scenarios", "/scenarios/{key}/duplicate", "/scenarios/{key}/rename"])
def test_a_name_is_used_once(ask: Ask, scenario: Scenario, path: str) -> None:
    other = create("другой", author=None)
    answer = ask("integrator", "POST", path.format(key=other.pk), {"name": "проба"})
    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")


def test_a_scenario_goes_into_the_archive_and_comes_back_as_a_draft(ask: Ask, scenario: Scenario) -> None:
    other = create("другой", author=None, document=document("другой"))
    assert ask("admin", "POST", f"/scenarios/{other.pk}/archive").json()["is_archived"]
    restored = ask("admin", "POST", f"/scenarios/{other.pk}/restore").json()
    assert (restored["is_archived"], restored["published_hash"]) == (False, None)


def test_another_scenario_becomes_the_main_one_once_it_is_published(ask: Ask, scenario: Scenario) -> None:
    other = create("другой", author=None, document=document("другой"))
    place = f"/scenarios/{other.pk}"
    assert ask("admin", "POST", f"{place}/make_main").status_code == 409
    ask("admin", "POST", f"{place}/publish", {})
    assert ask("admin", "POST", f"{place}/make_main").json()["is_main"]
    assert not ask("admin", "GET", f"/scenarios/{scenario.pk}").json()["is_main"]


def test_a_number_that_leads_elsewhere_moves_only_when_asked_to(ask: Ask, scenario: Scenario) -> None:
    other = create("другой", author=None)
    wish: dict[str, Any] = {"number": "1 00", "scenario_id": other.pk}
    answer = ask("admin", "POST", "/routes", wish)
    assert (answer.status_code, answer.json()["code"]) == (409, "route_conflict")
    moved = ask("admin", "POST", "/routes", {**wish, "move": True, "description": "реклама"}).json()
    assert (moved["scenario"], moved["description"]) == ("другой", "реклама")
    assert ask("admin", "POST", "/routes", wish).json()["description"] == "реклама"
    assert [row["scenario"] for row in ask("admin", "GET", "/routes").json()] == ["другой"]


@pytest.mark.parametrize(
    ("number", "trunk", "status"),
    [("300", "", 200), ("100", "mts", 403), ("204", "", 403), ("205", "", 403), ("3*", "", 409)],
)
def test_a_restricted_person_takes_no_calls_from_others(
    ask: Ask, user: MakeUser, scenario: Scenario, number: str, trunk: str, status: int
) -> None:
    own = create("своё", author=None)
    set_route("204", scenario, author=None, trunk="mts")
    set_route("2??", scenario, author=None, trunk="mts")
    set_route("20?", scenario, author=None)
    wish = {"number": number, "trunk": trunk, "scenario_id": own.pk}
    assert ask(user("integrator", only=[own]), "POST", "/routes", wish).status_code == status
    assert own.routes.exists() == (status == 200)


def test_one_can_ask_who_takes_a_call(ask: Ask, scenario: Scenario) -> None:
    other = create("другой", author=None, document=document("другой"))
    ask("admin", "POST", "/routes", {"number": "2??", "scenario_id": other.pk})
    where = {"scenario": "проба", "is_main": True, "is_hidden": False}
    assert ask("admin", "GET", "/destination?called=204").json() == where
    ask("admin", "POST", f"/scenarios/{other.pk}/publish", {})
    there = {"scenario": "другой", "is_main": False, "is_hidden": False}
    assert ask("admin", "GET", "/destination?called=204").json() == there
    assert ask("admin", "GET", "/destination?called=304").json() == where


def test_a_scenario_that_a_person_does_not_see_is_not_named(
    ask: Ask, user: MakeUser, scenario: Scenario
) -> None:
    own = create("своё", author=None)
    person = user("integrator", only=[own])
    hidden = {"scenario": None, "is_main": False, "is_hidden": True}
    assert ask(person, "GET", "/destination?called=100").json() == hidden
    refused = ask(person, "POST", "/routes", {"number": "100", "scenario_id": own.pk})
    assert (refused.status_code, refused.json()["code"]) == (409, "route_conflict")
    assert scenario.name not in refused.content.decode()
    assert ask("admin", "GET", "/destination?called=100").json()["scenario"] == scenario.name


def test_what_is_exported_can_be_imported_elsewhere(ask: Ask, scenario: Scenario) -> None:
    exported = ask("admin", "GET", f"/scenarios/{scenario.pk}/export")
    file_name = quote(f"{scenario.name}.json")
    assert exported.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{file_name}"
    content = json.dumps({**exported.json(), "graph": {**exported.json()["graph"], "name": "копия"}}).encode()
    [imported] = ask("admin", "POST", "/import", files={"file": SimpleUploadedFile("s.json", content)}).json()
    assert (imported["scenario"]["name"], imported["is_new"], imported["has_errors"]) == (
        "копия",
        True,
        False,
    )
    packed = zipfile.ZipFile(io.BytesIO(ask("admin", "GET", "/export").content))
    assert len(packed.namelist()) == 2


def test_names_that_are_missing_here_are_a_checklist_at_import(ask: Ask, scenario: Scenario) -> None:
    foreign = document("чужой")
    foreign["nodes"][1]["params"] = {"prompt": [{"sound": "gong"}]}
    upload = {"file": SimpleUploadedFile("s.json", text_of(foreign))}
    [imported] = ask("admin", "POST", "/import", files=upload).json()
    [issue] = imported["unresolved"]
    assert (issue["code"], issue["node"], issue["param"]) == ("unknown_name", "n2", "prompt.0.sound")


def test_a_taken_name_is_replaced_only_when_asked_to(ask: Ask, scenario: Scenario) -> None:
    def upload() -> dict[str, SimpleUploadedFile]:
        return {"file": SimpleUploadedFile("s.json", text_of(document(text="из файла")))}

    answer = ask("admin", "POST", "/import", files=upload())
    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")
    [imported] = ask("admin", "POST", "/import?clash=replace", files=upload()).json()
    assert not imported["is_new"]


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b"\xff\xfe", b"x" * (11 * 1024 * 1024)])
def test_a_file_that_is_no_scenario_is_refused(ask: Ask, content: bytes) -> None:
    answer = ask("admin", "POST", "/import", files={"file": SimpleUploadedFile("s.json", content)})
    assert answer.status_code in (409, 422)
    assert set(answer.json()["message"]) == {"ru", "en"}
    assert not Scenario.objects.exists()


def test_changes_are_told_with_who_made_them(ask: Ask, scenario: Scenario) -> None:
    ask("integrator", "PUT", f"/scenarios/{scenario.pk}/draft", {"document": document(text="а"), "base": 1})
    newest, *older = ask("integrator", "GET", f"/audit?scenario_id={scenario.pk}").json()
    assert (newest["author"], newest["action"], newest["subject"]) == ("integrator", "draft_saved", "проба")
    assert newest["details"] == {"number": 2, "tags": ["params"]}
    assert ask("integrator", "GET", f"/audit?before={newest['id']}").json() == older


def test_a_scenario_is_moved_to_a_folder(ask: Ask, scenario: Scenario) -> None:
    moved = ask("integrator", "POST", f"/scenarios/{scenario.pk}/move", {"folder": "Продажи / Ночь"})
    assert moved.json()["folder"] == "Продажи/Ночь"
    assert (
        ask("integrator", "POST", f"/scenarios/{scenario.pk}/move", {"folder": "А/Б/В/Г/Д/Е"}).status_code
        == 409
    )
    made = ask("integrator", "POST", "/scenarios", {"name": "новый", "folder": "Продажи"}).json()
    assert made["folder"] == "Продажи"
