"""The live page as a person sees it: a real server, a real socket, calls that talk."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from pytest_django.plugin import DjangoDbBlocker

from lab.web_side import WebSide
from tests.browser.axe import violations
from tests.browser.clock import stop_clock
from tests.browser.payloads import PAYLOADS
from tests.databases import SqliteFiles
from tests.designer.live.serving import AnsweringBeside, served
from tests.scenarios.live.told import SCENARIO, event

WATCHERS = [{"kind": "watchers", "name": ""}]


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, sqlite_files: SqliteFiles, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[WebSide, str]]:
    with django_db_blocker.unblock(), served(tmp_path_factory.mktemp("data"), sqlite_files) as made:
        yield made


@pytest.fixture
def answering(installation: tuple[WebSide, str]) -> Iterator[AnsweringBeside]:
    side = AnsweringBeside(installation[0].data)
    side.start()
    yield side
    side.end_calls()
    side.stop()


@pytest.fixture
def page(browser: Browser, installation: tuple[WebSide, str], answering: AnsweringBeside) -> Iterator[Page]:
    """The page of a person who has logged in and watches; a fault on it, or one against the CSP, fails the
    test.
    """
    web, session = installation
    address = f"http://127.0.0.1:{web.port}"
    context = browser.new_context(base_url=address, locale="ru-RU")
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto("/live/")
    expect(page.locator("#link")).to_have_text("на связи")
    yield page
    context.close()
    assert faults == []


def begun(call: str, **fields: object) -> dict[str, object]:
    return event(call, 1, at=datetime.now(UTC).isoformat(), **fields)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["RU", "EN"])
def test_the_live_page_is_open_to_everybody(
    page: Page, answering: AnsweringBeside, language: str, theme: str
) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.get_by_role("button", name=language, exact=True).click()
    answering.tell(begun(f"{language}-{theme}"))
    expect(page.locator("#calls")).to_contain_text(SCENARIO)
    assert violations(page) == []


def test_a_call_comes_moves_on_and_goes(page: Page, answering: AnsweringBeside) -> None:
    expect(page.get_by_role("heading", name="Сейчас никто не звонит")).to_be_visible()
    answering.tell(begun("c1", caller="79161112233"), event("c1", 2, title="Приветствие"))
    row = page.locator("#calls tbody tr")
    expect(row).to_contain_text("79161112233")
    expect(row).to_contain_text("Приветствие")
    expect(row).to_contain_text(SCENARIO)
    expect(page.locator("#on-line")).to_have_text("1")
    answering.tell(event("c1", 3, title="Главное меню"))
    expect(row).to_contain_text("Главное меню")
    expect(page.locator("#stream li").first).to_have_text("0:00··2233Главное меню")
    answering.tell(event("c1", 4, "ended", cause="caller_hung_up"))
    expect(row).to_contain_text("клиент положил трубку")
    expect(page.locator("#on-line")).to_have_text("0")
    expect(row).to_have_count(0)


def test_who_opens_the_page_finds_the_calls_that_are_on_the_line(
    page: Page, answering: AnsweringBeside
) -> None:
    answering.tell(begun("c2"), event("c2", 2, title="Ожидание"))
    expect(page.locator("#calls tbody tr")).to_contain_text("Ожидание")
    page.reload()
    expect(page.locator("#calls tbody tr")).to_contain_text("Ожидание")
    answering.tell(event("c2", 3, "ended", cause="completed"))
    expect(page.locator("#calls tbody tr")).to_have_count(0)


def test_names_from_outside_are_shown_as_they_are(page: Page, answering: AnsweringBeside) -> None:
    for place, payload in enumerate(PAYLOADS):
        call = f"x{place}"
        written = {"caller": payload, "caller_name": payload, "called": payload}
        told = {"text": payload, "level": "alarm", "recipients": WATCHERS, "group": call}
        answering.tell(
            begun(call, **written), event(call, 2, title=payload), event(call, 3, "notified", **told)
        )
    expect(page.locator("#calls tbody tr")).to_have_count(len(PAYLOADS))
    text = page.locator("body").text_content() or ""
    assert sum(payload in text for payload in PAYLOADS) > len(PAYLOADS) - 5
    assert page.evaluate("window.broken") is None
    answering.tell(begun("c3", caller_name="x\u202e"))
    expect(page.locator("#calls")).to_contain_text("x\\u{202e}")


def test_a_notification_is_shown_and_closed_for_good(page: Page, answering: AnsweringBeside) -> None:
    def note(seq: int, text: str, **fields: object) -> dict[str, object]:
        return event("c4", seq, "notified", text=text, level="alarm", recipients=WATCHERS, **fields)

    answering.tell(begun("c4"), note(2, "первое", group="g"), note(3, "второе " * 40, group="g"))
    notices = page.locator("#notices li")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text("второе")
    assert notices.locator(".said").evaluate("text => text.scrollHeight <= text.clientHeight")
    page.get_by_role("button", name="Закрыть").click()
    expect(notices).to_have_count(0)
    stop_clock(page)
    answering.tell(note(4, "на миг", ttl_s=1, group=""))
    expect(notices).to_have_count(1)
    page.clock.run_for(1000)
    expect(notices).to_have_count(0)


def test_without_a_connection_the_page_says_nothing_of_calls(page: Page) -> None:
    page.route_web_socket("**/ws/live/", lambda socket: socket.close())
    page.reload()
    expect(page.get_by_role("heading", name="Нет данных: нет связи")).to_be_visible()
    expect(page.get_by_role("heading", name="Сейчас никто не звонит")).to_be_hidden()
    expect(page.locator("#on-line")).to_have_text("–")


def test_calls_are_counted_when_every_scenario_has_told_its_own(page: Page) -> None:
    asked: list[str] = []
    tabs: list[WebSocketRoute] = []

    def tell(**message: object) -> None:
        tabs[-1].send(json.dumps(message))

    def serve(socket: WebSocketRoute) -> None:
        tabs.append(socket)
        socket.on_message(lambda text: asked.append(str(text)))

    page.route_web_socket("**/ws/live/", serve)
    page.clock.install()
    page.reload()
    page.clock.run_for(1000)
    tell(type="watching", scenarios=["а", "б"], refused=[])
    tell(type="gap", scenario="а", gap=1)
    tell(type="calls", scenario="а", first=True, live=0, standing={}, calls=[], more=False)
    expect(page.locator("#link")).to_have_text("на связи")
    page.clock.run_for(10_000)
    expect(page.locator("#on-line")).to_have_text("–")
    expect(page.get_by_role("heading", name="Сейчас никто не звонит")).to_be_hidden()
    assert sum("watch" in text for text in asked) == 1
    tell(type="calls", scenario="б", first=True, live=0, standing={}, calls=[], more=False)
    expect(page.locator("#on-line")).to_have_text("0")
    expect(page.get_by_role("heading", name="Сейчас никто не звонит")).to_be_visible()
    page.clock.run_for(4000)
    assert sum("watch" in text for text in asked) == 2


def test_the_page_says_when_nothing_can_come_in(page: Page, answering: AnsweringBeside) -> None:
    answering.stop()
    expect(page.locator("#link")).to_have_text("события задерживаются")
    again = AnsweringBeside(answering.data)
    again.start()
    expect(page.locator("#link")).to_have_text("на связи")
    again.stop()
