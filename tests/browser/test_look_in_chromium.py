"""How the drawing looks: nodes and dots where the geometry declares them, the zoom, the main path."""

import pytest
from playwright.sync_api import Page, Route, expect

from scenarios.drafts import create
from scenarios.models import Scenario
from tests.browser.conftest import Enter
from tests.browser.drawing import Drawing, box_of, framed

# The numbers are those of geometry.ts.
NOT_AS_DECLARED = """() => [...document.querySelectorAll('.react-flow__node')].flatMap(node => {
    if (!node.querySelector('.canvas-card')) return [];
    const box = node.getBoundingClientRect();
    const rows = node.querySelectorAll('.canvas-row').length;
    const height = rows > 1 ? 56 + rows * 21 + 6 : 56;
    const near = (one, other) => Math.abs(one - other) < 1.5;
    const ports = [...node.querySelectorAll('.react-flow__handle')].map(port => {
        const dot = port.getBoundingClientRect();
        return [dot.x + dot.width / 2 - box.x, dot.y + dot.height / 2 - box.y];
    });
    const middles = rows > 1 ? Array.from({length: rows}, (_, row) => 56 + row * 21 + 10.5) : [28];
    const isRight = ([x, y]) => x < 110
        ? near(x, 0) && near(y, 28)
        : near(x, 220) && middles.some(middle => near(y, middle));
    const fits = near(box.width, 220) && near(box.height, height) && ports.every(isRight);
    return fits ? [] : [[node.textContent, box.width, box.height, height, ports]];
})"""
# In one look: a view that is still moving moves both.
DOTS_AMISS = """() => {
    const layer = document.querySelector('.canvas-dots');
    const dots = layer.getBoundingClientRect();
    const node = document.querySelector('.react-flow__node').getBoundingClientRect();
    const canvas = document.querySelector('[data-canvas]').getBoundingClientRect();
    const scale = new DOMMatrix(getComputedStyle(layer).transform).a;
    const gap = parseFloat(layer.style.getPropertyValue('--dots-gap')) * scale;
    const amiss = (from, to) => [
        Math.abs((node[from] - dots[from] - gap / 2) / gap % 1) * gap,
        dots[from] + gap / 2 > canvas[from] || dots[to] - gap / 2 < canvas[to] ? 'does not cover' : 0,
    ].filter(way => typeof way === 'string' || Math.min(way, gap - way) > 0.2);
    return [...amiss('left', 'right'), ...amiss('top', 'bottom')];
}"""

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_declared_geometry_is_the_drawn_one(inside: Page) -> None:
    inside.set_viewport_size({"width": 1500, "height": 800})
    folded = create("с рамкой", author=None, document=framed(collapsed=True))
    for scenario in (Scenario.objects.get(name="приёмная"), folded):
        drawing = Drawing(inside, scenario)
        drawing.open()
        drawing.press("Control+k")
        drawing.choose("100", "Масштаб 100")
        expect(inside.get_by_role("button", name="100 %: вернуть")).to_be_visible()
        assert inside.evaluate(NOT_AS_DECLARED) == []
    expect(drawing.node("Соединяем")).to_be_visible()


def test_dots_stand_at_the_corners_of_nodes_all_over_the_canvas(drawing: Drawing) -> None:
    for key in ("1", "-", "-", "+", "+", "+", "+"):
        drawing.press(key)
        drawing.canvas.hover(position={"x": 300, "y": 300})
        drawing.page.mouse.wheel(37, -23)
        assert drawing.page.evaluate(DOTS_AMISS) == []


def test_the_wheel_moves_the_drawing_and_with_ctrl_it_zooms(drawing: Drawing) -> None:
    start = drawing.node("Старт")
    before = box_of(start)
    drawing.canvas.hover(position={"x": 100, "y": 100})
    drawing.page.mouse.wheel(40, 60)
    expect(drawing.page.get_by_role("button", name="100 %: вернуть")).to_be_visible()
    moved = before | {"x": before["x"] - 40, "y": before["y"] - 60}
    drawing.page.wait_for_function(
        "([x, y]) => { const box = document.querySelector('.canvas-card').getBoundingClientRect();"
        " return Math.abs(box.x - x) < 1 && Math.abs(box.y - y) < 1; }",
        arg=[moved["x"], moved["y"]],
    )
    drawing.page.keyboard.down("Control")
    drawing.page.mouse.wheel(0, 200)
    drawing.page.keyboard.up("Control")
    expect(drawing.page.get_by_role("button", name="76 %: вернуть")).to_be_visible()


def test_from_far_a_node_shows_its_title_alone_and_larger(drawing: Drawing) -> None:
    drawing.drag_in("Задержка", 450, 120)
    node = drawing.node("Задержка 1")
    expect(node.locator(".canvas-summary")).to_be_visible()
    expect(node.locator("b")).to_have_css("font-size", "13px")
    drawing.zoom_to_half()
    expect(node.locator(".canvas-summary")).to_be_hidden()
    expect(node.locator("b")).to_have_css("font-size", "19px")


def test_the_main_path_is_highlighted_or_not_and_stays_so(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    legend = inside.get_by_role("region", name="Обозначения")
    legend.get_by_role("button").click()
    expect(legend.get_by_label("Основной путь")).to_be_checked()
    drawing.canvas.focus()
    drawing.press("m")
    drawing.expect_said("Основной путь не выделен")
    expect(legend.get_by_label("Основной путь")).not_to_be_checked()
    drawing.open()
    colours = inside.evaluate(
        "() => ['.wires-main .wires-line', '.wires-wire:not(.wires-main, .wires-repeat) .wires-line'].map("
        "wire => getComputedStyle(document.querySelector('.react-flow__edge ' + wire)).stroke)"
    )
    assert colours[0] == colours[1]


def test_styles_that_the_network_has_lost_are_asked_for_again(enter: Enter) -> None:
    page = enter("anna")
    lost: list[Route] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route)
            route.abort()

    page.route("**/Inspector-*.css", lose_the_first)
    drawing = Drawing.of_new(page)
    drawing.node("Старт").click()
    expect(drawing.side.locator(".inspector-head")).to_have_css("display", "grid")
    assert lost
