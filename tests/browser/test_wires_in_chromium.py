"""Wires, the tidy-up and the look from afar, in the reception."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from scenarios.models import Scenario
from tests.browser.drawing import Drawing, box_of

# The corners of every drawn wire against the nodes it passes: with it those that it runs behind.
BEHIND = """() => {
    const nodes = [...document.querySelectorAll('.react-flow__node-card')].map(node => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        return [left + 2, top + 2, right - 2, bottom - 2];
    });
    return [...document.querySelectorAll('.wires-line')].filter(line => {
        const place = line.getScreenCTM();
        for (let at = 0; at < line.getTotalLength(); at += 4) {
            const { x, y } = line.getPointAtLength(at).matrixTransform(place);
            if (nodes.some(([left, top, right, bottom]) => x > left && x < right && y > top && y < bottom))
                return true;
        }
        return false;
    }).length;
}"""
ON_WIRE = """line => {
    const { x, y } = line.getPointAtLength(line.getTotalLength() / 3).matrixTransform(line.getScreenCTM());
    return [x, y];
}"""
PAINTED_AT = """([x, y]) => {
    const found = document.querySelector('.react-flow__viewport');
    const view = new DOMMatrix(getComputedStyle(found).transform);
    const { left, top } = document.querySelector('[data-canvas]').getBoundingClientRect();
    return [left + view.e + x * view.a, top + view.f + y * view.a];
}"""

# Where each node stands on the drawing, by its id.
PLACES = """() => Object.fromEntries(
    [...document.querySelectorAll('.react-flow__node')].map(node => [node.dataset.id, node.style.transform])
)"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reception(inside: Page) -> Drawing:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    return drawing


def test_no_wire_runs_behind_a_node(reception: Drawing) -> None:
    reception.page.set_viewport_size({"width": 2400, "height": 1400})
    reception.page.get_by_role("button", name="Показать всю схему").click()
    reception.expect_wires(44)
    assert reception.page.evaluate(BEHIND) == 0


def test_the_limit_of_a_repeat_is_changed_on_its_wire(reception: Drawing) -> None:
    reception.page.set_viewport_size({"width": 2400, "height": 1400})
    limits = reception.page.locator(".wires-limit")
    limits.first.get_by_role("button").click()
    reception.page.keyboard.type("7")
    reception.press("Enter")
    expect(limits.first).to_have_text("до 7 раз")
    reception.expect_said("не более 7 раз")
    expect(reception.canvas).to_be_focused()


def test_tidying_up_is_one_step_of_undo(reception: Drawing) -> None:
    start, menu = reception.node("Старт"), reception.node("Главное меню")
    place = str(menu.get_attribute("style"))
    box = box_of(start)
    reception.page.mouse.move(box["x"] + 80, box["y"] + 30)
    reception.page.mouse.down()
    reception.page.mouse.move(box["x"] + 80, box["y"] + 230, steps=4)
    reception.page.mouse.up()
    moved = str(start.get_attribute("style"))
    reception.page.get_by_role("button", name="Упорядочить").click()
    reception.expect_said("Упорядочено 19 узлов")
    expect(start).to_have_attribute("style", moved)
    expect(menu).not_to_have_attribute("style", place)
    reception.canvas.focus()
    reception.press("Control+z")
    expect(menu).to_have_attribute("style", place)
    expect(start).to_have_attribute("style", moved)


def test_tidying_up_a_selection_leaves_the_others_where_they_are(reception: Drawing) -> None:
    page = reception.page
    page.set_viewport_size({"width": 2400, "height": 1400})
    page.get_by_role("button", name="Показать всю схему").click()
    reception.expect_wires(44)
    expect(reception.nodes).to_have_count(len(reception.scenario.draft["nodes"]))
    before = page.evaluate(PLACES)
    chosen = ("Главное меню", "Секретарь", "Очередь поддержки")
    for title in chosen:
        reception.node(title).locator(".canvas-chip").click(modifiers=["Control"])
    ids = {reception.node(title).get_attribute("data-id") for title in chosen}
    page.get_by_role("button", name="Упорядочить выбранное").click()
    reception.expect_said("Упорядочено 3 узла")
    after = page.evaluate(PLACES)
    moved = {node for node, place in after.items() if place != before[node]}
    assert moved
    assert moved <= ids
    reception.press("Control+z")
    page.wait_for_function(f"was => JSON.stringify(({PLACES})()) === JSON.stringify(was)", arg=before)
    expect(page.get_by_role("button", name="Отменить")).to_be_disabled()


def _wire(reception: Drawing, output: str) -> Locator:
    return reception.page.locator(f".react-flow__edge[data-id='{output}'] .wires-wire")


IS_MAIN = re.compile("wires-main")


def test_an_output_is_marked_as_main_with_the_mouse(reception: Drawing) -> None:
    reception.page.set_viewport_size({"width": 1800, "height": 1100})
    by_default, other = _wire(reception, "main_menu secretary"), _wire(reception, "main_menu support")
    expect(by_default).to_have_class(IS_MAIN)
    reception.node("Главное меню").click()
    mark = reception.side.get_by_role("button", name="Пункты, 2: основной выход")
    expect(mark).to_have_attribute("aria-pressed", "false")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    reception.expect_said("Выход «Служба поддержки» отмечен основным")
    expect(other).to_have_class(IS_MAIN)
    expect(by_default).not_to_have_class(IS_MAIN)
    x, y = other.locator(".wires-line").evaluate(ON_WIRE)
    reception.page.mouse.click(x, y, button="right")
    reception.page.get_by_role("menuitem", name="Снять отметку основного выхода").click()
    reception.expect_said("Выход «Служба поддержки» больше не отмечен основным")
    expect(by_default).to_have_class(IS_MAIN)


def test_an_output_is_marked_as_main_by_the_keyboard_and_listed_in_the_outline(reception: Drawing) -> None:
    page = reception.page
    reception.canvas.focus()
    reception.press("Home", "ArrowRight", "o", "o")
    reception.expect_said("выход «Служба поддержки» ведёт к узлу")
    reception.press("Shift+M", "i")
    reception.expect_said("основной путь, отмечен основным")
    expect(_wire(reception, "main_menu support")).to_have_class(IS_MAIN)
    reception.press("Control+z")
    expect(_wire(reception, "main_menu secretary")).to_have_class(IS_MAIN)
    reception.press("Control+k")
    reception.choose("основным", "Отметить выход основным")
    reception.expect_said("Выход «Служба поддержки» отмечен основным")
    reception.press("Control+k")
    reception.choose("структуру", "Показать структуру")
    path = page.locator(".outline-main li")
    expect(path.nth(1)).to_have_text("Главное меню по выходу «Служба поддержки», отмечен основным")
    expect(page.locator("[data-row='output main_menu support']")).to_contain_text("основной путь")


def test_the_outline_is_printed_with_whole_texts_and_nothing_beside_it(reception: Drawing) -> None:
    page = reception.page
    reception.press("Control+k")
    reception.choose("структур", "Показать структуру")
    expect(page.locator(".outline")).to_be_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 900})
    expect(page.locator(".outline-summary", has_text="нажмите решётку.»")).to_be_visible()
    cut = page.locator(".outline-summary, .outline-row b").evaluate_all(
        "found => found.filter(one => one.scrollWidth > one.clientWidth || one.textContent.endsWith('…'))"
        ".map(one => one.textContent)"
    )
    assert cut == []
    for edge in page.locator(".shell-edge").all():
        expect(edge).to_be_hidden()


def test_a_node_seen_from_afar_is_shown_by_a_click(reception: Drawing) -> None:
    _look_from_afar(reception)
    x, y = _place(reception, "goodbye")
    reception.page.mouse.click(*reception.page.evaluate(PAINTED_AT, [x + 110, y + 28]))
    expect(reception.node("До свидания").locator(".canvas-card-selected")).to_be_visible()


def test_a_box_drawn_from_afar_selects_what_it_touches(reception: Drawing) -> None:
    _look_from_afar(reception)
    x, y = _place(reception, "hung_up")
    mouse = reception.page.mouse
    reception.page.keyboard.down("Shift")
    mouse.move(*reception.page.evaluate(PAINTED_AT, [x - 60, y - 40]))
    mouse.down()
    mouse.move(*reception.page.evaluate(PAINTED_AT, [x + 860, y + 100]), steps=4)
    mouse.up()
    reception.page.keyboard.up("Shift")
    reception.press("Delete")
    reception.expect_said("Удалено 3 узла")


def test_the_small_map_moves_the_view(reception: Drawing) -> None:
    expect(reception.node("Старт")).to_be_visible()
    reception.page.get_by_role("img", name="Карта схемы").click(position={"x": 190, "y": 75})
    expect(reception.node("Старт")).to_have_count(0)


def _look_from_afar(drawing: Drawing) -> None:
    drawing.canvas.hover()
    drawing.page.keyboard.down("Control")
    drawing.page.mouse.wheel(0, 1200)
    drawing.page.keyboard.up("Control")
    expect(drawing.page.locator("canvas.overview")).to_be_visible()
    expect(drawing.nodes).to_have_count(0)


def _place(drawing: Drawing, node: str) -> tuple[int, int]:
    nodes = drawing.scenario.draft["nodes"]
    x, y = next(stored["position"] for stored in nodes if stored["id"] == node)
    return x, y
