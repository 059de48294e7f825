"""The list of scenarios, and one scenario to read."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from designer.outline import lanes
from runtime.checking import Checked
from runtime.graph import content_hash
from scenarios.models import Scenario
from scenarios.names import StoredNames
from scenarios.prompts import rendering_of
from scenarios.revisions import checked_here, revisions_of
from scenarios.roles import may, visible_scenarios


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario of the list."""

    scenario: Scenario
    errors: int
    warnings: int
    has_unpublished: bool

    @property
    def is_publishable(self) -> bool:
        """There is a draft that calls do not walk yet."""
        return self.scenario.archived_at is None and (self.scenario.published is None or self.has_unpublished)


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """The scenarios in use, the main one first, or the archived ones; whoever sees none goes on to their own
    account.
    """
    if not may(request.user, "scenario.view"):
        return redirect("account")
    seen = visible_scenarios(request.user)
    in_archive = "archive" in request.GET
    names = StoredNames()
    shown = seen.filter(archived_at__isnull=not in_archive).listed()
    context = {
        "rows": [_row(scenario, checked_here(scenario.draft, names)) for scenario in shown],
        "in_archive": in_archive,
        "has_archive": seen.exclude(archived_at=None).exists(),
    }
    return render(request, "scenarios.html", context)


@require_safe
def scenario(request: HttpRequest, found: Scenario) -> HttpResponse:
    """The draft as a tree of nodes and outputs, with what its checks say, and its revisions."""
    checked = checked_here(found.draft, StoredNames())
    context = {
        "row": _row(found, checked),
        "issues": [
            *(issue for issue in checked.issues if issue.severity == "error"),
            *(issue for issue in checked.issues if issue.severity == "warning"),
        ],
        "hints": [issue for issue in checked.issues if issue.severity == "hint"],
        "bound": checked.bound,
        "lanes": lanes(found.draft, checked.issues),
        "rendering": rendering_of(found.published) if found.published is not None else None,
        "revisions": revisions_of(found).defer("document"),
    }
    return render(request, "scenario.html", context)


def _row(scenario: Scenario, checked: Checked) -> Row:
    severities = [issue.severity for issue in checked.issues]
    published = scenario.published
    return Row(
        scenario,
        severities.count("error"),
        severities.count("warning"),
        published is not None and content_hash(scenario.draft) != published.hash,
    )
