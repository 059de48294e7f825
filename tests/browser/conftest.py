"""A real Chromium looking at a real server."""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from scenarios.exchange import import_document
from scenarios.history.spool import Spool
from scenarios.installation import SAMPLES
from scenarios.revisions import publish

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
LIMIT_MS = 10_000
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
def page(browser: Browser, live_server: LiveServer, data: Path) -> Iterator[Page]:
    """A fresh page of a Russian reader at an installation with the samples; a fault on the page fails the
    test.
    """
    get_user_model().objects.create_superuser("anna", password=PASSWORD)
    for path in sorted(SAMPLES.glob("*.json"), reverse=True):
        publish(import_document(path.read_bytes(), author=None).scenario, note="", author=None)
    faults: list[str] = []
    context = browser.new_context(base_url=live_server.url, locale="ru-RU", color_scheme="light")
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
    page.goto("/")
    page.get_by_label("Имя").fill("anna")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url("**/")
    return page
