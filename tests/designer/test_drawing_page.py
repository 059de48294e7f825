"""The page with the drawing: what it links, what it tells its scripts, and what the browser may do there."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from scenarios.models import Scenario
from scenarios.people import invite
from tests.designer.built import SCRIPT, SHARED, STYLE, TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(samples: dict[str, Scenario]) -> str:
    return f"/scenarios/{samples['приёмная'].pk}/drawing/"


def facts(answer: HttpResponse) -> dict[str, Any]:
    """What the page tells its scripts."""
    found = re.search(r'<script id="page" type="application/json">(.*?)</script>', answer.content.decode())
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_the_page_links_what_was_built_and_the_tokens_of_all_pages(person: Client, address: str) -> None:
    page = person.get(address).content.decode()
    assert f'<script type="module" src="/static/designer/{SCRIPT}"></script>' in page
    assert f'<link rel="modulepreload" href="/static/designer/{SHARED}">' in page
    assert page.index("/static/tokens.css") < page.index(f"/static/designer/{STYLE}")
    assert "later" not in page


def test_the_page_tells_its_scripts_who_reads_what(
    person: Client, address: str, samples: dict[str, Scenario]
) -> None:
    person.cookies["theme"] = "dark"
    answer = person.get(address, headers={"accept-language": "en"})
    told = facts(answer)
    pk = samples["приёмная"].pk
    assert (told["scenario"], told["key"], told["name"]) == (pk, str(pk), "приёмная")
    assert (told["language"], told["theme"], told["api"]) == ("en", "dark", "/api")
    assert (told["numbers"], told["is_main"]) == (["100"], False)
    assert told["user"]["name"] == "anna"
    assert "scenario.edit" in told["user"]["actions"]
    assert '<html lang="en" data-theme="dark">' in answer.content.decode()
    saved = {"document": samples["приёмная"].draft, "base": samples["приёмная"].draft_number}
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = person.cookies
    sent = strict.put(
        f"/api/scenarios/{told['key']}/draft",
        saved,
        content_type="application/json",
        headers={"X-CSRFToken": told["csrf_token"]},
    )
    assert sent.status_code == 200


def test_the_page_tells_which_numbers_lead_here_each_of_them_once(
    person: Client, address: str, samples: dict[str, Scenario]
) -> None:
    for number, trunk in (("101", ""), ("101", "city"), ("10?", "")):
        samples["приёмная"].routes.create(number=number, trunk=trunk)
    assert facts(person.get(address))["numbers"] == ["100", "101", "10?"]


def test_style_tags_need_a_nonce_that_is_new_each_time(person: Client, address: str) -> None:
    first, second = person.get(address), person.get(address)
    policy = first.headers["Content-Security-Policy"]
    nonce = facts(first)["nonce"]
    assert f"; style-src 'self' 'nonce-{nonce}';" in policy
    assert "; worker-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert facts(second)["nonce"] != nonce


def test_a_supervisor_is_told_that_they_may_look_and_not_edit(client: Client, address: str) -> None:
    client.force_login(invite("вера", "supervisor", author=None)[0])
    actions = facts(client.get(address))["user"]["actions"]
    assert "scenario.view" in actions
    assert "catalogue.view" in actions
    assert "scenario.edit" not in actions


def test_actions_are_those_for_this_scenario(
    client: Client, address: str, samples: dict[str, Scenario]
) -> None:
    only = [samples["приёмная"]]
    client.force_login(invite("анна", "integrator", author=None, only=only)[0])
    actions = facts(client.get(address))["user"]["actions"]
    assert "scenario.edit" in actions
    assert "scenario.make_main" not in actions


def test_a_name_cannot_end_the_data_of_the_page(person: Client, address: str) -> None:
    Scenario.objects.filter(name="приёмная").update(name="</script><script>alert(1)</script>")
    answer = person.get(address)
    assert facts(answer)["name"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("damage", ["nothing", "no file", "no manifest", "half a manifest"])
def test_a_front_end_that_is_not_built_says_what_builds_it(
    person: Client, address: str, settings: Settings, damage: str
) -> None:
    folder = Path(settings.BUILT_FRONT_END)
    if damage == "nothing":
        settings.BUILT_FRONT_END = folder / "elsewhere"
    elif damage == "no file":
        (folder / SCRIPT).unlink()
    elif damage == "no manifest":
        (folder / "manifest.json").unlink()
    else:
        (folder / "manifest.json").write_text("{")
    answer = person.get(address)
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "make run" in page
    assert "Схема ещё не собрана" in page


def test_built_files_are_kept_for_ever_and_packed_for_whoever_takes_that(client: Client) -> None:
    packed = client.get(f"/static/designer/{SCRIPT}", headers={"accept-encoding": "deflate, gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Type"] == "text/javascript"
    assert gzip.decompress(b"".join(packed.streaming_content)).decode() == TEXT
    plain = client.get(f"/static/designer/{SCRIPT}", headers={"accept-encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert b"".join(plain.streaming_content).decode() == TEXT
    unpacked = client.get(f"/static/designer/{STYLE}", headers={"accept-encoding": "gzip"})
    for answer in (packed, plain, unpacked):
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in answer.headers["Vary"]
        answer.close()


@pytest.mark.parametrize("path", ["no-such.js", "../manifest.json", "../../tokens.css"])
def test_only_files_of_the_build_are_served_as_such(client: Client, path: str) -> None:
    answer = client.get(f"/static/designer/assets/{path}")
    answer.close()
    assert answer.status_code in (400, 404)
