"""A narrow window is left to the drawing: panels open for what is chosen, and one folds the other."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.drawing import WIDTH, Drawing, box_of

NARROW = {"width": 900, "height": 700}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def narrow(reception: Drawing) -> Drawing:
    reception.page.set_viewport_size(NARROW)
    reception.open()
    return reception


def middle_of(locator: Locator) -> float:
    box = box_of(locator)
    return box["x"] + box["width"] / 2


def test_a_narrow_window_is_left_to_the_drawing(narrow: Drawing) -> None:
    expect(narrow.side).to_have_count(0)
    assert narrow.canvas.evaluate(WIDTH) > 800


def test_in_a_narrow_window_the_node_that_is_chosen_is_there_until_it_is_not(narrow: Drawing) -> None:
    narrow.node("Старт").click()
    expect(narrow.side.locator(".inspector-title")).to_have_value("Старт")
    narrow.press("Escape")
    expect(narrow.side).to_have_count(0)


def test_in_a_narrow_window_several_chosen_nodes_and_a_note_open_the_panel_too(narrow: Drawing) -> None:
    narrow.press("Control+a")
    expect(narrow.side.get_by_role("button", name="Упорядочить")).to_be_visible()
    narrow.press("Escape")
    expect(narrow.side).to_have_count(0)
    narrow.go_to("Заметка")
    narrow.press("Escape")
    expect(narrow.side).to_have_count(0)
    narrow.press("Enter")
    expect(narrow.side.locator(".inspector-title")).to_have_value("Заметка")
    expect(narrow.page.locator(".canvas-note textarea")).to_be_focused()


def test_in_a_narrow_window_a_box_around_nodes_opens_the_panel(narrow: Drawing) -> None:
    page, start = narrow.page, box_of(narrow.node("Старт"))
    page.keyboard.down("Shift")
    page.mouse.move(start["x"] - 20, start["y"] - 40)
    page.mouse.down()
    page.mouse.move(start["x"] + 500, start["y"] + 60, steps=4)
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(narrow.side.get_by_role("button", name="Упорядочить")).to_be_visible()


def test_in_a_narrow_window_the_wire_that_is_chosen_is_there_until_it_is_not(narrow: Drawing) -> None:
    start = box_of(narrow.node("Старт"))
    narrow.page.mouse.click(start["x"] + start["width"] + 20, start["y"] + start["height"] / 2)
    expect(narrow.side.get_by_role("heading", name="Переход")).to_be_visible()
    narrow.press("Escape")
    expect(narrow.side).to_have_count(0)


def test_in_a_narrow_window_walking_over_nodes_opens_nothing(narrow: Drawing) -> None:
    narrow.press("Home", "ArrowRight", "Shift+ArrowRight")
    narrow.expect_said("Секретарь")
    expect(narrow.side).to_have_count(0)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_what_was_gone_to_is_in_the_middle_of_what_the_panel_leaves(
    narrow: Drawing, motion: Literal["no-preference", "reduce"]
) -> None:
    narrow.page.emulate_media(reduced_motion=motion)
    narrow.go_to("Секретарь")
    assert middle_of(narrow.node("Секретарь")) == pytest.approx(middle_of(narrow.canvas), abs=2)
    narrow.press("Escape", "Home")
    expect(narrow.side).to_have_count(0)
    assert middle_of(narrow.node("Старт")) == pytest.approx(middle_of(narrow.canvas), abs=2)
    narrow.press("Enter")
    expect(narrow.side).to_be_visible()
    assert middle_of(narrow.node("Старт")) == pytest.approx(middle_of(narrow.canvas), abs=2)


def test_what_was_gone_to_past_an_open_palette_is_seen(narrow: Drawing) -> None:
    narrow.canvas.focus()
    narrow.press("Control+b")
    expect(narrow.page.locator(".shell-strip")).to_have_count(0)
    narrow.go_to("До свидания")
    expect(narrow.page.locator(".shell-strip")).to_be_visible()
    expect(narrow.node("До свидания")).to_be_in_viewport(ratio=0.99)
    assert middle_of(narrow.node("До свидания")) == pytest.approx(middle_of(narrow.canvas), abs=2)


def test_a_node_at_the_edge_stays_in_sight_when_the_panel_opens(narrow: Drawing) -> None:
    narrow.press("Home", "ArrowRight", "ArrowRight")
    narrow.expect_said("Секретарь")
    before = box_of(narrow.node("Секретарь"))
    narrow.press("Enter")
    expect(narrow.side.locator(".inspector-title")).to_have_value("Секретарь")
    after, canvas = box_of(narrow.node("Секретарь")), box_of(narrow.canvas)
    assert after["x"] < before["x"]
    assert after["x"] + after["width"] <= canvas["x"] + canvas["width"]


def test_a_palette_that_opens_pushes_on_what_it_would_lie_over(narrow: Drawing) -> None:
    narrow.canvas.focus()
    before = box_of(narrow.node("Старт"))
    narrow.press("Control+b")
    expect(narrow.page.locator(".shell-strip")).to_have_count(0)
    pushed = box_of(narrow.node("Старт"))
    assert pushed["x"] - before["x"] == pytest.approx(120, abs=1)
    narrow.press("Control+b")
    expect(narrow.page.locator(".shell-strip")).to_be_visible()
    assert box_of(narrow.node("Старт")) == pushed


def test_what_is_put_at_the_edge_comes_into_sight_and_nothing_else_moves_the_view(narrow: Drawing) -> None:
    box = narrow.canvas.bounding_box()
    assert box is not None
    before = narrow.view()
    narrow.drag_in("Уведомление", 500, 200)
    expect(narrow.node("Уведомление 1")).to_be_in_viewport(ratio=1)
    assert narrow.view() == before
    narrow.drag_in("Разрыв связи", 500, box["height"] - 5)
    hangup = narrow.node("Разрыв связи 1")
    expect(hangup).to_be_in_viewport(ratio=1)
    spot = hangup.bounding_box()
    assert spot is not None
    narrow.page.mouse.move(spot["x"] + 60, spot["y"] + 20)
    narrow.page.mouse.down()
    narrow.page.mouse.move(spot["x"] + 60, box["y"] + 2, steps=4)
    narrow.page.mouse.up()
    narrow.page.wait_for_function(
        "top => document.querySelectorAll('.react-flow__node')[2].getBoundingClientRect().top >= top",
        arg=box["y"],
    )


def test_in_a_narrow_window_a_panel_that_opens_folds_the_other(narrow: Drawing) -> None:
    strip = narrow.page.locator(".shell-strip")
    narrow.canvas.focus()
    narrow.press("Control+b")
    expect(strip).to_have_count(0)
    narrow.node("Старт").click()
    expect(narrow.side).to_be_visible()
    expect(strip).to_be_visible()
    narrow.press("Control+b")
    expect(strip).to_have_count(0)
    expect(narrow.side).to_have_count(0)
    narrow.node("Старт").click()
    expect(narrow.side).to_be_visible()


def test_in_a_narrow_window_the_panel_that_was_opened_last_is_open_the_next_time(narrow: Drawing) -> None:
    strip = narrow.page.locator(".shell-strip")
    narrow.canvas.focus()
    narrow.press("Control+Alt+b")
    expect(narrow.side).to_be_visible()
    narrow.press("Control+b")
    expect(narrow.side).to_have_count(0)
    narrow.open()
    expect(strip).to_have_count(0)
    expect(narrow.side).to_have_count(0)


def test_in_a_narrow_window_a_panel_that_folds_leaves_the_keyboard_to_the_drawing(narrow: Drawing) -> None:
    narrow.node("Старт").click()
    narrow.side.locator(".inspector-kind").focus()
    narrow.press("Control+b")
    expect(narrow.side).to_have_count(0)
    expect(narrow.canvas).to_be_focused()


def test_on_a_narrow_canvas_the_tools_are_icons_that_keep_their_names(narrow: Drawing) -> None:
    tidy = narrow.canvas.get_by_role("button", name="Упорядочить")
    expect(tidy.get_by_text("Упорядочить")).to_be_visible()
    narrow.node("Старт").click()
    expect(tidy.get_by_text("Упорядочить")).to_be_hidden()
    expect(tidy).to_be_visible()
    expect(narrow.canvas.get_by_role("button", name="Обозначения")).to_be_visible()


def test_the_strip_of_icons_fits_a_low_window(narrow: Drawing) -> None:
    palette = narrow.page.locator("[data-panel=palette]")
    assert palette.evaluate("panel => panel.scrollHeight - panel.clientHeight") == 0


def test_the_outline_offers_no_palette(narrow: Drawing) -> None:
    fold = narrow.page.get_by_role("banner").get_by_role("button", name="Компоненты: свернуть или развернуть")
    expect(fold).to_be_visible()
    narrow.page.get_by_role("button", name="Структура").click()
    expect(fold).to_have_count(0)


def test_a_component_is_dragged_from_the_strip_of_icons(narrow: Drawing) -> None:
    narrow.drag_in("Задержка", 90, 60)
    expect(narrow.node("Задержка 1")).to_be_visible()
