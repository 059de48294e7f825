"""The back office in a real browser: nothing on its pages is against our content security policy."""

from django.urls import reverse
from playwright.sync_api import Page


def test_the_back_office_works_under_our_policy(inside: Page) -> None:
    for name in ("index", "scenarios_scenario_changelist", "django_celery_beat_periodictask_add"):
        inside.goto(reverse(f"admin:{name}"))
        inside.wait_for_load_state("networkidle")
    inside.goto(reverse("admin:scenarios_dialrule_add"))
    inside.locator("[name=pattern]").fill("+7XXXXXXXXXX")
    inside.locator("[name=dial]").fill("PJSIP/{number}@operator")
    inside.locator("[name=_save]").click()
    inside.get_by_role("link", name="+7XXXXXXXXXX", exact=True).wait_for()
