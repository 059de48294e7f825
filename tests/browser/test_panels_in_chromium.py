"""The panels beside the drawing, and where one looks when it opens."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from scenarios.models import Scenario
from tests.browser.drawing import Drawing, box_of

NARROW = {"width": 900, "height": 700}
SIZE = "found => found.getBoundingClientRect().width"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reception(inside: Page) -> Drawing:
    return Drawing(inside, Scenario.objects.get(name="приёмная"))


@pytest.fixture
def narrow(reception: Drawing) -> Drawing:
    reception.page.set_viewport_size(NARROW)
    reception.open()
    return reception


def test_a_narrow_window_is_left_to_the_drawing(narrow: Drawing) -> None:
    expect(narrow.side).to_have_count(0)
    assert narrow.canvas.evaluate(SIZE) > 800


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


def middle_of(locator: Locator) -> float:
    box = box_of(locator)
    return box["x"] + box["width"] / 2


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


def test_a_folded_panel_is_folded_the_next_time_too(reception: Drawing) -> None:
    reception.open()
    page = reception.page
    page.locator(".designer-main").get_by_role("button", name="Правая панель").click()
    reception.canvas.focus()
    reception.press("Control+b")
    reception.open()
    expect(reception.side).to_have_count(0)
    assert page.locator("[data-panel=palette]").evaluate(SIZE) < 60


def test_a_panel_that_was_folded_by_hand_opens_by_double_click_alone(reception: Drawing) -> None:
    reception.open()
    reception.canvas.focus()
    reception.press("Control+Alt+b")
    reception.node("Старт").click()
    expect(reception.node("Старт").locator(".canvas-card-selected")).to_be_visible()
    expect(reception.side).to_have_count(0)
    reception.node("Старт").locator(".canvas-chip").dblclick()
    expect(reception.side).to_be_visible()


def test_the_drawing_stays_in_place_when_the_palette_folds(reception: Drawing) -> None:
    reception.open()
    before = reception.node("Старт").bounding_box()
    reception.canvas.focus()
    reception.press("Control+b")
    expect(reception.page.locator(".shell-strip")).to_be_visible()
    assert reception.node("Старт").bounding_box() == before


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


def view(drawing: Drawing) -> str:
    return str(drawing.page.locator(".react-flow__viewport").evaluate("one => one.style.transform"))


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
    before = view(reception)
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
    seen = view(reception)
    reception.press("Control+z", "Control+y")
    assert view(reception) == seen
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
    far = view(reception)
    reception.field("Название узла").focus()
    reception.press("Control+k")
    reception.choose("отменить", "Отменить")
    expect(reception.field("Название узла")).to_have_value("Старт")
    assert view(reception) == far


def test_what_is_put_at_the_edge_comes_into_sight_and_nothing_else_moves_the_view(narrow: Drawing) -> None:
    box = narrow.canvas.bounding_box()
    assert box is not None
    before = view(narrow)
    narrow.drag_in("Уведомление", 500, 200)
    expect(narrow.node("Уведомление 1")).to_be_in_viewport(ratio=1)
    assert view(narrow) == before
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


def test_a_variable_is_declared_as_soon_as_the_list_is_there(reception: Drawing) -> None:
    page = reception.page
    reception.open()
    page.get_by_role("tab", name="Переменные").click()
    field = reception.side.get_by_label("Новая переменная")
    box = field.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 40, box["y"] + 10)
    page.keyboard.type("НОЧЬ", delay=30)
    expect(field).to_have_value("НОЧЬ")
    reception.press("Enter")
    expect(reception.side.locator(".variables-item", has_text="НОЧЬ").get_by_label("Вид")).to_be_focused()


def test_a_variable_that_comes_takes_no_letter_of_the_next_one(reception: Drawing) -> None:
    page = reception.page
    reception.open()
    page.get_by_role("tab", name="Переменные").click()
    field = reception.side.get_by_label("Новая переменная")
    field.fill("НОЧЬ")
    field.press("Enter")
    page.keyboard.type("D")
    expect(reception.side.get_by_role("button", name="НОЧЬ")).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("AY")
    expect(field).to_have_value("DAY")


def test_the_first_hint_leaves_a_low_drawing_alone(inside: Page) -> None:
    drawing = Drawing.of_new(inside)
    hint = inside.get_by_text("Нарисуйте первый звонок")
    expect(hint).to_be_visible()
    inside.set_viewport_size({"width": 1280, "height": 480})
    expect(hint).to_have_count(0)
    expect(drawing.node("Старт")).to_be_visible()


def test_a_scrolled_palette_shows_nothing_above_its_search_field(reception: Drawing) -> None:
    page = reception.page
    page.set_viewport_size({"width": 1400, "height": 500})
    reception.open()
    palette = page.locator("[data-panel=palette]")
    assert palette.evaluate("panel => (panel.scrollTop = 60, panel.scrollTop)") == 60
    shown = palette.locator(".search-field").evaluate(
        "field => { const { left, top } = field.getBoundingClientRect();"
        " return document.elementFromPoint(left + 20, top - 3).closest('section, aside').tagName; }"
    )
    assert shown == "ASIDE"


def test_what_was_gone_to_past_an_open_palette_is_seen(narrow: Drawing) -> None:
    narrow.canvas.focus()
    narrow.press("Control+b")
    expect(narrow.page.locator(".shell-strip")).to_have_count(0)
    narrow.go_to("До свидания")
    expect(narrow.page.locator(".shell-strip")).to_be_visible()
    expect(narrow.node("До свидания")).to_be_in_viewport(ratio=0.99)
    assert middle_of(narrow.node("До свидания")) == pytest.approx(middle_of(narrow.canvas), abs=2)


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


def test_a_button_that_goes_with_what_it_removed_leaves_the_keyboard_to_the_drawing(
    reception: Drawing,
) -> None:
    reception.open()
    reception.canvas.focus()
    reception.press("Control+a")
    remove = reception.side.get_by_role("button", name="Удалить")
    remove.click()
    expect(remove).to_have_count(0)
    expect(reception.canvas).to_be_focused()
