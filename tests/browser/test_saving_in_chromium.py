"""Nothing that is drawn is lost: without a network, in a crash, and with two people on one scenario."""

import re
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import Error, Page, expect

from scenarios.drafts import create, draft_of
from scenarios.models import Scenario
from scenarios.people import set_role
from tests.browser.conftest import LIMIT_MS, Enter, log_in
from tests.browser.drawing import Drawing, document_of

IS_WHOLE = "one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight"


@pytest.fixture
def scenario(installation: str) -> Scenario:
    return create("новый", author=None, language="ru")


def opened(page: Page, scenario: Scenario) -> Drawing:
    """With everything loaded that the page takes along."""
    drawing = Drawing(page, scenario)
    drawing.open()
    page.wait_for_load_state("networkidle")
    return drawing


def rename(drawing: Drawing, title: str, new: str) -> None:
    drawing.node(title).click()
    drawing.page.get_by_label("Название узла").fill(new)


def expect_told(page: Page, text: str) -> None:
    """On a card over the drawing."""
    expect(page.get_by_role("main").get_by_text(text)).to_be_visible(timeout=2 * LIMIT_MS)


def saving(page: Page) -> AbstractContextManager[object]:
    """The draft goes to the server meanwhile."""
    return page.expect_response(
        lambda answer: answer.request.method == "PUT" and answer.url.endswith("/draft")
    )


def expect_kept(page: Page, kind: str) -> None:
    expect(page.locator(f"[data-saving={kind}]")).to_be_visible()


def stored_titles(scenario: Scenario) -> list[str]:
    scenario.refresh_from_db()
    document, _ = draft_of(scenario)
    return sorted(node["title"] for node in document["nodes"])


def take_over(drawing: Drawing) -> None:
    drawing.page.get_by_role("button", name="Взять правку на себя").click()
    dialog = drawing.page.get_by_role("dialog", name="Взять правку у anna?")
    expect(dialog).to_contain_text("останется в том окне и соединится с вашими правками")
    expect(dialog.get_by_role("button", name="Отмена")).to_be_focused()
    dialog.get_by_role("button", name="Взять правку на себя").click()
    # Until then the drawing takes no edits, and says nothing of those that it did not take.
    drawing.expect_said("Теперь правите вы")


def expect_held(page: Page, text: str) -> None:
    """In the row of the bar, where it moves nothing of the drawing."""
    expect(page.get_by_role("banner").get_by_title(re.compile(f"^{text}"))).to_be_visible(
        timeout=2 * LIMIT_MS
    )


def refuse_locks(page: Page) -> None:
    """The page hears no more of the edit lock, as after a moment without a network."""
    page.route("**/lock**", lambda route: route.abort())


def test_a_draft_that_nobody_touched_is_as_old_as_it_is(enter: Enter, scenario: Scenario) -> None:
    saved_at = timezone.now() - timedelta(minutes=12)
    Scenario.objects.filter(pk=scenario.pk).update(draft_saved_at=saved_at)
    drawing = opened(enter("anna"), scenario)
    expect(drawing.page.locator("[data-saving=saved]")).to_have_text("черновик сохранён 12 минут назад")


def test_an_edit_is_saved_by_itself_and_its_undo_too(enter: Enter, scenario: Scenario) -> None:
    drawing = opened(enter("anna"), scenario)
    with drawing.page.expect_response("**/draft"):
        drawing.drag_in("Присвоение", 560, 120)
    expect_kept(drawing.page, "saved")
    assert stored_titles(scenario) == ["Присвоение 1", "Старт"]
    with drawing.page.expect_response("**/draft"):
        drawing.press("Control+z")
    expect_kept(drawing.page, "saved")
    assert stored_titles(scenario) == ["Старт"]


def test_whoever_presses_the_keys_of_saving_hears_how_it_went(enter: Enter, scenario: Scenario) -> None:
    drawing = opened(enter("anna"), scenario)
    drawing.drag_in("Присвоение", 560, 120)
    drawing.press("Control+s")
    drawing.expect_said("Всё сохранено")
    assert stored_titles(scenario) == ["Присвоение 1", "Старт"]
    drawing.page.context.set_offline(True)
    drawing.drag_in("Уведомление", 560, 320)
    drawing.field("Название узла").press("Control+s")
    drawing.expect_said("Нет связи с сервером")


def test_what_is_being_written_on_the_drawing_is_saved_by_the_keys_too(
    enter: Enter, scenario: Scenario
) -> None:
    drawing = opened(enter("anna"), scenario)
    drawing.page.evaluate("addEventListener('keydown', event => { window.lastKey = event; })")
    drawing.node("Старт").click()
    drawing.press("F2")
    drawing.type("Вход")
    drawing.press("Control+s")
    drawing.expect_said("Всё сохранено")
    assert stored_titles(scenario) == ["Вход"]
    drawing.drag_in("Заметка", 300, 400)
    drawing.canvas.focus()
    drawing.press("Enter")
    drawing.type("ночью")
    drawing.press("Control+s")
    drawing.expect_said("Всё сохранено")
    assert drawing.page.evaluate("lastKey.code === 'KeyS' && lastKey.defaultPrevented")
    document, _ = draft_of(Scenario.objects.get(pk=scenario.pk))
    assert [node["params"].get("text") for node in document["nodes"]] == [None, "ночью"]
    expect(drawing.page.get_by_label("Текст заметки")).to_be_focused()


def test_what_is_drawn_without_a_network_is_saved_when_it_is_back(enter: Enter, scenario: Scenario) -> None:
    drawing = opened(enter("anna"), scenario)
    context = drawing.page.context
    context.set_offline(True)
    drawing.drag_in("Присвоение", 560, 120)
    expect_kept(drawing.page, "offline")
    expect(drawing.page.locator("[data-saving]")).to_contain_text("правки хранятся в браузере")
    drawing.drag_in("Уведомление", 560, 320)
    context.set_offline(False)
    expect_kept(drawing.page, "saved")
    assert stored_titles(scenario) == ["Присвоение 1", "Старт", "Уведомление 1"]


def crashed(drawing: Drawing, component: str = "Присвоение") -> Drawing:
    """The tab dies before this one reaches the server; the person opens the scenario again."""
    context = drawing.page.context
    context.set_offline(True)
    drawing.drag_in(component, 560, 120)
    expect(drawing.page.locator("[data-saving]")).to_contain_text("правки хранятся в браузере")
    # A page that is merely closed may still send along what is unsaved; one that dies sends nothing.
    with drawing.page.expect_event("crash"), pytest.raises(Error, match="chrome://crash"):
        drawing.page.goto("chrome://crash")
    drawing.page.close()
    context.set_offline(False)
    return opened(context.new_page(), drawing.scenario)


def test_a_crash_of_the_tab_loses_nothing(enter: Enter, scenario: Scenario) -> None:
    drawing = crashed(opened(enter("anna"), scenario))
    expect_told(drawing.page, "Восстановлено то, что")
    drawing.expect_titles(["Старт", "Присвоение 1"])
    expect_kept(drawing.page, "saved")
    assert stored_titles(scenario) == ["Присвоение 1", "Старт"]


def test_what_came_back_after_a_crash_can_be_let_go(enter: Enter, scenario: Scenario) -> None:
    drawing = crashed(opened(enter("anna"), scenario))
    drawing.page.get_by_role("button", name="Отбросить").click()
    drawing.expect_said("Восстановленное отброшено")
    drawing.expect_titles(["Старт"])
    expect_kept(drawing.page, "saved")
    assert stored_titles(scenario) == ["Старт"]


def test_a_card_over_the_drawing_covers_no_notice(enter: Enter, scenario: Scenario) -> None:
    page = crashed(opened(enter("anna"), scenario), "Разрыв связи").page
    expect_told(page, "Восстановлено то, что")
    expect_kept(page, "saved")
    page.get_by_role("button", name="Опубликовать").click()
    page.get_by_role("dialog").get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("link", name="Направить номер").click()


def test_what_came_back_after_a_crash_is_let_go_by_nobody_who_only_reads(
    enter: Enter, scenario: Scenario
) -> None:
    drawing = crashed(opened(enter("anna"), scenario))
    discard = drawing.page.get_by_role("button", name="Отбросить")
    expect(discard).to_be_visible()
    take_over(opened(enter("boris"), scenario))
    expect_held(drawing.page, "Теперь правит boris")
    expect_told(drawing.page, "Восстановлено то, что")
    expect(discard).to_have_count(0)


def test_what_a_crash_left_is_told_of_while_somebody_else_draws(enter: Enter, scenario: Scenario) -> None:
    first, second = opened(enter("anna"), scenario), opened(enter("boris"), scenario)
    first.page.context.set_offline(True)
    take_over(second)
    first = crashed(first)
    expect_told(first.page, "В этом браузере остались ваши несохранённые правки")
    with saving(second.page):
        second.drag_in("Уведомление", 560, 320)
    first.page.get_by_role("button", name="Взять правку на себя").click()
    first.page.get_by_role("dialog").get_by_role("button", name="Взять правку на себя").click()
    first.expect_titles(["Старт", "Присвоение 1", "Уведомление 1"])
    expect_kept(first.page, "saved")
    assert stored_titles(scenario) == ["Присвоение 1", "Старт", "Уведомление 1"]


def test_a_session_that_ends_loses_nothing(enter: Enter, scenario: Scenario) -> None:
    drawing = opened(enter("anna"), scenario)
    drawing.page.context.clear_cookies()
    drawing.drag_in("Присвоение", 560, 120)
    expect_told(drawing.page, "Сеанс закончился")
    with drawing.page.context.expect_page() as opening:
        drawing.page.get_by_role("link", name="Войти в новой вкладке").click()
    log_in(opening.value, "anna")
    expect_kept(drawing.page, "saved")
    assert stored_titles(scenario) == ["Присвоение 1", "Старт"]


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
    take_over(second)
    # Nobody has told the first one yet.
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


def test_a_variable_that_a_reader_searches_for_is_unfolded_in_sight(enter: Enter) -> None:
    variables = {f"V{place}": {"type": "text"} for place in range(60)}
    scenario = create("с переменными", author=None, document=document_of(variables=variables))
    opened(enter("anna"), scenario)
    reading = opened(enter("boris"), scenario)
    expect_held(reading.page, "Правит anna")
    reading.press("Control+f")
    reading.choose("V59", "V59")
    head = reading.side.get_by_role("button", name="V59")
    expect(head).to_be_focused()
    expect(head).to_be_in_viewport(ratio=1)
    expect(head).to_have_attribute("aria-expanded", "true")


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


def test_a_role_that_is_lost_is_told_as_that_and_saves_when_it_is_back(
    enter: Enter, scenario: Scenario
) -> None:
    drawing = opened(enter("anna"), scenario)
    anna = get_user_model().objects.get(username="anna")
    set_role(anna, "supervisor", author=None)
    drawing.drag_in("Присвоение", 560, 120)
    drawing.expect_said("Ваша роль больше не разрешает")
    set_role(anna, "integrator", author=None)
    expect(drawing.page.locator("[data-saving=saved]")).to_be_visible(timeout=2 * LIMIT_MS)
    assert stored_titles(scenario) == ["Присвоение 1", "Старт"]


def test_a_window_opened_from_the_one_that_draws_only_reads(enter: Enter, scenario: Scenario) -> None:
    first = opened(enter("anna"), scenario)
    drawing = opened(first.page.context.new_page(), scenario)
    drawing.page.get_by_role("button", name="Взять правку на себя").click()
    drawing.page.get_by_role("dialog").get_by_role("button", name="Взять правку на себя").click()
    drawing.expect_said("Теперь правите вы")
    with drawing.page.expect_popup() as opening:
        drawing.page.evaluate("window.open(location.href)")
    expect_held(opening.value, "Правится в другом вашем окне")


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
