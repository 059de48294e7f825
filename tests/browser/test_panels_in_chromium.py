"""The panels beside the drawing: folded, opened, scrolled, left."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drawing import WIDTH, Drawing

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_folded_panel_is_folded_the_next_time_too(reception: Drawing) -> None:
    reception.open()
    page = reception.page
    page.locator(".designer-main").get_by_role("button", name="Правая панель").click()
    reception.canvas.focus()
    reception.press("Control+b")
    reception.open()
    expect(reception.side).to_have_count(0)
    assert page.locator("[data-panel=palette]").evaluate(WIDTH) < 60


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


def test_the_first_hint_leaves_a_low_drawing_alone(inside: Page) -> None:
    drawing = Drawing.of_new(inside)
    hint = inside.get_by_text("Нарисуйте первый звонок")
    expect(hint).to_be_visible()
    inside.set_viewport_size({"width": 1280, "height": 480})
    expect(hint).to_have_count(0)
    expect(drawing.node("Старт")).to_be_visible()


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
