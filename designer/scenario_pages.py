"""One scenario to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from designer.number_form import NumberForm
from designer.outline import lanes
from designer.scenario_list import row_of
from scenarios.models import Scenario
from scenarios.names import StoredNames
from scenarios.prompts import rendering_of
from scenarios.revisions import checked_here, revisions_of
from scenarios.secrecy import as_seen_by


@require_safe
def scenario(request: HttpRequest, found: Scenario) -> HttpResponse:
    """The draft as a tree of nodes and outputs, with what its checks say, and its revisions."""
    return overview(request, found, NumberForm())


def overview(request: HttpRequest, found: Scenario, form: NumberForm) -> HttpResponse:
    """The page, with this in the form for a number."""
    checked = checked_here(found.draft, StoredNames())
    context = {
        "row": row_of(found, checked),
        "issues": [
            *(issue for issue in checked.issues if issue.severity == "error"),
            *(issue for issue in checked.issues if issue.severity == "warning"),
        ],
        "hints": [issue for issue in checked.issues if issue.severity == "hint"],
        "bound": checked.bound,
        "lanes": lanes(as_seen_by(request.user, found, found.draft), checked.issues),
        "rendering": rendering_of(found.published) if found.published is not None else None,
        "revisions": revisions_of(found).defer("document"),
        "form": form,
    }
    return render(request, "scenario.html", context, status=422 if form.refusal else 200)
