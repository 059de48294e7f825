"""The back office: for administrators, to look at; dial rules are the one thing that is changed there."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from scenarios.audit import entries
from scenarios.changes import change_count
from scenarios.drafts import create
from scenarios.models import DialRule, Invitation, Scenario, SharedVariable
from scenarios.people import invite

CHANGED_HERE = {"scenarios.dialrule"}
"""Beside the tables of django-celery-beat, whose admin is its own."""


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/back-office/") -> Iterator[str]:
    """An address for each view of the back office; its objects need not exist."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        for hole in ("<path:object_id>", "<int:content_type_id>", "<path:url>"):
            address = address.replace(hole, "1")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        elif address.endswith("/"):
            yield address


EVERY_ADDRESS = sorted(set(addresses(admin.site.urls[0])))


@pytest.mark.parametrize("role", ["integrator", "supervisor", "operator"])
def test_only_administrators_come_in(client: Client, role: str, db: None) -> None:
    client.force_login(invite("vera", role, author=None)[0])  # type: ignore[arg-type]
    for address in EVERY_ADDRESS:
        answer = client.get(address, follow=True)
        assert answer.status_code == 403, address


def test_a_stranger_is_led_to_the_log_in_of_the_site(client: Client, db: None) -> None:
    for address in EVERY_ADDRESS:
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/login/?next="), address


def test_the_site_has_one_log_in(client: Client, person: Client) -> None:
    assert Client().post("/back-office/login/", {"username": "anna", "password": "x"}).status_code == 302
    assert person.get("/back-office/login/").status_code == 403


def test_every_list_and_every_row_can_be_looked_at(person: Client, samples: dict[str, Scenario]) -> None:
    invite("vera", "operator", author=None)
    DialRule.objects.create(pattern="+7XXXXXXXXXX", dial="PJSIP/{number}@operator")
    SharedVariable.objects.create(scenario="проба", name="x", value=1)
    for model in admin.site._registry:
        place = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert person.get(reverse(f"{place}_changelist"), {"q": "а"}).status_code == 200
        for row in model._default_manager.all()[:3]:
            assert person.get(reverse(f"{place}_change", args=(row.pk,))).status_code == 200


def test_nothing_is_changed_there_that_has_rules_of_its_own(person: Client) -> None:
    for model, rows in admin.site._registry.items():
        if model._meta.app_label == "django_celery_beat" or model._meta.label_lower in CHANGED_HERE:
            continue
        request = person.get("/back-office/").wsgi_request
        assert not rows.has_add_permission(request), model
        assert not rows.has_change_permission(request), model
        assert not rows.has_delete_permission(request), model


def test_no_password_and_no_invitation_is_shown(person: Client) -> None:
    user, token = invite("vera", "operator", author=None)
    kept = Invitation.objects.get(user=user)
    anna = User.objects.get(username="anna")
    pages = [
        person.get(f"/back-office/auth/user/{anna.pk}/change/"),
        person.get(f"/back-office/scenarios/invitation/{kept.pk}/change/"),
    ]
    for page in pages:
        shown = page.content.decode()
        assert not any(secret in shown for secret in (token, kept.digest, anna.password))


def test_a_dial_rule_that_is_set_there_is_told_and_counted(person: Client) -> None:
    before = change_count()
    fields = {"position": 1, "pattern": "+7XXXXXXXXXX", "dial": "PJSIP/{number}@operator"}
    person.post("/back-office/scenarios/dialrule/add/", fields)
    rule = DialRule.objects.get()
    assert change_count() > before
    assert (entries()[0].action, entries()[0].author_name) == ("dial_rule_set", "anna")
    person.post(
        "/back-office/scenarios/dialrule/",
        {"action": "delete_selected", "_selected_action": rule.pk, "post": "yes"},
    )
    assert not DialRule.objects.exists()
    assert entries()[0].action == "dial_rule_removed"


def test_a_dial_rule_that_the_runtime_would_not_take_is_refused_there(person: Client) -> None:
    fields = {"position": 1, "pattern": "any", "dial": "rm -rf"}
    assert person.post("/back-office/scenarios/dialrule/add/", fields).status_code == 200
    assert not DialRule.objects.exists()


def test_its_files_are_served_and_no_others(client: Client, db: None) -> None:
    answer = client.get("/static/admin/css/base.css")
    assert answer.status_code == 200
    answer.close()
    for path in ("admin/../../sites.py", "admin/%2e%2e/apps.py", "admin/nothing.css"):
        assert client.get(f"/static/{path}").status_code in (400, 404)


def test_a_scenario_is_there_without_its_drawing(person: Client) -> None:
    scenario = create("проба", author=None)
    page = person.get(f"/back-office/scenarios/scenario/{scenario.pk}/change/").content.decode()
    assert "проба" in page
    assert "multigraph" not in page


def test_its_tables_are_named_in_the_language_of_the_reader(person: Client) -> None:
    assert "Правила набора" in person.get("/back-office/").content.decode()
    person.post("/language/", {"language": "en"})
    assert "Dial rules" in person.get("/back-office/").content.decode()
