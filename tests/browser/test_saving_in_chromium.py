"""A draft is saved by itself, without a network and without a session too, and says how it went."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from scenarios.drafts import draft_of
from scenarios.models import Scenario
from scenarios.people import set_role
from tests.browser.clock import stop_clock
from tests.browser.conftest import Enter, log_in
from tests.browser.draft import expect_kept, expect_told, opened, saving, stored_titles
from tests.browser.drawing import LIMIT_MS


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
    expect(drawing.page.get_by_label("Текст заметки")).to_be_focused()
    expect_kept(drawing.page, "saved")
    # Nothing is saved by itself from here on.
    stop_clock(drawing.page)
    with saving(drawing.page):
        drawing.type("ночью")
        drawing.press("Control+s")
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
