"""Two people on one scenario: one draws, the other reads or takes over, and what both did is merged."""

from playwright.sync_api import expect

from scenarios.drafts import create, draft_of
from scenarios.models import Scenario
from tests.browser.conftest import Enter
from tests.browser.draft import (
    expect_held,
    expect_kept,
    expect_told,
    opened,
    refuse_locks,
    rename,
    saving,
    stored_titles,
    take_over,
)

IS_WHOLE = "one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight"


def test_one_draws_while_the_other_reads_until_they_take_over(enter: Enter, scenario: Scenario) -> None:
    first = opened(enter("anna"), scenario)
    second = opened(enter("boris"), scenario)
    expect_held(second.page, "Правит anna")
    publish = second.page.get_by_role("button", name="Опубликовать")
    expect(publish).to_be_disabled()
    expect(publish).to_have_accessible_description(
        "Сейчас правит anna. Чтобы опубликовать, возьмите правку на себя."
    )
    expect(second.page.get_by_text("Нарисуйте первый звонок")).to_have_count(0)
    expect(second.side).to_contain_text("чтобы увидеть его настройки")
    expect(second.page.locator("[data-panel=palette][inert]")).to_be_visible()
    with first.page.expect_response("**/draft"):
        first.drag_in("Присвоение", 560, 120)
    place = first.canvas.bounding_box()
    take_over(second)
    second.expect_titles(["Старт", "Присвоение 1"])
    expect(publish).to_be_enabled()
    second.drag_in("Уведомление", 560, 320)
    expect_kept(second.page, "saved")
    expect_held(first.page, "Теперь правит boris")
    expect(first.page.locator("[data-panel=palette][inert]")).to_be_visible()
    assert first.canvas.bounding_box() == place
    first.expect_titles(["Старт", "Присвоение 1", "Уведомление 1"])
    first.page.set_viewport_size({"width": 1380, "height": 860})
    told = first.page.get_by_role("banner").get_by_title("Теперь правит boris")
    assert told.evaluate(IS_WHOLE)


def test_whoever_takes_over_gets_what_the_other_one_wrote_last(enter: Enter, scenario: Scenario) -> None:
    first = opened(enter("anna"), scenario)
    second = opened(enter("boris"), scenario)
    # Nobody tells the first one meanwhile.
    refuse_locks(first.page)
    take_over(second)
    first.node("Старт").click()
    first.field("Название узла").fill("написано после")
    expect(second.node("написано после")).to_be_visible()


def test_the_keyboard_passes_over_the_palette_while_somebody_else_draws(
    enter: Enter, scenario: Scenario
) -> None:
    opened(enter("anna"), scenario)
    reading = opened(enter("boris"), scenario)
    expect(reading.page.locator("[data-panel=palette][inert]")).to_be_visible()
    reading.canvas.focus()
    reading.press("Shift+F6")
    expect(reading.page.locator("[data-panel=bar] :focus")).to_be_visible()
    reading.press("F6")
    expect(reading.canvas).to_be_focused()


def test_a_window_opened_from_the_one_that_draws_only_reads(enter: Enter, scenario: Scenario) -> None:
    first = opened(enter("anna"), scenario)
    drawing = opened(first.page.context.new_page(), scenario)
    drawing.page.get_by_role("button", name="Взять правку на себя").click()
    drawing.page.get_by_role("dialog").get_by_role("button", name="Взять правку на себя").click()
    drawing.expect_said("Теперь правите вы")
    with drawing.page.expect_popup() as opening:
        drawing.page.evaluate("window.open(location.href)")
    expect_held(opening.value, "Правится в другом вашем окне")


def test_what_two_did_to_other_nodes_is_merged(enter: Enter, scenario: Scenario) -> None:
    first, second = opened(enter("anna"), scenario), opened(enter("boris"), scenario)
    refuse_locks(first.page)
    take_over(second)
    with saving(second.page):
        second.drag_in("Уведомление", 560, 320)
    first.drag_in("Присвоение", 560, 120)
    expect_told(first.page, "Эту схему правит и boris")
    expect_kept(first.page, "saved")
    first.expect_titles(["Старт", "Присвоение 1", "Уведомление 1"])
    assert stored_titles(scenario) == ["Присвоение 1", "Старт", "Уведомление 1"]


def test_what_two_did_to_different_fields_of_one_node_is_merged(enter: Enter, scenario: Scenario) -> None:
    first, second = opened(enter("anna"), scenario), opened(enter("boris"), scenario)
    refuse_locks(first.page)
    take_over(second)
    second.node("Старт").click()
    with saving(second.page):
        second.press("Alt+ArrowDown")
    rename(first, "Старт", "вход")
    expect_told(first.page, "Эту схему правит и boris")
    expect_kept(first.page, "saved")
    document, _ = draft_of(scenario)
    (start,) = document["nodes"]
    assert start["title"] == "вход"
    assert start["position"][1] > 0


def test_what_two_did_to_one_node_is_chosen_field_by_field(enter: Enter, scenario: Scenario) -> None:
    first, second = opened(enter("anna"), scenario), opened(enter("boris"), scenario)
    refuse_locks(first.page)
    take_over(second)
    with saving(second.page):
        rename(second, "Старт", "начало")
    rename(first, "Старт", "вход")
    panel = first.page.get_by_role("region", name="Одно и то же изменили вы и boris")
    panel_box, canvas_box = panel.bounding_box(), first.canvas.bounding_box()
    assert panel_box is not None
    assert canvas_box is not None
    assert panel_box["y"] >= canvas_box["y"] + canvas_box["height"]
    field = panel.get_by_role("group", name="вход: Название")
    expect(field).to_contain_text("начало")
    assert stored_titles(scenario) == ["начало"]
    merge = panel.get_by_role("button", name="Соединить и сохранить")
    expect(merge).to_be_disabled()
    field.get_by_label("Как у boris").check()
    first.expect_said("Осталось выбрать: 0")
    merge.click()
    first.expect_titles(["начало"])
    expect_kept(first.page, "saved")
    assert stored_titles(scenario) == ["начало"]


def test_what_was_drawn_without_a_network_meets_what_the_next_one_drew(enter: Enter) -> None:
    scenario = create("Техническая поддержка", author=None, language="ru")
    first, second = opened(enter("anna"), scenario), opened(enter("boris"), scenario)
    first.page.set_viewport_size({"width": 1440, "height": 860})
    first.page.context.set_offline(True)
    rename(first, "Старт", "вход")
    expect_kept(first.page, "offline")
    take_over(second)
    with saving(second.page):
        rename(second, "Старт", "начало")
    first.page.context.set_offline(False)
    expect_kept(first.page, "conflict")
    expect_held(first.page, "Теперь правит boris")
    bar = first.page.get_by_role("banner")
    name = bar.get_by_role("heading", name="Техническая поддержка")
    assert name.evaluate(IS_WHOLE)
    assert bar.locator(".saving-words").evaluate(IS_WHOLE)
