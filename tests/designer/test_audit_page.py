"""The audit: who changed what, told in words and narrowed to what somebody looks for."""

import html
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from designer import audit_page
from scenarios.drafts import save_draft
from scenarios.folders import move
from scenarios.models import Scenario
from scenarios.people import invite
from scenarios.routes import set_route


def subjects(page: str) -> list[str]:
    """What the rows of the audit are about, the newest first."""
    return re.findall(r'<td><a href="/scenarios/\d+/">([^<]*)</a>', page)


def test_the_audit_shows_saves_in_a_row_as_one(person: Client, reception: Scenario) -> None:
    anna = User.objects.get(username="anna")
    for title in ("раз", "два", "три"):
        nodes = [{**node, "title": title} for node in reception.draft["nodes"]]
        save_draft(reception, {**reception.draft, "nodes": nodes}, base=reception.draft_number, author=anna)
    page = person.get("/audit/").content.decode()
    assert "3 ×" in page
    assert "названия" in page


def test_what_was_done_between_two_saves_parts_them_under_a_filter_too(
    person: Client, reception: Scenario
) -> None:
    anna = User.objects.get(username="anna")
    for title in ("раз", "два", "", "три", "четыре"):
        if title:
            nodes = [{**node, "title": title} for node in reception.draft["nodes"]]
            save_draft(
                reception, {**reception.draft, "nodes": nodes}, base=reception.draft_number, author=anna
            )
        else:
            move(reception, "Ночь", author=anna)
    page = person.get("/audit/?author=anna&action=draft_saved").content.decode()
    assert page.count("2 ×") == 2


def test_the_audit_tells_from_where_to_where(person: Client, samples: dict[str, Scenario]) -> None:
    set_route("100", samples["три номера"], author=None, move=True)
    move(samples["приёмная"], "Ночь", author=None)
    page = person.get("/audit/").content.decode()
    for change in ("«приёмная» → «три номера»", "вне папок → «Ночь»"):
        assert change in page


def test_the_audit_names_no_scenario_that_a_person_does_not_see(
    client: Client, samples: dict[str, Scenario]
) -> None:
    own = samples["три номера"]
    set_route("100", own, author=None, move=True)
    client.force_login(invite("vera", "integrator", author=None, only=[own])[0])
    assert "другой сценарий → «три номера»" in client.get("/audit/").content.decode()
    assert "приёмная" not in client.get("/audit/").content.decode()
    assert "приёмная" not in str(client.get("/api/audit").json())


def test_the_audit_is_narrowed_to_a_person_an_action_and_a_scenario(
    person: Client, samples: dict[str, Scenario]
) -> None:
    anna = User.objects.get(username="anna")
    night, numbers = samples["приёмная"], samples["три номера"]
    for scenario, author in ((night, anna), (numbers, anna), (numbers, None)):
        move(scenario, f"Ночь {scenario.folder}", author=author)
    narrowed = {
        "author=anna": ["три номера", "приёмная"],
        f"author=anna&scenario={night.pk}": ["приёмная"],
        "action=moved": ["три номера", "три номера", "приёмная"],
        "action=moved&author=/": ["три номера"],
        "action=restored": [],
    }
    for query, expected in narrowed.items():
        assert subjects(person.get(f"/audit/?{query}").content.decode()) == expected, query
    page = person.get("/audit/?action=restored").content.decode()
    assert "Таких изменений нет" in page


@pytest.mark.parametrize(
    "query", ["scenario=x", "scenario=²", f"scenario={'9' * 40}", "before=-1", "action=none", "author=%00"]
)
def test_an_audit_that_is_asked_for_nonsense_answers(person: Client, query: str) -> None:
    assert person.get(f"/audit/?{query}").status_code == 200


def test_earlier_changes_are_a_page_further_and_keep_what_was_asked_for(
    person: Client, samples: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_page, "LISTED", 2)
    for folder in ("раз", "два", "три"):
        move(samples["приёмная"], folder, author=None)
    first = person.get("/audit/?action=moved").content.decode()
    further = re.search(r'href="(\?[^"]*before=\d+)"', first)
    assert further is not None
    second = person.get(f"/audit/{html.unescape(further.group(1))}").content.decode()
    assert "«два» → «три»" in first
    assert "«раз» → «два»" in first
    assert "вне папок → «раз»" in second
    assert 'class="after"' not in second


def test_a_scenario_leads_to_its_changes(person: Client, samples: dict[str, Scenario]) -> None:
    reception = samples["приёмная"]
    move(reception, "Ночь", author=None)
    move(samples["три номера"], "Ночь", author=None)
    address = f"/audit/?scenario={reception.pk}"
    assert f'href="{address}"' in person.get(f"/scenarios/{reception.pk}/").content.decode()
    assert set(subjects(person.get(address).content.decode())) == {"100", "приёмная"}
