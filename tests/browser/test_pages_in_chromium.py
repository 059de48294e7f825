"""The pages as a person uses them."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from runtime.trace import Event
from scenarios.history.spool import Spool
from tests.browser.clock import stop_clock

pytestmark = pytest.mark.django_db(transaction=True)
STARTED: Event = {
    "call": "17.4",
    "seq": 1,
    "at_ms": 0,
    "kind": "started",
    "scenario": "три номера",
    "revision": "",
    "called": "84951234567",
    "caller": "79161112233",
    "caller_name": "<img src=x onerror=\"document.title='broken into'\">",
}
ENTERED: Event = {
    "call": "17.4",
    "seq": 2,
    "at_ms": 5,
    "kind": "entered",
    "node": "n1",
    "type": "play",
    "title": "Приветствие",
}


def started_now() -> Event:
    return STARTED | {"at": datetime.now(UTC).isoformat()}


def test_a_person_logs_in_and_sees_the_scenarios(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_title("Вход · Callwright")
    page.get_by_label("Имя").fill("anna")
    page.get_by_label("Пароль").fill("wrong")
    page.get_by_label("Пароль").press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "Неверное имя или пароль. Если забыли пароль, попросите у администратора новую ссылку."
    )
    page.get_by_label("Пароль").fill("correct horse battery")
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", name="Сценарии")).to_be_visible()
    expect(page.locator("tr.main")).to_contain_text("три номера")


def test_the_main_scenario_is_red(inside: Page) -> None:
    red = inside.evaluate("getComputedStyle(document.querySelector('tr.main .badge')).color")
    assert red == "rgb(207, 42, 33)"


def test_a_row_of_the_list_opens_its_scenario(inside: Page) -> None:
    inside.locator("tbody tr", has_text="приёмная").click()
    inside.wait_for_url("**/drawing/")
    inside.go_back()
    inside.get_by_role("link", name="Обзор: приёмная").click()
    expect(inside.get_by_role("heading", name="приёмная")).to_be_visible()
    inside.get_by_role("link", name="Главное меню").first.click()
    expect(inside.locator(".node:target")).to_contain_text("Главное меню")


def test_the_theme_is_switched_and_kept(inside: Page) -> None:
    def background() -> str:
        return str(inside.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert background() == "rgb(244, 245, 247)"
    inside.get_by_role("button", name="Светлая или тёмная").click()
    assert background() == "rgb(17, 20, 24)"
    inside.reload()
    assert background() == "rgb(17, 20, 24)"


def test_the_language_is_switched_in_place(inside: Page) -> None:
    inside.goto("/connect/")
    inside.get_by_role("button", name="EN").click()
    expect(inside.get_by_role("heading", name="Connecting an Asterisk")).to_be_visible()


def test_a_call_on_the_line_is_followed_step_by_step(inside: Page, spool: Spool) -> None:
    spool.sink(started_now())
    inside.goto("/calls/")
    inside.get_by_role("link", name="Звонки").first.click()
    inside.locator("tbody tr", has_text="79161112233").click()
    expect(inside.get_by_text("на линии")).to_be_visible()
    spool.sink(ENTERED)
    expect(inside.locator(".steps b")).to_have_text("Приветствие")
    spool.sink(ENTERED | {"seq": 3, "kind": "left", "output": None})
    spool.sink(ENTERED | {"seq": 4, "at_ms": 4_000, "kind": "ended", "cause": "completed"})
    expect(inside.locator(".head .state")).to_have_text("завершён")


def test_a_new_call_appears_in_the_open_list(inside: Page, spool: Spool) -> None:
    inside.goto("/calls/")
    expect(inside.get_by_text("Звонков ещё не было")).to_be_visible()
    spool.sink(started_now())
    expect(inside.locator("tbody tr")).to_have_count(1)


def test_a_name_sent_from_outside_runs_no_script(inside: Page, spool: Spool) -> None:
    spool.sink(started_now())
    for address in ("/calls/", "/calls/17.4/"):
        inside.goto(address)
        expect(inside.get_by_text("<img src=x")).to_be_visible()
        assert inside.title().endswith("Callwright")


def test_settings_are_copied_with_one_click(inside: Page) -> None:
    inside.context.grant_permissions(["clipboard-read", "clipboard-write"])
    inside.goto("/connect/")
    stop_clock(inside)
    inside.get_by_role("button", name="Копировать").nth(1).click()
    expect(inside.locator("button.done")).to_have_count(1)
    assert "#include callwright_extensions.conf" in inside.evaluate("navigator.clipboard.readText()")


def test_no_page_is_wider_than_its_window(inside: Page, spool: Spool) -> None:
    spool.sink(started_now())
    scenario = inside.get_by_role("link", name="Обзор: ").first.get_attribute("href")
    for address in ("/", "/calls/", "/calls/17.4/", "/connect/", str(scenario)):
        for width in (1440, 900, 420):
            inside.set_viewport_size({"width": width, "height": 900})
            inside.goto(address)
            assert inside.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
