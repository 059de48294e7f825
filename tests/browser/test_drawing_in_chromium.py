"""Drawing by mouse: components placed, moved, copied and given up."""

import re

import pytest
from playwright.sync_api import Page, expect

from scenarios.drafts import create
from scenarios.models import Scenario
from tests.browser.conftest import Enter
from tests.browser.drawing import Drawing, box_of

pytestmark = pytest.mark.django_db(transaction=True)


def drag(drawing: Drawing, title: str, dx: float, dy: float) -> None:
    """A node, so far over the screen."""
    box = box_of(drawing.node(title))
    x, y = box["x"] + 60, box["y"] + 20
    drawing.page.mouse.move(x, y)
    drawing.page.mouse.down()
    drawing.page.mouse.move(x + dx, y + dy, steps=6)
    drawing.page.mouse.up()


def places(drawing: Drawing) -> list[tuple[int, int]]:
    """Where the nodes stand, in the order they were drawn in, once nothing glides any more."""
    expect(drawing.page.locator(".layout-gliding")).to_have_count(0)
    found = drawing.nodes.evaluate_all("nodes => nodes.map(node => node.style.transform)")
    return [(int(x), int(y)) for x, y in (re.findall(r"-?[0-9]+", transform) for transform in found)]


def test_a_component_is_dragged_in_or_clicked_and_placed(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 500, 120)
    drawing.click_in("Уведомление", 500, 500)
    drawing.drag_in("Присвоение", 200, 560)
    drawing.expect_titles(["Старт", "Присвоение 1", "Уведомление 1", "Присвоение 2"])


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


def test_a_drawing_that_the_server_does_not_give_says_why(enter: Enter) -> None:
    page = enter("boris")
    page.route("**/api/functions", lambda route: route.abort())
    page.goto(f"/scenarios/{create('новый', author=None, language='ru').pk}/drawing/")
    expect(page.get_by_role("alert")).to_contain_text("сервер не отвечает")
    expect(page.get_by_role("button", name="Открыть ещё раз")).to_be_visible()


def test_what_is_clicked_or_dragged_while_a_name_is_written_is_meant(drawing: Drawing) -> None:
    drawing.press("Home", "F2")
    drawing.type("Вход")
    drawing.drag_in("Присвоение", 560, 120)
    drawing.expect_titles(["Вход", "Присвоение 1"])
    drawing.press("F2")
    drawing.type("Кто звонит")
    drawing.side.locator(".cm-content").first.click()
    drawing.type("7")
    expect(drawing.side.locator(".cm-content").first).to_have_text("7")
    drawing.expect_titles(["Вход", "Кто звонит"])


@pytest.mark.parametrize("key", ["a", "c"])
def test_a_click_beside_an_open_list_is_meant_too(drawing: Drawing, key: str) -> None:
    drawing.press("Home")
    drawing.press(key)
    expect(drawing.page.locator(".picker")).to_be_visible()
    found = drawing.page.get_by_label("Найти компонент")
    found.click()
    drawing.type("меню")
    expect(found).to_have_value("меню")
    expect(drawing.page.locator(".picker")).to_have_count(0)
