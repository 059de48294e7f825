"""Checking, publishing, comparing and going back on the drawing."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from scenarios.drafts import create, draft_of, save_draft
from scenarios.keeping import archive
from scenarios.models import Scenario
from scenarios.revisions import make_main, publish, unpublish
from tests.browser.conftest import Enter
from tests.browser.drawing import Drawing


@pytest.fixture
def drawing(enter: Enter) -> Drawing:
    """A scenario that was published with nothing but its start, opened."""
    scenario = create("новый", author=None, language="ru")
    drawing = Drawing(enter("anna"), scenario)
    drawing.open()
    return drawing


def checks(page: Page) -> Locator:
    return page.get_by_role("region", name="Проверка схемы")


def publish_now(drawing: Drawing, note: str) -> None:
    drawing.page.get_by_role("button", name="Опубликовать…").click()
    dialog = drawing.page.get_by_role("dialog")
    dialog.get_by_label("Что нового").fill(note)
    dialog.get_by_role("button", name="Опубликовать").click()
    expect(dialog).to_have_count(0)


def published(scenario: Scenario) -> str:
    """The note of the revision that callers walk."""
    scenario.refresh_from_db()
    return scenario.published.note if scenario.published else ""


def test_what_is_wrong_is_told_gone_to_and_mended(drawing: Drawing) -> None:
    page = drawing.page
    drawing.drag_in("Присвоение", 560, 120)
    expect(checks(page)).to_contain_text("ошибк")
    expect(drawing.node("Присвоение 1").get_by_role("img")).to_be_visible()
    drawing.canvas.focus()
    drawing.press("F8")
    expect(drawing.node("Присвоение 1").locator(".canvas-card-selected")).to_be_visible()
    page.get_by_role("button", name="Опубликовать…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Опубликовать меша")
    expect(dialog.get_by_role("button", name="Опубликовать")).to_be_disabled()
    dialog.get_by_role("button", name="Присвоение 1").first.click()
    expect(dialog).to_have_count(0)


def test_nothing_is_said_to_be_right_before_the_first_answer(drawing: Drawing) -> None:
    page = drawing.page
    asked: list[Route] = []
    page.route("**/documents/check", lambda route: asked.append(route))
    drawing.open()
    expect(checks(page).get_by_role("button").first).to_have_text("проверяем…")
    checks(page).get_by_role("button").first.click()
    expect(checks(page)).not_to_contain_text("Замечаний нет")
    for route in asked:
        route.abort()
    expect(checks(page).get_by_role("button", name="не проверено: сервер не отвечает")).to_be_visible()
    page.unroute("**/documents/check")
    expect(checks(page).get_by_role("button", name="0 ошибок").first).to_be_visible()


def test_hints_are_counted_and_listed_before_publishing(drawing: Drawing) -> None:
    page = drawing.page
    drawing.drag_in("Перевод", 560, 120)
    drawing.connect("Старт", "Перевод 1")
    drawing.node("Перевод 1").click()
    drawing.write("Кому, 1", "1001")
    expect(checks(page).get_by_role("button", name="подсказ")).to_be_visible()
    page.get_by_role("button", name="Опубликовать…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("опубликовать можно, но посмотрите").click()
    dialog.get_by_role("button", name="Перевод 1").last.click()
    expect(dialog).to_have_count(0)
    expect(drawing.node("Перевод 1").locator(".canvas-card-selected")).to_be_visible()


def test_the_bar_tells_whether_calls_walk_what_is_drawn(drawing: Drawing) -> None:
    bar = drawing.page.get_by_role("banner")
    publish = bar.get_by_role("button", name="Опубликовать")
    expect(bar.get_by_title("Не опубликовано")).to_contain_text("черновик сохранён")
    publish_now(drawing, "первая")
    expect(bar.get_by_title("Новые звонки идут по этой схеме")).to_have_text("опубликовано")
    expect(publish).to_have_class(re.compile("shell-quiet"))
    drawing.drag_in("Разрыв связи", 560, 120)
    expect(bar.get_by_title("без этих правок")).to_have_text("есть правки, сохранены только что")
    expect(publish).not_to_have_class(re.compile("shell-quiet"))
    drawing.press("Control+z")
    expect(bar).to_contain_text("опубликовано")
    drawing.press("Control+y")
    expect(bar).to_contain_text("есть правки")
    drawing.open()
    expect(bar).to_contain_text("есть правки")


def test_whoever_has_published_is_led_on_to_a_number(drawing: Drawing) -> None:
    page = drawing.page
    page.get_by_role("button", name="Опубликовать…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ни один номер сюда пока не ведёт")
    dialog.get_by_label("Что нового").fill("первая")
    drawing.press("Control+Enter")
    expect(dialog).to_have_count(0)
    assert published(drawing.scenario) == "первая"
    drawing.expect_said("Опубликовано: версия 1")
    with page.expect_navigation():
        page.get_by_role("link", name="Направить номер").press("Enter")
    expect(page.get_by_role("heading", name=drawing.scenario.name)).to_be_visible()


def test_a_revision_taken_out_of_use_is_not_forgotten(drawing: Drawing) -> None:
    page = drawing.page
    make_main(publish(create("главный", author=None), note="", author=None).scenario, author=None)
    publish_now(drawing, "первая")
    unpublish(drawing.scenario, author=None)
    page.get_by_role("button", name="Опубликовать…").click()
    expect(page.get_by_role("dialog")).to_contain_text("Сейчас ни одна версия не действует")
    drawing.press("Escape")
    expect(page.get_by_role("banner").get_by_title("Не опубликовано")).to_contain_text("черновик сохранён")
    page.get_by_role("tab", name="Версии").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Ни одна версия не действует")


def test_an_archived_scenario_is_known_by_its_bar_and_led_out_of_the_archive(drawing: Drawing) -> None:
    bar = drawing.page.get_by_role("banner")
    archive(drawing.scenario, author=None)
    drawing.open()
    publish = bar.get_by_role("button", name="Опубликовать")
    expect(publish).to_have_accessible_description(re.compile("Сценарий в архиве"))
    expect(publish).to_be_disabled()
    with drawing.page.expect_navigation():
        bar.get_by_role("link", name="в архиве").click()
    drawing.page.get_by_role("button", name="Вернуть", exact=True).click()
    drawing.open()
    expect(publish).to_be_enabled()
    expect(bar.get_by_role("link", name="в архиве")).to_have_count(0)


def test_what_was_published_is_compared_and_brought_back(drawing: Drawing) -> None:
    page = drawing.page
    publish_now(drawing, "первая")
    drawing.drag_in("Разрыв связи", 560, 120)
    drawing.connect("Старт", "Разрыв связи 1")
    publish_now(drawing, "вторая")
    assert published(drawing.scenario) == "вторая"

    page.get_by_role("tab", name="Версии").click()
    side = page.get_by_role("tabpanel")
    side.get_by_label("Сравнить: Версия 1").check()
    side.get_by_label("Сравнить: Версия 2").check()
    side.get_by_role("button", name="Сравнить отмеченные").click()
    expect(side).to_contain_text("2 различия")
    expect(drawing.node("Разрыв связи 1").locator(".canvas-card-added")).to_be_visible()
    legend = page.get_by_role("region", name="Обозначения")
    legend.get_by_role("button").click()
    expect(legend).to_contain_text("Узел добавлен")
    expect(checks(page)).to_contain_text("это о черновике")
    publish = page.get_by_role("banner").get_by_role("button", name="Опубликовать")
    expect(publish).to_be_disabled()
    expect(publish).to_have_accessible_description(
        "Сейчас сравниваются версии. Чтобы опубликовать черновик, закройте сравнение."
    )
    drawing.canvas.focus()
    drawing.press("n")
    expect(side.locator("[aria-current=true]")).to_contain_text("Разрыв связи 1")
    drawing.press("Escape")
    expect(side.get_by_label("Сравнить: Версия 1")).to_be_visible()

    side.get_by_role("button", name="Вернуть в работу").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Новые звонки пойдут по версии 1")
    dialog.get_by_role("button", name="Вернуть версию 1").click()
    expect(dialog).to_have_count(0)
    assert published(drawing.scenario) == "первая"


def test_a_wire_that_led_elsewhere_has_a_ghost_while_versions_are_compared(drawing: Drawing) -> None:
    drawing.drag_in("Разрыв связи", 560, 120)
    drawing.drag_in("Уведомление", 560, 420)
    drawing.connect("Старт", "Разрыв связи 1")
    publish_now(drawing, "к разрыву")
    ghosts = drawing.page.locator(".wires-formers path")
    drawing.connect("Старт", "Уведомление 1")
    expect(ghosts).to_have_count(0)
    drawing.page.get_by_role("tab", name="Версии").click()
    drawing.page.get_by_role("button", name="Что нового в черновике").click()
    expect(ghosts).to_have_count(1)
    drawing.expect_wires(1)


def test_what_is_gone_comes_first_and_what_was_only_moved_last(drawing: Drawing) -> None:
    page = drawing.page
    drawing.drag_in("Разрыв связи", 560, 120)
    drawing.drag_in("Уведомление", 560, 320)
    publish_now(drawing, "было")
    drawing.node("Разрыв связи 1").click()
    drawing.press("Delete")
    drawing.node("Старт").click()
    drawing.press("Alt+ArrowDown")
    drawing.drag_in("Голосовое меню", 260, 420)
    page.get_by_role("tab", name="Версии").click()
    page.get_by_role("button", name="Что нового в черновике").click()
    lines = drawing.side.locator("[data-at]")
    expect(lines).to_have_text([re.compile("^удалено"), re.compile("^добавлено"), re.compile("сдвинут вниз")])
    expect(lines.last).not_to_be_visible()
    drawing.canvas.focus()
    drawing.press("p")
    expect(lines.last).to_be_visible()
    legend = page.get_by_role("region", name="Обозначения")
    if not legend.get_by_role("list").is_visible():
        legend.get_by_role("button").click()
    for mark in ("Узел добавлен", "Узла больше нет", "Узел переставлен"):
        expect(legend).to_contain_text(mark)
    expect(legend).not_to_contain_text("Узел изменён")


def test_who_publishes_what_was_overtaken_gets_it_onto_the_drawing(drawing: Drawing) -> None:
    document, number = draft_of(drawing.scenario)
    changed = {**document, "nodes": [{**document["nodes"][0], "title": "Вход"}]}
    drawing.page.get_by_role("button", name="Опубликовать…").click()
    dialog = drawing.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ни один номер сюда пока не ведёт")
    save_draft(drawing.scenario, changed, base=number, author=None)
    dialog.get_by_role("button", name="Опубликовать").click()
    expect(dialog.get_by_role("alert")).to_contain_text("схему сохранил кто-то ещё")
    drawing.expect_titles(["Вход"])
    dialog.get_by_role("button", name="Опубликовать").click()
    expect(dialog).to_have_count(0)
    drawing.scenario.refresh_from_db()
    assert drawing.scenario.published is not None
    assert json.loads(drawing.scenario.published.document)["nodes"][0]["title"] == "Вход"


def test_what_is_gone_stays_as_a_ghost_while_versions_are_compared(drawing: Drawing) -> None:
    drawing.drag_in("Разрыв связи", 560, 120)
    drawing.connect("Старт", "Разрыв связи 1")
    publish_now(drawing, "с узлом")
    drawing.node("Разрыв связи 1").click()
    drawing.press("Delete")
    drawing.expect_titles(["Старт"])
    drawing.page.get_by_role("tab", name="Версии").click()
    drawing.page.get_by_role("button", name="Что нового в черновике").click()
    expect(drawing.node("Разрыв связи 1").locator(".canvas-card-removed")).to_be_visible()
    drawing.expect_wires(1)
