"""The switch of language, on pages that answer a form too."""

import re

import pytest
from django.test import Client


def languages_offered(page: str) -> list[str]:
    return re.findall(r'name="language" value="(\w+)"[^>]*"(?=>)', page)


def test_a_page_that_is_shown_once_offers_no_switch_that_would_lose_it(person: Client) -> None:
    assert languages_offered(person.get("/people/").content.decode()) == ["ru", "en"]
    shown_once = person.post("/people/invite/", {"name": "vera", "email": "", "role": "supervisor"})
    assert languages_offered(shown_once.content.decode()) == []


@pytest.mark.parametrize(
    ("form", "fields", "place"),
    [
        ("/people/invite/", {"name": "anna", "role": "operator"}, "/people/"),
        ("/dial_rules/save/", {"pattern": "(", "dial": "SIP"}, "/dial_rules/"),
        ("/scenarios/new/", {"name": ""}, "/"),
    ],
)
def test_a_form_that_is_refused_stands_at_its_place_and_in_either_language(
    person: Client, form: str, fields: dict[str, str], place: str
) -> None:
    page = person.post(form, fields).content.decode()
    assert f'<a href="{place}" aria-current="page">' in page
    assert languages_offered(page) == ["ru", "en"]
    said = person.post("/language/", {"language": "en", "next": form}, follow=True)
    assert said.status_code == 200
    assert 'lang="en"' in said.content.decode()
