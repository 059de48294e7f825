"""Frames that are collapsed to one card, by mouse and by key."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Locator, Page, expect

from scenarios.drafts import create, save_draft
from scenarios.models import Scenario
from scenarios.people import set_role
from scenarios.revisions import publish
from tests.browser.conftest import Enter
from tests.browser.drawing import Drawing, box_of, framed

# Where on the screen the wire of an output has its middle.
MIDDLE_OF_WIRE = """output => {
    const line = document.querySelector(`.react-flow__edge[data-id="${output}"] .wires-line`);
    const middle = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
    return [middle.x, middle.y];
}"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drawing(inside: Page) -> Drawing:
    inside.set_viewport_size({"width": 1900, "height": 950})
    drawing = Drawing(inside, create("с рамкой", author=None, document=framed()))
    drawing.open()
    return drawing


def kept(drawing: Drawing) -> dict[str, Any]:
    """The document as the server has it, once all is saved."""
    drawing.press("Control+s")
    drawing.expect_said("сохран")
    return Scenario.objects.get(pk=drawing.scenario.pk).draft


def expect_collapsed(drawing: Drawing) -> None:
    expect(drawing.node("Соединяем")).to_have_count(1)
    expect(drawing.node("Секретарь")).to_have_count(0)
    expect(drawing.node("Пауза")).to_have_count(0)


def expect_open(drawing: Drawing) -> None:
    expect(drawing.node("Соединяем")).to_have_count(0)
    expect(drawing.node("Секретарь")).to_have_count(1)
    expect(drawing.node("Пауза")).to_have_count(1)


def test_a_frame_is_collapsed_moved_rewired_and_removed_by_mouse(drawing: Drawing) -> None:
    page = drawing.page
    page.get_by_role("button", name="Свернуть рамку: Соединяем").click()
    drawing.expect_said("Рамка «Соединяем» свёрнута, в ней 2 узла")
    expect_collapsed(drawing)
    drawing.expect_wires(4)
    card = drawing.node("Соединяем")
    expect(card.locator(".canvas-summary")).to_have_text("2 узла")
    expect(card.locator(".canvas-row")).to_have_text(["Секретарь: занят", "Пауза: далее"])
    expect(page.locator('.react-flow__edge[data-id="wait next"] .wires-main')).to_have_count(1)

    # What is inside goes along.
    box = box_of(card)
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 260, steps=6)
    page.mouse.up()
    drawing.expect_said("Передвинут")
    places = {node["id"]: node["position"] for node in kept(drawing)["nodes"]}
    assert places["frame"] != [600, -20]
    assert [places["call"][axis] - places["frame"][axis] for axis in (0, 1)] == [40, 80]

    # A wire from a row is that of the real output; the card asks which node inside a wire is for.
    drawing.connect("Соединяем", "Потом", "Секретарь: занят")
    drawing.expect_said("Ведёт к узлу «Потом»")
    drawing.connect("Приветствие", "Соединяем")
    drawing.expect_said("Рамка раскрыта: щёлкните узел")
    drawing.node("Пауза").click()
    drawing.expect_said("Ведёт к узлу «Пауза»")
    led = {f"{edge['source']} {edge['key']}": edge["target"] for edge in kept(drawing)["edges"]}
    assert (led["call busy"], led["menu next"]) == ("after", "wait")

    page.get_by_role("button", name="Свернуть рамку: Соединяем").click()
    expect_collapsed(drawing)
    drawing.press("Delete")
    drawing.expect_said("Удалено 3 узла")
    drawing.expect_titles(["Старт", "Приветствие", "Потом", "Извините"])
    drawing.press("Control+z")
    expect_collapsed(drawing)
    drawing.node("Соединяем").dblclick()
    drawing.expect_said("Рамка «Соединяем» раскрыта")
    expect_open(drawing)


def test_a_frame_is_collapsed_walked_over_and_opened_by_keys(drawing: Drawing) -> None:
    page = drawing.page
    drawing.go_to("Соединяем")
    drawing.canvas.focus()
    drawing.press("f")
    drawing.expect_said("Рамка «Соединяем» свёрнута, в ней 2 узла")
    expect_collapsed(drawing)
    drawing.press("Home", "ArrowRight", "ArrowRight")
    drawing.expect_said("Свёрнутая рамка «Соединяем», в ней 2 узла. 2 выхода")
    drawing.press("o")
    drawing.expect_said("выход «Секретарь: занят» ведёт к узлу «Извините»")
    drawing.press("c")
    drawing.choose("Потом", "Потом")
    drawing.expect_said("Ведёт к узлу «Потом»")
    drawing.press("o", "ArrowRight")
    drawing.expect_said("Задержка «Потом»")
    drawing.press("ArrowLeft")
    drawing.expect_said("Свёрнутая рамка «Соединяем»")

    # Whoever goes to what is inside finds it open; that is no step of undo.
    drawing.go_to("Пауза")
    expect_open(drawing)
    drawing.canvas.focus()
    drawing.press("Control+z")
    drawing.expect_said("Отменено: «Секретарь»")
    drawing.press("Control+z")
    drawing.expect_said("Отменено: «Соединяем»")
    drawing.press("Control+y")
    drawing.expect_said("Возвращено: «Соединяем»")
    expect_collapsed(drawing)
    expect(drawing.node("Соединяем").locator(".canvas-card-focused")).to_be_visible()
    drawing.press("f")
    drawing.expect_said("Рамка «Соединяем» раскрыта")
    expect_open(drawing)
    assert [node["params"] for node in kept(drawing)["nodes"] if node["id"] == "frame"] == [
        {"colour": "blue"}
    ]
    assert page.evaluate("document.activeElement.matches('[data-canvas]')")


def test_a_collapsed_frame_that_was_gone_to_is_in_the_middle_and_an_open_one_from_its_title(
    drawing: Drawing,
) -> None:
    def middle(locator: Locator) -> float:
        box = box_of(locator)
        return box["x"] + box["width"] / 2

    page = drawing.page
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Свернуть рамку: Соединяем").click()
    drawing.go_to("Соединяем")
    assert middle(drawing.node("Соединяем")) == pytest.approx(middle(drawing.canvas), abs=2)
    page.get_by_role("button", name="Раскрыть рамку: Соединяем").click()
    page.set_viewport_size({"width": 1200, "height": 340})
    drawing.go_to("Соединяем")
    expect(page.locator(".canvas-frame-words", has_text="Соединяем").locator("b")).to_be_in_viewport(
        ratio=0.99
    )


def test_what_comes_to_lie_in_the_room_of_a_collapsed_frame_opens_it(drawing: Drawing) -> None:
    drawing.go_to("Соединяем")
    drawing.canvas.focus()
    drawing.press("f")
    expect_collapsed(drawing)
    drawing.go_to("Потом")
    drawing.canvas.focus()
    drawing.press(*["Alt+ArrowLeft"] * 20, "Alt+ArrowDown")
    expect_open(drawing)


def test_a_tidy_up_moves_a_collapsed_frame_with_what_it_hides(drawing: Drawing) -> None:
    drawing.go_to("Соединяем")
    drawing.canvas.focus()
    drawing.press("f")
    expect_collapsed(drawing)
    drawing.press("Escape", "Alt+Shift+T")
    drawing.expect_said("Упорядочено 5 узлов")
    expect_collapsed(drawing)
    places = {node["id"]: node["position"] for node in kept(drawing)["nodes"]}
    assert places["frame"] != [600, -20]
    assert [places["call"][axis] - places["frame"][axis] for axis in (0, 1)] == [40, 80]
    assert places["after"][0] >= places["frame"][0] + 600


def test_a_comparison_shows_every_frame_open(inside: Page) -> None:
    inside.set_viewport_size({"width": 1900, "height": 950})
    document = framed(collapsed=True)
    scenario = create("с рамкой", author=None, document=document)
    publish(scenario, note="", author=None)
    pause = next(node for node in document["nodes"] if node["id"] == "wait")
    pause["params"] = {"seconds": "5"}
    save_draft(scenario, document, base=scenario.draft_number, author=None)
    scenario.refresh_from_db()
    publish(scenario, note="", author=None)
    drawing = Drawing(inside, scenario)
    drawing.open()
    expect_collapsed(drawing)
    inside.get_by_role("tab", name="Версии").click()
    drawing.side.get_by_label("Сравнить: Версия 1").check()
    drawing.side.get_by_label("Сравнить: Версия 2").check()
    drawing.side.get_by_role("button", name="Сравнить отмеченные").click()
    expect_open(drawing)
    expect(drawing.node("Пауза").locator(".canvas-card-changed")).to_be_visible()
    drawing.canvas.focus()
    drawing.press("Escape")
    expect_collapsed(drawing)


def test_a_frame_that_is_dragged_takes_along_what_stood_in_it_alone(drawing: Drawing) -> None:
    before = {node["id"]: node["position"] for node in framed()["nodes"]}
    frame = box_of(drawing.page.locator(".canvas-frame"))
    target = box_of(drawing.node("Извините"))
    x, y = frame["x"] + 150, frame["y"] + 20
    drawing.page.mouse.move(x, y)
    drawing.page.mouse.down()
    drawing.page.mouse.move(x + target["x"] - frame["x"] - 60, y, steps=10)
    drawing.page.mouse.move(x, y + 40, steps=10)
    drawing.page.mouse.up()
    drawing.expect_said("Передвинут")
    after = {node["id"]: node["position"] for node in kept(drawing)["nodes"]}
    assert after["sorry"] == before["sorry"]
    assert after["frame"] != before["frame"]
    assert [after["call"][axis] - after["frame"][axis] for axis in (0, 1)] == [40, 80]


def test_the_empty_room_of_an_open_frame_is_drawn_on(drawing: Drawing) -> None:
    frame = box_of(drawing.page.locator(".canvas-frame"))
    drawing.pull(drawing.port("Извините"), frame["x"] + frame["width"] - 20, frame["y"] + 160)
    drawing.choose("увед", "Уведомление")
    drawing.expect_titles(
        ["Старт", "Приветствие", "Секретарь", "Пауза", "Потом", "Извините", "Уведомление 1"]
    )
    added = box_of(drawing.node("Уведомление 1"))
    assert added["x"] + added["width"] < frame["x"] + frame["width"]
    drawing.page.mouse.dblclick(frame["x"] + 40, frame["y"] + frame["height"] - 20)
    drawing.choose("присв", "Присвоение")
    added = box_of(drawing.node("Присвоение 1"))
    assert frame["x"] < added["x"]
    assert added["y"] + added["height"] < frame["y"] + frame["height"]
    assert ["sorry", "next"] in [[edge["source"], edge["key"]] for edge in kept(drawing)["edges"]]


def test_whoever_may_only_read_opens_a_frame_for_themselves(enter: Enter) -> None:
    page = enter("ivan")
    set_role(get_user_model().objects.get(username="ivan"), "supervisor", author=None)
    page.set_viewport_size({"width": 1900, "height": 950})
    drawing = Drawing(page, create("с рамкой", author=None, document=framed(collapsed=True)))
    drawing.open()
    drawing.node("Соединяем").click()
    drawing.press("f")
    drawing.expect_said("Рамка «Соединяем» раскрыта")
    expect_open(drawing)
    page.get_by_role("button", name="Свернуть рамку: Соединяем").click()
    expect_collapsed(drawing)
    drawing.open()
    expect_collapsed(drawing)


def test_a_wire_at_a_card_is_that_of_the_real_output(inside: Page) -> None:
    inside.set_viewport_size({"width": 1900, "height": 950})
    document = framed(collapsed=True)
    document["graph"]["repeats"] = [{"source": "call", "key": "no_answer", "target": "menu", "limit": 3}]
    drawing = Drawing(inside, create("с рамкой", author=None, document=document))
    drawing.open()
    inside.get_by_role("button", name="до 3 раз").click()
    drawing.press("Control+a")
    drawing.type("7")
    drawing.press("Enter")
    drawing.expect_said("не более 7 раз")
    x, y = inside.evaluate(MIDDLE_OF_WIRE, "call busy")
    inside.mouse.click(x, y)
    drawing.press("Delete")
    drawing.expect_said("Переход удалён")
    stored = kept(drawing)
    assert [repeat["limit"] for repeat in stored["graph"]["repeats"]] == [7]
    assert "busy" not in [edge["key"] for edge in stored["edges"]]
    expect(drawing.node("Соединяем").locator(".canvas-row")).to_have_text(
        ["Секретарь: не ответил", "Пауза: далее"]
    )
