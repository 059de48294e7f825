"""Whatever people write or callers are called stays a text, in every place that shows it: no script of it
runs, nothing is against our policy, and it can be read.
"""

import dataclasses
import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from scenarios.drafts import draft_of, save_draft
from scenarios.history.spool import Spool
from tests.browser.drawing import LIMIT_MS, Drawing
from tests.browser.hostile import CALL, KINDS, Hostile, filled, plain_document, torn_work
from tests.browser.payloads import PAYLOADS
from tests.databases import SqliteFiles, used

WATCHED = """document.addEventListener(
    'securitypolicyviolation', event => console.error(`against the policy: ${event.blockedURI}`)
)"""
"""Told before anything else runs in a page."""
ALIVE = """() => [...document.querySelectorAll('*')].filter(one =>
    one.localName === 'iframe' || one.localName === 'object' || one.localName === 'embed'
    || one.getAttributeNames().some(name => name.startsWith('on'))
    || ['href', 'src', 'action', 'data'].some(name => /^\\s*javascript:/i.test(one.getAttribute(name) ?? ''))
).map(one => one.outerHTML.slice(0, 200))"""
"""Elements that would run something."""
ALL = 195
"""Of the payloads; a few have signs that a page shows in words."""
HALF = 100
REFUSED = "Failed to load resource: the server responded with a status of 409"
"""What Chromium says of a save that came too late."""
JOURNAL = """([name, entry]) => new Promise((resolve, reject) => {
    const asked = indexedDB.open('callwright', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('drafts');
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
        const writing = asked.result.transaction('drafts', 'readwrite');
        writing.objectStore('drafts').put(entry, name);
        writing.oncomplete = () => { asked.result.close(); resolve(); };
    };
})"""


@pytest.fixture(scope="module")
def site(
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_files: SqliteFiles,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[Hostile, BrowserContext]]:
    """The installation, and a browser in which its administrator has logged in."""
    data = tmp_path_factory.mktemp("hostile")
    folder = data / "spool" / "1"
    for made in (data / "sounds", folder):
        made.mkdir(parents=True)
    ours = dataclasses.replace(settings.CALLWRIGHT, data=data, agi_port=1)
    with (
        django_db_blocker.unblock(),
        used(sqlite_files.make(data), data),
        override_settings(CALLWRIGHT=ours),
    ):
        spool = Spool(folder)
        user = get_user_model().objects.create_superuser("anna")
        there = filled(user, spool)
        visitor = Client()
        visitor.force_login(user)
        server = LiveServer("localhost")
        context = browser.new_context(base_url=server.url, locale="ru-RU")
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(WATCHED)
        session = visitor.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
        yield there, context
        context.close()
        server.stop()
        spool.close()


@pytest.fixture
def hostile(site: tuple[Hostile, BrowserContext]) -> Hostile:
    return site[0]


@pytest.fixture
def page(site: tuple[Hostile, BrowserContext]) -> Iterator[Page]:
    """A page on which in the end no script has run but ours, and nothing is there that could run one."""
    faults: list[str] = []
    page = site[1].new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    yield page
    faults += page.evaluate(ALIVE)
    faults += [f"a script ran at {page.url}"] * bool(page.evaluate("window.broken"))
    page.close()
    assert [fault for fault in faults if not fault.startswith(REFUSED)] == []


def read(page: Page, place: str) -> int:
    """How many payloads can be read there, as they were written but for signs that nobody sees."""
    text = page.locator(place).first.evaluate("one => one.textContent")
    return sum(payload in text for payload in PAYLOADS)


@pytest.fixture
def wrong(page: Page, hostile: Hostile) -> Drawing:
    """The drawing with errors, opened and checked."""
    return opened(page, hostile, "wrong")


def opened(page: Page, hostile: Hostile, name: str) -> Drawing:
    """The drawing of one of the scenarios, drawn and checked."""
    drawing = Drawing(page, getattr(hostile, name))
    drawing.open()
    expect(page.locator(".checks-bound, .checks-error").first).to_be_attached()
    return drawing


def test_there_are_two_hundred_different_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) == 200


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/?folder={payload}&search={payload}", ALL),
        ("/scenarios/{wrong}/", ALL),
        ("/scenarios/{wrong}/manage/", 1),
        ("/scenarios/{noted}/revisions/", ALL),
        ("/import/", 1),
        ("/numbers/?called={payload}", ALL),
        ("/map/", ALL),
        ("/calls/?number={payload}&scenario={payload}", ALL),
        ("/calls/", ALL),
        (f"/calls/{CALL}/", ALL),
        ("/audit/", ALL),
    ],
)
def test_a_page_shows_them_as_texts(page: Page, hostile: Hostile, address: str, most: int) -> None:
    pk = {name: getattr(hostile, name).pk for name in ("wrong", "noted")}
    page.goto(address.format(**pk, payload=quote(PAYLOADS[36])))
    expect(page.locator("main")).to_be_visible()
    assert read(page, "body") >= most


@pytest.mark.parametrize("address", ["/api/scenarios/{wrong}/export", "/api/export", "/api/scenarios"])
def test_an_export_is_no_page(page: Page, hostile: Hostile, address: str) -> None:
    answer = page.request.get(address.format(wrong=hostile.wrong.pk))
    assert answer.ok
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_drawing_shows_them_as_texts(page: Page, wrong: Drawing) -> None:
    assert read(page, "[data-canvas]") >= ALL


def test_the_outline_shows_them_as_texts(page: Page, wrong: Drawing) -> None:
    page.get_by_role("button", name="Структура").click()
    expect(page.get_by_role("treeitem").nth(150)).to_be_visible()
    assert read(page, "[role=tree]") >= ALL


def test_a_search_shows_them_as_texts(page: Page, wrong: Drawing) -> None:
    wrong.press("Control+f")
    expect(page.get_by_role("combobox")).to_be_focused()
    wrong.type("broken")
    wrong.press(*["PageDown"] * 60)
    assert read(page, ".picker") >= ALL


def test_the_commands_show_them_as_texts(page: Page, wrong: Drawing) -> None:
    wrong.go_to(PAYLOADS[0])
    wrong.canvas.focus()
    wrong.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    wrong.type(PAYLOADS[0])
    expect(page.get_by_text("Ничего не нашлось")).to_be_visible()


def test_the_variables_show_them_as_texts(page: Page, wrong: Drawing) -> None:
    page.get_by_role("tab", name="Переменные").click()
    expect(wrong.side.locator(".variables-item").nth(150)).to_be_visible()
    for place in (0, 70, 140):
        wrong.side.locator(".variables-head").nth(place).click()
    assert read(page, "[data-panel=side]") >= ALL


def test_the_issues_show_them_as_texts(page: Page, wrong: Drawing) -> None:
    page.locator(".checks-counts").click()
    expect(page.locator(".checks-list li").nth(100)).to_be_attached()
    assert read(page, ".checks-list") >= HALF


def test_the_inspector_shows_them_as_texts(page: Page, wrong: Drawing) -> None:
    for kind in range(KINDS):
        wrong.go_to(PAYLOADS[kind])
        expect(wrong.side.get_by_label("Название узла")).to_have_value(PAYLOADS[kind])


def test_the_lists_to_choose_from_show_them_as_texts(page: Page, wrong: Drawing) -> None:
    wrong.go_to(PAYLOADS[2])
    wrong.side.locator(".inspector-target-name").first.click()
    expect(page.locator(".inspector-popup .picker-choice").nth(50)).to_be_attached()
    page.locator(".inspector-popup .picker-list").evaluate("list => list.scrollTo(0, list.scrollHeight)")
    expect(page.locator(".inspector-popup .picker-choice").nth(HALF + 10)).to_be_attached()
    assert read(page, ".inspector-popup") >= HALF
    wrong.press("Escape")
    wrong.go_to(PAYLOADS[1])
    wrong.side.locator(".cm-content").last.click()
    wrong.press("Control+a", "Delete", "Control+Space")
    # The list is there with the functions, and anew once the server has told of the variables.
    expect(page.locator(".cm-tooltip-autocomplete").get_by_text("broken").first).to_be_visible()
    assert read(page, ".cm-tooltip-autocomplete") >= HALF


def test_a_comparison_shows_them_as_texts(page: Page, hostile: Hostile) -> None:
    drawing = opened(page, hostile, "sound")
    page.get_by_role("tab", name="Версии").click()
    drawing.side.get_by_label("Сравнить: Версия 1").check()
    drawing.side.get_by_label("Сравнить: Версия 2").check()
    drawing.side.get_by_role("button", name="Сравнить отмеченные").click()
    expect(drawing.side.locator("[data-at]").nth(200)).to_be_attached()
    assert read(page, "[data-panel=side]") >= ALL
    drawing.canvas.focus()
    drawing.press("n", "n", "n")


@pytest.mark.parametrize("name", ["wrong", "sound"])
def test_the_dialog_before_publishing_shows_them_as_texts(page: Page, hostile: Hostile, name: str) -> None:
    opened(page, hostile, name)
    page.get_by_role("button", name="Опубликовать…").click()
    expect(page.get_by_role("dialog").get_by_text("broken").first).to_be_visible()
    assert read(page, "dialog") >= HALF


def test_the_list_of_revisions_shows_them_as_texts(page: Page, hostile: Hostile) -> None:
    drawing = opened(page, hostile, "noted")
    page.get_by_role("tab", name="Версии").click()
    expect(drawing.side.locator(".revisions-item").nth(200)).to_be_attached()
    assert read(page, "[data-panel=side]") >= ALL


def test_a_conflict_shows_them_as_texts(page: Page, hostile: Hostile) -> None:
    entry = torn_work(hostile.torn)
    page.goto("/calls/")
    page.goto(f"/scenarios/{hostile.torn.pk}/drawing/")
    facts = json.loads(page.locator("#page").text_content() or "")
    page.goto("/calls/")
    page.evaluate(JOURNAL, [f"{facts['user']['name']} {facts['key']}", entry])
    document, number = draft_of(hostile.torn)
    theirs = {
        **plain_document(),
        "nodes": [{**node, "title": node["title"] + "?"} for node in document["nodes"]],
    }
    save_draft(hostile.torn, theirs, base=number, author=hostile.user)
    page.goto(f"/scenarios/{hostile.torn.pk}/drawing/")
    expect(page.locator(".saving-group").nth(150)).to_be_attached()
    assert read(page, ".saving-conflicts") >= ALL
