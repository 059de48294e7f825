"""Time on a page that stands still: what goes by itself is seen, however slow the machine is."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page


def stop_clock(page: Page) -> None:
    """From now on it goes only as far as `page.clock` is told to."""
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
