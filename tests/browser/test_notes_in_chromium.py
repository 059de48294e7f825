"""What is written on the drawing itself: names, notes, and the words of a frame."""

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from scenarios.drafts import create
from tests.browser.drawing import STILL, Drawing, document_of

# Nearly every letter is a key of the drawing.
WRITTEN: Final = "Comfort CIA Zebra"
SCROLLED: Final = """field => {
    const around = [];
    for (let one = field; one; one = one.parentElement) around.push(one.scrollLeft, one.scrollTop);
    return around.filter(px => px !== 0);
}"""


@pytest.fixture
def far(inside: Page) -> Drawing:
    """A row of nodes and a note below its end; the view is at the end, the start out of sight."""
    nodes = [
        {"id": f"w{n}", "type": "wait", "title": f"Пауза {n}", "params": {}, "position": [400 * n, 0]}
        for n in range(1, 9)
    ]
    note = {"id": "note", "type": "note", "title": "Заметка", "params": {"text": "Ночью"}, "size": [220, 110]}
    document = document_of([*nodes, {**note, "position": [0, 900]}])
    drawing = Drawing(inside, create("длинный", author=None, document=document))
    drawing.open()
    drawing.go_to("Пауза 8")
    drawing.canvas.evaluate(STILL)
    expect(drawing.node("Пауза 8")).to_be_in_viewport()
    expect(drawing.node("Старт")).to_have_count(0)
    return drawing


def test_a_note_is_written_by_enter_and_read_with_its_markdown(drawing: Drawing) -> None:
    page = drawing.page
    drawing.drag_in("Заметка", 300, 400)
    drawing.canvas.focus()
    drawing.press("Enter")
    expect(page.get_by_label("Текст заметки")).to_be_focused()
    drawing.type(
        "# Ночью\n- **никого** нет\n- [кто дежурит](https://example.org/night)\n<b>[x](javascript:x)</b>"
    )
    drawing.press("Escape")
    expect(drawing.canvas).to_be_focused()
    note = page.locator(".canvas-note")
    expect(note.get_by_role("listitem")).to_have_text(["никого нет", "кто дежурит"])
    expect(note.locator("strong")).to_have_text("никого")
    address = note.get_by_role("link")
    expect(address).to_have_attribute("href", "https://example.org/night")
    expect(address).to_have_attribute("rel", "noopener noreferrer")
    expect(note).to_contain_text("<b>[x](javascript:x)</b>")


def test_a_note_is_written_on_from_its_end(drawing: Drawing) -> None:
    drawing.drag_in("Заметка", 300, 400)
    drawing.canvas.focus()
    drawing.press("Enter")
    drawing.type("Ночью")
    drawing.press("Escape")
    drawing.page.locator(".canvas-note").dblclick()
    drawing.type(" никого")
    expect(drawing.page.get_by_label("Текст заметки")).to_have_value("Ночью никого")


def test_a_note_is_made_larger_by_the_keyboard(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("/")
    drawing.choose("заметка", "Заметка")
    drawing.press("Alt+Shift+ArrowRight", "Alt+Shift+ArrowDown")
    drawing.expect_said("Размер: 240 × 130")
    drawing.press("Control+z")
    drawing.press("Alt+Shift+ArrowUp")
    drawing.expect_said("Размер: 220 × 90")


def test_what_a_frame_is_called_in_its_settings_stands_in_it(drawing: Drawing) -> None:
    drawing.drag_in("Рамка", 200, 300)
    drawing.field("Подпись").fill("Ночью")
    expect(drawing.page.locator(".canvas-frame-words")).to_have_text("Рамка 1Ночью")


def test_a_name_out_of_sight_is_written_from_its_first_letter_on(far: Drawing) -> None:
    far.press("Home", "F2")
    far.page.keyboard.type(WRITTEN)
    field = far.canvas.get_by_label("Название узла")
    expect(field).to_have_value(WRITTEN)
    expect(field).to_be_in_viewport()
    assert field.evaluate(SCROLLED) == []
    far.press("Enter")
    far.expect_said(f"Теперь называется «{WRITTEN}»")
    expect(far.canvas).to_be_focused()


def test_a_name_out_of_sight_takes_what_is_pasted_at_once(far: Drawing) -> None:
    far.press("Home", "F2")
    far.type(WRITTEN)
    expect(far.canvas.get_by_label("Название узла")).to_have_value(WRITTEN)


def test_a_name_is_seen_to_be_written_where_the_wheel_had_led_away_from(far: Drawing) -> None:
    far.canvas.hover()
    far.page.mouse.wheel(-2500, 0)
    expect(far.node("Пауза 8")).to_have_count(0)
    far.press("F2")
    far.page.keyboard.type(WRITTEN)
    field = far.canvas.get_by_label("Название узла")
    expect(field).to_have_value(WRITTEN)
    expect(field).to_be_in_viewport()


def test_a_name_is_written_on_while_the_wheel_leads_away(far: Drawing) -> None:
    far.press("F2")
    far.page.keyboard.type("Com")
    far.canvas.hover()
    far.page.mouse.wheel(-2500, 0)
    expect(far.node("Пауза 7")).to_have_count(0)
    far.page.keyboard.type("fort")
    far.press("Enter")
    far.expect_said("Теперь называется «Comfort»")


def test_a_name_is_written_from_its_first_letter_on_out_of_the_overview(far: Drawing) -> None:
    far.press(*["-"] * 8)
    expect(far.nodes).to_have_count(0)
    far.press("F2")
    far.page.keyboard.type(WRITTEN)
    expect(far.canvas.get_by_label("Название узла")).to_have_value(WRITTEN)


def test_the_name_of_what_was_just_added_is_written_at_once(far: Drawing) -> None:
    for n in range(3):
        far.press("a")
        far.choose("увед", "Уведомление")
        far.press("F2")
        far.page.keyboard.type(f"Office{n}")
        far.press("Enter")
        far.expect_said(f"Теперь называется «Office{n}»")


def test_a_note_that_was_just_found_is_written_from_its_first_letter_on(far: Drawing) -> None:
    far.press("Control+f")
    expect(far.page.get_by_role("combobox")).to_be_focused()
    far.page.keyboard.type("ночью")
    far.press("Enter", "Enter")
    far.page.keyboard.type(WRITTEN)
    field = far.page.get_by_label("Текст заметки")
    expect(field).to_have_value(f"Ночью{WRITTEN}")
    expect(field).to_be_in_viewport()
    assert field.evaluate(SCROLLED) == []
