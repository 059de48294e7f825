"""Scenarios made, moved, copied and taken in from files, as a person does it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations
from tests.scenarios.documents import document, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_newcomer_takes_the_template_of_the_first_step(inside: Page) -> None:
    inside.get_by_role("link", name="Взять образец").click()
    expect(inside.get_by_role("radio", name="Приветствие и две клавиши")).to_be_checked()
    inside.get_by_label("Имя").fill("мой первый")
    inside.get_by_label("Папка, если нужна").fill("Отдел продаж/Ночь")
    inside.get_by_role("button", name="Создать и открыть").click()
    inside.wait_for_url("**/drawing/")
    inside.goto("/")
    folder = inside.locator("details.folder", has_text="Ночь")
    expect(folder.get_by_role("link", name="мой первый", exact=True)).to_be_visible()
    folder.locator("summary").click()
    expect(folder.get_by_role("link", name="мой первый", exact=True)).to_be_hidden()


def test_another_scenario_becomes_the_main_one(inside: Page) -> None:
    inside.get_by_role("link", name="Управление: приёмная").click()
    expect(inside.locator("#main")).to_contain_text("«три номера» останется опубликованным")
    inside.get_by_role("button", name="Сделать главным").click()
    inside.goto("/")
    expect(inside.locator("tr.main")).to_contain_text("приёмная")


def test_a_file_is_looked_at_and_taken_in_beside_what_is_there(inside: Page, tmp_path: Path) -> None:
    file = tmp_path / "scenario.json"
    file.write_bytes(text_of(document("приёмная")))
    inside.get_by_role("link", name="Загрузить").click()
    chosen = inside.get_by_label("Файл сценария")
    chosen.set_input_files(file)
    expect(inside.locator(".drop b")).to_have_text("scenario.json")
    chosen.set_input_files([])
    expect(inside.locator(".drop b")).to_have_text("Выберите файл или перетащите его сюда")
    chosen.set_input_files(file)
    inside.get_by_role("button", name="Показать, что внутри").click()
    expect(inside.get_by_text("такое имя уже есть")).to_be_visible()
    inside.get_by_role("button", name="Загрузить").click()
    expect(inside.get_by_role("link", name="приёмная 2")).to_be_visible()


def test_a_file_that_was_chosen_before_the_script_came_is_named(inside: Page, tmp_path: Path) -> None:
    file = tmp_path / "scenario.json"
    file.write_bytes(text_of(document("приёмная")))
    asked: list[Route] = []
    inside.route("**/callwright*.js", lambda route: asked.append(route))
    inside.goto("/import/", wait_until="commit")
    inside.get_by_label("Файл сценария").set_input_files(file)
    for route in asked:
        route.continue_()
    expect(inside.locator(".drop b")).to_have_text("scenario.json")


def test_a_copy_is_put_away_and_deleted(inside: Page) -> None:
    inside.get_by_role("link", name="Управление: приёмная").click()
    inside.get_by_role("button", name="Сделать копию").click()
    expect(inside.get_by_role("status")).to_contain_text("приёмная 2")
    place = inside.url
    inside.get_by_role("button", name="Убрать в архив").click()
    inside.goto(place)
    inside.get_by_text("Удалить навсегда").click()
    inside.get_by_role("button", name="Да, удалить").click()
    expect(inside.get_by_role("status")).to_contain_text("«приёмная 2» удалён")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["RU", "EN"])
def test_the_pages_are_open_to_everybody(inside: Page, tmp_path: Path, language: str, theme: str) -> None:
    inside.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    inside.get_by_role("button", name=language, exact=True).click()
    file = tmp_path / "scenario.json"
    file.write_bytes(text_of(document("приёмная")))
    manage = inside.locator('a[href$="/manage/"]').last.get_attribute("href")
    for address in ("/", "/scenarios/new/", str(manage), "/import/", "preview"):
        if address == "preview":
            inside.locator('[type="file"]').set_input_files(file)
            inside.locator("button.primary").click()
            inside.wait_for_selector(".planned")
        else:
            inside.goto(address)
        assert violations(inside) == [], address
        for width in (1440, 900, 420):
            inside.set_viewport_size({"width": width, "height": 900})
            assert inside.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
