"""The list of scenarios, and one scenario to read."""

import shlex
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from designer.outline import lanes
from designer.templatetags.two_languages import say
from runtime.checking import Checked
from runtime.graph import content_hash
from scenarios.models import Scenario
from scenarios.names import StoredNames
from scenarios.revisions import checked_here


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario of the list."""

    scenario: Scenario
    errors: int
    warnings: int
    has_unpublished: bool


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """All scenarios, the main one first."""
    names = StoredNames()
    rows = [_row(scenario, checked_here(scenario.draft, names)) for scenario in Scenario.objects.listed()]
    return render(request, "scenarios.html", {"rows": rows})


@require_safe
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a tree of nodes and outputs, with what its checks say."""
    found = get_object_or_404(Scenario.objects.listed(), pk=pk)
    checked = checked_here(found.draft, StoredNames())
    context = {
        "row": _row(found, checked),
        "issues": [
            *(issue for issue in checked.issues if issue.severity == "error"),
            *(issue for issue in checked.issues if issue.severity == "warning"),
        ],
        "hints": [issue for issue in checked.issues if issue.severity == "hint"],
        "bound": checked.bound,
        "lanes": lanes(found.draft),
        "route_command": shlex.join(
            ("python", "manage.py", "scenario", "route", say("НОМЕР", "NUMBER"), found.name)
        ),
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
