"""A page as the tests read it, whether it was asked for or a form led to it."""

import re

from django.test import Client


def shown(client: Client, address: str, language: str = "ru") -> str:
    """The page as text with single spaces, tags left in."""
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def sent(client: Client, address: str, /, **fields: object) -> str:
    """The page that a form leads to, as text with single spaces, tags left in."""
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def words(page: str) -> str:
    """What can be read on a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def told_at(page: str, field: str) -> str:
    """What stands below a field that is wrong."""
    return page.partition(f'id="{field}-wrong"')[2].partition("</label>")[0]
