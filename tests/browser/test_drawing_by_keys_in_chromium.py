"""The drawing by keys: drawing, walking, finding, commands."""

import pytest
from playwright.sync_api import Page, expect

from scenarios.drafts import create
from scenarios.models import Scenario
from tests.browser.drawing import Drawing, document_of


def test_a_scenario_is_drawn_by_the_keyboard_alone(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("Home", "a")
    drawing.choose("увед", "Уведомление")
    drawing.press("a")
    drawing.choose("голосовое", "Голосовое меню")
    drawing.press("ArrowLeft")
    drawing.expect_said("Уведомление «Уведомление 1»")
    drawing.press("ArrowRight", "o")
    drawing.expect_said("выход «нет ввода» никуда не ведёт")
    drawing.press("c")
    drawing.choose("уведомление 1", "Уведомление 1")
    drawing.expect_said("стал повтором")
    drawing.expect_titles(["Старт", "Уведомление 1", "Голосовое меню 1"])
    drawing.expect_wires(3)


def test_an_output_leads_to_the_nearest_node_by_enter_alone(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("Home", "a")
    drawing.choose("увед", "Уведомление")
    drawing.press("c")
    drawing.choose("", "Уведомление 1")
    drawing.expect_wires(2)


def test_the_drawing_has_the_keyboard_when_the_page_opens(drawing: Drawing) -> None:
    ring = "one => getComputedStyle(one, '::after').content"
    expect(drawing.canvas).to_be_focused()
    assert drawing.canvas.evaluate(ring) == "none"
    drawing.press("Home")
    assert drawing.canvas.evaluate(ring) != "none"
    drawing.press("a")
    drawing.choose("увед", "Уведомление")
    drawing.expect_titles(["Старт", "Уведомление 1"])


def test_the_canvas_is_one_tab_stop(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    stops = drawing.canvas.locator(
        "[tabindex='0'], a[href], button:not([tabindex='-1']), input"
    ).evaluate_all("found => found.filter(one => !one.closest('.canvas-tools')).length")
    assert stops == 0


def test_what_is_searched_is_found_and_shown(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    drawing.press("Control+f")
    drawing.choose("1001", "Секретарь")
    expect(drawing.node("Секретарь").locator(".canvas-card-selected")).to_be_visible()


def test_what_is_typed_fast_is_what_is_found(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    drawing.canvas.focus()
    drawing.press("Control+f")
    expect(inside.get_by_role("combobox")).to_be_focused()
    inside.keyboard.type("Секретарь")
    inside.keyboard.press("Enter")
    expect(drawing.side.locator(".inspector-title")).to_have_value("Секретарь")
    expect(drawing.canvas).to_be_focused()


def test_a_search_counts_what_it_finds_and_leads_to_the_last_of_it(inside: Page) -> None:
    nodes = [
        {"id": f"w{n}", "type": "wait", "title": f"Пауза {n}", "params": {}, "position": [300 * n, 0]}
        for n in range(1, 151)
    ]
    drawing = Drawing(inside, create("длинный", author=None, document=document_of(nodes)))
    drawing.open()
    drawing.press("Control+f")
    expect(inside.get_by_role("combobox")).to_be_focused()
    drawing.type("Пауза")
    expect(inside.get_by_text("Найдено: 150")).to_be_visible()
    drawing.press(*["PageDown"] * 19)
    expect(inside.get_by_role("option", selected=True)).to_contain_text("Пауза 150")
    drawing.press("Enter")
    expect(drawing.node("Пауза 150").locator(".canvas-card-selected")).to_be_visible()


def test_a_search_finds_a_variable_that_nothing_uses(inside: Page) -> None:
    document = document_of(variables={"ЗАБЫТАЯ": {"type": "text"}})
    drawing = Drawing(inside, create("с переменной", author=None, document=document))
    drawing.open()
    drawing.press("Control+f")
    drawing.choose("забыт", "ЗАБЫТАЯ")
    expect(drawing.side.get_by_text("Нигде не используется")).to_be_visible()
    expect(drawing.side.get_by_label("Вид")).to_be_focused()


def test_a_node_is_renamed_where_it_stands(drawing: Drawing) -> None:
    page = drawing.page
    drawing.node("Старт").click()
    drawing.press("F2")
    expect(drawing.canvas.get_by_label("Название узла")).to_be_focused()
    page.keyboard.type("вход")
    drawing.press("Enter")
    drawing.expect_said("Теперь называется «вход»")
    expect(drawing.canvas).to_be_focused()
    drawing.node("вход").get_by_text("вход").dblclick()
    page.keyboard.type("другое")
    drawing.expect_titles(["другое"])
    drawing.press("Escape")
    drawing.expect_titles(["вход"])
    drawing.press("Control+z")
    drawing.expect_titles(["Старт"])


def test_theme_and_language_change_without_losing_the_draft(drawing: Drawing) -> None:
    page = drawing.page
    drawing.drag_in("Присвоение", 560, 120)
    drawing.press("Control+k")
    drawing.choose("тёмная", "Тёмная тема")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    drawing.press("Control+k")
    with page.expect_navigation():
        drawing.choose("English", "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    drawing.expect_titles(["Старт", "Присвоение 1"])


def test_the_list_of_commands_begins_with_what_can_be_done(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("Control+k")
    ready = drawing.page.locator('[role="option"][aria-selected="true"]')
    expect(ready).not_to_have_attribute("aria-disabled", "true")
    expect(ready).to_have_attribute("aria-posinset", "1")
    expect(drawing.page.get_by_role("option", name="Отменить Отменять нечего")).to_have_attribute(
        "aria-disabled", "true"
    )
    drawing.press("Escape")
    drawing.press("?")
    keys = drawing.page.get_by_role("dialog", name="Клавиши")
    for words, key in (("Копировать", "Ctrl C"), ("К следующему различию", "N"), ("Переименовать", "F2")):
        expect(keys.locator("div", has=drawing.page.get_by_text(words, exact=True)).last).to_contain_text(key)


@pytest.mark.parametrize(
    ("written", "command"),
    [
        ("англ", "English"),
        ("english", "English"),
        ("язык", "English"),
        ("тёмная", "Тёмная тема"),
        ("темная", "Тёмная тема"),
        ("dark", "Тёмная тема"),
    ],
)
def test_theme_and_language_are_found_by_any_name_they_have(
    drawing: Drawing, written: str, command: str
) -> None:
    drawing.canvas.focus()
    drawing.press("Control+k")
    expect(drawing.page.get_by_role("combobox")).to_be_focused()
    drawing.type(written)
    expect(drawing.page.get_by_role("option", selected=True)).to_contain_text(command)


def test_a_command_is_found_by_its_name_in_the_other_language(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("Control+k")
    drawing.choose("variables", "Показать переменные")
    expect(drawing.page.get_by_role("tab", name="Переменные")).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize(
    ("key", "written", "found"), [("k", "тёмная", "Тёмная тема"), ("f", "старт", "Старт")]
)
def test_what_is_typed_as_soon_as_the_drawing_stands_there_is_looked_for(
    inside: Page, key: str, written: str, found: str
) -> None:
    drawing = Drawing(inside, create("новый", author=None, language="ru"))
    inside.goto(f"/scenarios/{drawing.scenario.pk}/drawing/", wait_until="commit")
    drawing.canvas.wait_for()
    drawing.press(f"Control+{key}")
    drawing.type(written)
    expect(inside.get_by_role("option", selected=True)).to_contain_text(found)


@pytest.mark.parametrize("written", ["номер", "number"])
def test_the_other_pages_are_opened_by_their_names(drawing: Drawing, written: str) -> None:
    drawing.press("Control+k")
    with drawing.page.expect_navigation(url="**/numbers/"):
        drawing.choose(written, "Открыть «Номера»")


def test_every_command_is_in_the_list_of_commands(drawing: Drawing) -> None:
    drawing.press("Control+k")
    drawing.choose("структур", "Показать структуру")
    expect(drawing.page.get_by_role("tree")).to_be_visible()


def test_a_loose_node_at_the_same_height_is_reached_with_the_arrows(inside: Page) -> None:
    stop = {"id": "n2", "type": "stop", "title": "Рядом", "params": {}, "position": [300, 0]}
    drawing = Drawing(inside, create("ряд", author=None, document=document_of([stop])))
    drawing.open()
    drawing.canvas.focus()
    drawing.press("Home", "ArrowDown")
    drawing.expect_said("Стоп «Рядом»")
    drawing.press("ArrowUp")
    drawing.expect_said("Старт")


def test_the_menu_key_opens_the_menu_of_the_wire_or_the_node_that_the_keyboard_is_at(
    drawing: Drawing,
) -> None:
    drawing.canvas.focus()
    drawing.press("Home", "a")
    drawing.choose("увед", "Уведомление")
    drawing.press("Home", "o", "Shift+F10")
    drawing.page.get_by_role("menuitem", name="Сделать повтором").press("Enter")
    drawing.press("i")
    drawing.expect_said("возвращает к узлу «Уведомление 1», не больше 10 раз")
    drawing.press("ArrowRight", "ContextMenu")
    expect(drawing.page.get_by_role("menuitem", name="Переименовать")).to_be_visible()


def test_the_zoom_is_said(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("-")
    drawing.expect_said("80 %")
    drawing.press("+")
    drawing.expect_said("100 %")


def test_wires_and_nodes_are_named_in_the_language_of_the_page(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    first = drawing.canvas.get_by_role("img", name="«Старт»: выход «далее» ведёт к узлу")
    expect(first).to_have_attribute("aria-roledescription", "переход")
    expect(drawing.nodes.first).to_have_attribute("aria-roledescription", "узел")
    drawing.node("Старт").click()
    drawing.press("F2")
    drawing.page.keyboard.type("Вход")
    expect(drawing.canvas.get_by_role("img", name="«Вход»: выход «далее»")).to_be_attached()


def test_the_tools_over_the_drawing_are_pressed_by_enter(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("Home")
    drawing.page.get_by_role("button", name="Крупнее").press("Enter")
    expect(drawing.page.get_by_role("button", name="125 %")).to_be_visible()


def test_a_closed_list_of_commands_gives_the_keyboard_back(drawing: Drawing) -> None:
    drawing.canvas.focus()
    drawing.press("/")
    drawing.choose("заметка", "Заметка")
    drawing.press("Control+k", "Escape")
    expect(drawing.canvas).to_be_focused()
    drawing.press("Control+a")
    drawing.expect_said("Выбрано 2 узла")
    drawing.press("Control+k")
    drawing.choose("левому", "Выровнять по левому краю")
    drawing.expect_said("Выровнено 2 узла")
    expect(drawing.canvas).to_be_focused()


def test_a_list_that_is_opened_while_a_dialog_closes_stays(drawing: Drawing) -> None:
    dialog = drawing.page.get_by_role("dialog", name="Клавиши")
    # The list has to load at first, and is there at once from then on.
    for _ in range(2):
        drawing.canvas.focus()
        drawing.press("?")
        expect(dialog).to_be_visible()
        # As by Escape: it is away, the keyboard is where it was, but nobody on the page has heard of it yet.
        drawing.page.evaluate("""() => {
            const dialog = document.querySelector("dialog");
            const told = new Promise(tell => dialog.addEventListener("close", () => tell(true)));
            dialog.close();
            const press = { key: "k", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", press));
            return told;
        }""")
        expect(dialog).to_have_count(0)
        drawing.choose("найти", "Найти на схеме")
        drawing.press("Escape")
        expect(drawing.canvas).to_be_focused()
