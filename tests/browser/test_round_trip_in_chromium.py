"""What was imported, edited and undone is, byte for byte, the file it came from."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scenarios.exchange import exported
from scenarios.models import Scenario
from tests.browser.drawing import Drawing, document_of, next_picture


@pytest.fixture
def file(inside: Page, tmp_path: Path) -> Path:
    """The sample "приёмная" under another name, as an export writes it."""
    sample = Scenario.objects.get(name="приёмная")
    file = tmp_path / "scenario.json"
    file.write_text(exported(sample).replace(json.dumps("приёмная", ensure_ascii=False), '"проба"'))
    return file


def imported(page: Page, file: Path) -> Drawing:
    page.get_by_role("link", name="Загрузить").click()
    page.get_by_label("Файл сценария").set_input_files(file)
    page.get_by_role("button", name="Показать, что внутри").click()
    page.get_by_role("button", name="Загрузить").click()
    expect(page.get_by_role("link", name="проба").first).to_be_visible()
    drawing = Drawing(page, Scenario.objects.get(name="проба"))
    drawing.open()
    return drawing


def exported_file(page: Page, scenario: Scenario) -> bytes:
    page.goto("/")
    page.get_by_role("link", name=f"Управление: {scenario.name}").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Выгрузить в файл").click()
    return download.value.path().read_bytes()


def expect_kept(page: Page) -> None:
    """Nothing is on its way to the server."""
    next_picture(page)
    expect(page.locator("[data-saving=saved]")).to_be_visible()


def test_what_is_imported_edited_and_undone_is_exported_with_the_same_bytes(inside: Page, file: Path) -> None:
    drawing = imported(inside, file)
    drawing.drag_in("Присвоение", 60, 560)
    drawing.press("Control+d", "Alt+ArrowDown", "Alt+ArrowRight")
    inside.get_by_label("Название узла").fill("Другое имя")
    drawing.node("Другое имя").click()
    drawing.press("Control+a", "Delete")
    drawing.expect_titles([])
    expect_kept(inside)
    drawing.scenario.refresh_from_db()
    assert drawing.scenario.draft["nodes"] == []
    undo = inside.get_by_role("button", name=re.compile("^Отменить"))
    while undo.is_enabled():
        drawing.press("Control+z")
    expect_kept(inside)
    assert exported_file(inside, drawing.scenario) == file.read_bytes()


def test_a_file_without_titles_and_places_is_drawn_and_left_as_it_is(inside: Page, tmp_path: Path) -> None:
    by_hand = document_of() | {
        "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "hangup"}],
        "edges": [{"source": "start", "target": "end", "key": "next"}],
    }
    by_hand["graph"]["name"] = "проба"
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(by_hand))
    drawing = imported(inside, file)
    drawing.expect_titles(["start", "hangup"])
    drawing.expect_wires(1)
    drawing.scenario.refresh_from_db()
    assert drawing.scenario.draft["nodes"] == by_hand["nodes"]
