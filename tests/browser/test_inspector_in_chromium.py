"""Setting nodes up at the right of the canvas: expressions, and undo of what was written into them."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from scenarios.models import Scenario
from tests.browser.drawing import Drawing, box_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drawing(inside: Page) -> Drawing:
    """An assignment is placed and open; its first operation counts something."""
    drawing = Drawing.of_new(inside)
    drawing.click_in("Присвоение", 500, 500)
    drawing.field("Переменная").fill("ЧИСЛО ЗВОНКОВ")
    return drawing


@pytest.fixture
def reception(inside: Page) -> Drawing:
    opened = Drawing(inside, Scenario.objects.get(name="приёмная"))
    opened.open()
    return opened


def expression(drawing: Drawing, row: int = 0) -> Locator:
    return drawing.side.locator(".cm-content").nth(row)


def result(drawing: Drawing, row: int = 0) -> Locator:
    return drawing.side.locator(".expression-result").nth(row)


def test_an_expression_shows_what_it_gives_and_has_one_line(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.insert_text("2 + 3")
    drawing.press("Enter")
    expect(result(drawing)).to_contain_text("на примере → 5")
    expect(expression(drawing)).to_have_text("2 + 3")


def test_a_name_with_spaces_is_completed_with_its_backticks(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.insert_text("2 + 3")
    expect(result(drawing)).to_contain_text("→ 5")
    drawing.side.get_by_role("button", name="Добавить", exact=True).click()
    expect(drawing.side.get_by_label("Переменная", exact=True).nth(1)).to_be_focused()
    drawing.page.keyboard.insert_text("ИТОГО")
    expression(drawing, 1).click()
    drawing.page.keyboard.type("чис")
    option = drawing.side.get_by_role("option", name="ЧИСЛО ЗВОНКОВ")
    expect(option).to_have_attribute("aria-selected", "true")
    drawing.press("Tab")
    drawing.page.keyboard.type(" + 1")
    expect(expression(drawing, 1)).to_have_text("`ЧИСЛО ЗВОНКОВ` + 1")
    expect(result(drawing, 1)).to_contain_text("→ 6")


def test_a_name_with_spaces_is_completed_however_fast_it_is_typed(drawing: Drawing) -> None:
    drawing.click_in("Присвоение", 500, 300)
    drawing.field("Переменная").fill("ИТОГО")
    expression(drawing).click()
    drawing.page.keyboard.type("1 + число зв")
    option = drawing.side.get_by_role("option", name="ЧИСЛО ЗВОНКОВ")
    expect(option).to_have_attribute("aria-selected", "true")
    drawing.press("Enter")
    expect(expression(drawing)).to_have_text("1 + `ЧИСЛО ЗВОНКОВ`")


def test_what_can_be_written_lies_over_the_handle_of_the_panel(drawing: Drawing) -> None:
    page = drawing.page
    page.set_viewport_size({"width": 1440, "height": 900})
    expression(drawing).click()
    drawing.press("Control+Space")
    offered = box_of(page.locator(".cm-tooltip-autocomplete"))
    handle = box_of(page.locator(".shell-edge-side"))
    x, y = handle["x"] + 4, handle["y"] + handle["height"] / 2
    assert offered["x"] < x
    assert offered["y"] < y < offered["y"] + offered["height"]
    top = "([x, y]) => document.elementFromPoint(x, y).closest('.cm-tooltip-autocomplete') !== null"
    assert page.evaluate(top, [x, y])


def test_a_mistake_is_underlined_and_mended_by_a_click(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.insert_text("caledID()")
    expect(drawing.side.locator(".expression-mistake")).to_have_text("caledID")
    drawing.side.get_by_role("button", name="calledID").first.click()
    expect(expression(drawing)).to_have_text("calledID()")
    expect(drawing.side.locator(".expression-mistake")).to_have_count(0)


def test_what_is_written_over_is_replaced_within_the_content_policy(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.insert_text("calledID()")
    expect(drawing.side.locator(".expression-call")).to_be_visible()
    drawing.press("Control+a")
    drawing.page.keyboard.type("7 + 1")
    expect(expression(drawing)).to_have_text("7 + 1")


def test_tab_leaves_an_expression_once_the_list_is_closed(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.type("cal")
    expect(drawing.side.get_by_role("listbox")).to_be_visible()
    drawing.press("Escape")
    expect(drawing.side.get_by_role("listbox")).to_have_count(0)
    expect(expression(drawing)).to_be_focused()
    drawing.press("Tab")
    expect(expression(drawing)).not_to_be_focused()


def test_what_was_undone_in_an_expression_can_be_redone(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.insert_text("2 + 3")
    drawing.canvas.focus()
    drawing.press("Control+z")
    expect(expression(drawing)).not_to_contain_text("2 + 3")
    drawing.press("Control+y")
    expect(expression(drawing)).to_have_text("2 + 3")


def test_a_target_is_picked_on_the_drawing_by_the_keyboard(drawing: Drawing) -> None:
    drawing.click_in("Задержка", 500, 300)
    pick = drawing.side.get_by_role("button", name=re.compile("указать узел на схеме")).first
    pick.press("Enter")
    expect(drawing.canvas).to_be_focused()
    drawing.press("Escape")
    drawing.expect_said("Выход не изменён")
    drawing.press("Enter")
    expect(drawing.field("Название узла")).to_be_focused()
    expect(drawing.wires).to_have_count(0)

    pick.press("Enter")
    expect(drawing.canvas).to_be_focused()
    drawing.press("ArrowDown", "Enter")
    expect(drawing.wires).to_have_count(1)
    expect(drawing.page.get_by_role("status").first).to_contain_text("Ведёт к узлу «Присвоение 1»")


def test_outputs_are_led_one_after_the_other_by_clicks_on_the_drawing(drawing: Drawing) -> None:
    drawing.click_in("Перевод", 500, 300)
    for count, output in enumerate(("завершён", "занят"), 1):
        drawing.side.get_by_role("button", name=f"{output}: указать узел на схеме").click()
        drawing.node("Присвоение 1").click()
        drawing.expect_wires(count)
        expect(drawing.field("Название узла")).to_have_value("Перевод 1")
        expect(drawing.side.get_by_role("button", name=f"{output} ведёт: Присвоение 1")).to_be_focused()


def test_a_long_result_leaves_the_form_where_it_is(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.insert_text(f"'{'очень длинно ' * 150}'")
    expect(result(drawing)).to_contain_text("очень длинно")
    assert box_of(result(drawing))["height"] < 150


def test_escape_leads_from_the_form_back_to_the_drawing(drawing: Drawing) -> None:
    button = drawing.side.get_by_role("button", name=re.compile("указать узел на схеме")).first
    for place in (drawing.field("Название узла"), expression(drawing), button):
        place.focus()
        drawing.press("Escape")
        expect(drawing.canvas).to_be_focused()
        expect(drawing.field("Название узла")).to_be_visible()


def test_enter_leads_into_a_form_that_is_still_to_come(inside: Page) -> None:
    asked: list[Route] = []
    inside.route("**/Inspector-*.js", lambda route: asked.append(route))
    drawing = Drawing.of_new(inside)
    drawing.press("Home", "Enter")
    expect(drawing.canvas).to_be_focused()
    for route in asked:
        route.continue_()
    expect(drawing.field("Название узла")).to_be_focused()


def test_escape_right_after_the_last_letter_leaves_the_form(drawing: Drawing) -> None:
    expression(drawing).click()
    drawing.page.keyboard.type("calledID()")
    drawing.press("Escape")
    expect(drawing.canvas).to_be_focused()
    expect(expression(drawing)).to_have_text("calledID()")


def test_a_phone_number_has_one_line(drawing: Drawing) -> None:
    drawing.click_in("Перевод", 500, 300)
    drawing.side.get_by_role("button", name="Добавить").first.click()
    number = drawing.side.locator(".cm-content").first
    number.click()
    drawing.page.keyboard.type("1001")
    drawing.press("Enter")
    drawing.page.keyboard.type("2")
    expect(number).to_have_text("10012")
    assert number.locator(".cm-line").count() == 1


def test_another_node_is_read_from_its_top(reception: Drawing) -> None:
    reception.go_to("Секретарь")
    reception.side.evaluate("one => one.scrollTo(0, 9999)")
    assert reception.side.evaluate("one => one.scrollTop") > 0
    reception.go_to("Главное меню")
    assert reception.side.evaluate("one => one.scrollTop") == 0


def test_the_arrow_of_the_main_path_is_red_under_the_mouse_too(reception: Drawing) -> None:
    reception.go_to("Секретарь")
    arrow = reception.side.locator("button.inspector-main-on").first
    colour = "one => getComputedStyle(one).color"
    away = arrow.evaluate(colour)
    arrow.hover()
    assert arrow.evaluate(colour) == away


def test_what_is_typed_beside_a_field_of_the_panel_changes_no_view(reception: Drawing) -> None:
    zoom = reception.page.get_by_role("toolbar").get_by_role("button", name="вернуть 100 %")
    reception.page.emulate_media(reduced_motion="reduce")
    reception.go_to("Секретарь")
    expect(zoom).to_have_text("80 %")
    reception.side.get_by_role("heading", name="Выходы").click()
    reception.press("1")
    expect(zoom).to_have_text("80 %")
    reception.canvas.focus()
    reception.press("+")
    expect(zoom).to_have_text("100 %")
