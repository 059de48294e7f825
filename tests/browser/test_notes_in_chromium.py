"""What is written on the drawing itself: notes, and the words of a frame."""

from playwright.sync_api import expect

from tests.browser.drawing import Drawing


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
