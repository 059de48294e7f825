"""The outline: the drawing as a list to read and to search."""

from playwright.sync_api import Page, expect

from scenarios.models import Scenario
from tests.browser.drawing import Drawing


def test_the_outline_reads_the_drawing_in_order(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    inside.get_by_role("button", name="Структура").click()
    items = inside.get_by_role("treeitem")
    expect(items.first).to_contain_text("Старт")
    items.first.focus()
    drawing.press("ArrowDown", "Enter")
    expect(drawing.node("Главное меню").locator(".canvas-card-selected")).to_be_visible()


def test_the_outline_marks_what_something_is_wrong_with(drawing: Drawing) -> None:
    page = drawing.page
    page.get_by_role("button", name="Структура").click()
    start = page.get_by_role("treeitem").filter(has_text="Старт").first
    expect(start.get_by_role("img", name="Предупреждение: ")).to_be_visible()


def test_the_outline_finds_an_output_and_shows_it_under_its_node(inside: Page) -> None:
    Drawing(inside, Scenario.objects.get(name="приёмная")).open()
    inside.get_by_role("button", name="Структура").click()
    inside.get_by_label("Найти узел или выход").fill("нет операторов")
    items = inside.get_by_role("treeitem")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Очередь поддержки")
    expect(items.last).to_contain_text("нет операторов")
