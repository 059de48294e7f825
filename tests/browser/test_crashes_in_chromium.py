"""What a tab drew that crashed comes back when the scenario is opened again, and can be let go."""

import pytest
from playwright.sync_api import BrowserContext, Error, Route, expect

from scenarios.models import Scenario
from tests.browser.conftest import Enter
from tests.browser.draft import (
    expect_held,
    expect_kept,
    expect_told,
    opened,
    saving,
    stored_titles,
    take_over,
)
from tests.browser.drawing import Drawing


def crash(drawing: Drawing, component: str = "Присвоение") -> BrowserContext:
    """The tab dies before this one reaches the server; the browser lives on."""
    context = drawing.page.context
    context.set_offline(True)
    drawing.drag_in(component, 560, 120)
    expect(drawing.page.locator("[data-saving]")).to_contain_text("правки хранятся в браузере")
    # A page that is merely closed may still send along what is unsaved; one that dies sends nothing.
    with drawing.page.expect_event("crash"), pytest.raises(Error, match="chrome://crash"):
        drawing.page.goto("chrome://crash")
    drawing.page.close()
    context.set_offline(False)
    return context


def crashed(drawing: Drawing, component: str = "Присвоение") -> Drawing:
    """The tab dies before this one reaches the server; the person opens the scenario again."""
    return opened(crash(drawing, component).new_page(), drawing.scenario)


def test_a_crash_of_the_tab_loses_nothing(enter: Enter, scenario: Scenario) -> None:
    drawing = crashed(opened(enter("anna"), scenario))
    expect_told(drawing.page, "Восстановлено то, что")
    drawing.expect_titles(["Старт", "Присвоение 1"])
    expect_kept(drawing.page, "saved")
    assert stored_titles(scenario) == ["Присвоение 1", "Старт"]


def test_nothing_is_drawn_over_what_a_crash_left_before_it_is_back(enter: Enter, scenario: Scenario) -> None:
    context = crash(opened(enter("anna"), scenario))
    asked: list[Route] = []
    context.route("**/lock**", lambda route: asked.append(route))
    drawing = Drawing(context.new_page(), scenario)
    with drawing.page.expect_request("**/lock**"):
        drawing.open()
    expect(drawing.page.locator("[data-panel=palette][inert]")).to_be_visible()
    drawing.press("Home", "a")
    drawing.expect_titles(["Старт"])
    for route in asked:
        route.continue_()
    expect_told(drawing.page, "Восстановлено то, что")
    drawing.expect_titles(["Старт", "Присвоение 1"])


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
