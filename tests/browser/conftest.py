"""A real Chromium looking at a real server."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from scenarios.drafts import create
from scenarios.exchange import import_document
from scenarios.history.spool import Spool
from scenarios.installation import SAMPLES
from scenarios.models import Scenario
from scenarios.people import set_role
from scenarios.revisions import publish
from tests.browser.drawing import LIMIT_MS, Drawing
from tests.databases import SqliteFiles, used

CHROMIUM = "/usr/bin/chromium"
OPTIONS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file.

    While it is open an event loop runs in this thread, which would forbid Django its database and other tests
    loops of their own; so it ends with the file.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        expect.set_options(timeout=LIMIT_MS)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def data(settings: Settings, tmp_path: Path, history: None) -> Path:
    folder = tmp_path / "data"
    (folder / "sounds").mkdir()
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, data=folder, agi_port=1)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return folder


@pytest.fixture
def spool(data: Path) -> Iterator[Spool]:
    """The spool that the pages show the live calls from."""
    folder = data / "spool" / "1"
    folder.mkdir(parents=True)
    spool = Spool(folder)
    yield spool
    spool.close()


@pytest.fixture
def installation(
    data: Path, sqlite_files: SqliteFiles, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A server whose database is a file, as in life: a page sends several requests at once, and in memory one
    of them would find the tables locked. Gives its address.
    """
    with django_db_blocker.unblock(), used(sqlite_files.make(tmp_path), data):
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture
def page(browser: Browser, installation: str) -> Iterator[Page]:
    """A fresh page of a Russian reader at an installation with the samples; a fault on the page fails the
    test.
    """
    get_user_model().objects.create_superuser("anna", password=PASSWORD)
    for path in sorted(SAMPLES.glob("*.json"), reverse=True):
        publish(import_document(path.read_bytes(), author=None).scenario, note="", author=None)
    faults: list[str] = []
    context = browser.new_context(base_url=installation, locale="ru-RU", color_scheme="light")
    context.set_default_timeout(LIMIT_MS)
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    assert faults == []


@pytest.fixture
def inside(page: Page) -> Page:
    """A page behind the log-in."""
    log_in(page, "anna")
    return page


@pytest.fixture
def drawing(inside: Page) -> Drawing:
    """A new scenario, opened by an administrator."""
    return Drawing.of_new(inside)


@pytest.fixture
def reception(inside: Page) -> Drawing:
    """The reception, which an administrator has still to open."""
    return Drawing(inside, Scenario.objects.get(name="приёмная"))


@pytest.fixture
def scenario(installation: str) -> Scenario:
    """A new scenario, for whoever is going to open it."""
    return create("новый", author=None, language="ru")


Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, installation: str) -> Iterator[Enter]:
    """Make integrators and log them in, each in their own browser; what the server refuses is no fault."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_browser(name: str) -> Page:
        set_role(get_user_model().objects.create_user(name, password=PASSWORD), "integrator", author=None)
        context = browser.new_context(base_url=installation, locale="ru-RU", color_scheme="light")
        context.set_default_timeout(LIMIT_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        log_in(page, name)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert faults == []


def log_in(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_label("Имя").fill(name)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url("/")
