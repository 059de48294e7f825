"""A draft on its way to the server, and whose it is to edit: how a test brings that about, and sees it."""

import re
from contextlib import AbstractContextManager

from playwright.sync_api import Page, expect

from scenarios.drafts import draft_of
from scenarios.models import Scenario
from tests.browser.drawing import LIMIT_MS, Drawing, next_picture


def opened(page: Page, scenario: Scenario) -> Drawing:
    """With everything loaded that the page takes along."""
    drawing = Drawing(page, scenario)
    drawing.open()
    page.wait_for_load_state("networkidle")
    return drawing


def rename(drawing: Drawing, title: str, new: str) -> None:
    drawing.node(title).click()
    drawing.page.get_by_label("Название узла").fill(new)


def take_over(drawing: Drawing) -> None:
    drawing.page.get_by_role("button", name="Взять правку на себя").click()
    dialog = drawing.page.get_by_role("dialog", name="Взять правку у anna?")
    expect(dialog).to_contain_text("останется в том окне и соединится с вашими правками")
    expect(dialog.get_by_role("button", name="Отмена")).to_be_focused()
    dialog.get_by_role("button", name="Взять правку на себя").click()
    # Until then the drawing takes no edits, and says nothing of those that it did not take.
    drawing.expect_said("Теперь правите вы")


def refuse_locks(page: Page) -> None:
    """The page hears no more of the edit lock, as after a moment without a network."""
    page.route("**/lock**", lambda route: route.abort())


def saving(page: Page) -> AbstractContextManager[object]:
    """The draft goes to the server meanwhile."""
    return page.expect_response(
        lambda answer: answer.request.method == "PUT" and answer.url.endswith("/draft")
    )


def expect_told(page: Page, text: str) -> None:
    """On a card over the drawing."""
    expect(page.get_by_role("main").get_by_text(text)).to_be_visible(timeout=2 * LIMIT_MS)


def expect_held(page: Page, text: str) -> None:
    """In the row of the bar, where it moves nothing of the drawing."""
    expect(page.get_by_role("banner").get_by_title(re.compile(f"^{text}"))).to_be_visible(
        timeout=2 * LIMIT_MS
    )


def expect_kept(page: Page, kind: str) -> None:
    # Until then the bar shows how the work before this edit was kept.
    next_picture(page)
    expect(page.locator(f"[data-saving={kind}]")).to_be_visible()


def stored_titles(scenario: Scenario) -> list[str]:
    scenario.refresh_from_db()
    document, _ = draft_of(scenario)
    return sorted(node["title"] for node in document["nodes"])
