"""The canvas as a person uses it: by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

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


@pytest.fixture
def drawing(inside: Page) -> Drawing:
    return Drawing.of_new(inside)


def test_a_component_is_dragged_in_or_clicked_and_placed(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 500, 120)
    drawing.click_in("Уведомление", 500, 500)
    drawing.drag_in("Присвоение", 200, 560)
    drawing.expect_titles(["Старт", "Присвоение 1", "Уведомление 1", "Присвоение 2"])


def test_a_wire_is_pulled_to_any_part_of_a_node(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 560, 120)
    drawing.connect("Старт", "Присвоение 1")
    drawing.expect_wires(1)
    drawing.expect_said("Ведёт к узлу «Присвоение 1»")


def test_the_end_of_a_wire_is_taken_at_its_dot(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 560, 120)
    drawing.drag_in("Уведомление", 560, 400)
    drawing.connect("Старт", "Присвоение 1")
    target = box_of(drawing.node("Уведомление 1"))
    drawing.pull(drawing.entry("Присвоение 1"), target["x"] + 60, target["y"] + 20)
    drawing.expect_said("Ведёт к узлу «Уведомление 1»")
    drawing.expect_wires(1)


def test_no_wire_is_pulled_out_of_where_wires_end(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 560, 120)
    box = box_of(drawing.entry("Присвоение 1"))
    drawing.page.mouse.move(box["x"] + 4, box["y"] + 4)
    drawing.page.mouse.down()
    drawing.page.mouse.move(box["x"] - 100, box["y"] + 60, steps=4)
    expect(drawing.page.locator(".react-flow__connection")).to_have_count(0)
    drawing.page.mouse.up()


def test_a_wire_let_go_on_empty_space_asks_what_comes_next(drawing: Drawing) -> None:
    box = box_of(drawing.canvas)
    drawing.pull(drawing.port("Старт"), box["x"] + 600, box["y"] + 150)
    drawing.choose("увед", "Уведомление")
    drawing.expect_titles(["Старт", "Уведомление 1"])
    drawing.expect_wires(1)


def test_a_component_dropped_on_a_wire_is_put_into_it(drawing: Drawing) -> None:
    drawing.drag_in("Разрыв связи", 600, 120)
    drawing.connect("Старт", "Разрыв связи 1")
    drawing.expect_wires(1)
    start = box_of(drawing.port("Старт"))
    canvas = box_of(drawing.canvas)
    x, y = start["x"] + 16 - canvas["x"], start["y"] + start["height"] / 2 - canvas["y"]
    drawing.drag_in("Уведомление", x, y)
    drawing.expect_wires(2)


def test_a_wire_that_closes_a_circle_becomes_a_repeat_and_says_so(drawing: Drawing) -> None:
    drawing.drag_in("Проигрывание", 240, 120)
    drawing.drag_in("Уведомление", 560, 120)
    drawing.connect("Проигрывание 1", "Уведомление 1")
    drawing.connect("Уведомление 1", "Проигрывание 1")
    drawing.expect_wires(2)
    drawing.expect_said("стал повтором: не больше 10 раз")
    expect(drawing.node("Уведомление 1")).to_contain_text("повторы исчерпаны")


def test_everything_is_undone_and_redone(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 560, 120)
    drawing.connect("Старт", "Присвоение 1")
    drawing.node("Присвоение 1").click()
    drawing.press("Alt+ArrowDown", "Alt+ArrowDown", "Control+d", "Delete")
    for _ in range(6):
        drawing.press("Control+z")
    drawing.expect_titles(["Старт"])
    for _ in range(2):
        drawing.press("Control+Shift+z")
    drawing.expect_titles(["Старт", "Присвоение 1"])
    drawing.expect_wires(1)


def test_nodes_are_copied_from_one_scenario_into_another(inside: Page) -> None:
    inside.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reception = Drawing(inside, Scenario.objects.get(name="приёмная"))
    reception.open()
    reception.node("Добавочный").click()
    reception.press("Control+c")
    other = Drawing.of_new(inside)
    other.canvas.focus()
    other.press("Control+v", "Control+v")
    other.expect_titles(["Старт", "Добавочный", "Добавочный 2"])


def test_a_copy_lies_on_nothing_and_is_seen_and_selected(inside: Page) -> None:
    inside.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawing = Drawing.of_new(inside)
    drawing.drag_in("Присвоение", 300, 120)
    drawing.press("Control+c", "Control+v", "Control+v", "Control+d")
    drawing.expect_titles(["Старт", *(f"Присвоение {number}" for number in range(1, 5))])
    overlaps = inside.locator(".canvas-card").evaluate_all(
        "cards => cards.map(card => card.getBoundingClientRect()).filter((a, at, all) => all.some((b, i) =>"
        " at < i && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length"
    )
    assert overlaps == 0
    expect(drawing.node("Присвоение 4").locator(".canvas-card-selected")).to_be_visible()


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


@pytest.mark.parametrize("key", ["Escape", "Control+z"])
def test_escape_and_an_undo_give_up_what_is_dragged(drawing: Drawing, key: str) -> None:
    mouse = drawing.page.mouse
    drawing.drag_in("Присвоение", 300, 120)
    drawing.drag_in("Уведомление", 300, 320)
    node = drawing.node("Присвоение 1")
    before = box_of(node)
    mouse.move(before["x"] + 60, before["y"] + 20)
    mouse.down()
    mouse.move(before["x"] + 160, before["y"] + 90, steps=4)
    assert box_of(node) != before
    drawing.press(key)
    drawing.expect_said("Отменено, всё как было")
    mouse.move(before["x"] + 200, before["y"] + 120, steps=2)
    mouse.up()
    assert box_of(node) == before
    port, target = box_of(drawing.port("Присвоение 1")), box_of(drawing.node("Уведомление 1"))
    mouse.move(port["x"] + 4, port["y"] + 4)
    mouse.down()
    mouse.move(target["x"] + 60, target["y"] + 20, steps=4)
    drawing.press(key)
    mouse.up()
    drawing.expect_wires(0)
    drawing.expect_titles(["Старт", "Присвоение 1", "Уведомление 1"])
    drawing.connect("Присвоение 1", "Уведомление 1")
    drawing.expect_wires(1)


def test_a_drag_is_kept_when_its_node_is_zoomed_away_meanwhile(drawing: Drawing) -> None:
    page = drawing.page
    start = box_of(drawing.node("Старт"))
    before = start["x"] + 60, start["y"] + 20
    page.mouse.move(*before)
    page.mouse.down()
    page.mouse.move(before[0] + 100, before[1] + 100, steps=4)
    page.keyboard.down("Control")
    for _ in range(12):
        page.mouse.wheel(0, 240)
    page.keyboard.up("Control")
    expect(page.locator("canvas.overview")).to_be_visible()
    with page.expect_request(lambda asked: asked.method == "PUT" and asked.url.endswith("/draft")) as save:
        page.mouse.up()
    assert save.value.post_data_json["document"]["nodes"][0]["position"] != [0, 0]
    drawing.press("Control+z")
    expect(page.get_by_role("button", name="Отменить")).to_be_disabled()


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


def test_the_right_button_on_a_row_means_its_output(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    drawing.node("Главное меню").locator(".canvas-row", has_text="нет ввода").click(button="right")
    inside.get_by_role("menuitem", name="Вести выход к узлу").click()
    drawing.choose("до свидания", "До свидания")
    drawing.expect_said("Ведёт к узлу «До свидания»")
    drawing.press("i")
    drawing.expect_said("выход «нет ввода» ведёт к узлу «До свидания»")


def test_a_component_is_put_into_a_wire_that_is_clicked_twice(drawing: Drawing) -> None:
    drawing.drag_in("Разрыв связи", 560, 120)
    drawing.connect("Старт", "Разрыв связи 1")
    port = box_of(drawing.port("Старт"))
    drawing.page.mouse.dblclick(port["x"] + 18, port["y"] + port["height"] / 2)
    drawing.choose("увед", "Уведомление")
    drawing.expect_titles(["Старт", "Уведомление 1", "Разрыв связи 1"])
    drawing.expect_wires(2)


def test_what_is_dragged_cut_or_given_up_is_said(inside: Page) -> None:
    inside.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawing = Drawing.of_new(inside)
    drawing.item("Уведомление").click()
    drawing.expect_said("Щёлкните место на схеме")
    drawing.press("Escape")
    drawing.expect_said("Компонент не добавлен")
    drawing.drag_in("Уведомление", 300, 120)
    drag(drawing, "Уведомление 1", 100, 200)
    drawing.expect_said("Передвинут 1 узел")
    drawing.press("Control+a")
    drag(drawing, "Уведомление 1", 20, -100)
    drawing.expect_said("Передвинуто 2 узла")
    drawing.node("Уведомление 1").click()
    expect(drawing.side.locator(".inspector-title")).to_have_value("Уведомление 1")
    drawing.press("Control+x")
    drawing.expect_said("Вырезан 1 узел")
    drawing.press("Control+z")
    drawing.expect_said("Отменено: «Уведомление 1»")
    drawing.press("Control+z")
    drawing.expect_said("Отменено: «Старт», «Уведомление 1»")
    drawing.press("Control+y")
    drawing.expect_said("Возвращено: «Старт», «Уведомление 1»")


def drag(drawing: Drawing, title: str, dx: float, dy: float) -> None:
    """A node, so far over the screen."""
    box = box_of(drawing.node(title))
    x, y = box["x"] + 60, box["y"] + 20
    drawing.page.mouse.move(x, y)
    drawing.page.mouse.down()
    drawing.page.mouse.move(x + dx, y + dy, steps=6)
    drawing.page.mouse.up()


def test_dots_stand_at_the_corners_of_nodes_all_over_the_canvas(drawing: Drawing) -> None:
    for key in ("1", "-", "-", "+", "+", "+", "+"):
        drawing.press(key)
        drawing.canvas.hover(position={"x": 300, "y": 300})
        drawing.page.mouse.wheel(37, -23)
        assert drawing.page.evaluate(DOTS_AMISS) == []


def test_from_far_a_node_shows_its_title_alone_and_larger(drawing: Drawing) -> None:
    drawing.drag_in("Задержка", 450, 120)
    node = drawing.node("Задержка 1")
    expect(node.locator(".canvas-summary")).to_be_visible()
    expect(node.locator("b")).to_have_css("font-size", "13px")
    drawing.zoom_to_half()
    expect(node.locator(".canvas-summary")).to_be_hidden()
    expect(node.locator("b")).to_have_css("font-size", "19px")


def test_room_is_made_when_somebody_asks_in_one_step_of_undo(drawing: Drawing) -> None:
    page = drawing.page
    drawing.zoom_to_half()
    drawing.drag_in("Уведомление", 450, 120)
    drawing.drag_in("Задержка", 450, 500)
    before = places(drawing)
    drawing.node("Старт").click(button="right")
    page.get_by_role("menuitem", name="Освободить место справа").click()
    drawing.expect_said("Отодвинуто 2 узла")
    assert [x for x, _ in places(drawing)] == [before[0][0], *(x + 300 for x, _ in before[1:])]
    drawing.press("Control+z")
    assert places(drawing) == before
    drawing.canvas.click(button="right", position={"x": 60, "y": 400})
    page.get_by_role("menuitem", name="Освободить место снизу").click()
    drawing.expect_said("Отодвинут 1 узел")
    assert [y for _, y in places(drawing)] == [*(y for _, y in before[:2]), before[2][1] + 160]


def places(drawing: Drawing) -> list[tuple[int, int]]:
    """Where the nodes stand, in the order they were drawn in, once nothing glides any more."""
    expect(drawing.page.locator(".layout-gliding")).to_have_count(0)
    found = drawing.nodes.evaluate_all("nodes => nodes.map(node => node.style.transform)")
    return [(int(x), int(y)) for x, y in (re.findall(r"-?[0-9]+", transform) for transform in found)]


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


def test_a_drawing_that_the_server_does_not_give_says_why(enter: Enter) -> None:
    page = enter("boris")
    page.route("**/api/functions", lambda route: route.abort())
    page.goto(f"/scenarios/{create('новый', author=None, language='ru').pk}/drawing/")
    expect(page.get_by_role("alert")).to_contain_text("сервер не отвечает")
    expect(page.get_by_role("button", name="Открыть ещё раз")).to_be_visible()
