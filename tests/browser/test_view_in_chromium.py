"""Where one looks: what brings a part of the drawing into sight, and what leaves the view where it is."""

import pytest
from playwright.sync_api import expect

from tests.browser.drawing import Drawing

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_drawing_opens_where_it_was_left(reception: Drawing) -> None:
    reception.open()
    reception.page.get_by_role("img", name="Карта схемы").click(position={"x": 185, "y": 75})
    expect(reception.node("Старт")).to_have_count(0)
    left = reception.node("До свидания").bounding_box()
    reception.open()
    expect(reception.node("До свидания")).to_be_visible()
    assert reception.node("До свидания").bounding_box() == pytest.approx(left, abs=1)


def test_a_view_that_shows_nothing_any_more_is_not_gone_back_to(reception: Drawing) -> None:
    reception.open()
    box = reception.canvas.bounding_box()
    assert box is not None
    mouse, keyboard = reception.page.mouse, reception.page.keyboard
    reception.canvas.focus()
    keyboard.down("Space")
    for _ in range(6):
        mouse.move(box["x"] + 60, box["y"] + 30)
        mouse.down()
        mouse.move(box["x"] + 700, box["y"] + 560, steps=3)
        mouse.up()
    keyboard.up("Space")
    expect(reception.nodes).to_have_count(0)
    reception.open()
    expect(reception.node("Старт")).to_be_visible()


def test_what_was_tidied_up_is_seen(reception: Drawing) -> None:
    reception.page.set_viewport_size({"width": 2400, "height": 1400})
    reception.open()
    box = reception.canvas.bounding_box()
    assert box is not None
    mouse = reception.page.mouse
    mouse.move(box["x"] + 1500, box["y"] + 1200)
    mouse.down()
    mouse.move(box["x"] + 300, box["y"] + 500, steps=4)
    mouse.up()
    expect(reception.node("Старт")).to_have_count(0)
    reception.page.get_by_role("button", name="Упорядочить").click()
    reception.expect_said("Упорядочено 19 узлов")
    expect(reception.node("Старт")).to_be_in_viewport(ratio=0.99)
    expect(reception.node("До свидания")).to_be_in_viewport(ratio=0.99)


def test_the_view_before_a_tidy_up_comes_back_with_its_undo(reception: Drawing) -> None:
    page, turned = reception.page, "document.querySelector('.react-flow__viewport').style.transform"
    page.set_viewport_size({"width": 2400, "height": 1400})
    reception.open()
    reception.canvas.focus()
    reception.press("Home", "Alt+ArrowDown")
    box = reception.canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1500, box["y"] + 1200)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 500, steps=4)
    page.mouse.up()
    before = reception.view()
    page.get_by_role("button", name="Упорядочить").click()
    reception.expect_said("Упорядочено 19 узлов")
    expect(reception.node("Старт")).to_be_in_viewport(ratio=0.99)
    reception.press("Control+z")
    page.wait_for_function(f"was => {turned} === was", arg=before)
    reception.press("Control+y")
    expect(reception.node("Старт")).to_be_in_viewport(ratio=0.99)


def test_undo_and_redo_bring_into_sight_what_they_changed(reception: Drawing) -> None:
    page = reception.page
    page.emulate_media(reduced_motion="reduce")
    reception.open()
    reception.canvas.focus()
    reception.press("Home", "Alt+ArrowDown")
    start = reception.node("Старт")
    expect(start).to_be_in_viewport(ratio=0.99)
    reception.press("Control+z", "Control+y")
    seen = reception.view()
    reception.press("Control+z", "Control+y")
    assert reception.view() == seen
    for key in ("Control+z", "Control+y"):
        page.get_by_role("img", name="Карта схемы").click(position={"x": 185, "y": 75})
        expect(start).to_have_count(0)
        reception.press(key)
        expect(start).to_be_in_viewport(ratio=0.99)


def test_an_undo_while_somebody_writes_leaves_the_drawing_where_it_is(reception: Drawing) -> None:
    page = reception.page
    page.emulate_media(reduced_motion="reduce")
    reception.open()
    reception.node("Старт").click()
    reception.field("Название узла").fill("Вход")
    page.get_by_role("img", name="Карта схемы").click(position={"x": 185, "y": 75})
    expect(reception.node("Вход")).to_have_count(0)
    far = reception.view()
    reception.field("Название узла").focus()
    reception.press("Control+k")
    reception.choose("отменить", "Отменить")
    expect(reception.field("Название узла")).to_have_value("Старт")
    assert reception.view() == far
